"""All tables of a page: stated by the file, ruled, or shown by the alignment of what stands outside of rules."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.tables.columns import columns_of
from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import PrintedTable
from models.geometry import Box
from models.page import PageText

_INSIDE = 0.9  # share of a table that lies in another one: then it is a part of it


def tables_of(page: PageText) -> tuple[PrintedTable, ...]:
    """The tables of a page, top to bottom; boxes are fractions of the upright frame.

    A grid without text is no table. Alignment is only looked for in text that stands in no grid.
    """
    grids = [table for table in grids_of(page) if any(cell.lines for cell in table.cells)]
    ruled = [g for g in grids if g.column_count > 1 and not _is_part(g.box, grids)]
    free = tuple(
        line for line in page.lines if not any(g.box.holds(line.box.center) for g in ruled)
    )
    aligned = columns_of(page.model_copy(update={"lines": free})) if not page.tables else ()
    return tuple(sorted((*ruled, *aligned), key=lambda table: (table.box.y0, table.box.x0)))


def _is_part(box: Box, others: Sequence[PrintedTable]) -> bool:
    return any(
        box != other.box and box.overlap(other.box) > _INSIDE and box.area < other.box.area
        for other in others
    )
