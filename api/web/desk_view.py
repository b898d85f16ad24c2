"""A report as the review screen shows it: findings in working order, each value with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.report.crops import places_of
from extractor.report.figures import difference_of, in_figures
from extractor.report.follow import consequences_of, needs_person, numbered_own, shown_outcome
from extractor.report.words import (
    FAMILIES,
    OUTCOMES,
    SEVERITIES,
    SYMBOLS,
    show_basis,
    show_decision,
    show_doubts,
    show_value,
    subject_of,
)
from models.catalogue import Catalogue
from models.field import Field, Value
from models.finding import Decided, Finding, Outcome, Severity
from models.geometry import Place
from models.run import Report
from models.table import Row

PageNumbers = Mapping[tuple[str, int], int]
"""File and page -> position of the page in the submission, from 1."""


class Spot(NamedTuple):
    """A place for the page viewer: position of the page from 1, box `x0,y0,x1,y1`, words."""

    page: int
    box: str
    words: str
    file: str
    file_page: int


class Cell(NamedTuple):
    """One value beside its picture; `level` tells how sure it is: sure, doubtful, corrected."""

    side: str
    text: str
    plain: str  # in figures and the declared unit, where the paper writes it in words
    level: str
    level_words: str
    spot: Spot | None
    key: str
    period: str
    scope: str
    unit: str
    raw: str

    @property
    def can_correct(self) -> bool:
        """Whether the value is a field that a person can correct."""
        return bool(self.key and self.spot)


class FindingRow(NamedTuple):
    """One finding; `number` counts from 0 in the report, `group` says in which pile it lies.

    `about` is what remarks on it are filed under.
    """

    number: int
    about: str
    group: str
    outcome: str
    outcome_key: str
    symbol: str
    severity: str
    severity_key: str
    family: str
    rule: str
    subject: str
    message: str
    missing: str
    difference: str
    cells: tuple[Cell, ...]
    spots: tuple[Spot, ...]
    clause: str
    clause_source: str
    basis: str
    decision: str
    decided: str
    consequences: tuple[str, ...]


LONGEST_ABOUT = 200
"""Characters that name what a remark is on."""

GROUPS = ("open", "gaps", "notes", "decided", "passed")
_OUTCOME_ORDER = (Outcome.failed, Outcome.review, Outcome.not_checked, Outcome.passed)
_SEVERITY_ORDER = (Severity.error, Severity.warning, Severity.info)


def arrange_findings(
    report: Report, *, catalogue: Catalogue, numbers: PageNumbers
) -> tuple[FindingRow, ...]:
    """Return the findings in working order: what waits for a person, heaviest first, comes first."""
    rows = sorted(numbered_own(report.findings), key=lambda pair: _rank(pair[1]))
    lookup = _Lookup(report, _fields_by_place(report), _rows_by_fact(report), _kinds(report))
    return tuple(
        _row(finding, at, lookup=lookup, catalogue=catalogue, numbers=numbers)
        for at, finding in rows
    )


class _Lookup(NamedTuple):
    """A report and what is looked up in it for every finding."""

    report: Report
    fields: Mapping[Place, Field]
    rows: Mapping[tuple[str, str | None], Sequence[Row]]
    kinds: Mapping[str, str | None]


def group_of(finding: Finding) -> str:
    """Return the pile a finding lies in."""
    if needs_person(finding):
        return "open"
    if finding.settled is not None:
        return "decided"
    if finding.outcome in (Outcome.failed, Outcome.review):
        return "notes"
    return "gaps" if finding.outcome is Outcome.not_checked else "passed"


def spot_of(place: Place | None, numbers: PageNumbers) -> Spot | None:
    """Return a place for the viewer, None for a page that is not there."""
    if place is None or (place.file, place.page) not in numbers:
        return None
    return Spot(
        page=numbers[place.file, place.page],
        box=",".join(f"{edge:.4f}" for edge in place.box),
        words=f"{place.file} 第 {place.page} 页",
        file=place.file,
        file_page=place.page,
    )


def level_of(value: Value) -> tuple[str, str]:
    """Return how sure a reading is, as a key and in words."""
    if value.corrected_from is not None:
        return "corrected", f"✎ {show_doubts(value)}"
    if value.doubts:
        return "doubtful", f"◐ 存疑：{show_doubts(value)}"
    if value.confidence < 0.9:
        return "doubtful", f"◐ 把握不足（{value.confidence:.2f}）"
    return "sure", f"● 可靠（{value.confidence:.2f}）"


def _rank(finding: Finding) -> tuple[int, int, int, int]:
    awaiting = finding.settled is not None and finding.settled.state is Decided.awaiting_second
    return (
        GROUPS.index(group_of(finding)),
        _SEVERITY_ORDER.index(finding.severity),
        _OUTCOME_ORDER.index(shown_outcome(finding)),
        int(awaiting),
    )


def _fields_by_place(report: Report) -> Mapping[Place, Field]:
    return {
        field.reading.place: field
        for field in reversed(report.fields)
        if field.reading is not None and field.reading.place is not None
    }


def _rows_by_fact(report: Report) -> Mapping[tuple[str, str | None], Sequence[Row]]:
    """The rows of all tables by indicator and period, the first one of each table."""
    found: dict[tuple[str, str | None], list[Row]] = {}
    for table in report.tables:
        mine = {(row.indicator, row.period): row for row in reversed(table.rows)}
        for fact, row in mine.items():
            found.setdefault(fact, []).append(row)
    return found


def _kinds(report: Report) -> Mapping[str, str | None]:
    rows = [row for table in report.tables for row in table.rows]
    return {row.indicator: row.kind for row in reversed(rows)}


def _row(
    finding: Finding,
    number: int,
    *,
    lookup: _Lookup,
    catalogue: Catalogue,
    numbers: PageNumbers,
) -> FindingRow:
    report = lookup.report
    shown = shown_outcome(finding)
    clause = finding.clause
    kind_name = lookup.kinds.get(finding.indicator or "")
    values = [("申报", finding.declared), *(("佐证", value) for value in finding.evidence)]
    unit = finding.declared.unit if finding.declared is not None else None
    cells = [
        _cell(side, value, numbers, lookup.fields, plain=in_figures(value, kind_name, unit))
        for side, value in values
        if value is not None
    ]
    if finding.computed is not None:
        text = show_value(finding.computed, kind_name)
        cells.append(Cell("复算", text, "", "computed", "＝ 按公式计算", None, "", "", "", "", ""))
    subject = subject_of(finding, report, catalogue)
    return FindingRow(
        number=number,
        about=f"{finding.rule} {subject}"[:LONGEST_ABOUT],
        group=group_of(finding),
        outcome=OUTCOMES[shown],
        outcome_key=shown.value,
        symbol=SYMBOLS[shown],
        severity=SEVERITIES[finding.severity],
        severity_key=finding.severity.value,
        family=FAMILIES[finding.family],
        rule=finding.rule,
        subject=subject,
        message=finding.message,
        missing="、".join(finding.missing),
        difference=difference_of(finding, kind_name),
        cells=tuple(cells),
        spots=_occurrences(finding, lookup, numbers),
        clause=clause.text if clause else "",
        clause_source=clause.source if clause else "",
        basis=show_basis(finding),
        decision=show_decision(finding),
        decided=finding.settled.state.value if finding.settled else "",
        consequences=tuple(
            other.message
            for other in consequences_of(finding, report.findings)
            if other.outcome is not Outcome.passed
        ),
    )


def _cell(
    side: str, value: Value, numbers: PageNumbers, fields: Mapping[Place, Field], *, plain: str
) -> Cell:
    level, words = level_of(value)
    field = fields.get(value.place) if value.place else None
    return Cell(
        side=side,
        text=show_value(value) or "（空）",
        plain=plain,
        level=level,
        level_words=words,
        spot=spot_of(value.place, numbers),
        key=field.key if field else "",
        period=(field.period or "") if field else "",
        scope=(field.scope or "") if field else "",
        unit=value.unit or "",
        raw=value.raw,
    )


def _occurrences(finding: Finding, lookup: _Lookup, numbers: PageNumbers) -> tuple[Spot, ...]:
    """Every place where the fact stands: those of the finding, then those of its row and its claims."""
    places = list(places_of(finding))
    for row in lookup.rows.get((finding.indicator or "", finding.period), ()):
        values = [row.declared, *(item.value for item in row.evidence)]
        places += [value.place for value in values if value is not None and value.place]
    spots = (spot_of(place, numbers) for place in dict.fromkeys(places))
    return tuple(spot for spot in spots if spot is not None)


def page_numbers(pages: Sequence[tuple[str, int]]) -> PageNumbers:
    """Return the position of every page, given in order."""
    return {key: at for at, key in enumerate(pages, start=1)}
