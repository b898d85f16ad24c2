"""Adds a statement up: confirms readings that do, finds the one misread that explains a sum that does not.

What does not add up without a plausible misread is left as read: the paper itself may be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from extractor.extract.statements.adding import AmountColumn, Result, add_up
from extractor.extract.statements.equation import Equation, Line
from extractor.extract.statements.equations import equations_of
from extractor.extract.statements.misreads import may_be_misread
from extractor.extract.statements.sheets import Sheet
from extractor.extract.statements.slots import Slot
from models.field import Doubt, Value
from models.kinds.money_units import parse_money_unit
from models.kinds.numerals import plain

_CONFIRMED = frozenset(
    {Doubt.low_confidence, Doubt.readings_differ, Doubt.repaired, Doubt.under_seal}
)
_LEAST_FOR_PLACES = 5  # amounts from which it is clear how many decimals a statement prints
_REMNANT = 3  # digits of a number that is what a seal or a border left of an amount
_USUAL_SHARE = 0.7
_MANY = 4  # failing sums from which a whole column may have been misread


class Mismatch(NamedTuple):
    """A total that its parts do not make: the row of the total, what is printed and what they make."""

    slot: Slot
    row: int
    printed: Decimal
    added: Decimal
    explained_by: tuple[int, ...]  # rows where one misread character would explain it


@dataclass(frozen=True)
class Checked:
    """A sheet after adding up, and what does not add up."""

    sheet: Sheet
    mismatches: tuple[Mismatch, ...]


def check_sums(sheet: Sheet) -> Checked:
    """The sheet with doubts cleared or added by its own sums."""
    prefix = f"{sheet.statement.value}."
    lines = [
        Line(row.key.removeprefix(prefix) if row.key else None, row.label) for row in sheet.rows
    ]
    equations = equations_of(sheet.statement, lines)
    rows = list(sheet.rows)
    mismatches: list[Mismatch] = []
    for slot in sheet.slots:
        column = AmountColumn(rows, slot)
        _doubt_odd_places(column)
        _confirm(column, equations)
        found = _explain(column, equations)
        if _is_out_of_step(column, equations, found):
            _doubt_all(column)
        mismatches += found
        rows = column.rows()
    return Checked(replace(sheet, rows=tuple(rows)), tuple(mismatches))


def _doubt_odd_places(column: AmountColumn) -> None:
    """An amount with fewer or more decimals than the others may be something else on the paper.

    A lone number of a few digits among amounts to the cent is a remnant of an amount, not one.
    """
    values = {i: value for i in column.amounts if (value := column.value(i)) is not None}
    steps = [_printed_step(value) for value in values.values()]
    if len(steps) < _LEAST_FOR_PLACES:
        return
    usual = max(set(steps), key=steps.count)
    if steps.count(usual) < _USUAL_SHARE * len(steps):
        return
    for index, value in values.items():
        step = _printed_step(value)
        if step == usual:
            continue
        doubts = tuple(dict.fromkeys((*value.doubts, Doubt.low_confidence)))
        column.update(index, value.model_copy(update={"doubts": doubts}))
        if step > usual and value.value != "0" and sum(c.isdigit() for c in value.raw) <= _REMNANT:
            column.amounts[index] = column.amounts[index]._replace(status="unreadable")


def _printed_step(value: Value) -> Decimal:
    """The worth of the last printed place in the printed unit."""
    unit = parse_money_unit(value.unit) if value.unit else None
    return (Decimal(value.step or "1") / (unit.worth if unit else 1)).normalize()


def _confirm(column: AmountColumn, equations: Sequence[Equation]) -> None:
    """Amounts that add up with others are read rightly: doubts about their characters go."""
    for equation in equations:
        result = add_up(column, equation)
        if result is None or not result.holds or not result.printed:
            continue
        for index in (equation.total, *result.signs):
            value = column.value(index)
            if value is None or (index != equation.total and not result.signs[index]):
                continue
            column.update(index, confirmed(value))


def confirmed(value: Value) -> Value:
    """The reading without doubts about its characters: other printed amounts say the same."""
    left = tuple(doubt for doubt in value.doubts if doubt not in _CONFIRMED)
    return (
        value.model_copy(update={"doubts": left, "second": None}) if left != value.doubts else value
    )


def _explain(column: AmountColumn, equations: Sequence[Equation]) -> list[Mismatch]:
    """What does not add up, with every single misread that would set right all sums of its cell."""
    mismatches: list[Mismatch] = []
    marks: dict[int, Decimal] = {}
    held = _held_rows(column, equations)
    for equation in equations:
        result = add_up(column, equation)
        if result is None or result.holds:
            continue
        found = {
            index: wanted
            for index, wanted in _wanted(column, result, equation)
            if index not in held and _repairs(column, index, wanted, equations)
        }
        marks.update(found)
        missed = [i for i in result.signs if result.signs[i] and column.is_missed(i)]
        if not found and missed:
            _mark(column, equation.total, None)
        mismatches.append(
            Mismatch(column.slot, equation.total, result.printed, result.added, (*found, *missed))
        )
    for index, wanted in marks.items():
        _mark(column, index, wanted)
    return mismatches


def _is_out_of_step(
    column: AmountColumn, equations: Sequence[Equation], mismatches: Sequence[Mismatch]
) -> bool:
    """Whether most sums of a column fail: then its rows were mixed up in reading, not in the accounts."""
    known = sum(1 for equation in equations if (r := add_up(column, equation)) and r.printed)
    return len(mismatches) >= _MANY and 2 * len(mismatches) > known


def _doubt_all(column: AmountColumn) -> None:
    for index in column.amounts:
        value = column.value(index)
        if value is not None and Doubt.does_not_add_up not in value.doubts:
            _mark(column, index, None)


def _held_rows(column: AmountColumn, equations: Sequence[Equation]) -> frozenset[int]:
    """Rows that take part in a sum that holds with them: they are not the misread ones."""
    held: set[int] = set()
    for equation in equations:
        result = add_up(column, equation)
        if result is not None and result.holds and result.printed:
            held.update((equation.total, *(i for i, sign in result.signs.items() if sign)))
    return frozenset(held)


def _wanted(column: AmountColumn, result: Result, equation: Equation) -> list[tuple[int, Decimal]]:
    """For each row of an equation the amount with which it would hold."""
    missing = result.printed - result.added
    wanted = [(equation.total, result.added)]
    for index, sign in result.signs.items():
        number = column.number(index)
        if sign and number is not None:
            wanted.append((index, number + missing / sign))
    return wanted


def _repairs(
    column: AmountColumn, index: int, wanted: Decimal, equations: Sequence[Equation]
) -> bool:
    """Whether one misread character in this row explains every sum that it takes part in."""
    value = column.value(index)
    amount = column.amounts.get(index)
    if value is None or amount is None or amount.stated:
        return False
    if not may_be_misread(value, wanted, sureness=amount.sureness):
        return False
    tried = column.with_number(index, wanted)
    for equation in equations:
        rows = (equation.total, *(i for _, i in equation.terms), *(i for _, i in equation.optional))
        if index not in (*rows, *equation.either):
            continue
        result = add_up(tried, equation)
        if result is not None and not result.holds:
            return False
    return True


def _mark(column: AmountColumn, index: int, wanted: Decimal | None) -> None:
    value = column.value(index)
    if value is None:
        return
    doubts = tuple(dict.fromkeys((*value.doubts, Doubt.does_not_add_up)))
    second = value.second if wanted is None else plain(wanted)
    column.update(index, value.model_copy(update={"doubts": doubts, "second": second}))
