"""Two reports compared: what changed in files, values and findings when a submission was handed in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from extractor.report.follow import own_findings, shown_outcome
from extractor.report.words import STATUSES, show_period, show_row, show_value
from models.field import Value
from models.finding import Finding, Outcome, Severity
from models.run import Report
from models.submission import SourceFile
from models.table import Row


class FileState(StrEnum):
    """What became of a file."""

    same = "same"
    renamed = "renamed"
    changed = "changed"  # same name, other content
    added = "added"
    removed = "removed"


class FindingState(StrEnum):
    """What became of a finding, seen from the later report."""

    new = "new"
    gone = "gone"
    worse = "worse"
    better = "better"
    moved = "moved"  # same outcome on other evidence
    same = "same"


class FileChange(NamedTuple):
    """One file: its name, the name it had, and how many of its pages were there before."""

    name: str
    state: FileState
    was: str
    pages: int
    pages_kept: int


class ValueChange(NamedTuple):
    """One cell of a standard table; texts as shown to people."""

    indicator: str
    period: str | None
    title: str
    side: str  # declared, evidence, computed
    before: str
    after: str


class FindingChange(NamedTuple):
    """One finding before and after, None where there is none."""

    state: FindingState
    before: Finding | None
    after: Finding | None

    @property
    def shown(self) -> Finding:
        """The later one, else the earlier one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has one side at least")
        return found


class Changes(NamedTuple):
    """Everything that differs; unchanged findings are kept for the count."""

    files: tuple[FileChange, ...]
    values: tuple[ValueChange, ...]
    findings: tuple[FindingChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return (
            not self.values
            and all(file.state is FileState.same for file in self.files)
            and all(change.state is FindingState.same for change in self.findings)
        )


_RANK = (Outcome.passed, Outcome.not_checked, Outcome.review, Outcome.failed)


def compare_reports(before: Report, after: Report) -> Changes:
    """Return what changed from one report to a later one of the same applicant and programme."""
    return Changes(
        files=tuple(_files(before.files, after.files)),
        values=tuple(_values(_rows(before), _rows(after))),
        findings=tuple(_findings(before, after)),
    )


def _files(before: Iterable[SourceFile], after: Iterable[SourceFile]) -> Iterable[FileChange]:
    old = {file.name: file for file in before}
    by_content = {file.sha256: file for file in old.values()}
    known = {digest for file in old.values() for digest in file.digests}
    seen: set[str] = set()
    for file in after:
        kept = sum(digest in known for digest in file.digests)
        twin, namesake = by_content.get(file.sha256), old.get(file.name)
        if namesake is not None and namesake.sha256 == file.sha256:
            state, was = FileState.same, file.name
        elif twin is not None:
            state, was = FileState.renamed, twin.name
        elif namesake is not None:
            state, was = FileState.changed, file.name
        else:
            state, was = FileState.added, ""
        seen.add(was)
        yield FileChange(file.name, state, was, file.pages, kept)
    for name, file in old.items():
        if name not in seen:
            yield FileChange(name, FileState.removed, name, file.pages, 0)


class _Spot(NamedTuple):
    """One row of one form: the same fact on another form, or in another row of a table, is another."""

    table: str
    indicator: str
    period: str | None
    scope: str | None


_Rows = Mapping[_Spot, tuple[str, Row]]


def _rows(report: Report) -> _Rows:
    """Every row of every form with the title of the form."""
    return {
        _Spot(table.table, row.indicator, row.period, row.scope): (table.title_zh, row)
        for table in report.tables
        for row in table.rows
    }


def _values(before: _Rows, after: _Rows) -> Iterable[ValueChange]:
    """Changes in the order of the forms; what changes alike on several forms is told once."""
    changes: dict[ValueChange, str] = {}
    for spot in dict.fromkeys([*after, *before]):
        old, new = before.get(spot), after.get(spot)
        if found := new or old:
            for change in _sides(spot, old and old[1], new and new[1]):
                changes.setdefault(change, found[0])
    told = Counter((change.indicator, change.title, change.side) for change in changes)
    for change, form in changes.items():
        alone = told[change.indicator, change.title, change.side] == 1
        yield change if alone else change._replace(title=f"《{form}》{change.title}")


def _sides(spot: _Spot, old: Row | None, new: Row | None) -> Iterable[ValueChange]:
    row = new or old
    if row is None:
        return
    where = f"{show_row(spot.scope)}，" if spot.scope and spot.period else show_row(spot.scope)
    where += show_period(spot.period)
    title = f"{row.title_zh}（{where}）" if where else row.title_zh
    for side in ("declared", "evidence", "computed"):
        was, now = _cell(old, side), _cell(new, side)
        if was[0] != now[0]:
            yield ValueChange(spot.indicator, spot.period, title, side, was[1], now[1])


def _cell(row: Row | None, side: str) -> tuple[tuple[str, ...], str]:
    """What is compared, and what is shown, of one side of a row."""
    if row is None:
        return (), ""
    if side == "declared" and row.declared_status != "found":
        return (row.declared_status,), STATUSES.get(row.declared_status, row.declared_status)
    sides: dict[str, tuple[Value | None, ...]] = {
        "declared": (row.declared,),
        "evidence": tuple(item.value for item in row.evidence),
        "computed": (row.computed,),
    }
    values = [value for value in sides[side] if value is not None]
    shown = dict.fromkeys(show_value(value, row.kind) for value in values)
    return tuple(sorted({value.value for value in values})), "；".join(shown)


def _subject(finding: Finding) -> tuple[str | None, ...]:
    return (finding.rule, finding.indicator, finding.period, finding.document_type)


def _basis(finding: Finding) -> tuple[str, ...]:
    values = (finding.declared, *finding.evidence)
    return tuple(value.value for value in values if value is not None)


def _findings(before: Report, after: Report) -> Iterable[FindingChange]:
    """Findings of one subject are paired by equal basis first, then in order."""
    old: dict[tuple[str | None, ...], list[Finding]] = {}
    for finding in own_findings(before.findings):
        old.setdefault(_subject(finding), []).append(finding)
    for finding in own_findings(after.findings):
        rest = old.get(_subject(finding), [])
        twin = next((f for f in rest if _basis(f) == _basis(finding)), rest[0] if rest else None)
        if twin is not None:
            rest.remove(twin)
        if twin is not None or shown_outcome(finding) is not Outcome.passed:
            yield FindingChange(_state(twin, finding), twin, finding)
    for rest in old.values():
        for finding in rest:
            if shown_outcome(finding) is not Outcome.passed:
                yield FindingChange(FindingState.gone, finding, None)


def _state(before: Finding | None, after: Finding) -> FindingState:
    if before is None:
        return FindingState.new
    was, now = _RANK.index(shown_outcome(before)), _RANK.index(shown_outcome(after))
    if was != now:
        return FindingState.worse if now > was else FindingState.better
    if _basis(before) != _basis(after) and after.severity is not Severity.info:
        return FindingState.moved
    return FindingState.same
