"""Whether one misread character turns a printed amount into another: look-alike digits, a digit lost or added, a lost sign."""

from __future__ import annotations

from decimal import Decimal

from models.field import Value

_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("06", "08", "09", "68", "69", "89", "17", "38", "56", "35", "58", "27", "39", "14")
)


def may_be_misread(value: Value, wanted: Decimal) -> bool:
    """Whether `wanted` (base unit) differs from the reading by one character that is easily misread.

    The other reading of the same place counts as such a misread, whatever its characters.
    """
    read = Decimal(value.value)
    if wanted == read:
        return False
    if value.second is not None and _is_number(value.second) and Decimal(value.second) == wanted:
        return True
    if wanted == -read:
        return True
    if (wanted < 0) != (read < 0) and read != 0:
        return False
    step = Decimal(value.step or "1")
    return _one_character(_digits(read, step), _digits(wanted, step)) or _lost_point(
        read, wanted, step
    )


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def _digits(amount: Decimal, step: Decimal) -> str | None:
    """The printed digits without separators; None when the amount is finer than what was printed."""
    count = abs(amount) / step
    return str(int(count)) if count == count.to_integral_value() else None


def _one_character(read: str | None, wanted: str | None) -> bool:
    if read is None or wanted is None:
        return False
    if len(read) == len(wanted):
        pairs = [frozenset((a, b)) for a, b in zip(read, wanted, strict=True) if a != b]
        return len(pairs) == 1 and pairs[0] in _ALIKE
    shorter, longer = sorted((read, wanted), key=len)
    if len(longer) - len(shorter) != 1:
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _lost_point(read: Decimal, wanted: Decimal, step: Decimal) -> bool:
    """12345678 for 123,456.78: the point before two decimals was not read."""
    return step >= 1 and read == wanted * 100
