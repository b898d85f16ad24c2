"""What every kind of value can do: read printed text, compare two readings, show one to a person."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol

CHECK_DIGIT_FAILS = "check_digit_fails"
CHECK_DIGIT_REPAIRED = "check_digit_repaired"
REPAIRED_GROUPING = "repaired_grouping"
REPAIRED_DIGIT = "repaired_digit"
REPAIRED_NUMERAL = "repaired_numeral"


class Parsed(NamedTuple):
    """A printed value, understood.

    `value`: canonical text (plain decimal in the base unit: money in 元 of its currency, ratios as the
    number before %, counts as printed; dates YYYY-MM-DD, YYYY-MM or YYYY; normalised text or code).
    `unit`: the unit printed or evidenced by context ("万元", "万美元", "%", "项" …); None: not read.
    `step`: worth of the last printed place in the base unit ("100" for 1,234.57 万元), for dates the
    granularity ("day", "month", "year"); None where it means nothing.
    `note`: what was doubtful ("repaired_grouping", "check_digit_fails" …), None for a clean reading.
    """

    value: str
    unit: str | None = None
    step: str | None = None
    note: str | None = None


class Agreement(StrEnum):
    """How two readings of the same fact stand to each other."""

    agree = "agree"
    agree_within_step = "agree_within_step"  # explained by cutting off or rounding the last place
    differ = "differ"
    cannot_compare = "cannot_compare"  # a unit was not read, or the units measure different things


class Kind(Protocol):
    """One kind of value."""

    @property
    def name(self) -> str:
        """The name that catalogues use for this kind."""
        ...

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The value printed in `text`, or None when it cannot be read in exactly one way.

        `unit` is the unit that the surroundings evidence (cell before header before page); a unit
        inside `text` goes before it.
        """
        ...

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Whether two readings state the same fact; symmetric."""
        ...

    def show(self, parsed: Parsed) -> str:
        """The value for a Chinese reader, with thousands separators and unit."""
        ...


_KINDS: dict[str, Kind] = {}


def register(kind_of_value: Kind) -> None:
    """Make a kind known under its name; raises ValueError when the name is taken."""
    if kind_of_value.name in _KINDS:
        raise ValueError(f"kind {kind_of_value.name!r} is registered twice")
    _KINDS[kind_of_value.name] = kind_of_value


def kind(name: str) -> Kind:
    """The kind with this name; raises KeyError that lists the known names."""
    try:
        return _KINDS[name]
    except KeyError:
        raise KeyError(f"unknown kind {name!r}; known: {', '.join(kind_names())}") from None


def kind_names() -> tuple[str, ...]:
    """All registered names in alphabetical order."""
    return tuple(sorted(_KINDS))


def equality(left: str, right: str) -> Agreement:
    """Agree when the two comparison keys are equal, else differ."""
    return Agreement.agree if left == right else Agreement.differ


def one_edit(left: str, right: str) -> bool:
    """Whether exactly one edit separates the texts: a character put in, left out or replaced, or two neighbours swapped.

    Equal texts are not one edit apart. Where two readings differ by one edit, a misread explains the
    difference as well as a wrong paper does.
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if len(left) > len(right):
        left, right = right, left
    start = 0
    while start < len(left) and left[start] == right[start]:
        start += 1
    if len(left) < len(right):
        return left[start:] == right[start + 1 :]
    if left[start + 1 :] == right[start + 1 :]:
        return True
    swapped = right[start + 1 : start + 2] + right[start : start + 1]
    return left[start : start + 2] == swapped and left[start + 2 :] == right[start + 2 :]
