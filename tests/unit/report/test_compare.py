"""What changed between two reports: files, values, findings."""

from __future__ import annotations

from extractor.report.as_json import render_report
from extractor.report.compare import FileState, FindingState, compare_reports
from extractor.report.compare_lines import change_lines
from extractor.report.from_wire import read_report
from models.field import Value
from models.finding import Decided, Finding, Outcome, Settled
from models.run import Report
from models.submission import FileKind, SourceFile
from models.table import Row, StandardTable
from tests.unit.report.builders import CELL, DECLARED, finding, report, value

BEFORE = report(finding(), finding(Outcome.review, rule="IDN-01", indicator="uscc", period=None))
OTHER = value("190000000", raw="19000.00", place=CELL)


def with_declared(new: Value) -> Report:
    table = BEFORE.tables[0]
    rows = (table.rows[0].model_copy(update={"declared": new}), *table.rows[1:])
    return BEFORE.model_copy(update={"tables": (table.model_copy(update={"rows": rows}),)})


def states(before: Report, after: Report) -> dict[str, FindingState]:
    return {c.shown.rule: c.state for c in compare_reports(before, after).findings}


def test_a_report_does_not_differ_from_itself() -> None:
    changes = compare_reports(BEFORE, BEFORE)
    assert changes.is_empty
    assert change_lines(changes) == ["两份报告没有差别。"]


def test_a_written_report_is_read_back_whole() -> None:
    written = render_report(BEFORE)
    assert render_report(read_report(written)) == written
    assert [f.asked for f in read_report(written).fields] == [f.asked for f in BEFORE.fields]
    decided = finding().model_copy(
        update={"settled": Settled(state=Decided.dismissed, reason="explained", by=("甲",))}
    )
    written = render_report(report(decided))
    assert render_report(read_report(written)) == written


def test_changed_values_are_told_with_both_sides() -> None:
    (change,) = compare_reports(BEFORE, with_declared(OTHER)).values
    assert (change.indicator, change.period, change.side) == (
        "operating_revenue",
        "2020",
        "declared",
    )
    assert (change.before, change.after) == ("18634.52 万元", "19000.00 万元")


def test_the_same_amount_printed_otherwise_is_no_change() -> None:
    again = DECLARED.model_copy(update={"raw": "18,634.52"})
    assert not compare_reports(BEFORE, with_declared(again)).values


def on_a_further_form(of: Report, *rows: Row) -> Report:
    form = StandardTable(table="further", title_zh="目标表", rows=rows)
    return of.model_copy(update={"tables": (*of.tables, form)})


def test_the_same_fact_on_a_further_form_is_told_apart() -> None:
    first = BEFORE.tables[0].rows[0]
    further = first.model_copy(update={"declared": value("170000000", raw="17000.00", place=CELL)})
    before = on_a_further_form(BEFORE, first)
    (change,) = compare_reports(before, on_a_further_form(with_declared(OTHER), first)).values
    assert (change.before, change.after) == ("18634.52 万元", "19000.00 万元")
    one, two = compare_reports(before, on_a_further_form(with_declared(OTHER), further)).values
    assert (one.after, two.after) == ("19000.00 万元", "17000.00 万元")
    assert one.title != two.title
    assert two.title.startswith("《目标表》")
    alike = with_declared(OTHER).tables[0].rows[0]
    assert len(compare_reports(before, on_a_further_form(with_declared(OTHER), alike)).values) == 1


def test_rows_of_a_repeated_table_are_told_apart() -> None:
    first = BEFORE.tables[0].rows[0].model_copy(update={"scope": "row1"})
    second = first.model_copy(update={"scope": "row2"})
    changed = second.model_copy(update={"declared": OTHER})
    before, after = (on_a_further_form(BEFORE, first, row) for row in (second, changed))
    (change,) = compare_reports(before, after).values
    assert change.title.endswith("（第2行，2020年）")


def test_findings_come_go_and_change() -> None:
    def after(*findings: Finding) -> dict[str, FindingState]:
        return states(BEFORE, report(*findings))

    same = finding(Outcome.review, rule="IDN-01", indicator="uscc", period=None)
    assert after(finding(), same) == {"DVE-01": FindingState.same, "IDN-01": FindingState.same}
    assert after(same)["DVE-01"] is FindingState.gone
    assert after(finding(Outcome.passed), same)["DVE-01"] is FindingState.better
    worse = same.model_copy(update={"outcome": Outcome.failed})
    assert after(finding(), worse)["IDN-01"] is FindingState.worse
    assert after(finding(declared=OTHER), same)["DVE-01"] is FindingState.moved
    new = finding(rule="NEW-01", indicator="employees")
    assert after(finding(), same, new)["NEW-01"] is FindingState.new


def test_a_dismissal_is_a_change_for_the_better() -> None:
    done = finding().model_copy(update={"settled": Settled(state=Decided.dismissed)})
    assert states(report(finding()), report(done)) == {"DVE-01": FindingState.better}


def file(name: str, sha: str, *digests: str) -> SourceFile:
    return SourceFile(
        name=name, sha256=sha * 64, pages=len(digests), kind=FileKind.pdf, digests=digests
    )


def test_files_are_known_by_content_and_pages_by_theirs() -> None:
    old = BEFORE.model_copy(
        update={
            "files": (file("甲.pdf", "1", "a", "b"), file("乙.pdf", "2", "c"), file("丙.pdf", "3"))
        }
    )
    new = BEFORE.model_copy(
        update={
            "files": (
                file("甲.pdf", "4", "a", "x", "y"),
                file("乙二.pdf", "2", "c"),
                file("丁.pdf", "5", "z"),
            )
        }
    )
    found = {c.name: (c.state, c.was, c.pages_kept) for c in compare_reports(old, new).files}
    assert found == {
        "甲.pdf": (FileState.changed, "甲.pdf", 1),
        "乙二.pdf": (FileState.renamed, "乙.pdf", 1),
        "丁.pdf": (FileState.added, "", 0),
        "丙.pdf": (FileState.removed, "丙.pdf", 0),
    }
    lines = change_lines(compare_reports(old, new))
    assert "文件内容已换：甲.pdf，共 3 页，其中 2 页是新的" in lines
    assert "文件改名：乙.pdf → 乙二.pdf" in lines
    assert "文件撤回：丙.pdf" in lines
