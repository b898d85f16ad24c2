"""Format codes of spreadsheets cut into sections and tokens (ISO 29500-1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-][0#?]+)|(?P<digit>[0#?])"
    r"|(?P<date>AM/PM|am/pm|上午/下午|(?<=[sS])\.0+|y+|m+|d+|h+|s+|a{3,4}|Y+|M+|D+|H+|S+)|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
"""What stands in brackets before a section that applies to some numbers only."""


class Token(NamedTuple):
    """`kind`: literal, digit, point, comma, percent, exponent, general, date, elapsed or condition."""

    kind: str
    text: str


def cut_sections(number_format: str) -> list[str]:
    """Cut a format code at the semicolons outside quotes."""
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|;', number_format) or ["General"]
    sections = [""]
    for part in parts:
        if part == ";":
            sections.append("")
        else:
            sections[-1] += part
    return sections


def tokens_of(section: str) -> Iterator[Token]:
    """The tokens of one section; padding (`_x`), filling (`*x`), colours and locales are left out."""
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        if kind in ("quoted", "escaped"):
            yield Token("literal", text)
        elif kind == "bracket":
            yield from _bracket(text)
        elif kind == "other":
            yield Token({".": "point", ",": "comma", "%": "percent"}.get(text, "literal"), text)
        elif kind is not None:
            yield Token(kind, text)


def _bracket(text: str) -> Iterator[Token]:
    """[h] elapsed time, [>=100] condition, [$¥-804] currency sign; colours and locales show nothing."""
    if re.fullmatch(r"[hms]+", text, re.IGNORECASE):
        yield Token("elapsed", text.lower())
    elif CONDITION.fullmatch(text):
        yield Token("condition", text)
    elif text.startswith("$"):
        yield Token("literal", text[1:].split("-")[0])
