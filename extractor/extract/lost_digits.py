"""Digits of a date that a seal swallowed: 2月2日 printed as wide as 2月12日 is not to be trusted."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.extract.glyphs import Glyph, Reading

_DATE = re.compile(r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日")
_ROOM = 2.15  # digit widths from the middle of 年 (月) to that of 月 (日) beyond its digits: on 72
# recorded dates under seals at most 2.0; where a digit was lost it is one width more than usual (1.6)


def has_lost_digit(reading: Reading) -> bool:
    """Whether a date under a seal has room for one more digit before its 月 or its 日.

    Only what is printed without blanks is measured, by the places of its characters in their line.
    """
    return any(
        _has_room(reading.glyphs[match.start() : match.end()])
        for match in _DATE.finditer(reading.folded)
    )


def _has_room(date: tuple[Glyph, ...]) -> bool:
    line = date[0].line
    if not line.under_seal or any(glyph.line is not line or glyph.spaced for glyph in date[1:]):
        return False
    digit = (_middle(date[3]) - _middle(date[0])) / 3
    marks = [at for at, glyph in enumerate(date) if glyph.folded in "年月日"]
    return any(
        right - left == 2  # one digit between the two
        and _middle(date[right]) - _middle(date[left]) > (1 + _ROOM) * digit
        for left, right in pairwise(marks)
    )


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2
