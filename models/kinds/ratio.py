"""Ratios and rates: the number before %, with ‰ and ‱ converted."""

from __future__ import annotations

import re
from decimal import Decimal

from models.kinds.base import Agreement, Parsed, register
from models.kinds.intervals import agree_numbers
from models.kinds.numerals import (
    REPAIRED_SIGN,
    grouped,
    is_blank_mark,
    places_of,
    plain,
    read_quantity,
)
from models.kinds.printed import fold_width, strip_noise, without_blanks

_WORTH = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_WORDS = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_MISREAD_PER_MILLE = re.compile(r"(?<=[0-9])\s*%[oO0](?![0-9])")
_MISREAD_SIGN = re.compile(r"(?<=[0-9])\s*[oO0°º][/／][oO0°º](?![0-9])")


class Ratio:
    """Ratios; `value` and `step` in per cent where the unit is known."""

    name = "ratio"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The ratio that is all of `text`; without % in the text or in `unit` it stays as printed."""
        signed, per_mille = _MISREAD_PER_MILLE.subn("‰", text)
        signed, per_cent = _MISREAD_SIGN.subn("%", signed)
        figures, spoken = _cut_spoken(signed)
        quantity = None if is_blank_mark(text) else read_quantity(figures)
        if quantity is None or quantity.number.own_scale or quantity.before:
            return None
        signs = spoken + quantity.after
        if signs and signs not in _WORTH:
            return None
        sign = signs or _sign_in(unit)
        worth = _WORTH[sign] if sign else Decimal(1)
        number = quantity.number
        note = number.note or (REPAIRED_SIGN if per_mille or per_cent else None)
        return Parsed(plain(number.value * worth), sign, plain(number.step * worth), note)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Interval comparison in per cent; 0.0512 without % may be 5.12 % and is not compared."""
        if left.unit is None or right.unit is None:
            return Agreement.cannot_compare
        return agree_numbers(left, right)

    def show(self, parsed: Parsed) -> str:
        """E.g. 5.12%, with the places that were printed."""
        worth = _WORTH[parsed.unit] if parsed.unit else Decimal(1)
        number = Decimal(parsed.value) / worth
        places = places_of(Decimal(parsed.step) / worth if parsed.step else number)
        return f"{grouped(number, places=places)}{parsed.unit or ''}"


def _cut_spoken(text: str) -> tuple[str, str]:
    """百分之十二 as (十二, %)."""
    bare = strip_noise(text)
    for words, sign in _WORDS.items():
        if bare.startswith(words):
            number = bare.removeprefix(words)
            return ("一百" if number == "百" else number), sign
    return text, ""


def _sign_in(unit: str | None) -> str | None:
    """% or ‰ named by a unit from the surroundings ("％", "单位：%", "百分比")."""
    bare = without_blanks(fold_width(unit or ""))
    for sign in ("‰", "‱"):
        if sign in bare:
            return sign
    return "%" if "%" in bare or "百分" in bare else None


RATIO = Ratio()
register(RATIO)
