"""Days and terms: parses canonical dates, adds years, reads a printed duration."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from models.kinds.chinese_numerals import read_chinese_integer

_YEARS = re.compile(r"([0-9一二三四五六七八九十]+)年")
_ENDLESS = re.compile("长期|永久|无固定|不限|无限期|永续")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


def first_day(text: str | None) -> date | None:
    """The earliest day of a canonical date of any granularity."""
    parts = _parts(text)
    return date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def last_day(text: str | None) -> date | None:
    """The latest day of a canonical date of any granularity."""
    parts = _parts(text)
    if parts is None:
        return None
    year, month = parts[0], parts[1] or 12
    return date(year, month, parts[2] or monthrange(year, month)[1])


def _parts(text: str | None) -> tuple[int, int, int] | None:
    """Year, month (0: not printed) and day (0: not printed)."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "")
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    if month > 12 or not year:
        return None
    return (year, month, day) if day <= monthrange(year, month or 1)[1] else None


def add_years(day: date, years: int) -> date:
    """The same day so many years later (29 February becomes 28 February)."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def full_years(start: date, end: date) -> int:
    """Whole years that have passed between two days."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def end_of(printed: str, *, start: date | None) -> date | None:
    """The end that a printed duration or range states (有效期三年; 2018.01.01-2021.01.01; a canonical period)."""
    if _ENDLESS.search(printed):
        return None
    if "/" in printed:
        return last_day(printed.rpartition("/")[2])
    if dates := _DATE.findall(printed):
        return last_day("-".join(part.zfill(2) for part in dates[-1]))
    match = _YEARS.search("".join(printed.split()))
    if match is None or start is None:
        return last_day(printed)
    years = int(match[1]) if match[1].isdigit() else read_chinese_integer(match[1])
    return add_years(start, years) if years and years < 100 else None


def chinese(day: date) -> str:
    """2021年5月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
