"""Reads an audit report or a set of financial statements: head fields, statement cells, notes, sums.

In: the document, its pages, the catalogue. Out: a record in which every amount has its place, year,
scope and unit, and an issue for everything that could not be read or does not add up.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.statements.fields import statement_fields, sum_issues
from extractor.extract.statements.items import Items
from extractor.extract.statements.notes import NoteAmount, confirm_notes, read_notes
from extractor.extract.statements.opinion import fiscal_year, read_head
from extractor.extract.statements.seen import Seen, field_of
from extractor.extract.statements.sheets import Sheet, read_sheets
from extractor.extract.statements.sums import check_sums
from extractor.extract.statements.words import Statement
from extractor.extract.tables.level import levelled
from models.catalogue import Catalogue
from models.catalogue.spec_documents import DocumentType
from models.document import Document
from models.field import DocumentRecord, Doubt, Field, FieldStatus
from models.issue import Issue, IssueCode
from models.page import PageText

_READ = (Statement.balance_sheet, Statement.income_statement, Statement.cash_flow_statement)
_ITEMS_OF = "audit_report"  # the type that declares the items of the statements


def read_audit_report(
    document: Document, pages: Sequence[PageText], catalogue: Catalogue
) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    """The record of an audit report (or of statements without one) and what was wrong with reading it.

    Amounts are in 元; `period` is the year of the column, "2017-09" for interim statements. `scope` is
    "consolidated" or "parent" where the report prints both sets or a title says so, else None.
    Raises KeyError when the catalogue lacks the audit report.
    """
    items_of = catalogue.document_type(_ITEMS_OF)
    paper = catalogue.document_types.get(document.type or "") or items_of
    own = _own_pages(document, pages)
    items = {statement: Items(items_of.fields, prefix=statement.value) for statement in _READ}
    named = fiscal_year(own, ())
    sheets = read_sheets(own, items, fiscal_year=named.value if named else None)
    head = read_head(own, _before_statements(own, sheets))
    year = head["fiscal_year"]
    checked = [check_sums(sheet) for sheet in sheets]
    notes = read_notes(own, fiscal_year=year.value if year else None)
    cells = statement_fields(document, checked, items_of)
    notes = confirm_notes(notes, _income(cells))
    fields = (
        *_head_fields(document, paper, head),
        *cells,
        *_note_fields(document, items_of, notes),
    )
    fields = (*fields, *_not_printed(document, items_of, fields))
    record = DocumentRecord(document=document.id, type=paper.key, fields=fields)
    return record, (*sum_issues(checked), *_unread(sheets, fields))


def _income(cells: Sequence[Field]) -> frozenset[tuple[str, str | None, str]]:
    """Item, period and amount of every income statement of the document."""
    return frozenset(
        (field.key.partition(".")[2], field.period, field.value)
        for field in cells
        if field.key.startswith("income_statement.") and field.value is not None
    )


def _not_printed(
    document: Document, paper: DocumentType, fields: Sequence[Field]
) -> tuple[Field, ...]:
    """Absent fields for the items that prove an indicator and stand on no page."""
    printed = {field.key for field in fields}
    wanted = dict.fromkeys(proof.field for proof in paper.proves if proof.field is not None)
    missing = [spec for key in wanted if key not in printed and (spec := paper.field(key))]
    return tuple(
        Field(document=document.id, key=spec.key, title_zh=spec.title_zh, status=FieldStatus.absent)
        for spec in missing
    )


def _own_pages(document: Document, pages: Sequence[PageText]) -> list[PageText]:
    """The document's pages in its order, rows level; all given pages when it names none."""
    order = {ref: at for at, ref in enumerate(document.pages)}
    chosen = [page for page in pages if page.ref in order] if order else pages
    own = [levelled(page) for page in chosen]
    return sorted(own, key=lambda page: order.get(page.ref, 0))


def _before_statements(pages: Sequence[PageText], sheets: Sequence[Sheet]) -> list[PageText]:
    """Cover and opinion: what stands before the first statement."""
    first = min((pages.index(sheet.page) for sheet in sheets), default=len(pages))
    return list(pages[:first])


def _head_fields(
    document: Document, paper: DocumentType, head: dict[str, Seen | None]
) -> list[Field]:
    fields = [field_of(document, paper, key, reading) for key, reading in head.items()]
    return [field for field in fields if field is not None]


def _note_fields(
    document: Document, paper: DocumentType, notes: Sequence[NoteAmount]
) -> list[Field]:
    fields = []
    for note in notes:
        spec = paper.field(note.key)
        if spec is None or note.amount.value is None:
            continue
        unreadable = note.amount.status == "unreadable"
        fields.append(
            Field(
                document=document.id,
                key=note.key,
                title_zh=spec.title_zh,
                period=note.period,
                status=FieldStatus.unreadable if unreadable else FieldStatus.found,
                reading=note.amount.value,
            )
        )
    return fields


def _unread(sheets: Sequence[Sheet], fields: Sequence[Field]) -> list[Issue]:
    """Issues for statements without a unit and for cells that could not be read."""
    issues: list[Issue] = []
    for sheet in sheets:
        values = [a.value for row in sheet.rows for a in row.amounts.values() if a.value]
        if values and all(Doubt.unit_missing in value.doubts for value in values):
            issues.append(
                Issue(
                    code=IssueCode.unit_missing,
                    file=sheet.page.file,
                    page=sheet.page.page,
                    message="该报表未识别到金额单位，其金额不参与比较。",
                )
            )
    for field in fields:
        if field.status is FieldStatus.unreadable and field.reading and field.reading.place:
            place = field.reading.place
            issues.append(
                Issue(
                    code=IssueCode.field_unreadable,
                    file=place.file,
                    page=place.page,
                    message=f"“{field.title_zh}”（{field.period or '年度不明'}）的金额无法识别，识别到的字符为“{field.reading.raw}”。",
                )
            )
    return issues
