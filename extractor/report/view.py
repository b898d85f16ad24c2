"""A report arranged for people: what needs a person first, then the tables, then what is missing.

One file because every section shows the same cards, numbered and gathered in one way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from extractor.report.advice import advice_on
from extractor.report.checklist import (
    ChecklistLine,
    UncheckedFigure,
    checklist_of,
    unchecked_figures,
)
from extractor.report.crops import Crop, places_of
from extractor.report.figures import difference_of
from extractor.report.follow import consequences_of, own_findings, shown_outcome
from extractor.report.histories import HistoryLine, history_lines
from extractor.report.overview import Overview, overview_of
from extractor.report.seals import (
    ElectronicSealLine,
    SealLine,
    electronic_seal_lines,
    seal_lines,
)
from extractor.report.sides import Side, sides_of
from extractor.report.words import (
    FAMILIES,
    OUTCOMES,
    SEVERITIES,
    STATUSES,
    SYMBOLS,
    VERDICTS,
    document_title,
    kind_of,
    show_basis,
    show_decision,
    show_doubts,
    show_period,
    show_place,
    show_value,
    subject_of,
)
from models.catalogue import Catalogue
from models.finding import Family, Finding, Outcome, Severity
from models.geometry import Place
from models.run import Report
from models.submission import page_ranges
from models.table import Row, StandardTable, Verdict


class Card(NamedTuple):
    """One finding for people; `more` holds further findings of the same rule that have no picture."""

    id: str
    number: int  # in the order shown, from 1 within its section
    rule: str
    outcome: str
    outcome_key: str
    symbol: str
    severity: str
    severity_key: str
    family: str
    subject: str
    message: str
    sides: tuple[Side, ...]
    pictures: tuple[Side, ...]  # further places
    clause: str
    clause_source: str
    basis: str
    missing: str
    consequences: tuple[str, ...]
    decision: str = ""  # what people decided about it
    difference: str = ""  # how far declared and evidence lie apart
    advice: str = ""  # what to do next, while nobody has decided
    more: tuple[tuple[str, str], ...] = ()  # (subject, message)

    @property
    def findings(self) -> int:
        """How many findings the card stands for."""
        return 1 + len(self.more)


class TableLine(NamedTuple):
    """One row of a standard table for people."""

    title: str
    period: str
    declared: str
    declared_doubts: str
    declared_place: str
    evidence: tuple[tuple[str, str], ...]  # (value, where)
    computed: str
    formula: str
    outcome: str
    outcome_key: str
    symbol: str
    finding: str  # id of the card that explains the outcome, "" when none does
    verdict: str = ""


class View(NamedTuple):
    """Everything the pages of a report show."""

    report: Report
    title: str
    applicant: str
    failed: tuple[Card, ...]
    review: tuple[Card, ...]
    notes: tuple[Card, ...]
    not_checked: tuple[Card, ...]
    passed: tuple[Card, ...]
    dismissed: tuple[Card, ...]
    signals: tuple[Card, ...]  # traces of editing, apart from all else
    not_looked_at: tuple[str, ...]  # pages on which no traces were looked for, in words
    checklist: tuple[ChecklistLine, ...]
    unchecked: tuple[UncheckedFigure, ...]
    tables: tuple[tuple[str, tuple[TableLine, ...]], ...]
    documents: tuple[tuple[str, int, str, str], ...]  # (type, how many in a row, file, their pages)
    histories: tuple[HistoryLine, ...]
    seals: tuple[SealLine, ...]
    electronic_seals: tuple[ElectronicSealLine, ...]
    overview: Overview | None = None


def arrange(report: Report, *, crops: Mapping[Place, Crop], catalogue: Catalogue) -> View:
    """Return the report as people read it."""
    cards = {
        outcome: [
            _card(finding, report, crops=crops, catalogue=catalogue)
            for finding in own_findings(report.findings)
            if shown_outcome(finding) is outcome
            and not finding.is_dismissed
            and finding.family is not Family.tamper
        ]
        for outcome in Outcome
    }
    failed = cards[Outcome.failed]
    dismissed = [f for f in own_findings(report.findings) if f.is_dismissed]
    programme = catalogue.programmes.get(report.run.programme or "")
    return View(
        report=report,
        title=programme.title_zh if programme else "",
        applicant=report.applicant.applicant_name or "（未读出企业名称）",
        failed=_numbered(card for card in failed if card.severity_key != "info"),
        notes=_numbered(card for card in failed if card.severity_key == "info"),
        review=_numbered(_gathered(cards[Outcome.review])),
        not_checked=_numbered(cards[Outcome.not_checked]),
        passed=_numbered(cards[Outcome.passed]),
        signals=_numbered(
            _card(f, report, crops=crops, catalogue=catalogue)
            for f in signals_of(report)
            if f.outcome is not Outcome.not_checked and not f.is_dismissed
        ),
        not_looked_at=tuple(
            f.message for f in signals_of(report) if f.outcome is Outcome.not_checked
        ),
        dismissed=_numbered(_card(f, report, crops=crops, catalogue=catalogue) for f in dismissed),
        checklist=checklist_of(report, catalogue),
        unchecked=unchecked_figures(report),
        tables=tuple((table.title_zh, _lines(table, report)) for table in report.tables),
        documents=_papers(report, catalogue),
        histories=history_lines(report),
        seals=seal_lines(report),
        electronic_seals=electronic_seal_lines(report),
        overview=overview_of(report, catalogue),
    )


def signals_of(report: Report) -> tuple[Finding, ...]:
    """Return the traces of editing, and where none were looked for; never part of any result."""
    return tuple(f for f in report.findings if f.family is Family.tamper)


def _papers(report: Report, catalogue: Catalogue) -> tuple[tuple[str, int, str, str], ...]:
    """The papers in order; those of one type that follow one another in a file are one line."""
    kinds = [(document_title(d, catalogue), d.pages[0].file, d) for d in report.documents]
    lines = []
    for (title, file), group in groupby(kinds, key=lambda item: item[:2]):
        runs = [page_ranges([page.page for page in d.pages]) for _, _, d in group]
        lines.append((title, len(runs), file, "；".join(runs)))
    return tuple(lines)


def _numbered(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards by weight, numbered from 1."""
    order = [severity.value for severity in (Severity.error, Severity.warning, Severity.info)]
    ranked = sorted(cards, key=lambda card: order.index(card.severity_key))
    return tuple(card._replace(number=number) for number, card in enumerate(ranked, start=1))


