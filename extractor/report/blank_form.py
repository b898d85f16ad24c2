"""Standard tables as Word or Excel files, empty or filled, in the order and words in which they are printed."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extractor.report.form_cells import Answers
from extractor.report.form_layout import BLANK, Block, Grid, Line, form_blocks
from extractor.report.sheets import put
from extractor.report.steady import steady_office
from models.catalogue.spec_tables import TableSpec

_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_SIZES = {"title": 16, "heading": 12, "text": 11, "note": 9}
_NARROW, _WIDE = 14, 30
"""Widths of the columns of a sheet with many and with few columns, in characters."""


def render_blank_docx(tables: Sequence[TableSpec]) -> bytes:
    """Return the empty forms as one Word file."""
    return render_forms_docx([form_blocks(table) for table in tables])


def render_blank_xlsx(tables: Sequence[TableSpec]) -> bytes:
    """Return the empty forms as one Excel file, a sheet for each."""
    return render_forms_xlsx([(table.title_zh, form_blocks(table)) for table in tables])


def render_filled_docx(forms: Sequence[tuple[TableSpec, Answers]]) -> bytes:
    """Return filled forms as one Word file."""
    return render_forms_docx([form_blocks(table, answers or BLANK) for table, answers in forms])


def render_filled_xlsx(forms: Sequence[tuple[TableSpec, Answers]]) -> bytes:
    """Return filled forms as one Excel file, a sheet for each."""
    return render_forms_xlsx(
        [(table.title_zh, form_blocks(table, answers or BLANK)) for table, answers in forms]
    )


def render_forms_docx(forms: Sequence[Sequence[Block]]) -> bytes:
    """Return forms as one Word file, each on a page of its own."""
    document = Document()
    for index, blocks in enumerate(forms):
        if index:
            document.add_page_break()
        for block in blocks:
            if isinstance(block, Line):
                _word_line(document, block)
            else:
                _word_grid(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady_office(buffer.getvalue())


def render_forms_xlsx(forms: Sequence[tuple[str, Sequence[Block]]]) -> bytes:
    """Return forms as one Excel file, a sheet for each with its title."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, (title, blocks) in enumerate(forms, start=1):
        add_form_sheet(book, f"{number} {title}", blocks)
    buffer = io.BytesIO()
    book.save(buffer)
    return steady_office(buffer.getvalue())


def add_form_sheet(book: Workbook, title: str, blocks: Sequence[Block]) -> None:
    """Add a form as a sheet; of a long title stands what Excel allows."""
    sheet = book.create_sheet(_sheet_name(title))
    width = max((b.columns for b in blocks if isinstance(b, Grid)), default=1)
    row = 1
    for block in blocks:
        row = _sheet_block(sheet, block, row=row)
    for column in range(1, width + 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDE if width <= 5 else _NARROW


def _sheet_name(text: str) -> str:
    """A name that Excel allows: 31 characters, none of the signs it reserves."""
    return "".join(char for char in text if char not in "[]:*?/\\")[:31]


def _word_line(document: WordDocument, line: Line) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(ILLEGAL_CHARACTERS_RE.sub("", line.text))
    run.bold = line.style in ("title", "heading")
    run.font.size = Pt(_SIZES[line.style])
    if line.style == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _word_grid(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=grid.columns)
    table.style = "Table Grid"
    free = [[True] * grid.columns for _ in grid.rows]
    for top, cells in enumerate(grid.rows):
        for cell in cells:
            left = free[top].index(True)
            for row in range(top, top + cell.rows):
                free[row][left : left + cell.columns] = [False] * cell.columns
            target = table.cell(top, left)
            if cell.columns > 1 or cell.rows > 1:
                last = table.cell(top + cell.rows - 1, left + cell.columns - 1)
                target = target.merge(last)
            target.text = ILLEGAL_CHARACTERS_RE.sub("", cell.text)
    document.add_paragraph()


def _sheet_block(sheet: Worksheet, block: Block, *, row: int) -> int:
    """Write a block from a row on; returns the first free row."""
    if isinstance(block, Line):
        head = put(sheet, row, 1, block.text)
        head.alignment = Alignment(wrap_text=False)
        head.font = Font(size=_SIZES[block.style], bold=block.style in ("title", "heading"))
        return row + 1
    free = [[True] * block.columns for _ in block.rows]
    for top, cells in enumerate(block.rows):
        for item in cells:
            left = free[top].index(True)
            for below in range(top, top + item.rows):
                free[below][left : left + item.columns] = [False] * item.columns
            put(sheet, row + top, left + 1, item.text)
            if item.columns > 1 or item.rows > 1:
                sheet.merge_cells(
                    start_row=row + top,
                    start_column=left + 1,
                    end_row=row + top + item.rows - 1,
                    end_column=left + item.columns,
                )
    for line in sheet.iter_rows(row, row + len(block.rows) - 1, 1, block.columns):
        for cell in line:
            cell.border = _BORDER
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    return row + len(block.rows) + 1
