"""A filled standard table drawn as printed pages."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from extractor.report.form_layout import Block, Grid, Line
from golden_docs.maker.document import Style
from golden_docs.maker.paper import A4, Paper
from golden_docs.maker.table import Cell, Flow, Table, draw_table

_LEFT, _WIDTH = 52.0, 491.0
_WIDE = (842.0, 595.0)
"""A4 across, for forms with more than `_MOST` columns."""
_MOST = 6
_PAD = 2.0
_NARROW = ("序号", "年度")
_WORDS = re.compile(r"[!-~]+|[^!-~\s]{1,2}")
"""What is not broken over lines: figures and Latin words; of Chinese ones two characters."""
_SIZES = {"title": 16.0, "heading": 11.5, "text": 10.5, "note": 8.5}
_FIRST = 0.36
"""Share of the width of the first column of a table with several."""


def draw_form(blocks: Sequence[Block], style: Style, rng: random.Random) -> list[Paper]:
    """The pages of a form from top to bottom; one with many columns lies across the sheet."""
    across = any(isinstance(block, Grid) and block.columns > _MOST for block in blocks)
    size = _WIDE if across else A4
    width = size[0] - A4[0] + _WIDTH
    flow = Flow(lambda: Paper(dpi=style.dpi, size=size), top=64.0, bottom=size[1] - 56.0)
    for block in blocks:
        if isinstance(block, Line):
            _draw_line(flow, block, style, width)
        else:
            draw_table(flow, _table(block, width), style.pens, rng, left=_LEFT)
            flow.y += 10
    return flow.pages


def _draw_line(flow: Flow, line: Line, style: Style, width: float) -> None:
    size = _SIZES[line.style]
    face = style.head if line.style in ("title", "heading") else style.body
    paper = flow.room(2 * size)
    align = "c" if line.style == "title" else "l"
    flow.y = paper.paragraph(_LEFT, flow.y, line.text, width, face, size, align=align) + 3


def _table(grid: Grid, width: float) -> Table:
    """The grid with columns that leave labels room; many columns are as wide as what stands in them."""
    rows = tuple(
        tuple(Cell(cell.text, cell.columns, cell.rows) for cell in row) for row in grid.rows
    )
    if grid.columns > _MOST or (grid.columns > 2 and grid.rows[0][0].text in _NARROW):
        widths, size = _fitted(grid, width)
        return Table(widths, rows, size=size, pad=_PAD)
    if grid.columns == 4:
        shares = [0.2, 0.3] * 2
    elif grid.columns == 5:  # a group beside the label
        shares = [0.12, 0.4, *[0.16] * 3]
    else:
        rest = (1 - _FIRST) / max(1, grid.columns - 1)
        shares = [_FIRST, *[rest] * (grid.columns - 1)]
    return Table(tuple(share * width for share in shares), rows, size=9.5)


def _fitted(grid: Grid, width: float) -> tuple[tuple[float, ...], float]:
    """Widths in points and the size of print: no word is broken, long texts get more of what is left."""
    need, want = [1.5] * grid.columns, [1.5] * grid.columns  # in ems
    taken: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in grid.rows:
        free = (column for column in range(grid.columns) if not taken.get(column))
        at = [(next(free), cell) for cell in row for _ in range(cell.columns)]
        for column, cell in at:
            if cell.columns == 1:
                words = _WORDS.findall(cell.text)
                need[column] = max([need[column], *map(_ems, words)])
                want[column] = max(want[column], _ems(cell.text) / 2)
        taken = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        taken |= {column: cell.rows - 1 for column, cell in at if cell.rows > 1}
    room = width - 2 * _PAD * grid.columns
    size = min(9.5 if grid.columns <= _MOST else 7.5, room / sum(need))
    more = [max(0.1, w - n) for w, n in zip(want, need, strict=True)]
    left = room - size * sum(need)
    widths = [
        size * n + left * (0.5 / grid.columns + 0.5 * m / sum(more)) + 2 * _PAD
        for n, m in zip(need, more, strict=True)
    ]
    return tuple(widths), round(size, 2)


def _ems(text: str) -> float:
    """The width of a text in heights of its print."""
    return sum(0.6 if char.isascii() else 1.0 for char in text) + 0.1
