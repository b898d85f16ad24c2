"""report.docx and notice.docx: whole, in official typefaces, and nothing doubtful in the notice."""

from __future__ import annotations

import io
from typing import Any

import docx

from extractor.report.advice import advice_on
from extractor.report.as_docx import render_docx
from extractor.report.checklist import Presence, checklist_of, unchecked_figures
from extractor.report.notice import EMPTY, render_notice
from models.finding import Basis, Decided, Family, Finding, Outcome, Settled, Severity
from models.issue import Issue, IssueCode
from models.run import Report
from tests.unit.report.builders import catalogue, crops_of, finding, report


def texts(data: bytes) -> str:
    opened: Any = docx.Document(io.BytesIO(data))
    cells = [c.text for t in opened.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


def whole(of: Report) -> str:
    return texts(render_docx(of, crops=crops_of(of), catalogue=catalogue()))


def notice(of: Report) -> str:
    return texts(render_notice(of, catalogue=catalogue()))


def asked(outcome: Outcome, *, document_type: str = "business_license") -> Finding:
    return Finding(
        rule="CMP-03",
        family=Family.completeness,
        outcome=outcome,
        severity=Severity.error,
        basis=Basis.stated,
        document_type=document_type,
        message="材料中没有通知所列的“营业执照”。",
    )


def settled(of: Finding, state: Decided) -> Finding:
    return of.model_copy(update={"settled": Settled(state=state, reason=None, by=("甲",))})


def test_the_report_holds_every_open_finding_with_clause_and_pictures() -> None:
    shown = report()
    data = render_docx(shown, crops=crops_of(shown), catalogue=catalogue())
    text = texts(data)
    for wanted in (
        "申报材料核验报告",
        "清河精密传动有限公司",
        "168,345,210.77",
        "上一年度营业收入。",
        "从业人数未读到内容。",
        "研发人员数未读到内容。",
        "没有可以核对的证书。",
    ):
        assert wanted in text
    opened: Any = docx.Document(io.BytesIO(data))
    assert len(opened.inline_shapes) >= 2


def test_the_first_page_can_be_signed() -> None:
    """Verdict, conditions and signatures come before the findings, and every page is numbered."""
    unmet = finding().model_copy(update={"rule": "X08", "family": Family.eligibility})
    shown = report(finding(), unmet)
    data = render_docx(shown, crops=crops_of(shown), catalogue=catalogue())
    opened: Any = docx.Document(io.BytesIO(data))
    lines = [p.text for p in opened.paragraphs]
    verdict = next(i for i, text in enumerate(lines) if text.startswith("核验结论："))
    signed = next(i for i, text in enumerate(lines) if "审核人（签字）" in text)
    found = next(i for i, text in enumerate(lines) if text.startswith("一、不一致"))
    assert verdict < signed < found
    conditions = opened.tables[0]
    assert [c.text for c in conditions.rows[0].cells] == ["条件", "内容", "结论", "原因"]
    assert [c.text for c in conditions.rows[1].cells][::2] == ["X08", "✕ 不满足"]
    foot = opened.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in foot and 'w:instr="NUMPAGES"' in foot


def test_a_finding_says_what_to_do_and_its_pictures_what_they_show() -> None:
    text = whole(report())
    assert "处理：请申报单位更正申报数，或者补充能够证明申报数的材料。" in text
    assert "佐证：168,345,210.77" in text
    assert "差额：申报多 1,800.00 万元（10.69%）。" in text
    decided = whole(report(settled(finding(), Decided.confirmed)))
    assert "处理：" not in decided


def test_every_family_of_what_is_wrong_has_a_next_step() -> None:
    for family in Family:
        wrong = finding().model_copy(update={"family": family, "outcome": Outcome.failed})
        silent = family in (Family.tamper, Family.cross_application)
        assert (advice_on(wrong) == "") is silent, family
    asked_for = finding(Outcome.review, message="材料不能证明，须向税务部门查询：有无欠税。")
    assert "查询后" in advice_on(asked_for)
    assert advice_on(finding(Outcome.passed)) == ""


def test_equal_reports_give_equal_files() -> None:
    shown = report()
    pages = crops_of(shown)
    one, two = (render_docx(shown, crops=pages, catalogue=catalogue()) for _ in range(2))
    assert one == two
    assert render_notice(shown, catalogue=catalogue()) == render_notice(
        shown, catalogue=catalogue()
    )


def test_the_notice_names_what_is_sure_and_nothing_else() -> None:
    text = notice(report())
    assert "清河精密传动有限公司：" in text
    assert "申报表填报2020年营业收入18634.52万元" in text
    assert "（依据工信厅企业函〔2021〕79号：“上一年度营业收入。”）" in text
    for doubtful in ("两次识别不同", "未读到内容", "没有可以核对", "填写了两位小数"):
        assert doubtful not in text


def test_people_decide_what_the_notice_says() -> None:
    doubt = finding(Outcome.review, message="疑点。")
    assert "疑点" not in notice(report(doubt))
    assert "疑点，请更正或者说明" in notice(report(settled(doubt, Decided.confirmed)))
    assert EMPTY in notice(
        report(settled(finding(), Decided.dismissed)).model_copy(update={"files": ()})
    )
    waiting = settled(finding(), Decided.awaiting_second)
    assert "168,345,210.77" in notice(report(waiting))


def test_missing_papers_and_unread_pages_are_asked_for() -> None:
    unread = Issue(code=IssueCode.page_unreadable, file="申报表.pdf", page=4, message="未能读取。")
    text = notice(report(asked(Outcome.failed)).model_copy(update={"issues": (unread,)}))
    assert "一、需要补充的材料" in text and "1. 营业执照" in text
    assert "申报表.pdf 第 4 页无法辨认。" in text
    assert "“证书.pdf”有密码。" in text


def test_the_checklist_tells_four_states() -> None:
    def presence(*findings: Finding) -> Presence:
        lines = checklist_of(report(*findings), catalogue())
        return next(line.presence for line in lines if line.title == "营业执照")

    assert presence(asked(Outcome.failed)) is Presence.missing
    assert presence(asked(Outcome.passed)) is Presence.found
    assert presence(asked(Outcome.review)) is Presence.unsure
    assert presence(finding()) is Presence.not_asked
    form = checklist_of(report(), catalogue())[0]
    assert form.presence is Presence.found
    assert form.papers[0].pages == (1, 2, 3, 5)


def test_a_figure_is_unchecked_until_it_was_held_against_evidence() -> None:
    assert unchecked_figures(report(finding())) == ()
    assert unchecked_figures(report(finding(Outcome.review))) == ()
    (bare,) = unchecked_figures(report(finding(Outcome.not_checked)))
    assert (bare.indicator, bare.period, bare.is_compared) == ("operating_revenue", "2020", False)
    inside = finding(indicator="growth", places=(finding().declared.place,))  # type: ignore[union-attr,arg-type]
    inside = inside.model_copy(update={"family": Family.arithmetic})
    (compared,) = unchecked_figures(report(inside))
    assert compared.is_compared


def test_decisions_stand_in_the_report() -> None:
    text = whole(report(settled(finding(), Decided.confirmed)))
    assert "人工意见：已确认不一致" in text
    assert "三、经人工排除（1）" in whole(report(settled(finding(), Decided.dismissed)))


def test_the_notice_quotes_a_clause_once_and_asks_for_no_correction_of_a_condition() -> None:
    second = finding(rule="DVE-02", indicator="net_profit", message="净利润不一致。")
    unmet = finding(rule="X08", indicator="asset_liability_ratio", message="条件X08不满足。")
    unmet = unmet.model_copy(update={"family": Family.eligibility, "clause": None})
    text = notice(report(finding(), second, unmet))
    assert text.count("上一年度营业收入。”") == 1
    assert "净利润不一致，请更正或者说明。（依据工信厅企业函〔2021〕79号）" in text
    assert "未达到申报条件、需要核实的事项" in text
    assert "条件X08不满足，如与事实不符，请提供证明材料。" in text
