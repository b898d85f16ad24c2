"""Rows and columns of one printed statement: from its rules where there are any, else from alignment.

In: the pieces of text of one region of a page and the grids of the page. Out: columns with what
their heads say, and rows with their label and the pieces in every column of figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor.extract.statements.heads import Column, read_heads
from extractor.extract.statements.printed_rows import Row, is_left_of, rows_of
from extractor.extract.statements.words import read_head
from extractor.extract.tables.columns import Span, columns_from
from extractor.extract.tables.pieces import is_figure, pieces_of
from extractor.extract.tables.placing import place_lines
from extractor.extract.tables.printed import PrintedTable, join_lines, visual_rows
from extractor.extract.tables.rules import Scale, text_scale
from models.geometry import Box
from models.page import PageText, TextLine

_BORDER_SHARE = 0.5  # share of a table's height that a border must run to part two columns
_HEADS_ABOVE = 4.0  # in text heights: heads whose upper rule was lost stand so close above a grid


class Block(NamedTuple):
    """A column of labels with the columns of figures that belong to it, and its rows in order."""

    figure_columns: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Layout:
    """Columns of a region, its blocks from left to right, and the lines above the first row."""

    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    head_lines: tuple[TextLine, ...]


class Region(NamedTuple):
    """A stretch of one page between two titles, with its text lines."""

    page: PageText
    lines: tuple[TextLine, ...]
    y0: float
    y1: float


def lay_out(
    region: Region, grids: Sequence[PrintedTable], *, before: Sequence[Column] = ()
) -> Layout | None:
    """The layout of a region, None when no column of figures shows.

    `before`: the columns of the page before, for a continued table whose heads are not printed again.
    """
    scale = text_scale(region.page)
    grid = _grid_of(region, grids)
    pieces = list(pieces_of(region.lines))
    if grid is not None:
        pieces = _inside(pieces, grid, scale=scale)
    spans = _spans(pieces, grid, scale=scale)
    if not spans:
        return None
    placed = _placed(pieces, spans)
    rows = visual_rows(_whole_cells(grid, pieces) if grid else pieces)
    heads, top = read_heads(rows, placed, spans, before=before, page=region.page, scale=scale)
    columns = tuple(Column(span, head) for span, head in zip(spans, heads, strict=True))
    if not any(column.head.role == "figure" for column in columns):
        return None
    body = [[piece for piece in column if piece.box.center[1] > top] for column in placed]
    bands = _bands(grid, top)
    blocks = tuple(
        Block(tuple(figures), tuple(rows_of(body, columns, (label, figures), bands)))
        for label, figures in _blocks(columns)
    )
    above = max(top, grid.box.y0) if grid else top
    head_lines = tuple(line for line in region.lines if line.box.center[1] <= above)
    return Layout(columns, blocks, head_lines)


def _grid_of(region: Region, grids: Sequence[PrintedTable]) -> PrintedTable | None:
    """The grid that holds most of the region's amounts; None when most stand outside of all grids."""
    figures = [line.box.center for line in region.lines if is_figure(line.text)]

    def held(grid: PrintedTable) -> int:
        return sum(grid.box.holds(point) for point in figures)

    best = max((grid for grid in grids if grid.column_count > 1), key=held, default=None)
    return best if best is not None and 2 * held(best) >= max(1, len(figures)) else None


def _spans(pieces: Sequence[TextLine], grid: PrintedTable | None, *, scale: Scale) -> list[Span]:
    """Columns between the borders of the grid; a part that holds several columns is parted by alignment."""
    if grid is None:
        return columns_from(visual_rows(pieces), scale=scale)
    borders = _borders(grid)
    spans: list[Span] = []
    for left, right in pairwise(borders):
        boxes = [Box(left, 0.0, right, 1.0)]
        inside = place_lines(pieces, boxes)[0]
        parts = columns_from(visual_rows(inside), scale=scale)
        figures = sum(1 for part in parts if _holds_figures(part, inside))
        words = len(parts) > figures and _has_words(parts, inside)
        if len(parts) > 1 and (figures > 1 or words):
            edges = [left, *(part.x0 for part in parts[1:]), right]
            spans.extend(Span(a, b) for a, b in pairwise(edges))
        else:
            spans.append(Span(left, right))
    return spans


def _holds_figures(span: Span, pieces: Sequence[TextLine]) -> bool:
    return any(is_figure(p.text) and span.overlap(p.box) > 0.5 for p in pieces)


