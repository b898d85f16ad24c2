"""The notes that are checked: 营业收入和营业成本 (main and other business), 研发费用."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.extract.statements.figures import Amount, Cell, read_amount
from extractor.extract.statements.items import label_key
from extractor.extract.statements.layout import Layout, Region, lay_out
from extractor.extract.statements.printed_rows import Row
from extractor.extract.statements.sums import confirmed
from extractor.extract.statements.words import Head, read_title
from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import PrintedTable
from extractor.extract.tables.units import UnitSeen, document_unit, page_unit, table_unit
from models.geometry import Box
from models.kinds.printed import fold_text, without_blanks
from models.page import PageText, TextLine

_REVENUE = re.compile(r"(?:主?营业务?收入)[和及、与/]*(?:主?营业务?)?成本")
_RD = re.compile(r"研发费用|研究开发费用?|研发支出费用化")
_TOTALS = frozenset({"合计", "总计", "小计"})
_NUMBERED = re.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[(（]续)"
)


_PARTS_OF_TOTAL = ("main_business", "other_business")


class NoteAmount(NamedTuple):
    """One amount of a note: its field key, the year and what the cell says."""

    key: str
    period: str | None
    amount: Amount


class _Section(NamedTuple):
    heading: str
    region: Region


def read_notes(pages: Sequence[PageText], *, fiscal_year: str | None) -> list[NoteAmount]:
    """The amounts of the notes that fields ask for, by year; the first note of a kind counts."""
    found: dict[tuple[str, str | None], NoteAmount] = {}
    fallback = document_unit(pages)
    for page in pages:
        grids: tuple[PrintedTable, ...] | None = None
        for section in _sections(page):
            kind = _kind(section.heading)
            if kind is None:
                continue
            grids = grids_of(page) if grids is None else grids
            layout = lay_out(section.region, grids)
            if layout is None:
                continue
            unit = table_unit(page, section.region.lines) or page_unit(page) or fallback
            for amount in _amounts(kind, layout, page, unit=unit, fiscal_year=fiscal_year):
                found.setdefault((amount.key, amount.period), amount)
    return list(found.values())


def _kind(heading: str) -> str | None:
    bare = without_blanks(fold_text(heading))
    if _REVENUE.search(bare):
        part = re.search(r"主营|分(?:产品|地区|行业|部)|按.{1,6}(?:分类|列示)|明细|续", bare)
        return "main_revenue" if part else "revenue"
    return "rd_expense" if _RD.search(bare) else None


def _sections(page: PageText) -> Iterator[_Section]:
    """The page cut at its headings: short lines that begin with a number, or name a note alone."""
    lines = sorted(page.lines, key=lambda line: line.box.y0)
    heads = [line for line in lines if _is_heading(line)]
    bottoms = [*(line.box.y0 for line in heads[1:]), 1.0][: len(heads)]
    for head, bottom in zip(heads, bottoms, strict=True):
        inside = tuple(
            line
            for line in lines
            if head.box.y1 - 0.2 * head.box.height <= line.box.center[1] < bottom
        )
        if inside and head not in inside:
            yield _Section(head.text, Region(page, inside, head.box.y0, bottom))


def _is_heading(line: TextLine) -> bool:
    bare = without_blanks(fold_text(line.text))
    if read_title(bare) is not None:
        return True
    if _NUMBERED.match(bare) is None or len(bare) > 40:
        return False
    rest = _NUMBERED.sub("", bare, count=1)
    return len(rest) >= 2 and re.search(r"[一-鿿]{2}", rest) is not None and not rest.endswith("。")


def _amounts(
    kind: str, layout: Layout, page: PageText, *, unit: UnitSeen | None, fiscal_year: str | None
) -> Iterator[NoteAmount]:
    for block in layout.blocks:
        for row in block.rows:
            name = label_key(row.text)
            for index in block.figure_columns:
                head = layout.columns[index].head
                key = _key(kind, name, head)
                period = _period(head, fiscal_year)
                pieces = tuple(p for at, inside in row.cells if at == index for p in inside)
                if key is None or period is None or not pieces:
                    continue
                box = _cell_box(layout, index, row)
                amount = read_amount(Cell(page, pieces, box, layout.columns[index].unit or unit))
                if amount.status != "blank":
                    yield NoteAmount(key, period, amount)


def _cell_box(layout: Layout, index: int, row: Row) -> Box:
    span = layout.columns[index].span
    return Box(span.x0, row.y0, span.x1, row.y1)


_REVENUE_ROWS: Mapping[str, str] = {
    "主营业务": "main_business",
    "主营": "main_business",
    "其他业务": "other_business",
    "其它业务": "other_business",
    "合计": "operating",
    "总计": "operating",
}
_REVENUE_NAMES: Mapping[str, str] = {
    "主营业务收入": "notes.main_business_revenue",
    "其他业务收入": "notes.other_business_revenue",
    "其它业务收入": "notes.other_business_revenue",
    "主营业务成本": "notes.main_business_cost",
    "其他业务成本": "notes.other_business_cost",
    "其它业务成本": "notes.other_business_cost",
    "其他业务支出": "notes.other_business_cost",
    "营业收入": "notes.operating_revenue",
    "营业收入合计": "notes.operating_revenue",
    "营业成本": "notes.operating_cost",
    "营业成本合计": "notes.operating_cost",
}


def _key(kind: str, name: str, head: Head) -> str | None:
    """The field of a row and column: 主营业务 under 收入, 主营业务收入 under 本期, 合计 of 研发费用."""
    if head.role != "figure" or head.measure in ("change", "ratio", "month"):
        return None
    if kind == "rd_expense":
        return "notes.rd_expense" if name in _TOTALS else None
    if kind == "main_revenue" and name in _TOTALS:
        return f"notes.main_business_{head.measure}" if head.measure else None
    if head.measure in ("revenue", "cost"):
        part = _REVENUE_ROWS.get(name)
        return f"notes.{part}_{head.measure}" if part else None
    return _REVENUE_NAMES.get(name)


def _period(head: Head, fiscal_year: str | None) -> str | None:
    if head.date:
        return head.date
    if head.period is None or fiscal_year is None:
        return None
    year = int(fiscal_year[:4])
    return str(year if head.period == "current" else year - 1)


def confirm_notes(
    notes: Sequence[NoteAmount], printed: Collection[tuple[str, str | None, str]]
) -> list[NoteAmount]:
    """The notes, sure where main and other business make the total or a statement prints the same.

    `printed` holds (item, period, amount) of the income statement.
    """
    values = {
        (note.key, note.period): note.amount.value
        for note in notes
        if note.amount.value is not None and note.amount.status == "amount"
    }
    sure: set[tuple[str, str | None]] = set()
    for key, period in values:
        name = key.removeprefix("notes.")
        if (name, period, values[key, period].value) in printed:
            sure.add((key, period))
        parts = [(f"notes.{part}_{name.partition('_')[2]}", period) for part in _PARTS_OF_TOTAL]
        if name.startswith("operating_") and all(part in values for part in parts):
            total = sum(Decimal(values[part].value) for part in parts)
            if total == Decimal(values[key, period].value):
                sure.update((*parts, (key, period)))
    return [
        note._replace(amount=note.amount._replace(value=confirmed(note.amount.value)))
        if (note.key, note.period) in sure and note.amount.value is not None
        else note
        for note in notes
    ]
