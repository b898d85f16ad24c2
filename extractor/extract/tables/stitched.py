"""Tables that run over pages, put together in a view that keeps each page's own cells.

In: the pages of a document in order. Out: every table once, its rows numbered through; heads that are
printed again count once, and a row that the end of a page broke is one row with cells on both pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from extractor.extract.tables.page_tables import tables_of
from extractor.extract.tables.pieces import is_figure
from extractor.extract.tables.printed import Cell, PrintedTable, join_texts
from models.base import Frozen
from models.kinds.printed import fold_text, is_blank_mark, without_blanks
from models.page import PageText

_SAME_BORDER = 0.025  # of the table's width: borders that lie so close are one border of both parts
_LEAST_SHARED = 0.8  # share of the borders of the narrower part that both must have
_TOP, _BOTTOM = 0.25, 0.72  # of the page: a table goes on from below here to above there
_FURNITURE = (
    2  # lines that may stand between a table and the edge of the page (page number, 续表, unit)
)
_MOST_HEADS = 3  # rows that a head may have


class TablePart(Frozen):
    """The stretch of a table on one page.

    `first_row` is the row of the whole table with which it begins, `heads` how many of its own rows
    only repeat the head, `joins` whether its first row goes on with the last row of the page before.
    """

    file: str
    page: int
    table: PrintedTable
    first_row: int = 0
    heads: int = 0
    joins: bool = False

    def row_of(self, cell: Cell) -> int:
        """The row of the whole table in which a cell of this part begins."""
        return self.first_row + cell.row - self.heads


class StitchedCell(Frozen):
    """A cell of the whole table with the printed cells it stands for: (file, page, cell), at least one."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    sources: tuple[tuple[str, int, Cell], ...]


class StitchedTable(Frozen):
    """One table over one or more pages; `parts` holds each page's own table unchanged."""

    parts: tuple[TablePart, ...]

    @cached_property
    def cells(self) -> tuple[StitchedCell, ...]:
        """All cells by row, then column; repeated heads left out, broken rows joined."""
        found: dict[tuple[int, int], StitchedCell] = {}
        for part in self.parts:
            for cell in part.table.cells:
                if cell.row >= part.heads:
                    place = (part.row_of(cell), cell.column)
                    known = found.get(place) if part.joins and cell.row == part.heads else None
                    found[place] = _cell(part, cell, known)
        return tuple(found[place] for place in sorted(found))

    @cached_property
    def row_count(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @cached_property
    def column_count(self) -> int:
        """Number of columns."""
        return max((part.table.column_count for part in self.parts), default=0)

    @cached_property
    def _by_position(self) -> dict[tuple[int, int], StitchedCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def at(self, row: int, column: int) -> StitchedCell | None:
        """The cell that covers this row and column, None where the table has a hole."""
        return self._by_position.get((row, column))


def _cell(part: TablePart, cell: Cell, before: StitchedCell | None) -> StitchedCell:
    source = (part.file, part.page, cell)
    row = part.row_of(cell)
    if before is None:
        return StitchedCell(
            row=row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            text=cell.text,
            sources=(source,),
        )
    return before.model_copy(
        update={
            "text": join_texts(before.text, cell.text),
            "row_span": max(before.row_span, row + cell.row_span - before.row),
            "sources": (*before.sources, source),
        }
    )


def stitched_tables(pages: Sequence[PageText]) -> tuple[StitchedTable, ...]:
    """The tables of a document; one that goes on overleaf stands once, where it begins."""
    done: list[StitchedTable] = []
    open_table: StitchedTable | None = None
    for page in pages:
        tables = tables_of(page)
        for index, table in enumerate(tables):
            grown = None
            if index == 0 and open_table is not None and _at_top(page, table):
                grown = _continued(open_table, page, table)
            if grown is not None:
                done[-1] = grown
            else:
                part = TablePart(file=page.file, page=page.page, table=table)
                done.append(StitchedTable(parts=(part,)))
        open_table = done[-1] if tables and _at_bottom(page, tables[-1]) else None
    return tuple(done)


def _at_top(page: PageText, table: PrintedTable) -> bool:
    above = [line for line in page.lines if line.box.center[1] < table.box.y0]
    return table.box.y0 < _TOP and len(above) <= 2 * _FURNITURE


def _at_bottom(page: PageText, table: PrintedTable) -> bool:
    below = [line for line in page.lines if line.box.center[1] > table.box.y1]
    return table.box.y1 > _BOTTOM and len(below) <= _FURNITURE


def _continued(
    open_table: StitchedTable, page: PageText, table: PrintedTable
) -> StitchedTable | None:
    """The open table with its next part, None when the table is another one."""
    last = open_table.parts[-1]
    if not _same_columns(last.table, table):
        return None
    heads = _repeated_heads(open_table.parts[0].table, table)
    body = last.first_row + last.table.row_count - last.heads
    joins = heads < table.row_count and _is_broken(last.table, table, heads)
    part = TablePart(
        file=page.file,
        page=page.page,
        table=table,
        first_row=body - 1 if joins else body,
        heads=heads,
        joins=joins,
    )
    return StitchedTable(parts=(*open_table.parts, part))


def _same_columns(one: PrintedTable, other: PrintedTable) -> bool:
    """Whether both parts have as many columns, at the same places across the table."""
    if one.column_count != other.column_count:
        return False
    left, right = _borders(one), _borders(other)
    shared = sum(any(abs(a - b) <= _SAME_BORDER for b in right) for a in left)
    return shared >= _LEAST_SHARED * min(len(left), len(right))


def _borders(table: PrintedTable) -> list[float]:
    """Borders of the columns as shares of the table's width."""
    width = max(table.box.width, 1e-9)
    edges: dict[int, float] = {}
    for cell in table.cells:
        edges.setdefault(cell.column, (cell.box.x0 - table.box.x0) / width)
    return sorted(edges.values())


def _repeated_heads(first: PrintedTable, table: PrintedTable) -> int:
    """How many rows of a part print the first rows of the table again."""
    heads = 0
    while heads < min(_MOST_HEADS, first.row_count, table.row_count):
        mine = [_key(cell.text) for cell in table.row(heads)]
        if not any(mine) or any(is_figure(text) for text in mine):
            break
        if mine != [_key(cell.text) for cell in first.row(heads)]:
            break
        heads += 1
    return heads


def _key(text: str) -> str:
    return without_blanks(fold_text(text))


def _is_broken(before: PrintedTable, table: PrintedTable, heads: int) -> bool:
    """Whether the first row of a part goes on with the last row before the end of the page.

    A row with words but nothing in its first column goes on. In a table whose every row prints amounts
    so does a label without any, on either side of the border, unless it is a heading (流动负债：).
    """
    above, below = _texts(before, before.row_count - 1), _texts(table, heads)
    if not above or not below:
        return False
    with_amounts = any(map(is_figure, below))
    if is_blank_mark(below[0]):
        return any(below) and not with_amounts
    body = [_texts(before, row) for row in _body(before)]
    if not body or not all(any(map(is_figure, row)) for row in body):
        return False
    if any(map(is_figure, above)):
        return not any(below[1:]) and not below[0].endswith((":", "："))
    return bool(above[0]) and not any(above[1:]) and with_amounts


def _body(table: PrintedTable) -> Iterator[int]:
    """The rows from the first with an amount to the one before the last."""
    rows = range(table.row_count - 1)
    first = next((r for r in rows if any(map(is_figure, _texts(table, r)))), table.row_count)
    return iter(range(first, table.row_count - 1))


def _texts(table: PrintedTable, row: int) -> list[str]:
    return [cell.text.strip() for cell in table.row(row)]
