"""Which year (and whose) each column of figures stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.extract.statements.heads import Column
from extractor.extract.statements.layout import Block
from extractor.extract.statements.words import (
    Head,
    Statement,
    is_date_line,
    read_date,
)
from models.page import TextLine

_SKIPPED = frozenset({"change", "ratio", "month"})  # columns that are no amounts of a year


class Slot(NamedTuple):
    """One column of a sheet: the year and, where the head says so, the scope."""

    period: str | None
    scope: str | None


def slots_of(
    block: Block, columns: Sequence[Column], base: str | None, statement: Statement
) -> tuple[dict[int, Slot], bool]:
    """The year (and scope) of each column of figures; whether the years were only assumed.

    Two columns whose heads name no year are taken as this year and the year before, in doubt.
    """
    wanted = [i for i in block.figure_columns if columns[i].head.measure not in _SKIPPED]
    slots: dict[int, Slot] = {}
    for index in wanted:
        head = columns[index].head
        period = head.date or _relative(head, base, statement)
        slots[index] = Slot(period, head.scope)
    unknown = [i for i in wanted if columns[i].head.period is None and not columns[i].head.date]
    if not unknown:
        return slots, len(set(slots.values())) < len(slots)
    years = [base, year_before(base, statement)]
    taken = {slot.period for slot in slots.values()}
    left = [year for year in years if year not in taken]
    for index, year in zip(unknown, left, strict=False):
        slots[index] = slots[index]._replace(period=year)
    for index in unknown[len(left) :]:
        del slots[index]
    return slots, len(wanted) > 1


def _relative(head: Head, base: str | None, statement: Statement) -> str | None:
    if head.period == "current":
        return base
    return year_before(base, statement) if head.period == "previous" else None


def year_before(base: str | None, statement: Statement) -> str | None:
    """The period before: the year before; of an interim balance sheet the last year end."""
    if base is None:
        return None
    year, _, month = base.partition("-")
    earlier = str(int(year) - 1)
    if month and statement is not Statement.balance_sheet:
        return f"{earlier}-{month}"
    return earlier


def base_of(title: str, head_lines: Sequence[TextLine]) -> str | None:
    """The year of the statement: its own date line, else a date in its title or beside its unit."""
    lines = [line.text for line in head_lines]
    dated = [text for text in lines if is_date_line(text)]
    for text in (*dated, title, *(t for t in lines if "单位" in t)):
        date = read_date(text)
        if date is not None:
            return date
    return None
