"""Numbers written in Chinese characters: 一千二百三十四, 二〇二〇, 十五, 壹亿捌仟万, and 大写金额."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {
    character: digit
    for digit, characters in enumerate(
        (
            "零〇○",
            "一壹弌",
            "二贰貳两兩弍",
            "三叁參叄弎",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for character in characters
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = (("亿億", 10**8), ("万萬", 10**4))
_ABBREVIATED_TENS = {"廿": "二十", "卅": "三十"}
_LOOKS_LIKE = {
    **dict.fromkeys("查壶臺台", "壹"),
    **dict.fromkeys("式武贡贯", "贰"),
    "参": "叁",
    **dict.fromkeys("律肄隶", "肆"),
    "陡": "陆",
    "染": "柒",
    "别": "捌",
    **dict.fromkeys("玫致", "玖"),
    **dict.fromkeys("抬恰给捨", "拾"),
    **dict.fromkeys("伯陌", "佰"),
    **dict.fromkeys("阡什", "仟"),
    **dict.fromkeys("园固", "圆"),
}
"""What the characters of amounts in words are taken for; each stands for one of them only."""
_LONGEST = 40
_MAX_DIGITS = 20
_ZEROS = "零〇○"

NUMERAL_CHARACTERS = "".join([*_DIGITS, *_PLACES, "万萬亿億廿卅"])
"""Characters that can stand in a number in words (点 and 元角分 stand between them)."""

_AMOUNT = re.compile(
    rf"(?:(?P<yuan>[{NUMERAL_CHARACTERS}]+)[元圆圓])?"
    rf"(?:(?P<jiao>[{NUMERAL_CHARACTERS}]+)角)?"
    rf"(?:[零〇]?(?P<fen>[{NUMERAL_CHARACTERS}])分)?(?P<whole>[整正])?"
)


class ChineseAmount(NamedTuple):
    """An amount in 元 with the worth of its last written place."""

    value: Decimal
    step: Decimal


def read_chinese_integer(text: str) -> int | None:
    """The integer that `text` writes in Chinese characters only, or None.

    Shortened speech such as 一百二 (120) or 两万三 (23000) is refused: a lost character looks the same.
    """
    for short, full in _ABBREVIATED_TENS.items():
        text = text.replace(short, full)
    if not 0 < len(text) <= _LONGEST or any(c not in NUMERAL_CHARACTERS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        if 1 < len(text) < 4 and not any(c in _ZEROS for c in text):
            return None  # 三五 means three to five
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) <= _MAX_DIGITS else None
    return _read_groups(text, _GROUPS)


class ChineseNumber(NamedTuple):
    """A number in words; `magnitude`: 万 or 亿 behind decimals (一点五亿), already in `value` and `step`."""

    value: Decimal
    step: Decimal
    magnitude: str = ""


def read_chinese_number(text: str) -> ChineseNumber | None:
    """An integer or a decimal (十二点五, 一点五亿) in Chinese characters only, or None."""
    whole, point, places = text.partition("点")
    integer = read_chinese_integer(whole)
    if integer is None:
        return None
    if not point:
        return ChineseNumber(Decimal(integer), Decimal(1))
    digits = places.rstrip("万亿")
    magnitude = places[len(digits) :]
    worth = Decimal({"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}.get(magnitude, 0))
    if not worth or not 0 < len(digits) <= 10 or any(c not in _DIGITS for c in digits):
        return None
    step = Decimal(1).scaleb(-len(digits))
    value = integer + step * int("".join(str(_DIGITS[c]) for c in digits))
    return ChineseNumber(value * worth, step * worth, magnitude)


def read_chinese_amount(text: str) -> ChineseAmount | None:
    """An amount in words (壹拾贰万叁仟元伍角整), as 支付结算办法 annex 1 writes it; None when it is none."""
    match = _AMOUNT.fullmatch(text)
    if match is None or not any(match.group(part) for part in ("yuan", "jiao", "fen")):
        return None
    value = Decimal(0)
    step = Decimal(1)
    for part, worth in (("yuan", Decimal(1)), ("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        written = match.group(part)
        if written is None:
            continue
        number = read_chinese_integer(written)
        if number is None or (part != "yuan" and number > 9):
            return None
        value += number * worth
        step = worth
    return ChineseAmount(value, Decimal("0.01") if match.group("whole") else step)


def mend_amount(text: str) -> tuple[str, str] | None:
    """The amount in words with its one misread character put right, and the change: 查佰万元, "查→壹".

    None unless exactly one character is none of an amount and looks like one of them.
    """
    known = NUMERAL_CHARACTERS + "元圆圓角分整正"
    strange = [char for char in text if char not in known]
    if len(strange) != 1 or len(text) < 3 or strange[0] not in _LOOKS_LIKE:
        return None
    meant = _LOOKS_LIKE[strange[0]]
    return text.replace(strange[0], meant), f"{strange[0]}→{meant}"


def _read_groups(text: str, groups: tuple[tuple[str, int], ...]) -> int | None:
    """Read 亿 groups, within them 万 groups, within them 千百十."""
    if not groups:
        return _read_section(text)
    characters, worth = groups[0]
    at = max(text.rfind(c) for c in characters)
    if at < 0:
        return _read_groups(text, groups[1:])
    high = _read_groups(text[:at], groups[1:])
    if high is None or high == 0:
        return None
    rest = text[at + 1 :]
    if not rest:
        return high * worth
    low = _read_groups(rest.lstrip(_ZEROS), groups[1:])
    if low is None or low >= worth or (len(rest) == 1 and rest in _DIGITS):
        return None
    return high * worth + low


def _read_section(text: str) -> int | None:
    """Read 千百十个 (0..9999): places fall, a bare digit stands last, after a gap only behind 零."""
    total, last_place = 0, 10**4
    digit: int | None = None
    zero_seen = False
    for character in text:
        if character in _ZEROS:
            if digit is not None:
                return None
            zero_seen = True
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        else:
            place = _PLACES.get(character)
            if place is None or place >= last_place or (digit is None and place != 10):
                return None
            total += (1 if digit is None else digit) * place
            last_place, digit, zero_seen = place, None, False
    if digit is None:
        return None if zero_seen or not text else total
    if last_place not in (10, 10**4) and not zero_seen:
        return None
    return total + digit
