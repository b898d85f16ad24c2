"""The empty form of a standard table as Word or Excel file, in the order and words in which it is printed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from extractor.report.steady import steady_office
from models.catalogue.spec_tables import Section, TableField, TableSpec

COLUMNS = {"initial": "实施期初始值", "year1": "实施期满一年目标", "year2": "实施期满两年目标"}
"""How the columns of a target table are headed; years are headed by themselves."""
Line = tuple[str, tuple[str, ...]]
"""A printed row: its label and one cell for each column."""


def render_blank_docx(tables: Sequence[TableSpec]) -> bytes:
    """Return the forms as one Word file, one table per printed section and set of columns."""
    document = Document()
    for index, table in enumerate(tables):
        if index:
            document.add_page_break()
        _title(document, table.title_zh)
        for section in table.sections:
            for periods, lines in _blocks(section):
                _word_table(document, periods, lines)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady_office(buffer.getvalue())


def render_blank_xlsx(tables: Sequence[TableSpec]) -> bytes:
    """Return the forms as one Excel file, a sheet for each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    side = Side(style="thin")
    border = Border(left=side, right=side, top=side, bottom=side)
    for number, table in enumerate(tables, start=1):
        sheet = book.create_sheet(f"{number} {table.title_zh}"[:31])
        sheet.append([table.title_zh])
        sheet["A1"].font = Font(size=14, bold=True)
        for section in table.sections:
            for periods, lines in _blocks(section):
                first = sheet.max_row + 1
                for label, cells in (*_heads(periods), *lines):
                    sheet.append([label, *cells])
                for row in sheet.iter_rows(min_row=first, max_col=1 + max(1, len(periods))):
                    for cell in row:
                        cell.border = border
                        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions["A"].width = 44
        for letter in "BCD":
            sheet.column_dimensions[letter].width = 26
    buffer = io.BytesIO()
    book.save(buffer)
    return steady_office(buffer.getvalue())


def _blocks(section: Section) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
    """The rows of a section in runs of the same columns; fields of one printed cell are one row."""
    printed = [field for field in section.fields if field.printed and not _is_seal_text(field)]
    for periods, run in groupby(printed, key=lambda field: field.periods):
        cells = groupby(run, key=_first_words)
        yield periods, [_line(words, tuple(fields), periods) for words, fields in cells]


def _is_seal_text(field: TableField) -> bool:
    """What a seal says is read off the seal, not written into a cell."""
    return field.on_paper is not None and field.on_paper.take == "seal_text"


def _first_words(field: TableField) -> str:
    return field.on_paper.after[0] if field.on_paper else field.label


def _line(words: str, fields: Sequence[TableField], periods: Sequence[str]) -> Line:
    text = "　".join(filter(None, (_answer(field) for field in fields)))
    return words, tuple(text for _ in periods or ("",))


def _answer(field: TableField) -> str:
    """What is printed in the cell to be filled in: further words of the form, and boxes for options."""
    words = "".join(field.on_paper.after[1:]) if field.on_paper else ""
    if field.on_paper and field.on_paper.take == "seal":
        return f"{words}（盖章）"
    boxes = "　".join(f"□{option}" for option in field.options)
    return f"{words}{'：' if words and not words.endswith(('：', '）')) else ''}{boxes}"


def _heads(periods: Sequence[str]) -> Iterator[Line]:
    if periods:
        yield "指标", tuple(COLUMNS.get(period, f"{period}年") for period in periods)


def _title(document: WordDocument, title: str) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(title)
    run.bold = True
    run.font.size = Pt(16)


def _word_table(document: WordDocument, periods: Sequence[str], lines: Sequence[Line]) -> None:
    rows = [*_heads(periods), *lines]
    table = document.add_table(rows=0, cols=1 + max(1, len(periods)))
    table.style = "Table Grid"
    for label, cells in rows:
        row = table.add_row()
        for cell, text in zip(row.cells, (label, *cells), strict=True):
            cell.text = text
    document.add_paragraph()
