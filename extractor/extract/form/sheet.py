"""A printed form over all its pages: cells in reading order, each with what stands right of it, under it and over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.extract.form.mend import mended
from extractor.extract.form.tokens import Stream, stream_of
from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import Cell, PrintedTable, visual_rows
from models.geometry import Box
from models.page import CheckBox, PageText, TextLine


@dataclass(frozen=True)
class FormCell:
    """One cell, or one line of text outside the ruled grid; `block` and `order` count from 0."""

    block: int
    order: int
    cell: Cell
    stream: Stream
    ruled: bool

    @property
    def page(self) -> PageText:
        """The page on which it stands."""
        return self.stream.page

    @property
    def box(self) -> Box:
        """Its box in the upright frame of its page."""
        return self.cell.box


@dataclass(frozen=True)
class Sheet:
    """All cells of a form in reading order, block by block (a block is a ruled table or the lines between two)."""

    cells: tuple[FormCell, ...]

    @cached_property
    def _blocks(self) -> dict[int, tuple[FormCell, ...]]:
        blocks: dict[int, list[FormCell]] = {}
        for cell in self.cells:
            blocks.setdefault(cell.block, []).append(cell)
        return {number: tuple(cells) for number, cells in blocks.items()}

    def block_of(self, cell: FormCell) -> tuple[FormCell, ...]:
        """All cells of the block in which `cell` stands."""
        return self._blocks[cell.block]

    def right_of(self, cell: FormCell) -> tuple[FormCell, ...]:
        """The cells to the right within the rows of `cell`, in reading order."""
        own = cell.cell
        return tuple(
            other
            for other in self.block_of(cell)
            if other.cell.column >= own.column + own.column_span
            and other.cell.row < own.row + own.row_span
            and other.cell.row + other.cell.row_span > own.row
        )

    def below(self, cell: FormCell) -> FormCell | None:
        """The first cell under `cell` that begins in one of its columns, in the same block."""
        own = cell.cell
        return next(
            (
                other
                for other in self.block_of(cell)
                if other.cell.row >= own.row + own.row_span
                and own.column <= other.cell.column < own.column + own.column_span
            ),
            None,
        )

    def continued(self, cell: FormCell) -> FormCell | None:
        """The part of a cell that goes on over the page: same columns, first row of the next page, empty label."""
        following = self._blocks.get(self._next_table(cell))
        if cell.cell.row + cell.cell.row_span < _rows(self.block_of(cell)) or not following:
            return None
        first = [other for other in following if other.cell.row == 0]
        labels = [other for other in first if other.box.x1 <= cell.box.x0 + 0.02]
        if not labels or any(other.stream.tokens for other in labels):
            return None
        return next((other for other in first if _shared_width(other.box, cell.box) > 0.8), None)

    def _next_table(self, cell: FormCell) -> int:
        """Number of the first ruled block on the next page, -1 when there is none."""
        page = cell.page.page + 1
        for other in self.cells:
            same_file = other.page.file == cell.page.file and other.page.page == page
            if same_file and other.ruled and other.block > cell.block:
                return other.block
        return -1


def sheet_of(pages: Sequence[PageText], labels: frozenset[str] = frozenset()) -> Sheet:
    """Cut the pages of a form into cells; lines outside ruled tables become cells of their own rows.

    `labels` are printed words before values, as keys: two of them never share a cell.
    """
    cells: list[FormCell] = []
    block = 0
    for page in (mended(page, labels) if labels else page for page in pages):
        boxes = [mark for mark in page.check_boxes if mark.is_box]
        for table, ruled in _blocks_of(page):
            marks = [mark for mark in boxes if table.box.holds(mark.box.center)]
            for cell in table.cells:
                own = [mark for mark in marks if cell.box.holds(mark.box.center)]
                stream = stream_of(page, cell.lines, own)
                cells.append(FormCell(block, len(cells), cell, stream, ruled))
            block += 1
    return Sheet(tuple(cells))


def _blocks_of(page: PageText) -> list[tuple[PrintedTable, bool]]:
    grids = [table for table in grids_of(page) if any(cell.lines for cell in table.cells)]
    tables = [
        (table, True)
        for table in grids
        if len(table.cells) > 1 and not any(_inside(table.box, other.box) for other in grids)
    ]
    free = [
        line
        for line in page.lines
        if not any(table.box.holds(line.box.center) for table, _ in tables)
    ]
    marks = [
        mark
        for mark in page.check_boxes
        if mark.is_box and not any(table.box.holds(mark.box.center) for table, _ in tables)
    ]
    borders = sorted(table.box.y0 for table, _ in tables)
    groups: dict[int, list[TextLine]] = {}
    for line in free:
        above = sum(border < line.box.center[1] for border in borders)
        groups.setdefault(above, []).append(line)
    loose = [(_lines_as_table(lines, marks), False) for _, lines in sorted(groups.items())]
    return sorted(tables + loose, key=lambda block: block[0].box.y0)


def _lines_as_table(lines: Sequence[TextLine], marks: Sequence[CheckBox]) -> PrintedTable:
    """Free lines as a table: a row per printed row, a cell per line; a mark belongs to the cell it stands at."""
    cells = []
    for number, row in enumerate(visual_rows(lines)):
        beside = [m for m in marks if any(_at_height(m.box, line.box) for line in row)]
        for column, line in enumerate(row):
            own = [m.box for m in beside if _nearest(m.box, row) is line]
            box = Box.around([line.box, *own])
            cells.append(Cell(row=number, column=column, box=box, lines=(line,), text=line.text))
    return PrintedTable(box=Box.around(cell.box for cell in cells), cells=tuple(cells))


def _inside(box: Box, other: Box) -> bool:
    return box is not other and box.overlap(other) > 0.9 and box.area < other.area


def _at_height(mark: Box, line: Box) -> bool:
    return line.y0 <= mark.center[1] <= line.y1


def _nearest(mark: Box, row: Sequence[TextLine]) -> TextLine:
    return min(
        row, key=lambda line: max(line.box.x0 - mark.center[0], mark.center[0] - line.box.x1, 0.0)
    )


def _rows(cells: Sequence[FormCell]) -> int:
    return max(cell.cell.row + cell.cell.row_span for cell in cells)


def _shared_width(one: Box, other: Box) -> float:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared / max(1e-9, min(one.width, other.width))
