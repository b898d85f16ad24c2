"""A cell of a table, and where it stands in the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from extractor.evaluate.compare import plain
from extractor.evaluate.facts.fact import Seen
from extractor.extract.statements.figures import read_money
from extractor.extract.tables.pieces import is_figure
from extractor.extract.tables.stitched import StitchedCell, StitchedTable, stitched_tables
from models.base import Frozen
from models.page import PageText


class CellFact(Frozen):
    """A cell of table number `table` of the file (from 0, parts over pages are one table).

    Right when a cell begins at this row and column with these spans and this text, up to width,
    brackets and blanks; a figure is right when it is read as the same amount, whatever its separators. `page` is the page on which it begins.
    """

    kind: Literal["cell"] = "cell"
    page: int = 1
    table: int = 0
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str

    @property
    def key(self) -> str:
        """What the fact is about."""
        return f"cell {self.table}:{self.row},{self.column}"

    @property
    def expected(self) -> str:
        """The text with its spans."""
        return _shown(self.text, self.row_span, self.column_span, self.page)

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Compare with the cell of the same row and column of the tables read."""
        tables = tables_read(pages)
        cell = tables[self.table].at(self.row, self.column) if self.table < len(tables) else None
        if cell is None:
            return Seen(right=False)
        spans = (cell.row, cell.column, cell.row_span, cell.column_span)
        page = cell.sources[0][1]
        right = (
            spans == (self.row, self.column, self.row_span, self.column_span)
            and page == self.page
            and same_text(self.text, cell.text)
        )
        return Seen(right=right, read=_shown(cell.text, *spans[2:], page))


def tables_read(pages: Sequence[PageText]) -> tuple[StitchedTable, ...]:
    """The tables of a file with at least two rows, in order."""
    return _tables_of(tuple(pages))


def same_text(right: str, read: str) -> bool:
    """Whether two cells say the same: letter for letter, or the same amount to the same place."""
    if plain(right) == plain(read):
        return True
    expected, seen = read_money(right, unit=None), read_money(read, unit=None)
    return (
        expected is not None
        and seen is not None
        and is_figure(right)
        and (expected.value, expected.step) == (seen.value, seen.step)
    )


@lru_cache(maxsize=2)
def _tables_of(pages: tuple[PageText, ...]) -> tuple[StitchedTable, ...]:
    """Kept for the next fact about the same file."""
    return tuple(table for table in stitched_tables(pages) if table.row_count > 1)


def cell_named(
    tables: Sequence[StitchedTable], label: str, head: str | None
) -> tuple[StitchedTable, StitchedCell] | None:
    """The cell right of a label, under a head where one is given; None when either is not found."""
    for table in tables:
        for cell in table.cells:
            if plain(cell.text) != plain(label):
                continue
            column = _column_of(table, cell, head)
            found = table.at(cell.row, column) if column is not None else None
            if found is not None:
                return table, found
    return None


def _column_of(table: StitchedTable, label: StitchedCell, head: str | None) -> int | None:
    after = label.column + label.column_span
    if head is None:
        return after
    named = [c.column for c in table.cells if plain(c.text) == plain(head) and c.row < label.row]
    return min((column for column in named if column >= after), default=None)


def _shown(text: str, row_span: int, column_span: int, page: int) -> str:
    spans = f" [{row_span}x{column_span}]" if (row_span, column_span) != (1, 1) else ""
    return f"{text}{spans} (p{page})"
