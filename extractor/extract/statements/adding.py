"""One column of a statement added up: its amounts, and whether an equation holds among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from extractor.extract.statements.equation import Equation
from extractor.extract.statements.figures import Amount
from extractor.extract.statements.sheets import SheetRow
from extractor.extract.statements.slots import Slot
from models.field import Value
from models.kinds.numerals import plain

_MOST_CHOICES = 10  # open questions (parts, signs) up to which all answers are tried
_ZERO = Decimal(0)


class AmountColumn:
    """The amounts of one slot of a sheet, while they are checked."""

    def __init__(self, rows: Sequence[SheetRow], slot: Slot) -> None:
        self.slot = slot
        self._rows = list(rows)
        self.amounts: dict[int, Amount] = {
            index: row.amounts[slot] for index, row in enumerate(rows) if slot in row.amounts
        }

    def with_number(self, index: int, number: Decimal) -> AmountColumn:
        """A copy in which a row has another amount."""
        copy = AmountColumn(self._rows, self.slot)
        copy.amounts = dict(self.amounts)
        value = self.amounts[index].value
        if value is not None:
            copy.update(index, value.model_copy(update={"value": plain(number)}))
        return copy

    def number(self, index: int) -> Decimal | None:
        """The amount of a row, zero for a blank one, None where it is unknown."""
        amount = self.amounts.get(index)
        if amount is None or amount.status == "unreadable":
            return None
        return Decimal(amount.value.value) if amount.value is not None else _ZERO

    def value(self, index: int) -> Value | None:
        """The reading of a row, None for blank ones."""
        amount = self.amounts.get(index)
        return amount.value if amount is not None and amount.status == "amount" else None

    def is_missed(self, index: int) -> bool:
        """Whether a row is blank here but not in another column: a figure may not have been seen."""
        amount = self.amounts.get(index)
        others = (a for s, a in self._rows[index].amounts.items() if s != self.slot)
        return (
            amount is not None
            and amount.status == "blank"
            and any(other.status == "amount" for other in others)
        )

    def update(self, index: int, value: Value) -> None:
        """Replace the reading of a row."""
        self.amounts[index] = self.amounts[index]._replace(value=value)

    def rows(self) -> list[SheetRow]:
        """The rows with what was changed."""
        return [
            replace(row, amounts={**row.amounts, self.slot: self.amounts[index]})
            if index in self.amounts
            else row
            for index, row in enumerate(self._rows)
        ]


class Result(NamedTuple):
    """Added up: the total, the sum, the rows that take part, and whether they agree."""

    printed: Decimal
    added: Decimal
    signs: Mapping[int, int]
    holds: bool


def add_up(column: AmountColumn, equation: Equation) -> Result | None:
    """The equation with the open questions answered in the way that comes closest, None if not known."""
    printed = column.number(equation.total)
    fixed = [(sign, index, column.number(index)) for sign, index in equation.terms]
    if printed is None or equation.total not in column.amounts:
        return None
    if any(number is None and column.amounts.get(index) is not None for _, index, number in fixed):
        return None
    base = sum((sign * (number or _ZERO) for sign, _, number in fixed), _ZERO)
    signs: dict[int, int] = {}
    for sign, index, _ in fixed:
        signs[index] = signs.get(index, 0) + sign
    tolerance = _tolerance(column, [equation.total, *signs])
    best: Result | None = None
    for answer in _answers(column, equation):
        added = base + sum((sign * (column.number(i) or _ZERO) for i, sign in answer), _ZERO)
        taken = dict(signs)
        for index, sign in answer:
            taken[index] = taken.get(index, 0) + sign
        result = Result(printed, added, taken, abs(printed - added) <= tolerance)
        if result.holds:
            return result
        best = best or result
    return best


def _answers(column: AmountColumn, equation: Equation) -> list[tuple[tuple[int, int], ...]]:
    """Ways to answer the open questions, the usual one first: parts left out, losses added as printed."""
    choices: list[list[tuple[tuple[int, int], ...]]] = []
    for index in equation.either:
        if column.number(index):
            choices.append([((index, 1),), ((index, -1),)])
    for sign, index in equation.optional:
        if column.number(index):
            choices.append([(), ((index, sign),)])
    if len(choices) > _MOST_CHOICES:
        choices = [[choice[0]] for choice in choices]
    return [tuple(term for part in answer for term in part) for answer in product(*choices)]


def _tolerance(column: AmountColumn, rows: Sequence[int]) -> Decimal:
    """Nothing for amounts printed to the cent; half a last place per term where amounts are rounded."""
    steps = [Decimal(v.step) for i in rows if (v := column.value(i)) is not None and v.step]
    coarsest = max(steps, default=_ZERO)
    if coarsest <= Decimal("0.01") or not _all_rounded(steps, coarsest):
        return _ZERO
    return coarsest * len(steps) / 2


def _all_rounded(steps: Sequence[Decimal], coarsest: Decimal) -> bool:
    return min(steps) == coarsest
