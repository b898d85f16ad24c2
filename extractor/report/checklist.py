"""What the notice asks for beside what was handed in, and which declared figures nobody checked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from extractor.report.words import show_period, show_place, show_value, type_title
from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme, RequiredEvidence
from models.document import Document
from models.finding import Family, Finding, Outcome
from models.geometry import Place
from models.run import Report
from models.submission import page_ranges
from models.table import Row

NUMBERS = frozenset({"money", "ratio", "count", "rank"})
COMPARING = frozenset(
    {
        Family.declared_vs_evidence,
        Family.arithmetic,
        Family.identity,
        Family.cross_table,
        Family.validity,
    }
)
"""Families of checks that hold a figure against another one."""


class Presence(StrEnum):
    """Whether a paper that the notice asks for is there."""

    found = "found"
    partial = "partial"  # there, but not for every year asked for
    missing = "missing"
    unsure = "unsure"  # pages were not read or not recognised, it may lie there
    not_asked = "not_asked"  # the applicant claims nothing that would need it


PRESENCES = {
    Presence.found: ("✓", "已提供"),
    Presence.partial: ("◑", "不全"),
    Presence.missing: ("✕", "缺少"),
    Presence.unsure: ("？", "待确认"),
    Presence.not_asked: ("—", "无需提供"),
}


class FoundPaper(NamedTuple):
    """One paper that answers a request."""

    document: str
    title: str
    file: str
    pages: tuple[int, ...]


class ChecklistLine(NamedTuple):
    """One request of the notice; `remarks` are further findings about it (a missing year)."""

    title: str
    presence: Presence
    papers: tuple[FoundPaper, ...]
    remarks: tuple[str, ...]
    clause: str
    clause_source: str


class UncheckedFigure(NamedTuple):
    """A declared figure that no rule held against evidence; `is_compared`: only against the form itself."""

    indicator: str
    period: str | None
    title: str
    value: str
    where: str
    place: Place | None
    is_compared: bool


def checklist_of(report: Report, catalogue: Catalogue) -> tuple[ChecklistLine, ...]:
    """Return one line per paper that the programme asks for, the form first."""
    programme = catalogue.programmes.get(report.run.programme or "")
    if programme is None:
        return ()
    form = catalogue.table_of(programme)
    own = _papers(report, (form.document_type,), catalogue)
    found = Presence.found if own else _presence(report, form.document_type, form.title_zh)
    clause = programme.check_clauses.get("CMP-02")
    first = ChecklistLine(
        form.title_zh,
        found,
        own,
        (),
        clause.text if clause else "",
        clause.source if clause else "",
    )
    return (
        first,
        *(_line(item, report, programme, catalogue) for item in programme.required_evidence),
    )


def pages_by_file(papers: Sequence[FoundPaper]) -> tuple[tuple[str, str, int], ...]:
    """Return for each file that holds such papers: its name, their pages, how many they are."""
    by_file: dict[str, list[FoundPaper]] = {}
    for paper in papers:
        by_file.setdefault(paper.file, []).append(paper)
    return tuple(
        (file, page_ranges(page for paper in own for page in paper.pages), len(own))
        for file, own in by_file.items()
    )


def presence_words(line: ChecklistLine) -> str:
    """Return sign and word of whether a paper is there."""
    return " ".join(PRESENCES[line.presence])


def unchecked_figures(report: Report) -> tuple[UncheckedFigure, ...]:
    """Return the declared numbers that were held against no evidence, in the order of the form."""
    compared = {
        place
        for finding in report.findings
        if finding.family in COMPARING and finding.outcome is not Outcome.not_checked
        for place in finding.places
    }
    return tuple(
        UncheckedFigure(
            indicator=row.indicator,
            period=row.period,
            title=f"{row.title_zh}（{show_period(row.period)}）" if row.period else row.title_zh,
            value=show_value(row.declared, row.kind),
            where=show_place(row.declared),
            place=row.declared.place if row.declared else None,
            is_compared=row.declared is not None and row.declared.place in compared,
        )
        for table in report.tables
        for row in table.rows
        if _is_figure(row) and not _is_proved(row, report)
    )


def _is_figure(row: Row) -> bool:
    ahead = row.period in ("year1", "year2")  # targets: nothing proves them yet
    found = row.declared is not None and row.declared_status == "found"
    return row.kind in NUMBERS and found and not ahead


def _is_proved(row: Row, report: Report) -> bool:
    """Whether a check held the row against evidence, whatever came out."""
    return any(
        (f.indicator, f.period) == (row.indicator, row.period)
        and f.family in (Family.declared_vs_evidence, Family.identity)
        and f.outcome is not Outcome.not_checked
        for f in report.findings
    )


def _line(
    item: RequiredEvidence, report: Report, programme: Programme, catalogue: Catalogue
) -> ChecklistLine:
    remarks = tuple(
        f.message
        for f in report.findings
        if item.years and f.rule == "CMP-05" and f.outcome in (Outcome.failed, Outcome.review)
    )
    presence = _presence(report, item.any_of[0], item.title_zh)
    return ChecklistLine(
        title=item.title_zh,
        presence=Presence.partial if remarks and presence is Presence.found else presence,
        papers=_papers(report, item.any_of, catalogue),
        remarks=remarks,
        clause=item.clause.text,
        clause_source=item.clause.source,
    )


def _presence(report: Report, document_type: str, title: str) -> Presence:
    """What the completeness check found out; no finding means that nothing asks for the paper."""
    states = {
        Outcome.passed: Presence.found,
        Outcome.failed: Presence.missing,
        Outcome.review: Presence.unsure,
        Outcome.not_checked: Presence.unsure,
    }
    found = [f for f in report.findings if _asks_for(f, document_type, title)]
    return states[found[0].outcome] if found else Presence.not_asked


def _asks_for(finding: Finding, document_type: str, title: str) -> bool:
    return (
        finding.family is Family.completeness
        and finding.document_type == document_type
        and title in finding.message
    )


def _papers(report: Report, types: tuple[str, ...], catalogue: Catalogue) -> tuple[FoundPaper, ...]:
    return tuple(_paper(d, catalogue) for d in report.documents if d.type in types)


def _paper(document: Document, catalogue: Catalogue) -> FoundPaper:
    return FoundPaper(
        document=document.id,
        title=type_title(document.type, catalogue),
        file=document.pages[0].file,
        pages=tuple(ref.page for ref in document.pages),
    )
