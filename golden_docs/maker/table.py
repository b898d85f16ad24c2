"""Ruled tables with merged cells that run over pages: layout in points, drawing through `rich`."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens, draw_line, lay_out, line_width


@dataclass(frozen=True)
class Cell:
    """A cell: markup text, columns and rows it spans, alignment (l c r; t m), and the facts it carries."""

    text: str = ""
    cols: int = 1
    rows: int = 1
    align: str = "l"
    valign: str = "m"
    size: float | None = None
    bold: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows of cells over columns of given widths (points); `rules` is full, open or light."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 10.0
    pad: float = 3.0
    leading: float = 1.35
    min_height: float = 18.0
    rules: str = "full"
    repeat_head: int = 0


@dataclass
class Flow:
    """Where drawing stands: the pages so far, the y on the last one, and how to get another page."""

    new_page: Callable[[], Paper]
    top: float
    bottom: float
    pages: list[Paper] = field(default_factory=list)
    y: float = 0.0

    def turn(self) -> Paper:
        """Start another page."""
        self.pages.append(self.new_page())
        self.y = self.top
        return self.pages[-1]

    @property
    def page(self) -> Paper:
        """The page being drawn."""
        return self.pages[-1] if self.pages else self.turn()

    def room(self, height: float) -> Paper:
        """The page on which `height` more points fit."""
        if self.y + height > self.bottom:
            return self.turn()
        return self.page


@dataclass(frozen=True)
class _Placed:
    cell: Cell
    row: int
    col: int


def _place(table: Table) -> list[_Placed]:
    taken: set[tuple[int, int]] = set()
    placed: list[_Placed] = []
    for row, cells in enumerate(table.rows):
        col = 0
        for cell in cells:
            while (row, col) in taken:
                col += 1
            if col + cell.cols > len(table.widths):
                raise ValueError(f"row {row} is wider than the table: {[c.text for c in cells]}")
            taken |= {(row + r, col + c) for r in range(cell.rows) for c in range(cell.cols)}
            placed.append(_Placed(cell, row, col))
            col += cell.cols
    return placed


def _heights(table: Table, placed: Sequence[_Placed], paper: Paper, pens: Pens) -> list[float]:
    heights = [table.min_height] * len(table.rows)
    for rank in (1, 2):
        for item in placed:
            cell = item.cell
            if (cell.rows == 1) != (rank == 1):
                continue
            size = cell.size or table.size
            room = sum(table.widths[item.col : item.col + cell.cols]) - 2 * table.pad
            lines = len(lay_out(paper, cell.text, room, pens, size))
            need = lines * size * table.leading + 2 * table.pad
            last = item.row + cell.rows - 1
            heights[last] += max(0.0, need - sum(heights[item.row : last + 1]))
    return heights


def _blocks(table: Table, placed: Sequence[_Placed]) -> list[list[int]]:
    """Runs of rows that merged cells hold together."""
    tied = {r for p in placed for r in range(p.row + 1, p.row + p.cell.rows)}
    blocks: list[list[int]] = []
    for row in range(len(table.rows)):
        if row in tied and blocks:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def first_block_height(flow: Flow, table: Table, pens: Pens) -> float:
    """Height of the first rows that cannot be parted, so that a heading stays with them."""
    placed = _place(table)
    heights = _heights(table, placed, flow.page, pens)
    return sum(heights[row] for row in _blocks(table, placed)[0])


def draw_table(flow: Flow, table: Table, pens: Pens, rng: random.Random, *, left: float) -> None:
    """Draw a table from the flow's position, turning pages only where no merged cell is cut."""
    placed = _place(table)
    heights = _heights(table, placed, flow.page, pens)
    head = table.repeat_head
    blocks = _blocks(table, placed)
    fresh = True
    for block in blocks:
        need = sum(heights[r] for r in block)
        if flow.y + need > flow.bottom:
            flow.turn()
            fresh = True
        if fresh and head and block[0] >= head:
            _draw_block(
                flow,
                table,
                [p for p in placed if p.row < head],
                list(range(head)),
                heights,
                pens,
                rng,
                left,
            )
        fresh = False
        _draw_block(
            flow, table, [p for p in placed if p.row in block], block, heights, pens, rng, left
        )


def _draw_block(
    flow: Flow,
    table: Table,
    cells: Sequence[_Placed],
    block: list[int],
    heights: list[float],
    pens: Pens,
    rng: random.Random,
    left: float,
) -> None:
    tops: dict[int, float] = {}
    y = flow.y
    for row in block:
        tops[row] = y
        y += heights[row]
    for item in cells:
        x0 = left + sum(table.widths[: item.col])
        x1 = x0 + sum(table.widths[item.col : item.col + item.cell.cols])
        y0 = tops[item.row]
        y1 = y0 + sum(heights[item.row : item.row + item.cell.rows])
        _rule(flow.page, table, (x0, y0, x1, y1), left, left + sum(table.widths))
        _fill(flow.page, table, item.cell, (x0, y0, x1, y1), pens, rng)
    flow.y = y


def _rule(
    paper: Paper, table: Table, box: tuple[float, float, float, float], left: float, right: float
) -> None:
    x0, y0, x1, y1 = box
    if table.rules == "none":
        return
    paper.line(x0, y0, x1, y0, width=0.5)
    paper.line(x0, y1, x1, y1, width=0.5)
    outer = table.rules == "full"
    if table.rules != "light":
        if outer or x0 > left + 0.1:
            paper.line(x0, y0, x0, y1, width=0.5)
        if outer or x1 < right - 0.1:
            paper.line(x1, y0, x1, y1, width=0.5)


def _fill(
    paper: Paper,
    table: Table,
    cell: Cell,
    box: tuple[float, float, float, float],
    pens: Pens,
    rng: random.Random,
) -> None:
    x0, y0, x1, y1 = box
    size = cell.size or table.size
    lines = lay_out(paper, cell.text, x1 - x0 - 2 * table.pad, pens, size)
    step = size * table.leading
    y = y0 + table.pad if cell.valign == "t" else (y0 + y1 - len(lines) * step) / 2
    y += (step - size) / 2
    for line in lines:
        wide = line_width(paper, line, pens, size)
        x = {"l": x0 + table.pad, "c": (x0 + x1 - wide) / 2, "r": x1 - table.pad - wide}[cell.align]
        draw_line(paper, x, y, line, pens, size, rng, weight=0.12 if cell.bold else 0)
        y += step
    paper.tags.update(cell.tags)
    paper.spots.update(dict.fromkeys(cell.tags, box))
