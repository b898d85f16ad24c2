"""One table as DOCX, XLSX and digital PDF: the same rows, columns, spans and texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
import pymupdf
import pytest

from extractor.extract.tables.page_tables import tables_of
from extractor.extract.tables.printed import PrintedTable
from extractor.ingest.docx_reader import read_docx
from extractor.ingest.pdf import load_pdf_page
from extractor.ingest.xlsx_reader import read_xlsx
from extractor.ocr.read import usual_height
from extractor.ocr.rulings import find_rulings
from models.page import PageText, TextSource


class Stated(NamedTuple):
    row: int
    column: int
    row_span: int
    column_span: int
    text: str


def row(at: int, *texts: str) -> list[Stated]:
    return [Stated(at, column, 1, 1, text) for column, text in enumerate(texts)]


TABLE = [
    Stated(0, 0, 1, 4, "主要经济指标"),
    *row(1, "项目", "2019年", "2020年", "说明"),
    *row(2, "营业收入", "1,234,567.50", "2,345,678.60"),
    Stated(2, 3, 2, 1, "合并口径，经审计"),
    *row(3, "净利润", "-123,456.70", "234,567.89"),
    *row(4, "研发费用占比", "5.12%", "6.34%", "研发费用除以收入"),
    Stated(5, 0, 1, 1, "合计"),
    Stated(5, 1, 1, 3, "以审计报告为准"),
]
XS, TOP, STEP = (60.0, 180.0, 300.0, 420.0, 540.0), 80.0, 26.0


def as_docx(folder: Path) -> PageText:
    document = docx.Document()
    table = document.add_table(rows=6, cols=4)
    for cell in TABLE:
        last = table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        table.cell(cell.row, cell.column).merge(last).text = cell.text
    document.save(str(folder / "a.docx"))
    return read_docx(folder / "a.docx", file="a.docx")[0]


def as_xlsx(folder: Path) -> PageText:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cell in TABLE:
        first = (cell.row + 1, cell.column + 1)
        sheet.cell(*first, value=cell.text)
        if (cell.row_span, cell.column_span) != (1, 1):
            sheet.merge_cells(
                start_row=first[0],
                start_column=first[1],
                end_row=cell.row + cell.row_span,
                end_column=cell.column + cell.column_span,
            )
    book.save(folder / "a.xlsx")
    return read_xlsx(folder / "a.xlsx", file="a.xlsx")[0]


def as_pdf(folder: Path) -> PageText:
    """Drawn rules and a text layer, as office programs print; rules are found on the picture."""
    with pymupdf.open() as pdf:
        sheet = pdf.new_page()
        for cell in TABLE:
            x0, x1 = XS[cell.column], XS[cell.column + cell.column_span]
            y0, y1 = TOP + STEP * cell.row, TOP + STEP * (cell.row + cell.row_span)
            sheet.draw_rect(pymupdf.Rect(x0, y0, x1, y1), color=(0, 0, 0), width=0.5)
            size = 9
            sheet.insert_text(
                (x0 + 4, (y0 + y1) / 2 + 3), cell.text, fontname="china-s", fontsize=size
            )
        pdf.save(folder / "a.pdf")
    image = load_pdf_page(folder / "a.pdf", file="a.pdf", index=0, max_pixels=20_000_000)
    height, width = image.pixels.shape[:2]
    lines = image.text_lines
    rulings = find_rulings(image.pixels, text_height=usual_height(lines) * height)
    return PageText(
        file="a.pdf", page=1, width=width, height=height, source=TextSource.text_layer,
        lines=tuple(lines), rulings=rulings,
    )  # fmt: skip


def stated_in(table: PrintedTable) -> Sequence[Stated]:
    return [
        Stated(cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for cell in table.cells
        if cell.text.strip()
    ]


@pytest.mark.parametrize("read", [as_docx, as_xlsx, as_pdf])
def test_the_same_table_comes_from_every_kind_of_file(
    tmp_path: Path, read: Callable[[Path], PageText]
) -> None:
    (table,) = tables_of(read(tmp_path))
    assert stated_in(table) == TABLE
