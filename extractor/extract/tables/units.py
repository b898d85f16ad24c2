"""The unit of an amount in a table and where it is printed: cell, row or column head, table, page, document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from extractor.extract.tables.pieces import is_figure
from extractor.extract.tables.stitched import StitchedCell, StitchedTable
from extractor.extract.tables.unit_words import read_unit
from models.geometry import Place
from models.kinds.money import MONEY
from models.page import PageText, TextLine

_CAPTION = 4.0  # in line heights: what stands so close above a table speaks of it


class UnitLevel(StrEnum):
    """How near to the amount its unit is printed, nearest first."""

    cell = "cell"
    row = "row"
    column = "column"
    table = "table"
    page = "page"
    document = "document"


class UnitSeen(NamedTuple):
    """A unit of money and where it stands; the place is None when the page itself gives none."""

    unit: str
    level: UnitLevel
    place: Place | None


def unit_of(cell: StitchedCell, table: StitchedTable, pages: Sequence[PageText]) -> UnitSeen | None:
    """The unit in which the amount of a cell is printed: the nearest one stated, None when none is.

    Page and document speak only where all their lines agree on one unit.
    """
    by_key = {(page.file, page.page): page for page in pages}
    file, number, printed = cell.sources[0]
    page = by_key[file, number]
    parsed = MONEY.read(cell.text)
    if parsed is not None and parsed.unit is not None:
        return UnitSeen(parsed.unit, UnitLevel.cell, page.place(printed.box))
    return (
        _in_heads(cell, table, by_key)
        or _in_caption(table, by_key)
        or page_unit(page)
        or (document_unit(pages) if not _stated_on(page) else None)
    )


def table_unit(page: PageText, lines: Iterable[TextLine]) -> UnitSeen | None:
    """The first unit that lines above a table state for what follows them."""
    return next(
        (
            UnitSeen(unit, UnitLevel.table, page.place(line.box))
            for line in lines
            if (unit := read_unit(line.text))
        ),
        None,
    )


def page_unit(page: PageText) -> UnitSeen | None:
    """The one unit that lines of a page state (单位：万元); None when none or several do."""
    return _the_only(_stated_on(page))


def document_unit(pages: Sequence[PageText]) -> UnitSeen | None:
    """The one unit that all pages agree on, None when none or several are stated."""
    seen = _the_only([unit for page in pages if (unit := page_unit(page))])
    return seen._replace(level=UnitLevel.document) if seen is not None else None


def _stated_on(page: PageText) -> list[UnitSeen]:
    return [
        UnitSeen(unit, UnitLevel.page, page.place(line.box))
        for line in page.lines
        if "单位" in line.text and (unit := read_unit(line.text))
    ]


def _the_only(seen: Sequence[UnitSeen]) -> UnitSeen | None:
    return seen[0] if len({one.unit for one in seen}) == 1 else None


def _in_heads(
    cell: StitchedCell, table: StitchedTable, pages: dict[tuple[str, int], PageText]
) -> UnitSeen | None:
    """The unit in the head of the row, else in the nearest head of the column."""
    left = [table.at(cell.row, column) for column in range(cell.column - 1, -1, -1)]
    above = [table.at(row, cell.column) for row in range(cell.row - 1, -1, -1)]
    for level, heads in ((UnitLevel.row, left), (UnitLevel.column, above)):
        for head in dict.fromkeys(h for h in heads if h is not None):
            unit = None if is_figure(head.text) else read_unit(head.text)
            if unit is not None:
                file, number, printed = head.sources[0]
                return UnitSeen(unit, level, pages[file, number].place(printed.box))
    return None


def _in_caption(table: StitchedTable, pages: dict[tuple[str, int], PageText]) -> UnitSeen | None:
    """The unit that a line right above the table states; that of the first page counts for all."""
    for part in table.parts:
        page = pages[part.file, part.page]
        seen = table_unit(page, _right_above(page.lines, part.table.box.y0))
        if seen is not None:
            return seen
    return None


def _right_above(lines: Iterable[TextLine], top: float) -> list[TextLine]:
    """The lines close above a height, the nearest first."""
    near = [
        line
        for line in lines
        if line.box.center[1] < top and top - line.box.y1 < _CAPTION * line.box.height
    ]
    return sorted(near, key=lambda line: top - line.box.y1)
