"""Periods from one date to another, with open ends: 2014年06月24日至2034年06月23日, 长期, 2020年1-6月."""

from __future__ import annotations

import re
from calendar import monthrange

from models.kinds.base import Agreement, Parsed, register
from models.kinds.day import DAY, same_date, show_date
from models.kinds.printed import LONGEST, fold_width, is_blank_mark, strip_noise

OPEN = ".."
END_BLANK = "end_blank"

_ENDLESS = re.compile(
    r"(?:(?:营业|经营|合伙)?期限)?(?:为|至)?(?:长期|永久|无固定期限|无限期|不约定期限|永续|无期限|不限)(?:有效|存续|经营)*"
)
_OPEN_END = re.compile(rf"(?:{_ENDLESS.pattern}|\*+|9999年?[-./]?12[月]?[-./]?31日?)")
_BLANK_END = re.compile(r"(?:年月日|年月|[-_—]{2,})")
_SEPARATOR = re.compile(r"起?至|起?到|起|[~～]|[-—―－]+|\bTO\b|\bUNTIL\b|\bTHROUGH\b", re.I)
_MONTHS_OF_YEAR = re.compile(r"([0-9]{4})年([0-9]{1,2})月?(?:-|—|~|至|到)([0-9]{1,2})月(?:份)?")
_QUARTER = re.compile(r"([0-9]{4})年(?:度)?第?([一二三四1-4])季度")
_SAME_YEAR_END = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")


class Period:
    """Periods; `value` is "start/end" with ".." for an open end, or one year or month."""

    name = "period"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The period that is all of `text`; None when start or end is unreadable or the end comes first.

        A single day is refused: it may be either end. `unit` means nothing here.
        """
        if is_blank_mark(text):
            return None
        printed = _without_frame(strip_noise(fold_width(text)))
        if len(printed) > LONGEST:
            return None
        bare = re.sub(r"\s", "", printed)
        if _ENDLESS.fullmatch(bare):
            return Parsed(f"{OPEN}/{OPEN}")
        return _read_part_of_year(bare) or _read_single(bare) or _read_range(printed)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Both ends agree as dates; an open end agrees with an open end only."""
        ends = zip(bounds(left.value), bounds(right.value), strict=True)
        return Agreement.agree if all(same_date(a, b) for a, b in ends) else Agreement.differ

    def show(self, parsed: Parsed) -> str:
        """E.g. 2014年6月24日至2034年6月23日, 2014年6月24日至长期, 长期, 2020年."""
        if "/" not in parsed.value:
            return show_date(parsed.value)
        start, end = parsed.value.split("/")
        if start == OPEN:
            return "长期" if end == OPEN else f"至{show_date(end)}"
        return f"{show_date(start)}至{'长期' if end == OPEN else show_date(end)}"


def bounds(value: str) -> tuple[str, str]:
    """First and last day of a canonical period, each as fine as printed and ".." where open.

    A single year or month runs from its first to its last day.
    """
    if "/" in value:
        start, end = value.split("/")
        return start, end
    if value.count("-") == 0:
        return f"{value}-01-01", f"{value}-12-31"
    year, month = (int(part) for part in value.split("-"))
    return f"{value}-01", f"{value}-{monthrange(year, month)[1]:02d}"


def _without_frame(printed: str) -> str:
    """Without 自 … 起至 … 止 and without From; 自 is easily taken for 日, 白 or 目."""
    printed = re.sub(
        r"^(?:自|从|由|[日白目](?=\s*[12一二])|FROM\b|VALID\s+FROM\b)\s*", "", printed, flags=re.I
    )
    return re.sub(r"\s*(?:止|为止)$", "", printed)


def _read_part_of_year(bare: str) -> Parsed | None:
    """2020年1-6月 and 2020年第三季度 as months."""
    match = _MONTHS_OF_YEAR.fullmatch(bare)
    if match is not None:
        year, first, last = (int(part) for part in match.groups())
    else:
        match = _QUARTER.fullmatch(bare)
        if match is None:
            return None
        year, last = int(match[1]), 3 * (1 + "一二三四1234".index(match[2]) % 4)
        first = last - 2
    if not 1 <= first <= last <= 12:
        return None
    return Parsed(f"{year}-{first:02d}/{year}-{last:02d}")


def _read_single(bare: str) -> Parsed | None:
    """A year (2020年度) or a month is a period of its own."""
    single = DAY.read(bare)
    return single._replace(step=None) if single is not None and single.step != "day" else None


def _read_range(printed: str) -> Parsed | None:
    """Cut at the one separator that leaves two readable ends."""
    readings = {
        reading
        for cut in _SEPARATOR.finditer(printed)
        if (reading := _read_ends(printed[: cut.start()], printed[cut.end() :])) is not None
    }
    return readings.pop() if len(readings) == 1 else None


def _read_ends(start_text: str, end_text: str) -> Parsed | None:
    start_text, end_text = re.sub(r"起$", "", start_text.strip()), end_text.strip()
    start = DAY.read(start_text) if start_text else None
    if start_text and start is None:
        return None
    end_value, note = _read_end(end_text, start)
    if end_value is None or (start is None and end_value == OPEN):
        return None
    start_value = start.value if start else OPEN
    if OPEN not in (start_value, end_value):
        if start_value[: len(end_value)] > end_value[: len(start_value)]:
            return None
        if start_value.count("-") != end_value.count("-"):
            return None
    return Parsed(f"{start_value}/{end_value}", note=(start.note if start else None) or note)


def _read_end(end_text: str, start: Parsed | None) -> tuple[str | None, str | None]:
    """The end of a period and a note; an end without year lies in the year of the start."""
    bare = re.sub(r"\s", "", end_text)
    if _OPEN_END.fullmatch(bare):
        return OPEN, None
    if _BLANK_END.fullmatch(bare):
        return OPEN, END_BLANK
    if start is not None and _SAME_YEAR_END.fullmatch(bare):
        bare = end_text = f"{start.value[:4]}年{bare}"
    end = DAY.read(end_text)
    return (end.value, end.note) if end is not None else (None, None)


PERIOD = Period()
register(PERIOD)
