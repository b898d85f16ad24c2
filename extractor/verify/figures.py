"""How the printed figures of two numbers stand to each other: what slip of the pen turns one into the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from extractor.verify.values import number
from models.field import Value
from models.finding import Cause

_FEWEST = 3
"""Figures that two numbers must share before equal figures count as no chance."""

_MULTIPLES = {1: "10倍", 2: "100倍", 3: "1000倍", 4: "1万倍", 8: "1亿倍"}
_PARTS = {1: "十分之一", 2: "百分之一", 3: "千分之一", 4: "万分之一", 8: "亿分之一"}
_ORIGINS = {
    1: "多写（少写）一位或小数点错位",
    2: "小数点错位，或比例与小数混淆",
    3: "千元与元混淆，或千分位逗号与小数点混淆",
    4: "元与万元、万元与亿元混淆",
    8: "元与亿元混淆",
}


class Slip(NamedTuple):
    """A slip, and how it is said to a person (a Chinese clause, the declared number its subject)."""

    cause: Cause
    text: str


def slip_between(declared: Value, proof: Value) -> Slip | None:
    """The slip that turns the number of the proof exactly into the declared one, None when none does.

    The proof is rounded (or cut off) to the places that the declaration prints.
    """
    claimed, proven = number(declared), number(proof)
    if claimed is None or proven is None or claimed == 0 or proven == 0:
        return None
    if claimed == -proven or _figures(claimed, declared) == _figures(-proven, declared):
        return Slip(Cause.sign, "恰为佐证数的相反数，正负号相反")
    if (claimed < 0) != (proven < 0):
        return None
    figures = _figures(abs(claimed), declared)
    exact = (
        len(figures) > _FEWEST
    )  # printed to so many places that even a round number is no chance
    slip = _place_slip(declared, abs(claimed), abs(proven), fewest=1 if exact else _FEWEST)
    return slip or _figure_slip(figures, list(_roundings(abs(proven), declared)))


def _step(value: Value) -> Decimal:
    return Decimal(value.step) if value.step and Decimal(value.step) > 0 else Decimal(1)


def _figures(amount: Decimal, printed: Value) -> str:
    """The number as the figures that are printed down to the last place, without a point."""
    return str(int((amount / _step(printed)).quantize(Decimal(1), ROUND_HALF_UP)))


def _roundings(amount: Decimal, printed: Value) -> Iterator[str]:
    """The figures of a number at the places of another, rounded and cut off."""
    for mode in (ROUND_HALF_UP, ROUND_DOWN):
        yield str(int((amount / _step(printed)).quantize(Decimal(1), mode)))


def _place_slip(printed: Value, claimed: Decimal, proven: Decimal, *, fewest: int) -> Slip | None:
    """The same figures at another place: ten, a hundred, a thousand, ten thousand times as much."""
    for power in _MULTIPLES:
        for factor, words in ((power, _MULTIPLES), (-power, _PARTS)):
            moved = claimed.scaleb(-factor)
            same = _same_figures(moved, proven) or _same_places(printed, proven.scaleb(factor))
            if (moved == proven and fewest == 1) or same:
                cause = Cause.thousands_slip if power == 3 else Cause.unit_slip
                return Slip(cause, f"恰为佐证数的{words[power]}，可能是{_ORIGINS[power]}")
    return None


def _same_places(printed: Value, amount: Decimal) -> bool:
    """Whether the printed figures, zeros behind the point included, are the number rounded or cut off."""
    claimed = number(printed)
    if claimed is None or "." not in printed.raw.replace("．", "."):
        return False  # zeros at the end of a whole number may be no figures of it
    figures = _figures(abs(claimed), printed)
    return len(figures) >= _FEWEST and figures in _roundings(amount, printed)


def _same_figures(left: Decimal, right: Decimal) -> bool:
    """Whether one number is the other, rounded or cut off after at least three figures."""
    for coarse, fine in ((left, right), (right, left)):
        places = coarse.normalize().as_tuple()
        if len(places.digits) < _FEWEST or not isinstance(places.exponent, int):
            continue
        grain = Decimal(1).scaleb(places.exponent)
        if coarse in (fine.quantize(grain, ROUND_HALF_UP), fine.quantize(grain, ROUND_DOWN)):
            return True
    return False


def _figure_slip(claimed: str, proofs: list[str]) -> Slip | None:
    """Figures exchanged, one wrong, one too many or too few."""
    for proven in proofs:
        if len(claimed) == len(proven) >= 2:
            wrong = [i for i, (a, b) in enumerate(zip(claimed, proven, strict=True)) if a != b]
            if len(wrong) == 2 and [claimed[i] for i in wrong] == [proven[i] for i in wrong[::-1]]:
                pair = "、".join(f"“{proven[i]}”" for i in wrong)
                return Slip(Cause.transposed_digits, f"与佐证数只是{pair}两位数字颠倒")
            if len(wrong) == 1 and len(claimed) >= _FEWEST:
                at = wrong[0]
                said = f"与佐证数只差一位数字（“{proven[at]}”写成“{claimed[at]}”）"
                return Slip(Cause.one_digit_off, said)
        if min(len(claimed), len(proven)) >= _FEWEST and _one_more(claimed, proven):
            more = "多" if len(claimed) > len(proven) else "少"
            return Slip(Cause.digit_count, f"比佐证数{more}写一位数字")
    return None


def _one_more(left: str, right: str) -> bool:
    """Whether one text is the other with one character put in."""
    long, short = sorted((left, right), key=len, reverse=True)
    if len(long) != len(short) + 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
