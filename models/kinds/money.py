"""Amounts of money: read in any printed unit, kept in the base unit of their currency (元, 美元 …)."""

from __future__ import annotations

import re
from decimal import Decimal

from models.kinds.base import REPAIRED_NUMERAL, Agreement, Parsed, register
from models.kinds.chinese_numerals import mend_amount, read_chinese_amount
from models.kinds.intervals import agree_numbers
from models.kinds.money_units import Evidence, MoneyUnit, parse_money_unit, read_money_unit
from models.kinds.numerals import PrintedNumber, Quantity, grouped, places_of, plain, read_quantity
from models.kinds.printed import fold_width, is_blank_mark, strip_noise, without_blanks

_LEAST_ROUNDED = 1000
"""Steps that make an amount long enough (four digits) to be the rounded form of a finer one."""

_WAN = 10_000
"""元 in 万元, the unit that forms declare amounts in."""

_FORMS = re.compile(r"[(]?[大小]写[)]?:?")
_TWICE = re.compile(r"(.+?[元圆角分整正])[(:]*([¥$A-Z]*[0-9][0-9,.]*元?)[)]?")
_IN_WORDS = re.compile(
    r"(?:[(]?(?:人民币|RMB|CNY|¥)[)]?)?:?(.+?)(?:[(]?(?:人民币|RMB|CNY)[)]?)?", re.I
)


class Money:
    """Amounts; `value` and `step` in base units of the currency that `unit` names."""

    name = "money"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The one amount that `text` states.

        `unit` (from cell, header or page) gives what the text leaves open; without any unit the number
        stays as printed with unit None. Two currencies, ranges, approximations and 1.234 元 (a comma
        or a point?) are refused.
        """
        if is_blank_mark(text) or without_blanks(text) == "一":  # a dash read as a numeral
            return None
        printed = _FORMS.sub(" ", fold_width(text))
        bare = without_blanks(strip_noise(printed))
        return _read_twice(bare) or _read_words(bare) or _read_figures(printed, context=unit)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Interval comparison; amounts without unit or in different currencies are not compared.

        500 万元 and 501 万元 differ, 1,234.57 万元 and 1,234.58 万元 may be rounded differently.
        """
        left_unit, right_unit = _unit_of(left), _unit_of(right)
        if left_unit is None or right_unit is None:
            return Agreement.cannot_compare
        if (left_unit.currency, left_unit.per) != (right_unit.currency, right_unit.per):
            return Agreement.cannot_compare
        return agree_numbers(left, right, least_rounded=_LEAST_ROUNDED)

    def show(self, parsed: Parsed) -> str:
        """E.g. 1,234.57 万元, with the places that were printed."""
        unit = _unit_of(parsed)
        worth = unit.worth if unit else 1
        amount = Decimal(parsed.value) / worth
        places = places_of(Decimal(parsed.step) / worth if parsed.step else amount)
        return (
            f"{grouped(amount, places=places)} {unit.name}"
            if unit
            else grouped(amount, places=places)
        )


def beside_words(printed: str, amount: str) -> str | None:
    """An amount that is printed in words with its figure beside it: 叁仟捌佰万圆整（3,800万元）.

    None for what is no amount in words, or none of this amount in 元.
    """
    if any(char.isdigit() for char in printed):
        return None
    read = MONEY.read(printed)
    if read is None or read.value != amount or read.unit != "元":
        return None
    worth = Decimal(amount)
    in_wan = worth >= _WAN and worth % 100 == 0
    figure = f"{(worth / _WAN).normalize():,f}万元" if in_wan else f"{worth:,}元"
    return f"{printed}（{figure}）"


def _unit_of(parsed: Parsed) -> MoneyUnit | None:
    return parse_money_unit(parsed.unit) if parsed.unit else None


def _read_twice(bare: str) -> Parsed | None:
    """壹佰万元整（¥1,000,000.00）: read only when words and figures state the same amount."""
    match = _TWICE.fullmatch(bare)
    if match is None:
        return None
    words, figures = _read_words(match[1]), _read_figures(match[2], context="元")
    if words is None or figures is None or words.value != figures.value:
        return None
    return figures


def _read_words(bare: str) -> Parsed | None:
    """Amounts in words with 元 角 分, in 人民币."""
    match = _IN_WORDS.fullmatch(bare)
    if match is None:
        return None
    amount, note = read_chinese_amount(match[1]), None
    if amount is None and (mended := mend_amount(match[1])) is not None:
        amount, note = read_chinese_amount(mended[0]), f"{REPAIRED_NUMERAL}:{mended[1]}"
    if amount is None:
        return None
    return Parsed(plain(amount.value), "元", plain(amount.step), note)


def _read_figures(text: str, *, context: str | None) -> Parsed | None:
    quantity = read_quantity(text)
    if quantity is None:
        return None
    number = quantity.number
    printed = _printed_unit(quantity)
    unit = _complete(printed, read_money_unit(context) if context else None) if printed else None
    if unit is None or _comma_or_point(number, unit):
        return None
    if unit.evidence is Evidence.nothing:
        return Parsed(plain(number.value), None, plain(number.step), number.note)
    worth = 1 if number.own_scale else unit.worth
    return Parsed(plain(number.value * worth), unit.name, plain(number.step * worth), number.note)


def _printed_unit(quantity: Quantity) -> MoneyUnit | None:
    """The unit printed around the number, None when what stands there is not a unit."""
    words = quantity.before.strip(":") + quantity.number.magnitude + quantity.after
    if words:
        return parse_money_unit(words)
    return MoneyUnit(evidence=Evidence.scale if quantity.number.own_scale else Evidence.nothing)


def _complete(printed: MoneyUnit, context: MoneyUnit | None) -> MoneyUnit | None:
    """The printed unit, filled up from the context; None when their currencies contradict."""
    if printed.evidence is Evidence.word:
        return printed
    if context is None:
        return (
            MoneyUnit() if printed.evidence is Evidence.name and not printed.magnitude else printed
        )
    if printed.evidence is Evidence.nothing:
        return context
    if printed.currency and context.currency not in (None, printed.currency):
        return None
    currency = printed.currency or context.currency
    if printed.magnitude or printed.evidence is Evidence.scale:
        return MoneyUnit(printed.magnitude, currency, context.per, Evidence.word)
    return MoneyUnit(context.magnitude, currency, context.per, Evidence.word)


def _comma_or_point(number: PrintedNumber, unit: MoneyUnit) -> bool:
    """Whether 186.345 元 may be 186,345 元: only prices per piece have thousandths of a 元."""
    in_base_unit = unit.evidence is not Evidence.nothing and unit.worth == 1 and unit.per is None
    return in_base_unit and number.decimals == 3 and abs(number.value) >= 1


MONEY = Money()
register(MONEY)
