"""A filled standard table drawn as printed pages."""

from __future__ import annotations

import random
from collections.abc import Sequence

from extractor.report.form_layout import Block, Grid, Line
from golden_docs.maker.document import Style
from golden_docs.maker.paper import Paper
from golden_docs.maker.table import Cell, Flow, Table, draw_table

_LEFT, _WIDTH = 52.0, 491.0
_SIZES = {"title": 16.0, "heading": 11.5, "text": 10.5, "note": 8.5}
_FIRST = 0.36
"""Share of the width of the first column of a table with several."""


def draw_form(blocks: Sequence[Block], style: Style, rng: random.Random) -> list[Paper]:
    """The pages of a form from top to bottom."""
    flow = Flow(new_page=lambda: Paper(dpi=style.dpi), top=64.0, bottom=786.0)
    for block in blocks:
        if isinstance(block, Line):
            _draw_line(flow, block, style)
        else:
            draw_table(flow, _table(block), style.pens, rng, left=_LEFT)
            flow.y += 10
    return flow.pages


def _draw_line(flow: Flow, line: Line, style: Style) -> None:
    size = _SIZES[line.style]
    face = style.head if line.style in ("title", "heading") else style.body
    paper = flow.room(2 * size)
    align = "c" if line.style == "title" else "l"
    flow.y = paper.paragraph(_LEFT, flow.y, line.text, _WIDTH, face, size, align=align) + 3


def _table(grid: Grid) -> Table:
    """The grid with columns that leave labels room."""
    if grid.columns == 4:
        widths = [0.2 * _WIDTH, 0.3 * _WIDTH] * 2
    else:
        rest = _WIDTH * (1 - _FIRST) / max(1, grid.columns - 1)
        widths = [_FIRST * _WIDTH, *[rest] * (grid.columns - 1)]
        if grid.columns == 5:  # a group beside the label
            widths = [0.12 * _WIDTH, 0.4 * _WIDTH, *[0.16 * _WIDTH] * 3]
    rows = tuple(
        tuple(Cell(cell.text, cell.columns, cell.rows) for cell in row) for row in grid.rows
    )
    return Table(tuple(widths), rows, size=9.5)
