"""Dates as papers print them: 2021年5月6日, 二〇二一年五月六日, 2021-05, May 6, 2021."""

from __future__ import annotations

import re
from datetime import date

from models.kinds.base import REPAIRED_DIGIT, Agreement, Parsed, register
from models.kinds.chinese_numerals import read_chinese_integer
from models.kinds.printed import LONGEST, fold_width, is_blank_mark, strip_noise, without_blanks

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_STEPS = ("year", "month", "day")
_CN = "零〇○Oo0-9一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾两廿卅元lI|"
_CHINESE = re.compile(
    rf"(?P<year>[{_CN}]{{4}})年(?:度|(?P<month>[{_CN}]{{1,3}})月(?:份|(?P<day>[{_CN}]{{1,4}})?[日曰号]?)?)?"
)
_SEPARATED = re.compile(
    r"(?P<year>[0-9]{4})\s*(?P<mark>[-./])\s*(?P<month>[0-9]{1,2})"
    r"(?:\s*(?P=mark)\s*(?P<day>[0-9]{1,2}))?"
)
_SPACED = re.compile(r"(?P<year>[0-9]{4}) +(?P<month>[0-9]{1,2}) +(?P<day>[0-9]{1,2})")
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?P<day>[0-9]{2})?)?")
_DAY_FIRST = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<mark>[-./])(?P<b>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
)
_MARKS = re.compile(r"(?<=[0-9])\s*[。·•,、—–―]\s*(?=[0-9])")
_OLD_MARKS = str.maketrans("。·•,、—–―", ".....---")
_LETTERS = re.compile(r"(?<=[-./0-9])[OolI](?=[-./0-9OolI]|$)")
_AROUND = re.compile(r"^(?:截[至止])?(.+?)(?:[(](?:星期|周)[一二三四五六日天][)])?止?$")
_TIME = re.compile(r"(?:\s+|T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?Z?$")
_WORD = "(?P<month>[A-Z]{3,9})"
_DAY = "(?P<day>[0-9]{1,2})(?:ST|ND|RD|TH)?"
_YEAR = "(?P<year>[0-9]{4})"
_GAP = r"[-\s.,/]*(?:OF)?[-\s.,/]*"
_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        f"{_WORD}{_GAP}{_DAY}[-\\s.,/]+{_YEAR}",
        f"{_DAY}{_GAP}{_WORD}{_GAP}{_YEAR}",
        f"{_YEAR}{_GAP}{_WORD}{_GAP}{_DAY}",
        f"{_WORD}{_GAP}{_YEAR}",
    )
)
_MISREAD = re.compile(r"[lI|]|[Oo].*[0-9]|[0-9].*[Oo]")  # 二O二一 is how some print it
_LOOK_ALIKES = str.maketrans("OolI|○〇", "0011100")


class Day:
    """Dates; `value` YYYY-MM-DD, YYYY-MM or YYYY and `step` its granularity: "day", "month", "year"."""

    name = "day"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The date that is all of `text`; impossible dates and 03/04/2021 are refused.

        `unit` means nothing here.
        """
        if is_blank_mark(text):
            return None
        printed = _TIME.sub("", strip_noise(fold_width(text)).strip())
        printed = _AROUND.sub(r"\1", printed) if len(printed) <= LONGEST else printed
        return (
            _read_chinese(printed)
            or _read_figures(printed)
            or _read_english(printed.upper())
            or _read_misread(printed)
        )

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """A date agrees with any finer date inside it: 2021-05 with 2021-05-06."""
        return Agreement.agree if same_date(left.value, right.value) else Agreement.differ

    def show(self, parsed: Parsed) -> str:
        """E.g. 2021年5月6日."""
        return show_date(parsed.value)


def same_date(left: str, right: str) -> bool:
    """Whether two canonical dates are equal as far as the coarser one goes."""
    parts = min(left.count("-"), right.count("-")) + 1
    return left.split("-")[:parts] == right.split("-")[:parts]


def show_date(value: str) -> str:
    """A canonical date in Chinese."""
    return "".join(
        f"{int(part)}{word}" for part, word in zip(value.split("-"), "年月日", strict=False)
    )


def _parsed(
    year: int, month: int | None, day: int | None, note: str | None = None
) -> Parsed | None:
    """A date that exists, in canonical form."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (month is None and day is not None):
        return None
    try:
        date(year, month if month is not None else 1, day if day is not None else 1)
    except ValueError:
        return None
    parts = [f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None]
    return Parsed("-".join(parts), None, _STEPS[len(parts) - 1], note)


def _read_chinese(printed: str) -> Parsed | None:
    """2021年5月6日 and 二〇二一年五月六日, also mixed; a blank day (2021年5月  日) leaves the month."""
    match = _CHINESE.fullmatch(without_blanks(printed))
    if match is None:
        return None
    repaired = False
    numbers: list[int | None] = []
    for part in ("year", "month", "day"):
        written = match[part]
        number = _number(written) if written else None
        if written and number is None:
            return None
        repaired = repaired or bool(written and _MISREAD.search(written))
        numbers.append(number)
    year, month, day = numbers
    note = REPAIRED_DIGIT if repaired else None
    return _parsed(year, month, day, note) if year is not None else None


def _number(written: str) -> int | None:
    """One part of a date in figures or in Chinese characters; 元 is the first month."""
    if written == "元":
        return 1
    figures = written.translate(_LOOK_ALIKES)
    if figures.isascii() and figures.isdigit():
        return int(figures)
    words = re.sub("[Oo0○]", "〇", written)
    return read_chinese_integer(words)


def _read_figures(printed: str) -> Parsed | None:
    """2021-05-06, 2021.5.6, 2021/5, 20210506, 2021; day or month first where only one way is possible."""
    for pattern in (_SEPARATED, _SPACED, _COMPACT):
        match = pattern.fullmatch(printed)
        if match is not None:
            month, day = match["month"], match["day"]
            return _parsed(
                int(match["year"]), int(month) if month else None, int(day) if day else None
            )
    match = _DAY_FIRST.fullmatch(printed)
    if match is None:
        return None
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    readings = {reading for reading in (_parsed(year, a, b), _parsed(year, b, a)) if reading}
    return readings.pop() if len(readings) == 1 else None


def _read_misread(printed: str) -> Parsed | None:
    """2020。12。31, 2020—12—31, 2020.l2.31: whole dates whose marks or figures were taken for others."""
    mended = _LETTERS.sub(lambda match: match[0].translate(_LOOK_ALIKES), printed)
    mended = _MARKS.sub(lambda match: match[0].strip().translate(_OLD_MARKS), mended).rstrip(".-")
    match = _SEPARATED.fullmatch(mended)
    if match is None or match["day"] is None:
        return None
    return _parsed(int(match["year"]), int(match["month"]), int(match["day"]), REPAIRED_DIGIT)


def _read_english(printed: str) -> Parsed | None:
    """May 6, 2021 · 06 May 2021 · 2021 May 6 · May 2021, with full or short names of months."""
    for pattern in _ENGLISH:
        match = pattern.fullmatch(printed.strip(" .,"))
        if match is not None:
            month = _month(match["month"])
            day = match.groupdict().get("day")
            return _parsed(int(match["year"]), month, int(day) if day else None) if month else None
    return None


_FULL_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip


def _month(word: str) -> int | None:
    """The number of a month by its name or by at least its first three letters."""
    for number, full in enumerate(_FULL_MONTHS, start=1):
        if full.startswith(word):
            return number
    return None


DAY = Day()
register(DAY)
