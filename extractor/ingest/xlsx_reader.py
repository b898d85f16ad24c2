"""XLSX read natively: one visible sheet is one page, its cells as displayed, merged cells with their spans."""

from __future__ import annotations

import datetime
import warnings
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from extractor.ingest.native_layout import Cell, Paragraph, Table, lay_out
from extractor.ingest.number_format import displayed
from extractor.ingest.symbols import symbol_text
from models.page import PageText

_DEFAULT_COLUMN_WIDTH = 8.43
_BUILT_IN_ZH = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Built-in formats that depend on the language, for Chinese (ISO 29500-1, 18.8.30)."""


def read_xlsx(path: Path, *, file: str) -> tuple[PageText, ...]:
    """One page per visible worksheet, in order; a workbook without any gives one blank page.

    Hidden sheets, rows and columns are not displayed and not read. Raises what openpyxl raises on
    damaged files (`office.OFFICE_ERRORS`).
    """
    workbook = _opened(path, data_only=True)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    pages = [_blocks(sheet, epoch=workbook.epoch) for sheet in sheets] or [()]
    return tuple(
        lay_out(blocks, file=file, page=page) for page, blocks in enumerate(pages, start=1)
    )


def formulas_without_values(path: Path) -> tuple[str, ...]:
    """Cells (`Sheet!B3`) whose formula was saved without a result, so that nothing can be read there."""
    values = _opened(path, data_only=True)
    missing: list[str] = []
    for sheet in _opened(path, data_only=False).worksheets:
        if sheet.sheet_state != "visible":
            continue
        for cell in _cells(sheet):
            is_formula = cell.data_type == "f" or isinstance(
                cell.value, ArrayFormula | DataTableFormula
            )
            if is_formula and values[sheet.title].cell(cell.row, cell.column).value is None:
                missing.append(f"{sheet.title}!{cell.coordinate}")
    return tuple(missing)


def _opened(path: Path, *, data_only: bool) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl tells which extensions it drops; none of them holds cell values.
        warnings.simplefilter("ignore")
        with path.open("rb") as stream:  # openpyxl leaves a broken file open
            return openpyxl.load_workbook(stream, data_only=data_only)


def _cells(sheet: Worksheet) -> list[SheetCell]:
    """Cells that exist in the file, without walking the empty million rows."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, SheetCell)]


def _blocks(sheet: Worksheet, *, epoch: datetime.datetime) -> tuple[Table, ...]:
    """The used cells of a sheet as one table; rows and columns without text or border are left out."""
    merged = {area.min_row * 16_385 + area.min_col: area for area in sheet.merged_cells.ranges}
    shown = [
        cell
        for cell in _cells(sheet)
        if not sheet.row_dimensions[cell.row].hidden and cell.column not in _hidden_columns(sheet)
    ]
    texts = {(cell.row, cell.column): _cell_text(cell, epoch=epoch) for cell in shown}
    used = [cell for cell in shown if texts[cell.row, cell.column].strip() or _has_border(cell)]
    if not any(text.strip() for text in texts.values()):
        return ()
    rows = sorted({cell.row for cell in used})
    columns = sorted({cell.column for cell in used})
    cells: list[Cell] = []
    for cell in sorted(used, key=lambda cell: (cell.row, cell.column)):
        area = merged.get(cell.row * 16_385 + cell.column)
        last_row, last_column = (area.max_row, area.max_col) if area else (cell.row, cell.column)
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        row_span = bisect_left(rows, last_row + 1) - row
        column_span = bisect_left(columns, last_column + 1) - column
        lines = texts[cell.row, cell.column].splitlines()
        paragraph = Paragraph(tuple((line.strip(),) for line in lines if line.strip()))
        cells.append(Cell(row, column, row_span, column_span, (paragraph,)))
    return (Table(_column_shares(sheet, columns), len(rows), tuple(cells)),)


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """Numbers of hidden columns; one entry of the file may stand for several columns."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, dimension.max + 1))
    return hidden


def _has_border(cell: SheetCell) -> bool:
    border = cell.border
    sides = (border.left, border.right, border.top, border.bottom)
    return any(side is not None and side.style is not None for side in sides)


def _cell_text(cell: SheetCell, *, epoch: datetime.datetime) -> str:
    """What the sheet shows in a cell; `epoch` is the day from which the workbook counts dates."""
    value = cell.value
    if value is None or isinstance(value, ArrayFormula | DataTableFormula):
        return ""
    if isinstance(value, CellRichText):
        value = str(value)
    # openpyxl knows the number of a built-in format only here, and no format for the Chinese ones.
    number_format_id = getattr(cell, "_style").numFmtId  # noqa: B009
    number_format = _BUILT_IN_ZH.get(number_format_id, cell.number_format)
    if number_format_id in _BUILT_IN_ZH and isinstance(value, int | float):
        return displayed(from_excel(value, epoch=epoch), number_format)
    return symbol_text(displayed(value, number_format), font=cell.font.name)


def _column_shares(sheet: Worksheet, columns: Sequence[int]) -> tuple[float, ...]:
    """Column widths as shares of the table's width."""
    widths = []
    for column in columns:
        letter = get_column_letter(column)
        known = sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else None
        widths.append(max(1.0, float(known or _DEFAULT_COLUMN_WIDTH)))
    return tuple(width / sum(widths) for width in widths)
