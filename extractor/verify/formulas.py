"""Recomputes ratios, growth rates and sums as intervals: every printed number stands for ± half a step."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Literal, NamedTuple

from extractor.verify.values import number
from models.field import Value

_PLACES = Decimal("0.000001")
Op = Literal["ratio", "growth", "sum", "difference"]


class Interval(NamedTuple):
    """All numbers that a printed number may stand for."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        """The number itself."""
        return (self.low + self.high) / 2


def interval(value: Value) -> Interval | None:
    """The interval of a printed value, None when it is no number.

    Counts, and values whose step is not known, are exact: only amounts and ratios are rounded.
    """
    middle = number(value)
    if middle is None:
        return None
    rounded = any(sign in (value.unit or "") for sign in "元%‰")
    half = Decimal(value.step or 0) / 2 if rounded else Decimal(0)
    return Interval(middle - half, middle + half)


def compute(op: Op, values: Sequence[Value], *, unit: str | None) -> Value | None:
    """The result of a formula over values in the base unit, None when it cannot be computed.

    `ratio` and `growth` give percent; growth takes (this year, last year) and needs a positive base.
    The step of the result is the width of its interval, so that comparing it with a printed number
    allows what rounding of the inputs explains. It is as doubtful as its least sure input.
    """
    intervals = [interval(value) for value in values]
    known = [item for item in intervals if item is not None]
    if len(known) != len(values) or not known:
        return None
    with localcontext() as context:
        context.prec = 40
        result = _OPERATIONS[op](known)
        if result is None:
            return None
        numbers = [number(value) or Decimal(0) for value in values]
        middle = _OPERATIONS[op]([Interval(item, item) for item in numbers])
    if middle is None:
        return None
    doubts = tuple(dict.fromkeys(doubt for value in values for doubt in value.doubts))
    confidence = min(value.confidence for value in values)
    exact = _as_value(middle.middle, result, unit=unit)
    return exact.model_copy(update={"doubts": doubts, "confidence": confidence})


def _as_value(middle: Decimal, bounds: Interval, *, unit: str | None) -> Value:
    exact = middle.quantize(_PLACES)
    text = format(exact.normalize(), "f")
    raw = f"{middle:.2f}%" if unit == "%" else f"{text}"
    width = (bounds.high - bounds.low).quantize(_PLACES)
    return Value(value=text, raw=raw, unit=unit, step=format(width.normalize(), "f"))


def _ratio(parts: Sequence[Interval]) -> Interval | None:
    if len(parts) != 2 or parts[1].low <= 0:
        return None
    top, bottom = parts
    corners = [a / b * 100 for a in top for b in bottom]
    return Interval(min(corners), max(corners))


def _growth(parts: Sequence[Interval]) -> Interval | None:
    share = _ratio(parts)
    return Interval(share.low - 100, share.high - 100) if share else None


def _sum(parts: Sequence[Interval]) -> Interval | None:
    return Interval(
        sum((part.low for part in parts), Decimal(0)),
        sum((part.high for part in parts), Decimal(0)),
    )


def _difference(parts: Sequence[Interval]) -> Interval | None:
    rest = _sum(parts[1:])
    return Interval(parts[0].low - rest.high, parts[0].high - rest.low) if rest else None


_OPERATIONS = {"ratio": _ratio, "growth": _growth, "sum": _sum, "difference": _difference}


def mean_growth(values: Sequence[Value]) -> Decimal | None:
    """The mean of the yearly growth rates, in percent; `values` oldest first, bases positive."""
    rates = [compute("growth", pair, unit="%") for pair in _pairs(values)]
    known = [Decimal(rate.value) for rate in rates if rate is not None]
    if len(known) != len(rates) or not known:
        return None
    return sum(known, Decimal(0)) / len(known)


def compound_growth(values: Sequence[Value]) -> Decimal | None:
    """The compound yearly growth rate, in percent; `values` oldest first, base and end positive."""
    first, last = number(values[0]), number(values[-1])
    if first is None or last is None or first <= 0 or last <= 0 or len(values) < 2:
        return None
    with localcontext() as context:
        context.prec = 30
        power = Decimal(1) / Decimal(len(values) - 1)
        return ((last / first) ** power - 1) * 100


def _pairs(values: Sequence[Value]) -> list[tuple[Value, Value]]:
    return [(values[i + 1], values[i]) for i in range(len(values) - 1)]
