"""A simple page layout for DOCX and XLSX: rows from top to bottom, so that every text has a place.

The places are not those of a printout; they keep reading order, columns and cells apart and can be shown.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.geometry import Box
from models.page import CellText, NativeTable, PageText, TextLine, TextSource

PAGE_EMS = 48.0
"""Characters of full width across the page."""
PAGE_POINTS = 595
ROW_POINTS = 16
MIN_ROWS = 50
_INSET = 0.1


@dataclass(frozen=True)
class Paragraph:
    """Text rows (cut at line breaks), each cut into columns at tabs."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The rows below one another."""
        return "\n".join(" ".join(row) for row in self.rows)


@dataclass(frozen=True)
class Cell:
    """A table cell; row and column from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All text of the cell, tables inside it included."""
        return "\n".join(text for text in (block.text for block in self.blocks) if text)


@dataclass(frozen=True)
class Table:
    """A table with the share of its width that each column takes."""

    column_shares: tuple[float, ...]
    row_count: int
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The texts of the cells below one another."""
        return "\n".join(text for text in (cell.text for cell in self.cells) if text)


Block = Paragraph | Table


@dataclass
class _Sheet:
    """Collects what is laid out, in rows down and fractions of the width across."""

    lines: list[tuple[str, Box]] = field(default_factory=list)
    tables: list[tuple[Box, list[tuple[Cell, Box]]]] = field(default_factory=list)


def lay_out(blocks: Sequence[Block], *, file: str, page: int) -> PageText:
    """The page text of the blocks; width and height are in points of the made-up page."""
    sheet = _Sheet()
    top = 0.0
    for block in blocks:
        top += _place(sheet, block, x0=0.04, x1=0.96, top=top)
    rows = max(MIN_ROWS, math.ceil(top))
    return PageText(
        file=file,
        page=page,
        width=PAGE_POINTS,
        height=rows * ROW_POINTS,
        source=TextSource.native,
        lines=tuple(_line(text, _scaled(box, rows)) for text, box in sheet.lines),
        tables=tuple(_table(box, cells, rows) for box, cells in sheet.tables),
        ink=min(1.0, sum(len(text) for text, _ in sheet.lines) / 10_000),
    )


def _scaled(box: Box, rows: int) -> Box:
    """Fractions of the page, not rounded: a long sheet has many thin rows."""
    return Box(box.x0, box.y0 / rows, box.x1, box.y1 / rows)


def _line(text: str, box: Box) -> TextLine:
    widths = [_ems(char) for char in text]
    total = sum(widths) or 1.0
    spans: list[tuple[float, float]] = []
    x = box.x0
    for width in widths:
        step = box.width * width / total
        spans.append((x, x + step))
        x += step
    return TextLine(text=text, box=box, confidence=1.0, char_spans=tuple(spans))


def _table(box: Box, cells: Sequence[tuple[Cell, Box]], rows: int) -> NativeTable:
    return NativeTable(
        box=_scaled(box, rows),
        cells=tuple(
            CellText(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                text=cell.text,
                box=_scaled(cell_box, rows),
            )
            for cell, cell_box in cells
        ),
    )


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _height(block: Block, *, width: float) -> float:
    """Rows that a block takes in `width` (fraction of the page)."""
    if isinstance(block, Table):
        return sum(_row_heights(block, width=width))
    return float(sum(_row_height(row, width=width) for row in block.rows))


def _row_height(row: Sequence[str], *, width: float) -> int:
    room = max(1.0, width * PAGE_EMS / max(1, len(row)))
    return max((math.ceil(_ems(text) / room) for text in row), default=1) or 1


def _row_heights(table: Table, *, width: float) -> list[float]:
    """Height of every table row: what its cells need; a cell over several rows fills up the last one."""
    heights = [1.0] * table.row_count
    for cell in sorted(table.cells, key=lambda cell: cell.row_span):
        last = min(table.row_count, cell.row + cell.row_span) - 1
        need = sum(_height(block, width=_cell_width(table, cell, width)) for block in cell.blocks)
        have = sum(heights[cell.row : last + 1])
        if need > have:
            heights[last] += need - have
    return heights


def _cell_width(table: Table, cell: Cell, width: float) -> float:
    return width * sum(table.column_shares[cell.column : cell.column + cell.column_span])


def _place(sheet: _Sheet, block: Block, *, x0: float, x1: float, top: float) -> float:
    """Lay out one block from row `top` on; returns the rows it takes."""
    if isinstance(block, Table):
        return _place_table(sheet, block, x0=x0, x1=x1, top=top)
    y = top
    for row in block.rows:
        height = _row_height(row, width=x1 - x0)
        step = (x1 - x0) / max(1, len(row))
        for index, text in enumerate(row):
            if text:
                left = x0 + index * step
                width = min(step, _ems(text) / PAGE_EMS)
                sheet.lines.append((text, Box(left, y + _INSET, left + width, y + height - _INSET)))
        y += height
    return y - top


def _place_table(sheet: _Sheet, table: Table, *, x0: float, x1: float, top: float) -> float:
    heights = _row_heights(table, width=x1 - x0)
    tops = [top + sum(heights[:row]) for row in range(table.row_count + 1)]
    lefts = [
        x0 + (x1 - x0) * sum(table.column_shares[:column])
        for column in range(len(table.column_shares) + 1)
    ]
    placed: list[tuple[Cell, Box]] = []
    sheet.tables.append((Box(x0, top, x1, tops[-1]), placed))
    for cell in table.cells:
        right = min(len(lefts) - 1, cell.column + cell.column_span)
        bottom = min(table.row_count, cell.row + cell.row_span)
        box = Box(lefts[cell.column], tops[cell.row], lefts[right], tops[bottom])
        placed.append((cell, box))
        y = box.y0
        for block in cell.blocks:
            y += _place(sheet, block, x0=box.x0, x1=box.x1, top=y)
    return tops[-1] - top
