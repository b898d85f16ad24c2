"""Money and ratios as they are printed: fen to 元 and 万元, percentages, Chinese capital numerals."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_SMALL = "〇一二三四五六七八九"


def yuan(fen: int) -> Decimal:
    """元 with two places from an amount in fen."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))


def plain(value: Decimal) -> str:
    """A plain decimal string without an exponent or needless zeros behind the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(fen: int) -> str:
    """元 with two places, as truth writes the cells of statements."""
    return format(yuan(fen), "f")


def grouped(fen: int) -> str:
    """An amount of a statement: 1,234,567.89, negative with a minus sign, zero as a dash-less blank."""
    return f"{yuan(fen):,.2f}"


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """Commercial rounding."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def wan(fen: int) -> Decimal:
    """万元 rounded to two places from an amount in fen."""
    return round_half_up(Decimal(fen) / 1_000_000)


def percent(part: int, whole: int) -> Decimal:
    """part / whole as a number before %, rounded to two places."""
    return round_half_up(Decimal(part) * 100 / Decimal(whole))


def growth(now: int, before: int) -> Decimal:
    """(now - before) / |before| as a number before %, rounded to two places."""
    return round_half_up(Decimal(now - before) * 100 / Decimal(abs(before)))


def capitals(wan_yuan: int) -> str:
    """A whole number of 万元 in capital numerals, as licences print it: 叁仟伍佰万元整."""
    text, zero = "", False
    for place, unit in zip(range(3, -1, -1), ("仟", "佰", "拾", ""), strict=True):
        digit = wan_yuan // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _CAPITALS[digit] + unit
            zero = False
        else:
            zero = True
    high = wan_yuan // 10_000
    return (_CAPITALS[high] + "亿" if high else "") + text + "万元整"


def day_zh(day: date, *, padded: bool = True) -> str:
    """2012年06月08日, or without the padding zeros."""
    return (
        f"{day.year}年{day.month:02d}月{day.day:02d}日"
        if padded
        else f"{day.year}年{day.month}月{day.day}日"
    )


def day_small(day: date) -> str:
    """A date in small Chinese numerals: 二〇二〇年十二月一日."""

    def number(n: int) -> str:
        tens, ones = divmod(n, 10)
        head = "" if tens == 0 else "十" if tens == 1 else _SMALL[tens] + "十"
        return head + (_SMALL[ones] if ones else "")

    year = "".join(_SMALL[int(d)] for d in str(day.year))
    return f"{year}年{number(day.month)}月{number(day.day)}日"
