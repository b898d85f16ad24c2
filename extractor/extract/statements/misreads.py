"""Whether one misread character turns a printed amount into another: look-alike digits, a digit lost or added, a lost sign."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.field import Value

_SURE = 0.995  # confidence of a digit from which it is not taken for another
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("06", "08", "09", "68", "69", "89", "17", "38", "56", "35", "58", "27", "39")
)


def may_be_misread(value: Value, wanted: Decimal, *, sureness: Sequence[float] = ()) -> bool:
    """Whether `wanted` (base unit) differs from the reading by one character that is easily misread.

    `sureness`: the engine's confidence in each digit, in printed order; a digit that it is sure of is
    not taken for a look-alike. The other reading of the same place counts as a misread, whatever its
    characters.
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
    if _lost_point(read, wanted, step):
        return True
    before, after = _digits(read, step), _digits(wanted, step)
    if before is None:
        return False
    if after is None:
        return _digits(wanted, step / 10) in [f"{before}{digit}" for digit in "123456789"]
    if len(before) == len(after):
        return _look_alike(before, after, sureness)
    return _lost_or_added(before, after, sureness)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def _digits(amount: Decimal, step: Decimal) -> str | None:
    """The printed digits without separators; None when the amount is finer than what was printed."""
    count = abs(amount) / step
    return str(int(count)) if count == count.to_integral_value() else None


def _look_alike(read: str, wanted: str, sureness: Sequence[float]) -> bool:
    """One digit read for one that looks like it, of which the engine was not quite sure."""
    places = [at for at, (a, b) in enumerate(zip(read, wanted, strict=True)) if a != b]
    if len(places) != 1 or frozenset((read[places[0]], wanted[places[0]])) not in _ALIKE:
        return False
    return _weakest(sureness, read, at=places[0]) < _SURE


def _lost_or_added(read: str, wanted: str, sureness: Sequence[float]) -> bool:
    """One digit too few or too many: beside an equal one (they run together), or in a weak reading."""
    shorter, longer = sorted((read, wanted), key=len)
    if len(longer) - len(shorter) != 1:
        return False
    places = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    if not places:
        return False
    return len(places) > 1 or _weakest(sureness, read) < _SURE


def _weakest(sureness: Sequence[float], digits: str, *, at: int | None = None) -> float:
    """Confidence of a digit, or of the weakest when the digits cannot be told apart; 0 when unknown."""
    if not sureness:
        return 0.0
    if at is None or len(sureness) != len(digits):
        return min(sureness)
    return sureness[at]


def _lost_point(read: Decimal, wanted: Decimal, step: Decimal) -> bool:
    """12345678 for 123,456.78: the point before two decimals was not read."""
    return step >= 1 and read == wanted * 100
