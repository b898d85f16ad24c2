"""Dates of which a mark was misread or a figure lost at an edge: mended where only one way is left, else seen."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.extract.glyphs import Reading

NUMERAL = "0-9零〇○一二三四五六七八九十廿卅"
_MONTH_DAY = rf"[{NUMERAL}]{{1,3}}月[{NUMERAL}]{{1,4}}日"
_DAY_FOR_MONTH = re.compile(r"年[0-9]{1,2}([日目曰])(?=[0-9]{1,2}日)")
_FOR_YEAR = re.compile(rf"(?:19|20)[0-9]{{2}}([^年{NUMERAL}])(?=[0-9]{{1,2}}月[0-9]{{1,2}}日)")
_TWICE = re.compile(r"([年月日])(?=\1)")
_STROKE_BEHIND = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}([-./])[0-9]{2}\1(?:0[1-9]|[12][0-9]|3[01])([0-9])$"
)
_HEADLESS = re.compile(
    rf"(?<![{NUMERAL}])([0〇○零][0-2〇○零一二][{NUMERAL}]|二[〇○零])年{_MONTH_DAY}"
)
_REST = re.compile(rf"[{NUMERAL}]{{0,4}}年?[{NUMERAL}]{{0,3}}月[{NUMERAL}]{{1,4}}日")  # 月25日


def mended_date(reading: Reading) -> Reading | None:
    """The reading with its one date made whole, None when nothing of the kind is damaged.

    日 or 目 between month and day is 月; one character between year and month is 年; of a mark read
    twice where two lines overlap one goes; a figure behind a day of two figures is a stroke of a
    seal; 012年, 〇二〇年 lost the first figure of their year, 二〇年 one of two equal pairs.
    """
    mended = reading
    for mend in (_without_doubles, _with_month, _with_year, _without_stroke, _with_head):
        mended = mend(mended) or mended
    return mended if mended is not reading else None


def rest_of_date(reading: Reading) -> Reading | None:
    """A line that is a part of a date, of which figures were read: a date is printed, not readable."""
    return reading if _REST.fullmatch(reading.folded) else None


def _as(reading: Reading, at: int, char: str) -> Reading:
    glyphs = list(reading.glyphs)
    glyphs[at] = replace(glyphs[at], char=char, folded=char)
    return Reading(reading.page, tuple(glyphs))


def _with_month(reading: Reading) -> Reading | None:
    match = _DAY_FOR_MONTH.search(reading.folded)
    return _as(reading, match.start(1), "月") if match else None


def _with_year(reading: Reading) -> Reading | None:
    match = _FOR_YEAR.search(reading.folded)
    return _as(reading, match.start(1), "年") if match else None


def _without(reading: Reading, at: int) -> Reading | None:
    kept = (*reading.glyphs[:at], *reading.glyphs[at + 1 :])
    return Reading(reading.page, kept) if kept else None


def _without_doubles(reading: Reading) -> Reading | None:
    """012年1月 and 月25日 beside each other: both lines hold the 月 between them."""
    match = _TWICE.search(reading.folded)
    if match is None:
        return None
    left, right = reading.glyphs[match.start() : match.start() + 2]
    return _without(reading, match.start()) if left.line is not right.line else None


def _without_stroke(reading: Reading) -> Reading | None:
    match = _STROKE_BEHIND.search(reading.folded)
    return _without(reading, match.start(2)) if match else None


def _with_head(reading: Reading) -> Reading | None:
    match = _HEADLESS.search(reading.folded)
    if match is None:
        return None
    year = match[1]
    lost = ("2" if year[0] == "0" else "二") if len(year) == 3 else year
    first = reading.glyphs[match.start()]
    head = tuple(
        replace(first, char=char, folded=char, x1=first.x0, confidence=0.0) for char in lost
    )
    at = match.start()
    return Reading(reading.page, (*reading.glyphs[:at], *head, *reading.glyphs[at:]))