def _gathered(cards: Iterable[Card]) -> list[Card]:
    """Cards of one rule without pictures as one card, so that nobody scrolls past the same clause twice."""
    gathered: list[Card] = []
    first: dict[tuple[str, str, str], int] = {}
    for card in cards:
        if card.pictures or card.sides or card.consequences or card.decision:
            gathered.append(card)
            continue
        index = first.setdefault((card.rule, card.severity_key, card.clause), len(gathered))
        if index == len(gathered):
            gathered.append(card)
        else:
            more = (*gathered[index].more, (card.subject, card.message))
            gathered[index] = gathered[index]._replace(more=more)
    return gathered


def _id(finding: Finding, report: Report) -> str:
    """The anchor of a finding: its number among all findings of the report."""
    return f"f{report.findings.index(finding) + 1}"


def _card(
    finding: Finding,
    report: Report,
    *,
    crops: Mapping[Place, Crop],
    catalogue: Catalogue,
) -> Card:
    kind = kind_of(finding, report)
    values = [finding.declared, *finding.evidence]
    used = {value.place for value in values if value is not None}
    extra = [place for place in places_of(finding) if place not in used and place in crops]
    clause = finding.clause
    return Card(
        id=_id(finding, report),
        number=0,
        rule=finding.rule,
        outcome=OUTCOMES[finding.outcome],
        outcome_key=finding.outcome.value,
        symbol=SYMBOLS[finding.outcome],
        severity=SEVERITIES[finding.severity],
        severity_key=finding.severity.value,
        family=FAMILIES[finding.family],
        subject=subject_of(finding, report, catalogue),
        message=finding.message,
        sides=sides_of(finding, report, crops=crops, catalogue=catalogue, kind=kind),
        pictures=tuple(
            Side("", "", f"{place.file} 第 {place.page} 页", "", crops[place].data_uri)
            for place in extra
        ),
        clause=clause.text if clause else "",
        clause_source=clause.source if clause else "",
        basis=show_basis(finding),
        missing="、".join(finding.missing),
        decision=show_decision(finding),
        difference=difference_of(finding, kind),
        advice="" if finding.settled else advice_on(finding),
        consequences=tuple(
            other.message
            for other in consequences_of(finding, report.findings)
            if other.outcome is not Outcome.passed
        ),
    )


_NOTHING_HELD_BESIDE = (Verdict.evidence_missing, Verdict.not_applicable)
"""The columns of the table show this already; most rows of a form need no evidence."""


def _lines(table: StandardTable, report: Report) -> tuple[TableLine, ...]:
    return tuple(_line(row, report) for row in table.rows)


def _line(row: Row, report: Report) -> TableLine:
    declared = row.declared if row.declared_status == "found" else None
    return TableLine(
        title=row.title_zh,
        period=show_period(row.period),
        declared=show_value(declared) or STATUSES.get(row.declared_status, row.declared_status),
        declared_doubts=show_doubts(declared),
        declared_place=show_place(declared),
        evidence=tuple(
            (show_value(evidence.value, row.kind), show_place(evidence.value))
            for evidence in row.evidence
        ),
        computed=show_value(row.computed, row.kind),
        formula=row.formula or "",
        outcome=OUTCOMES[row.outcome] if row.outcome else "",
        outcome_key=row.outcome.value if row.outcome else "",
        symbol=SYMBOLS[row.outcome] if row.outcome else "",
        finding=_explaining(row, report),
        verdict="" if row.verdict in _NOTHING_HELD_BESIDE else VERDICTS[row.verdict],
    )


def _explaining(row: Row, report: Report) -> str:
    """The id of the card behind a row that failed or needs a person."""
    if row.outcome not in (Outcome.failed, Outcome.review):
        return ""
    for finding in own_findings(report.findings):
        same = (finding.indicator, finding.period) == (row.indicator, row.period)
        if same and finding.outcome is row.outcome:
            return _id(finding, report)
    return ""
