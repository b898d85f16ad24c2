"""The standard table as the form prints it, and the papers with their pages, for the review screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from api.web.desk_view import PageNumbers, Spot, level_of, spot_of
from extractor.report.follow import numbered_own, shown_outcome
from extractor.report.words import (
    OUTCOMES,
    STATUSES,
    SYMBOLS,
    document_title,
    is_no_paper,
    show_period,
    show_value,
)
from models.catalogue import Catalogue
from models.catalogue.spec_tables import TableField
from models.finding import Outcome
from models.run import Report
from models.table import Row, StandardTable

WRONG = (Outcome.failed, Outcome.review)

Explaining = Mapping[tuple[str | None, str | None], int]
"""Indicator and period -> number of the finding, from 0 in the report."""


class TableCell(NamedTuple):
    """One side of a line: text, how sure (key and words), where."""

    text: str
    level: str
    level_words: str
    spot: Spot | None


class TableLine(NamedTuple):
    """One field of the form in one period; `finding` is the number of the finding behind it, or -1."""

    number: str
    label: str
    period: str
    span: int  # lines that the label stands beside, 0 under another line of the same field
    declared: TableCell
    evidence: tuple[TableCell, ...]
    computed: str
    outcome: str
    outcome_key: str
    symbol: str
    finding: int


class TableSection(NamedTuple):
    """One printed section of the form."""

    title: str
    lines: tuple[TableLine, ...]


class PaperView(NamedTuple):
    """One paper: its pages by position in the submission, the first and last page of its file."""

    id: str
    type: str
    title: str
    file: str
    pages: tuple[int, ...]
    first: int
    last: int
    confidence: str
    is_unknown: bool


class PaperGroup(NamedTuple):
    """All papers of one type, with their pages by position in the submission."""

    title: str
    papers: int
    pages: tuple[int, ...]


def table_sections(
    report: Report, *, catalogue: Catalogue, numbers: PageNumbers
) -> tuple[TableSection, ...]:
    """Return the standard tables section by section, in printed order."""
    sections = []
    explaining = _explaining(report)
    for table in report.tables:
        spec = catalogue.tables.get(table.table)
        for section in spec.sections if spec else ():
            lines = [
                line
                for field in section.fields
                for line in _lines(field, table, explaining=explaining, numbers=numbers)
            ]
            if lines:
                sections.append(TableSection(section.title_zh, tuple(lines)))
    return tuple(sections)


def papers_of(
    report: Report, *, catalogue: Catalogue, numbers: PageNumbers
) -> tuple[PaperView, ...]:
    """Return the papers in order."""
    return tuple(
        PaperView(
            id=document.id,
            type=document.type or "",
            title=document_title(document, catalogue),
            file=document.pages[0].file,
            pages=tuple(
                numbers[r.file, r.page] for r in document.pages if (r.file, r.page) in numbers
            ),
            first=document.pages[0].page,
            last=document.pages[-1].page,
            confidence=_sureness(document.confidence) if document.type else "",
            is_unknown=document.type is None and not is_no_paper(document),
        )
        for document in report.documents
    )


def group_papers(papers: Sequence[PaperView]) -> tuple[PaperGroup, ...]:
    """Return the papers by type, in the order in which the types come up."""
    found: dict[str, tuple[PaperView, ...]] = {}
    for paper in papers:
        found[paper.title] = (*found.get(paper.title, ()), paper)
    return tuple(
        PaperGroup(title, len(same), tuple(page for paper in same for page in paper.pages))
        for title, same in found.items()
    )


def _sureness(confidence: float) -> str:
    if confidence >= 0.999:
        return "● 确定"
    return f"● {confidence:.2f}" if confidence >= 0.8 else f"◐ 存疑 {confidence:.2f}"


def _lines(
    field: TableField, table: StandardTable, *, explaining: Explaining, numbers: PageNumbers
) -> list[TableLine]:
    found = [row for period in field.periods or (None,) if (row := table.row(field.key, period))]
    return [
        _line(field, row, explaining=explaining, numbers=numbers, span=len(found) if at == 0 else 0)
        for at, row in enumerate(found)
    ]


def _line(
    field: TableField, row: Row, *, explaining: Explaining, numbers: PageNumbers, span: int
) -> TableLine:
    return TableLine(
        number=field.number,
        label=field.label,
        period=show_period(row.period),
        span=span,
        declared=_declared(row, numbers),
        evidence=tuple(
            TableCell(
                show_value(item.value, row.kind),
                *level_of(item.value),
                spot_of(item.value.place, numbers),
            )
            for item in row.evidence
        ),
        computed=show_value(row.computed, row.kind),
        outcome=OUTCOMES[row.outcome] if row.outcome else "",
        outcome_key=row.outcome.value if row.outcome else "",
        symbol=SYMBOLS[row.outcome] if row.outcome else "",
        finding=explaining.get((row.indicator, row.period), -1) if row.outcome in WRONG else -1,
    )


def _declared(row: Row, numbers: PageNumbers) -> TableCell:
    if row.declared is not None and row.declared_status == "found":
        value = row.declared
        return TableCell(show_value(value), *level_of(value), spot_of(value.place, numbers))
    return TableCell(STATUSES.get(row.declared_status, row.declared_status), "none", "", None)


def _explaining(report: Report) -> Explaining:
    """The number of the first finding that tells why a fact is wrong or doubtful."""
    found: dict[tuple[str | None, str | None], int] = {}
    for number, finding in numbered_own(report.findings):
        if shown_outcome(finding) in WRONG:
            found.setdefault((finding.indicator, finding.period), number)
    return found
