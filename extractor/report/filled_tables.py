"""tables.docx and tables.xlsx: the programme's forms filled with what was declared, and what the evidence says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.report.blank_form import render_forms_docx, render_forms_xlsx
from extractor.report.follow import own_findings
from extractor.report.form_cells import Answers, Place
from extractor.report.form_layout import Block, Line, form_blocks
from extractor.report.words import OUTCOMES
from models.catalogue import Catalogue
from models.catalogue.spec_tables import TableField, TableSpec
from models.field import FieldStatus, Value
from models.finding import Outcome
from models.run import Report
from models.table import Row, StandardTable

_FACTORS = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000), "万美元": Decimal(10_000)}
_SEALS = {"是": "（已盖章）", "否": "（未见印章）"}
_TOLD = (Outcome.failed, Outcome.review)
NOTES = "核验注记"
"""What stands over the notes on differences."""


def render_tables_docx(report: Report, *, catalogue: Catalogue) -> bytes:
    """Return the filled forms as one Word file; equal reports give equal bytes."""
    return render_forms_docx([blocks for _, blocks in _forms(report, catalogue)])


def render_tables_xlsx(report: Report, *, catalogue: Catalogue) -> bytes:
    """Return the filled forms as one Excel file, a sheet for each."""
    return render_forms_xlsx(_forms(report, catalogue))


def _forms(report: Report, catalogue: Catalogue) -> list[tuple[str, list[Block]]]:
    """Every form of the programme with its title; one note says so where the notice prints none."""
    programme = catalogue.programme(report.run.programme or "")
    forms = []
    for key in (programme.table, *programme.more_tables):
        spec = catalogue.table(key)
        if any(field.printed for field in spec.fields):
            rows = _rows_of(spec, report.tables)
            blocks = form_blocks(spec, answers_of(spec, rows))
            forms.append((spec.title_zh, [*blocks, *_notes(spec, report, catalogue)]))
    if not forms:
        title = programme.title_zh
        forms.append((title, [Line(title, "title"), Line("来源未印发该项目的申报表。")]))
    return forms


def _rows_of(spec: TableSpec, tables: Sequence[StandardTable]) -> Sequence[Row]:
    """The rows of a form: its own table where it was filled, else the programme's."""
    own = next((table for table in tables if table.table == spec.id), None)
    chosen = own or (tables[0] if tables else None)
    return chosen.rows if chosen else ()


def answers_of(spec: TableSpec, rows: Sequence[Row]) -> Answers:
    """What was declared, in the units of the form."""
    fields = {field.key: field for field in spec.fields}
    return {
        Place(row.indicator, row.period, row.scope): written(fields[row.indicator], row.declared)
        for row in rows
        if row.indicator in fields and row.declared is not None
        if row.declared_status == FieldStatus.found.value
    }


def written(field: TableField, value: Value) -> str:
    """A declared value as it is written into the form."""
    if field.on_paper is not None and field.on_paper.take == "seal":
        return _SEALS.get(value.value, "")
    factor = _FACTORS.get(field.unit or "") if field.kind == "money" else None
    if factor is not None:
        return format((Decimal(value.value) / factor).normalize(), "f")
    if field.kind == "day" and value.value.count("-") == 2:
        year, month, day = value.value.split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return value.value


def _notes(spec: TableSpec, report: Report, catalogue: Catalogue) -> Iterator[Block]:
    """What the verification says about the fields of the form, where something is wrong or open."""
    keys = {field.key for field in spec.fields}
    told = [f for f in own_findings(report.findings) if f.outcome in _TOLD and f.indicator in keys]
    if told:
        yield Line(NOTES, "heading")
    for number, finding in enumerate(told, start=1):
        yield Line(f"{number}. ［{OUTCOMES[finding.outcome]}］{finding.message}", "note")
