"""Sheets of the workbooks that go out: heads, widths, text that is never a formula, figures, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

HEAD = PatternFill("solid", fgColor="1F3A5F")
PORTRAIT = 110
"""Characters of all columns together up to which a sheet is printed upright."""


def put(sheet: Worksheet, row: int, column: int, text: object) -> Cell:
    """Write text that a spreadsheet must never take for a formula."""
    cell = sheet.cell(row=row, column=column)
    if not isinstance(cell, Cell):
        raise TypeError("a merged cell cannot be written")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(text))
    cell.data_type = "s"
    cell.quotePrefix = cell.value[:1] in ("=", "+", "-", "@", "\t", "\r")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def put_number(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a plain decimal as a number that can be sorted and summed; anything else is left out."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return
    cell = sheet.cell(row=row, column=column, value=number)
    cell.number_format = "#,##0.######" if number % 1 else "#,##0"
    cell.alignment = Alignment(vertical="top")


def add_sheet(
    book: Workbook, title: str, head: Sequence[str], widths: Sequence[float]
) -> Worksheet:
    """Add a sheet with its head row, frozen and with filters; widths in characters."""
    sheet: Worksheet = book.create_sheet(title)
    for column, text in enumerate(head, start=1):
        cell = put(sheet, 1, column, text)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}1"
    _set_up_print(sheet, wide=sum(widths) > PORTRAIT)
    return sheet


def _set_up_print(sheet: Worksheet, *, wide: bool) -> None:
    """Print on A4, one page wide, with the head row on every page and numbered pages."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    foot = sheet.oddFooter
    if foot is not None:
        foot.center.text = "&A　第 &P 页，共 &N 页"
