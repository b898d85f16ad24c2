"""A table as printed: cells with their boxes, the text lines inside, and their joined text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median

from models.base import Frozen
from models.geometry import Box
from models.page import TextLine

_WORD_END = re.compile(r"[A-Za-z,;:!?)]$")
_WORD_START = re.compile(r"^[A-Za-z(]")
_FAR = 0.1  # of the page's width: pairs so far apart show the slope of their row
_LEAST_PAIRS = 5  # pairs from which the slope of a page is known
_SAME_ROW = 0.5  # shared height, as a share of the lower line, that puts two lines on one row


class Cell(Frozen):
    """One cell: row and column from 0, spans from 1, box in the upright frame.

    `lines` are the text lines (or the parts of lines that lie here) in reading order, `text` the same
    joined: lines broken inside the cell are one text again.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    box: Box
    lines: tuple[TextLine, ...] = ()
    text: str = ""


class PrintedTable(Frozen):
    """A table of one page. Cells are ordered by row, then column; a merged cell stands once."""

    box: Box
    cells: tuple[Cell, ...]

    @cached_property
    def row_count(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @cached_property
    def column_count(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    @cached_property
    def _by_position(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this row and column, None where the table has a hole."""
        return self._by_position.get((row, column))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover this row from left to right, each once."""
        found = (self.at(row, column) for column in range(self.column_count))
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))

    def right_of(self, cell: Cell) -> Cell | None:
        """The next cell to the right in the first row of `cell`."""
        return self.at(cell.row, cell.column + cell.column_span)

    def below(self, cell: Cell) -> Cell | None:
        """The next cell below in the first column of `cell`."""
        return self.at(cell.row + cell.row_span, cell.column)


def reading_order(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """The lines row by row, each row from left to right."""
    return tuple(line for row in visual_rows(lines) for line in row)


def visual_rows(lines: Iterable[TextLine]) -> list[list[TextLine]]:
    """The lines gathered into rows, top to bottom, each left to right.

    Each line joins the row whose nearest piece to the left lies at its height. Rows that rise or fall
    across a page that is not quite flat are followed at the slope that most of them show.
    """
    ordered = sorted(lines, key=lambda line: (line.box.x0, line.box.y0))
    rows = _gather(ordered, slope=0.0)
    slope = slope_of(rows)
    if slope:
        rows = _gather(ordered, slope=slope)
    return sorted(rows, key=lambda row: sum(line.box.center[1] for line in row) / len(row))


def slope_of(rows: Iterable[Sequence[TextLine]]) -> float:
    """How far rows fall per page width (fraction of the page's height), 0 where too few show it."""
    slopes = [
        (after.box.center[1] - before.box.center[1]) / (after.box.center[0] - before.box.center[0])
        for row in rows
        for before, after in pairwise(row)
        if after.box.center[0] - before.box.center[0] > _FAR
    ]
    return median(slopes) if len(slopes) >= _LEAST_PAIRS else 0.0


def _gather(ordered: Iterable[TextLine], *, slope: float) -> list[list[TextLine]]:
    rows: list[list[TextLine]] = []
    for line in ordered:
        fits = [
            (abs(_offset(row[-1].box, line.box, slope=slope)), index)
            for index, row in enumerate(rows)
            if _share_row(row[-1].box, line.box, slope=slope)
        ]
        if fits:
            rows[min(fits)[1]].append(line)
        else:
            rows.append([line])
    return rows


def _offset(before: Box, after: Box, *, slope: float) -> float:
    """How far below the base line of `before` the piece `after` stands."""
    run = after.center[0] - before.center[0]
    return after.center[1] - before.center[1] - slope * run


def join_lines(lines: Iterable[TextLine]) -> str:
    """One text of lines broken inside a cell: words of Latin letters keep a blank, all else closes up."""
    text = ""
    for row in visual_rows(lines):
        text = join_texts(text, _join_row(row))
    return text


def _share_row(before: Box, after: Box, *, slope: float) -> bool:
    """Whether two pieces stand beside one another, not one below the other."""
    beside = after.x0 > before.x0 + 0.5 * before.width
    shared = (before.height + after.height) / 2 - abs(_offset(before, after, slope=slope))
    return beside and shared > _SAME_ROW * min(before.height, after.height)


def _join_row(row: Sequence[TextLine]) -> str:
    """Pieces on one row: a clear gap is a blank, pieces that touch are one word or figure."""
    text = ""
    for before, line in zip([None, *row], row, strict=False):
        piece = line.text.strip()
        if before is None or not text or not piece:
            text += piece
            continue
        gap = line.box.x0 - before.box.x1
        wide = gap > line.box.width / max(1, len(line.text))
        text = f"{text} {piece}" if wide and _both_narrow(text, piece) else text + piece
    return text


def _both_narrow(before: str, after: str) -> bool:
    return before[-1].isascii() and after[0].isascii()


def join_texts(before: str, after: str) -> str:
    """Two lines of one text: a blank between words of Latin letters, nothing between all else."""
    if _WORD_END.search(before) and _WORD_START.search(after):
        return f"{before} {after}"
    return before + after
