"""Statements of a document gathered from its pages: whose, in which unit, which column is which year.

In: the pages of one document. Out: one sheet per statement and scope with its rows, their items and
the amount of every year. A sheet may run over pages; a page may hold the end of one sheet and the
beginning of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractor.extract.statements.figures import BLANK, Amount, Cell, read_amount
from extractor.extract.statements.heads import Column
from extractor.extract.statements.items import Items, Match
from extractor.extract.statements.layout import Layout, Region, lay_out
from extractor.extract.statements.printed_rows import Row
from extractor.extract.statements.rows import match_rows
from extractor.extract.statements.slots import (
    Slot,
    base_of,
    slots_of,
)
from extractor.extract.statements.words import (
    Statement,
    Title,
    read_title,
)
from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import PrintedTable
from extractor.extract.tables.unit_words import read_unit
from extractor.extract.tables.units import (
    UnitLevel,
    UnitSeen,
    document_unit,
    page_unit,
    table_unit,
)
from models.field import Doubt
from models.geometry import Box
from models.page import PageText

_LEAST_ITEMS = 3  # rows with known items that make a titled region a statement
_LEAST_UNTITLED = 6  # the same where no title stands
_RESTART = 4  # known rows in a row that stand there for the second time
_REPEATED = frozenset({"income_statement.interest_income", "income_statement.interest_expense"})


@dataclass(frozen=True)
class SheetRow:
    """One printed row: label, item key (None: unknown), whether read exactly, its amount by slot."""

    label: str
    key: str | None
    exact: bool
    amounts: Mapping[Slot, Amount]


@dataclass(frozen=True)
class Sheet:
    """One statement of one reporting entity, with the page on which it begins."""

    statement: Statement
    scope: str | None
    page: PageText
    rows: tuple[SheetRow, ...]
    slots: tuple[Slot, ...]


@dataclass(eq=False)
class _Open:
    """A sheet while its pages are gathered."""

    title: Title
    page: PageText
    base: str | None
    unit: UnitSeen | None
    columns: tuple[Column, ...] = ()
    rows: list[SheetRow] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


class _Titled(NamedTuple):
    region: Region
    title: Title | None
    text: str


@dataclass
class _Gathered:
    """What is known while the pages are gone through."""

    items: Mapping[Statement, Items]
    fiscal_year: str | None
    unit: UnitSeen | None
    opened: list[_Open] = field(default_factory=list)
    found_grids: tuple[PrintedTable, ...] | None = None

    def grids(self, page: PageText) -> tuple[PrintedTable, ...]:
        """The grids of the page that is being read, found once."""
        if self.found_grids is None:
            self.found_grids = grids_of(page)
        return self.found_grids

    def forget_grids(self) -> None:
        """Another page begins."""
        self.found_grids = None

    def known_rows(self, layout: Layout, statement: Statement) -> list[KnownRow]:
        """The rows that name an item of the statement."""
        return [
            KnownRow(row.match.spec.key, row.match)
            for block in layout.blocks
            for row in match_rows(block.rows, self.items[statement])
            if row.match is not None
        ]


class KnownRow(NamedTuple):
    """The item that a row names."""

    key: str
    match: Match


def read_sheets(
    pages: Sequence[PageText], items: Mapping[Statement, Items], *, fiscal_year: str | None
) -> tuple[Sheet, ...]:
    """All balance sheets, income and cash flow statements of a document, in printed order."""
    gathered = _Gathered(items, fiscal_year, document_unit(pages))
    current: _Open | None = None
    for page in pages:
        gathered.forget_grids()
        for titled in _regions(page):
            current = _add_region(titled, current, gathered)
    sheets = [
        Sheet(o.title.statement, o.title.scope, o.page, tuple(o.rows), tuple(o.slots))
        for o in gathered.opened
        if o.rows
    ]
    return tuple(part for sheet in sheets for part in _parted(sheet))


def _parted(sheet: Sheet) -> list[Sheet]:
    """The sheet cut where its items begin anew: there stood a title that was not read.

    What follows belongs to another set of statements, whose scope only its place suggests.
    """
    seen: list[str] = []
    for index, row in enumerate(sheet.rows):
        if row.key is None or row.key in _REPEATED:
            continue
        following = [r.key for r in sheet.rows[index:] if r.key is not None][:_RESTART]
        if row.key in seen[:_RESTART] and sum(key in seen for key in following) == _RESTART:
            rest = tuple(
                replace(r, amounts={slot: _doubted(a) for slot, a in r.amounts.items()})
                for r in sheet.rows[index:]
            )
            second = replace(sheet, scope=None, rows=rest)
            return [replace(sheet, rows=sheet.rows[:index]), *_parted(second)]
        seen.append(row.key)
    return [sheet]


def _regions(page: PageText) -> Iterator[_Titled]:
    """The page cut at its titles, top to bottom; what stands above the first title comes first."""
    titles = [(line, title) for line in page.lines if (title := read_title(line.text)) is not None]
    titles.sort(key=lambda pair: pair[0].box.y0)
    tops = [0.0, *(line.box.y0 for line, _ in titles)]
    bottoms = [*tops[1:], 1.0]
    names: list[tuple[Title | None, str]] = [(None, ""), *((t, line.text) for line, t in titles)]
    for top, bottom, (title, text) in zip(tops, bottoms, names, strict=True):
        lines = tuple(
            line
            for line in page.lines
            if top <= line.box.y0 < bottom and read_title(line.text) is None
        )
        if lines:
            yield _Titled(Region(page, lines, top, bottom), title, text)


def _add_region(titled: _Titled, current: _Open | None, gathered: _Gathered) -> _Open | None:
    """Read one region into the sheet it continues or begins; the sheet that is open afterwards."""
    title, page = titled.title, titled.region.page
    if title is not None and title.statement is Statement.equity_statement:
        return _Open(title, page, None, None)
    before = current.columns if current is not None and title is None else ()
    layout = lay_out(titled.region, gathered.grids(page), before=before)
    if layout is None:
        return current if title is None else None
    sheet = _sheet_for(titled, current, layout, gathered)
    if sheet is None:
        return current if title is None else None
    known = gathered.known_rows(layout, sheet.title.statement)
    if len(known) < (_LEAST_ITEMS if title is not None else 1):
        return current if title is None else None
    if sheet is not current:
        sheet = _continued(sheet, known, gathered.opened)
    if sheet not in gathered.opened:
        gathered.opened.append(sheet)
    _take_rows(sheet, layout, titled, gathered.items[sheet.title.statement])
    return sheet


def _sheet_for(
    titled: _Titled, current: _Open | None, layout: Layout, gathered: _Gathered
) -> _Open | None:
    """A new sheet for a titled region, else the open one; None when the region is no statement."""
    page = titled.region.page
    base = base_of(titled.text, layout.head_lines) or gathered.fiscal_year
    unit = table_unit(page, layout.head_lines) or page_unit(page) or gathered.unit
    if titled.title is not None:
        return _Open(titled.title, page, base, unit)
    counts = {
        statement: sum(1 for row in gathered.known_rows(layout, statement) if row.match.exact)
        for statement in gathered.items
    }
    best = max(counts, key=lambda statement: counts[statement])
    if current is not None and counts.get(current.title.statement, -1) >= max(1, counts[best] - 1):
        return current
    if counts[best] < _LEAST_UNTITLED:
        return None
    return _Open(Title(best, None, continued=False), page, base, unit)


def _continued(sheet: _Open, known: Sequence[KnownRow], opened: Sequence[_Open]) -> _Open:
    """The earlier sheet of the same statement when this is its next page, else the sheet itself."""
    for earlier in reversed(opened):
        if earlier.title.statement is not sheet.title.statement:
            continue
        if earlier.title.scope != sheet.title.scope:
            continue
        held = {row.key for row in earlier.rows}
        repeated = sum(1 for row in known if row.key in held)
        return earlier if sheet.title.continued or repeated == 0 else sheet
    return sheet


def _take_rows(sheet: _Open, layout: Layout, titled: _Titled, items: Items) -> None:
    base = base_of(titled.text, layout.head_lines) or sheet.base
    unit = table_unit(titled.region.page, layout.head_lines) or sheet.unit
    sheet.columns = layout.columns
    for block in layout.blocks:
        slots, assumed = slots_of(block, layout.columns, base, sheet.title.statement)
        sheet.slots.extend(slot for slot in slots.values() if slot not in sheet.slots)
        for item_row in match_rows(block.rows, items):
            amounts: dict[Slot, Amount] = {}
            for index, slot in slots.items():
                amount = _amount(item_row.row, layout.columns[index], index, titled, unit=unit)
                by_place = item_row.match is not None and item_row.match.by_place
                unsure = assumed or by_place
                amounts.setdefault(slot, _doubted(amount) if unsure else amount)
            exact = item_row.match is None or item_row.match.exact
            sheet.rows.append(SheetRow(item_row.row.text, item_row.key, exact, amounts))


def _amount(
    row: Row, column: Column, index: int, titled: _Titled, *, unit: UnitSeen | None
) -> Amount:
    pieces = tuple(piece for at, inside in row.cells if at == index for piece in inside)
    if not pieces:
        return BLANK
    box = Box(column.span.x0, row.y0, column.span.x1, row.y1)
    near = _unit_of_label(row, titled.region.page) or column.unit or unit
    return read_amount(Cell(titled.region.page, pieces, box, near))


def _unit_of_label(row: Row, page: PageText) -> UnitSeen | None:
    """The unit that the label of a row states for its amounts."""
    unit = read_unit(row.text) if row.label else None
    if unit is None:
        return None
    place = page.place(Box.around(line.box for line in row.label))
    return UnitSeen(unit, UnitLevel.row, place)


def _doubted(amount: Amount) -> Amount:
    """The amount, marked as standing in a row or column whose meaning was only inferred."""
    if amount.value is None:
        return amount
    doubts = (*amount.value.doubts, Doubt.out_of_place)
    return amount._replace(value=amount.value.model_copy(update={"doubts": doubts}))
