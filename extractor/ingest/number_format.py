"""Spreadsheet values as the sheet displays them: number formats of ISO 29500-1, 18.8.30 and 18.8.31."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from extractor.ingest.date_format import displayed_moment
from extractor.ingest.format_code import CONDITION, Token, cut_sections, tokens_of

CellValue = (
    str | int | float | Decimal | bool | datetime.date | datetime.time | datetime.timedelta | None
)

_SIGNIFICANT_DIGITS = 15
_GENERAL_DIGITS = 10
_USUAL_DIGITS = 28
_NO_NUMBER = "#NUM!"
"""What Excel shows for a number beyond all numbers."""
_FRACTION = re.compile(r"[?#0]\s*/\s*[?#\d]")


def displayed(value: CellValue, number_format: str) -> str:
    """The text a sheet shows for a value under a format code.

    Two liberties, so that no digit is lost: numbers too long for a General cell are written out instead
    of as powers of ten, and a value too wide for its column is not replaced by ####.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = [tuple(tokens_of(section)) for section in cut_sections(number_format)]
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, int | float | Decimal):
        exact = Decimal(f"{value:.{_SIGNIFICANT_DIGITS}g}" if isinstance(value, float) else value)
        if not exact.is_finite():
            return _NO_NUMBER
        return _number(exact, sections, fraction=bool(_FRACTION.search(number_format)))
    return displayed_moment(value, sections[0])


def _text(value: str, sections: Sequence[Sequence[Token]]) -> str:
    """A text, put into the fourth section where there is one with a place for it."""
    last = sections[-1] if len(sections) == 4 else ()
    if not any(token.text == "@" for token in last):
        return value
    return "".join(value if token.text == "@" else token.text for token in last).strip()


def _number(value: Decimal, sections: Sequence[Sequence[Token]], *, fraction: bool) -> str:
    tokens, signed = _section_for(value, sections)
    kinds = {token.kind for token in tokens}
    if fraction or "general" in kinds or any(token.text == "@" for token in tokens):
        shown = _general(abs(value))
        text = shown
        if "general" in kinds:
            shown_kinds = ("general", "literal")
            text = "".join(
                shown if token.kind == "general" else token.text
                for token in tokens
                if token.kind in shown_kinds
            )
    elif "digit" in kinds:
        text = _scientific(value, tokens) if "exponent" in kinds else _fixed(abs(value), tokens)
    else:
        return "".join(token.text for token in tokens if token.kind == "literal").strip()
    minus = "-" if signed and value < 0 and any(char in "123456789" for char in text) else ""
    return minus + text.strip()


def _section_for(
    value: Decimal, sections: Sequence[Sequence[Token]]
) -> tuple[Sequence[Token], bool]:
    """The section that applies to a number, and whether the minus sign is still to be written."""
    if any(token.kind == "condition" for section in sections for token in section):
        for section in sections:
            condition = next((token.text for token in section if token.kind == "condition"), None)
            if condition is None or _holds(value, condition):
                return section, True
        return sections[-1], True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _holds(value: Decimal, condition: str) -> bool:
    match = CONDITION.fullmatch(condition)
    assert match is not None
    limit = Decimal(match[2])
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[match[1]]


def _general(value: Decimal) -> str:
    """All digits of a whole number, ten digits of any other."""
    if value == value.to_integral_value():
        return format(value.to_integral_value(), "f")
    places = max(1, _GENERAL_DIGITS - max(1, value.adjusted() + 1))
    text = format(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".")


def _scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    places = sum(token.kind == "digit" for token in tokens[point:])
    mantissa, power = f"{abs(value):.{places}E}".split("E")
    return f"{mantissa}E{power[0]}{power[1:].zfill(2)}"


def _fixed(value: Decimal, tokens: Sequence[Token]) -> str:
    """A number in a pattern of 0 # ? with grouping, scaling by thousands, per cent and literals."""
    digits = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [i for i in digits if i < point]
    decimals = [i for i in digits if i > point]
    commas = [i for i, token in enumerate(tokens) if token.kind == "comma"]
    last_whole = whole[-1] if whole else -1
    grouped = any(whole and whole[0] < comma < last_whole for comma in commas)
    scale = sum(_ends_number(comma, digits, point) for comma in commas)
    percent = sum(token.kind == "percent" for token in tokens)
    scaled = value.scaleb(2 * percent - 3 * scale)
    rounded = _rounded(scaled, places=len(decimals))
    integer, _, fraction = format(rounded, "f").partition(".")
    shown = _whole_digits(integer, [(i, tokens[i].text) for i in whole], grouped=grouped)
    shown.update(_decimal_digits(fraction, [(i, tokens[i].text) for i in decimals]))
    if not whole:
        shown[point] = (integer if integer != "0" else "") + "."
    return "".join(_shown(i, token, shown) for i, token in enumerate(tokens))


def _rounded(value: Decimal, *, places: int) -> Decimal:
    """The value with so many decimals, however many digits stand before them."""
    exact = Context(prec=max(_USUAL_DIGITS, value.adjusted() + places + 2))
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=exact)


def _ends_number(comma: int, digits: Sequence[int], point: int) -> bool:
    """Whether a comma stands behind the last digit before the point (or behind all): it scales."""
    before = [i for i in digits if i < comma]
    after = (
        [i for i in digits if comma < i < point]
        if comma < point
        else [i for i in digits if i > comma]
    )
    return bool(before) and not after


def _shown(index: int, token: Token, shown: dict[int, str]) -> str:
    if index in shown:
        return shown[index]
    return token.text if token.kind in ("literal", "point", "percent") else ""


def _whole_digits(
    integer: str, places: Sequence[tuple[int, str]], *, grouped: bool
) -> dict[int, str]:
    """Digits before the point by place, from the right; the first place takes all that remain."""
    shown: dict[int, str] = {}
    rest = "" if integer == "0" else integer
    taken = 0
    for order, (index, placeholder) in enumerate(reversed(places)):
        is_first = order == len(places) - 1
        text = ""
        while rest or (not text and placeholder == "0"):
            digit, rest = (rest[-1], rest[:-1]) if rest else ("0", "")
            text = digit + ("," if grouped and taken and taken % 3 == 0 else "") + text
            taken += 1
            if not is_first:
                break
        shown[index] = text
    return shown


def _decimal_digits(fraction: str, places: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Digits behind the point by place; trailing zeros are dropped where the pattern says # or ?."""
    shown = {index: digit for (index, _), digit in zip(places, fraction, strict=True)}
    for index, placeholder in reversed(places):
        if placeholder == "0" or shown[index] != "0":
            break
        shown[index] = ""
    return shown
