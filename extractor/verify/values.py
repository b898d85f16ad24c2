"""Compares values by their kind and shows them to a person as they were printed."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from models.field import Value
from models.geometry import Place
from models.kinds import Agreement, Kind, Parsed, kind
from models.kinds.money import beside_words

_READ_AS = {"multi_choice": "choice", "bool": "choice", "rows": "text"}
"""Kinds of the catalogue that are compared like another kind."""


def kind_of(name: str) -> Kind:
    """The kind that compares fields of this catalogue kind."""
    return kind(_READ_AS.get(name, name))


def parsed(value: Value) -> Parsed:
    """A value as its kind understands it."""
    return Parsed(value.value, value.unit, value.step)


def agreement(kind_name: str, left: Value, right: Value) -> Agreement:
    """How two values of one kind stand to each other; whole numbers are counts without a last place."""
    if kind_name == "count" and _is_whole(left) and _is_whole(right):
        left, right = (value.model_copy(update={"step": "1"}) for value in (left, right))
    return kind_of(kind_name).agree(parsed(left), parsed(right))


def _is_whole(value: Value) -> bool:
    """Whether the value is an integer that was printed to the unit (not 1.2 万)."""
    amount, step = number(value), Decimal(value.step or 1)
    return amount is not None and amount == amount.to_integral_value() and step <= 1


def agrees(kind_name: str, left: Value, right: Value) -> bool:
    """Whether two values state the same fact, also when only cut off at different places."""
    return agreement(kind_name, left, right) in (Agreement.agree, Agreement.agree_within_step)


def differs(kind_name: str, left: Value, right: Value) -> bool:
    """Whether two values certainly state different facts (values without unit never do)."""
    return agreement(kind_name, left, right) is Agreement.differ


def number(value: Value | None) -> Decimal | None:
    """The number of a value in the base unit, None when there is none."""
    if value is None:
        return None
    try:
        return Decimal(value.value)
    except InvalidOperation:
        return None


def shown(value: Value | None) -> str:
    """The value as it stands on the page, with its unit when the page prints it elsewhere."""
    if value is None:
        return "（空）"
    text = " ".join(value.raw.split()) or value.value
    if worded := beside_words(text, value.value):
        return worded
    if value.unit and value.unit not in text:
        return f"{text}{value.unit}" if value.unit in "%‰" else f"{text} {value.unit}"
    return text


def where(value: Value | None) -> str:
    """Where a value stands, for a message: `（申请书.pdf 第3页）`; empty for computed values."""
    return located(value.place if value else None)


def located(place: Place | None) -> str:
    """A place for a message: `（申请书.pdf 第3页）`; empty without one."""
    return f"（{place.file} 第{place.page}页）" if place else ""


def options_of(value: Value | None) -> tuple[str, ...]:
    """The ticked options of a choice, in printed order."""
    if value is None:
        return ()
    return tuple(part.strip() for part in value.value.split(";") if part.strip())


PERIODS_ZH = {"initial": "实施期初始值", "year1": "实施期满一年目标", "year2": "实施期满两年目标"}
"""How the columns of a target table are called."""


def titled(label: str, period: str | None) -> str:
    """The name of a row: its label with the year or column."""
    if period is not None and period in PERIODS_ZH:
        return f"{label}（{PERIODS_ZH[period]}）"
    return f"{period}年{label}" if period else label


def leading_digits(value: Value | None) -> str:
    """The first run of digits of a code, e.g. of `34 通用设备制造业`."""
    match = re.search(r"\d+", value.value) if value else None
    return match[0] if match else ""