def _has_words(parts: Sequence[Span], pieces: Sequence[TextLine]) -> bool:
    """Whether words stand left of the figures (not above them) in at least two rows."""
    figures = [p for p in pieces if is_figure(p.text)]
    beside = [
        p
        for p in pieces
        if not is_figure(p.text)
        and sum("一" <= c <= "鿿" for c in p.text) > 1
        and any(is_left_of(p, figure) for figure in figures)
    ]
    return len(beside) >= 2 and len(parts) > 1


def _borders(grid: PrintedTable) -> list[float]:
    """Vertical borders that run along at least half of the grid's height."""
    lengths: dict[float, float] = {}
    for cell in grid.cells:
        for x in (cell.box.x0, cell.box.x1):
            lengths[x] = lengths.get(x, 0.0) + cell.box.height / 2
    lengths[grid.box.x0] = lengths[grid.box.x1] = grid.box.height
    return sorted(x for x, length in lengths.items() if length >= _BORDER_SHARE * grid.box.height)


def _inside(pieces: Sequence[TextLine], grid: PrintedTable, *, scale: Scale) -> list[TextLine]:
    """The pieces inside a grid, heads right above it, and rows with figures that its rules do not reach."""
    inside = [p for p in pieces if grid.box.y0 < p.box.center[1] < grid.box.y1]
    below = [p for p in pieces if p.box.center[1] >= grid.box.y1]
    for row in visual_rows(below):
        if any(is_figure(p.text) and grid.box.x0 < p.box.center[0] < grid.box.x1 for p in row):
            inside.extend(row)
    above = [
        p for p in pieces if grid.box.y0 - _HEADS_ABOVE * scale.y < p.box.center[1] <= grid.box.y0
    ]
    for row in visual_rows(above):
        if sum(read_head(p.text) is not None for p in row) > 1:
            inside.extend(row)
    return inside


def _whole_cells(grid: PrintedTable, pieces: Sequence[TextLine]) -> list[TextLine]:
    """The text of each cell of the grid as one line, so that broken heads are whole again.

    Cells with amounts stay as the pieces they hold: a lost rule may have run rows together.
    """
    whole: list[TextLine] = []
    for cell in grid.cells:
        if len(cell.lines) < 2 or any(is_figure(line.text) for line in cell.lines):
            whole.extend(cell.lines)
        else:
            whole.extend(_stacked(cell.lines))
    held = {id(line) for cell in grid.cells for line in cell.lines}
    outside = [p for p in pieces if id(p) not in held and not _is_in(p, grid)]
    return whole + outside


def _is_in(piece: TextLine, grid: PrintedTable) -> bool:
    return any(cell.box.holds(piece.box.center) for cell in grid.cells)


def _stacked(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines that stand below one another as one line; what stands beside them stays apart."""
    stacks: list[list[TextLine]] = []
    for line in lines:
        for stack in stacks:
            if line.box.x0 < max(p.box.x1 for p in stack) and line.box.x1 > min(
                p.box.x0 for p in stack
            ):
                stack.append(line)
                break
        else:
            stacks.append([line])
    return [
        TextLine(
            text=join_lines(stack),
            box=Box.around(line.box for line in stack),
            confidence=min(line.confidence for line in stack),
        )
        for stack in stacks
    ]


def _placed(pieces: Sequence[TextLine], spans: Sequence[Span]) -> list[list[TextLine]]:
    """The pieces of each column; the outer columns reach to the edges of the page."""
    boxes = [Box(span.x0, 0.0, span.x1, 1.0) for span in spans]
    boxes[0] = boxes[0]._replace(x0=0.0)
    boxes[-1] = boxes[-1]._replace(x1=1.0)
    return place_lines(pieces, boxes)


def _blocks(columns: Sequence[Column]) -> list[tuple[int, list[int]]]:
    """Each column of labels with the columns of figures up to the next one."""
    blocks: list[tuple[int, list[int]]] = []
    for index, column in enumerate(columns):
        if column.head.role == "label" or not blocks:
            if blocks and not blocks[-1][1] and column.head.role == "label":
                continue  # labels printed over two columns
            blocks.append((index, []))
        elif column.head.role == "figure":
            blocks[-1][1].append(index)
    return [block for block in blocks if block[1]]


def _bands(grid: PrintedTable | None, top: float) -> list[tuple[float, float]]:
    """The ruled rows below the head, top to bottom."""
    if grid is None:
        return []
    spans = {(cell.box.y0, cell.box.y1) for cell in grid.cells if cell.row_span == 1}
    return sorted(span for span in spans if span[1] > top)
