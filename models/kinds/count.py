"""Counts of things, people and years: 12 项, 1.2 万人, 3.5 年."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from models.kinds.base import Agreement, Parsed, equality, register
from models.kinds.intervals import agree_numbers
from models.kinds.numerals import (
    MAGNITUDES,
    PrintedNumber,
    grouped,
    is_blank_mark,
    places_of,
    plain,
    read_quantity,
)
from models.kinds.printed import fold_width, without_blanks

_SUMMED = ("", "共", "共计", "合计", "总计", "累计", "计", "总数", "总共")
_DIMENSIONS = {
    "people": "人 名 位 员",
    "visits": "人次 家次 场次 次 批次",
    "years": "年 周年",
    "months": "个月 月",
    "days": "天 日",
    "area": "平方米 ㎡ m2 m² 平米",
    "weight": "吨 千克 公斤",
    "things": "项 个 件 种 家 条 份 张 本 套 台 台套 台/套 支 只 款 类 篇 级 场 户 处 所 间 门 批 起 册 部 座 辆 笔 期 股 品种",
}
_DIMENSION_OF = {unit: name for name, units in _DIMENSIONS.items() for unit in units.split()}
_CONTINUOUS = ("years", "months", "area", "weight")


class Count:
    """Counts; `value` in single units (1.2 万人 is 12000), integers but for years and measures."""

    name = "count"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The count that is all of `text`; negative counts and fractions of things are refused."""
        quantity = None if is_blank_mark(text) else read_quantity(text)
        if quantity is None or quantity.before.rstrip(":有") not in _SUMMED:
            return None
        number = quantity.number
        if quantity.after and quantity.after not in _DIMENSION_OF:
            return None
        counted = _scaled(number, quantity.after or without_blanks(fold_width(unit or "")))
        if counted.value < 0 or (counted.value % 1 and _dimension(counted.unit) not in _CONTINUOUS):
            return None
        return Parsed(plain(counted.value), counted.unit, plain(counted.step), number.note)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equally fine counts must be equal; 1.2 万人 agrees with 12,034 人. People are not compared with years.

        A count without unit is compared with any: its column says what is counted.
        """
        dimensions = {_dimension(parsed.unit) for parsed in (left, right) if parsed.unit}
        if len(dimensions) > 1:
            return Agreement.cannot_compare
        if left.step == right.step:
            return equality(left.value, right.value)
        return agree_numbers(left, right)

    def show(self, parsed: Parsed) -> str:
        """E.g. 1,234 项."""
        scale, unit = _cut_scale(parsed.unit)
        worth = MAGNITUDES.get(scale, 1)
        number = Decimal(parsed.value) / worth
        places = places_of(Decimal(parsed.step) / worth if parsed.step else number)
        return f"{grouped(number, places=places)} {scale}{unit}".rstrip()


class _Counted(NamedTuple):
    """A number in single units with the name of its unit."""

    value: Decimal
    step: Decimal
    unit: str | None


def _scaled(number: PrintedNumber, unit: str) -> _Counted:
    """Apply 万 from the unit of the surroundings (单位：万人) unless the number has a scale of its own."""
    scale, counter = _cut_scale(unit)
    if number.own_scale:
        return _Counted(number.value, number.step, (number.magnitude + counter) or None)
    worth = MAGNITUDES.get(scale, 1)
    return _Counted(number.value * worth, number.step * worth, unit or None)


def _cut_scale(unit: str | None) -> tuple[str, str]:
    """万人 as (万, 人)."""
    for scale in MAGNITUDES:
        if unit and unit.startswith(scale) and unit not in _DIMENSION_OF:
            return scale, unit[len(scale) :]
    return "", unit or ""


def _dimension(unit: str | None) -> str:
    """What a unit measures; unknown units stand for themselves."""
    counter = _cut_scale(unit)[1]
    return _DIMENSION_OF.get(counter, counter)


COUNT = Count()
register(COUNT)
