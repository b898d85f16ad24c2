"""A filled standard table drawn as printed pages."""

from __future__ import annotations

import random
from collections.abc import Sequence

from extractor.report.form_layout import Block, Grid, Line
from golden_docs.maker.document import Style
from golden_docs.maker.paper import A4, Paper
from golden_docs.maker.table import Cell, Flow, Table, draw_table

_LEFT, _WIDTH = 52.0, 491.0
_WIDE = (842.0, 595.0)
"""A4 across, for forms with more than `_MOST` columns."""
_MOST = 6
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
    """The grid with columns that leave labels room; many columns are equally wide and printed smaller."""
    if grid.columns == 4:
        shares = [0.2, 0.3] * 2
    elif grid.columns == 5:  # a group beside the label
        shares = [0.12, 0.4, *[0.16] * 3]
    elif grid.columns > _MOST:
        shares = [1 / grid.columns] * grid.columns
    else:
        rest = (1 - _FIRST) / max(1, grid.columns - 1)
        shares = [_FIRST, *[rest] * (grid.columns - 1)]
    rows = tuple(
        tuple(Cell(cell.text, cell.columns, cell.rows) for cell in row) for row in grid.rows
    )
    size = 7.5 if grid.columns > _MOST else 9.5
    return Table(tuple(share * width for share in shares), rows, size=size)
