"""Dates, times and durations in the number formats of spreadsheets (ISO 29500-1, 18.8.31)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from extractor.ingest.format_code import Token

_WEEKDAYS = "一二三四五六日"


def displayed_moment(
    value: datetime.date | datetime.time | datetime.timedelta, tokens: Sequence[Token]
) -> str:
    """A date or time; ISO 8601 where the format is none for dates."""
    if not any(token.kind in ("date", "elapsed") for token in tokens):
        return _iso(value)
    if isinstance(value, datetime.timedelta):
        return _elapsed(value, tokens)
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(datetime.date(1900, 1, 1), value)
    elif not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    halves = any(token.text.lower() in ("am/pm", "上午/下午") for token in tokens)
    return "".join(
        _date_part(value, token.text, minutes=_is_minutes(tokens, i), halves=halves)
        if token.kind in ("date", "elapsed")
        else token.text
        for i, token in enumerate(tokens)
        if token.text != "@"
    ).strip()


def _iso(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _elapsed(value: datetime.timedelta, tokens: Sequence[Token]) -> str:
    """Hours, minutes and seconds; the bracketed unit takes the whole time."""
    seconds = round(value.total_seconds())
    parts = {"h": seconds // 3600, "m": seconds // 60 % 60, "s": seconds % 60}
    totals = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}
    shown = ""
    for token in tokens:
        unit = token.text[:1].lower()
        if token.kind in ("date", "elapsed") and unit in parts:
            number = (totals if token.kind == "elapsed" else parts)[unit]
            shown += str(number).zfill(len(token.text))
        elif token.kind == "literal":
            shown += token.text
    return shown


def _is_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Whether an m stands right behind hours or right before seconds."""
    parts = [
        (i, token.text[0].lower())
        for i, token in enumerate(tokens)
        if token.kind in ("date", "elapsed")
    ]
    units = [unit for _, unit in parts]
    here = [i for i, _ in parts].index(index)
    if units[here] != "m" or len(tokens[index].text) > 2:
        return False
    return (here > 0 and units[here - 1] == "h") or units[here + 1 : here + 2] == ["s"]


def _date_part(value: datetime.datetime, text: str, *, minutes: bool, halves: bool) -> str:
    """One unit of a date format."""
    code = text.lower()
    if code in ("am/pm", "上午/下午"):
        first, second = text.split("/")
        return first if value.hour < 12 else second
    if code.startswith("."):
        return f".{value.microsecond:06d}"[: len(code)]
    if code.startswith("a"):
        return ("星期" if len(code) == 4 else "") + _WEEKDAYS[value.weekday()]
    if len(code) >= 3 and code[0] in "md":
        names = {"mmm": "%b", "mmmm": "%B", "ddd": "%a", "dddd": "%A"}
        return value.strftime(names.get(code, "%b"))
    hour = (value.hour % 12 or 12) if halves else value.hour
    number = {
        "y": value.year if len(code) > 2 else value.year % 100,
        "m": value.minute if minutes else value.month,
        "d": value.day,
        "h": hour,
        "s": value.second,
    }[code[0]]
    return str(number).zfill(2 if code == "yy" else len(code))
