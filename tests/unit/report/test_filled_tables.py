"""Filled standard tables: declared values in the units of the form, notes where the evidence differs."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import load_workbook

from extractor.report.filled_tables import NOTES, render_tables_docx, render_tables_xlsx
from models.run import Report
from models.table import Row, StandardTable
from tests.unit.report.builders import DECLARED, catalogue, finding, report, value


def _report(programme: str = "sc-key2-ent") -> Report:
    """A report of one enterprise: a figure that the evidence contradicts, a date, text that looks like a formula."""
    rows = (
        _row("operating_revenue", "2020", "money", DECLARED.value),
        _row("fill_date", None, "day", "2021-07-08"),
        _row("main_product_name", None, "text", "=1+1"),
        _row("enterprise_type", None, "choice", "民营"),
    )
    table = StandardTable(table="sc-key2-app", title_zh="申请书", rows=rows)
    made = report(finding())
    run = made.run.model_copy(update={"programme": programme})
    return made.model_copy(update={"run": run, "tables": (table,)})


def _row(key: str, period: str | None, kind: str, text: str) -> Row:
    declared = value(text, raw=text)
    return Row(
        indicator=key,
        title_zh=key,
        period=period,
        kind=kind,
        declared=declared,
        declared_status="found",
    )


def _words(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return [*cells, *(paragraph.text for paragraph in document.paragraphs)]


def test_declared_values_stand_in_the_form_and_differences_below_it() -> None:
    words = _words(render_tables_docx(_report(), catalogue=catalogue()))
    assert "18634.52" in words
    assert "填报时间：2021年7月8日" in words
    assert any("☑民营" in text and "□国有" in text for text in words)
    assert NOTES in words
    assert any("168,345,210.77" in text for text in words)


def test_every_form_of_the_programme_has_a_sheet_and_no_text_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(render_tables_xlsx(_report(), catalogue=catalogue())))
    assert len(book.worksheets) == 5
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=1+1"} == {"s"}


def test_a_programme_without_printed_forms_says_so() -> None:
    words = _words(render_tables_docx(_report("bt-zjtx"), catalogue=catalogue()))
    assert "来源未印发该项目的申报表。" in words


def test_equal_reports_give_equal_bytes() -> None:
    whole = _report()
    one, two = (render_tables_docx(whole, catalogue=catalogue()) for _ in range(2))
    assert one == two
