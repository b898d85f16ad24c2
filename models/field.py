"""Values with their places, and fields: one occurrence of a meaning in one document."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.geometry import Place


class FieldStatus(StrEnum):
    """Found, or one of three nothings (the fourth, not asked, is a key that no catalogue declares)."""

    found = "found"
    absent = "absent"  # looked, not printed
    unreadable = "unreadable"  # printed, not readable
    not_applicable = "not_applicable"  # the form says so


class Doubt(StrEnum):
    """Why a reading is not sure."""

    low_confidence = "low_confidence"
    readings_differ = "readings_differ"
    check_digit = "check_digit"
    repaired = "repaired"
    under_seal = "under_seal"
    unit_missing = "unit_missing"
    does_not_add_up = "does_not_add_up"
    ambiguous_mark = "ambiguous_mark"
    out_of_place = "out_of_place"


DOUBTED = 0.9  # confidence at most of a reading that something speaks against


class Value(Frozen):
    """A value as read.

    `value` is canonical (plain decimal in the base unit, ISO date, normalised text); `raw` is what
    stands on the page; `unit` the printed unit (None: not read); `unit_place`: where
    the unit stands when it is not printed with the value (head, above the table, elsewhere); `step` the
    worth of the last printed place in the base unit. Computed values have no place.
    """

    value: str
    raw: str
    unit: str | None = None
    step: str | None = None
    confidence: float = 1.0
    place: Place | None = None
    doubts: tuple[Doubt, ...] = ()
    second: str | None = None  # another reading of the same place, canonical, when it differs
    unit_place: Place | None = None
    seconded: bool = False  # a second reading of the place at another scale said the same
    corrected_from: str | None = None  # what the engine had read, where a person corrected it

    @property
    def is_sure(self) -> bool:
        """Whether nothing speaks against the reading."""
        return not self.doubts

    @property
    def stated_confidence(self) -> float:
        """How sure a report calls the reading: never surer than `DOUBTED` where something speaks against it.

        `confidence` is that of the characters alone: a figure whose first digit lies under a seal, or
        that does not add up, may consist of clear characters.
        """
        return self.confidence if self.is_sure else min(self.confidence, DOUBTED)


class Field(Frozen):
    """One field of one document: found with its value, or with the reason why there is none.

    `period` is a year ("2020"), "initial", "year1", "year2" or None; `scope` is "consolidated" or
    "parent" (statements), "row1", "row2" … or "total" (repeated rows of a form), or None.
    """

    document: str
    key: str
    title_zh: str
    period: str | None = None
    scope: str | None = None
    status: FieldStatus
    reading: Value | None = (
        None  # present for found; for unreadable: what little was seen, with its place
    )
    asked: Place | None = None  # nothing was read: where the form prints the words that ask for it

    @property
    def value(self) -> str | None:
        """The canonical value, None unless found."""
        return self.reading.value if self.reading and self.status is FieldStatus.found else None


class NarrativeClaim(Frozen):
    """A figure that running text states about an indicator: its period (a year) where told, the value."""

    indicator: str
    period: str | None
    value: Value


class DocumentRecord(Frozen):
    """All fields read from one document, and what its running text claims.

    `table` is the standard table by which a form was read.
    """

    document: str
    type: str
    table: str | None = None
    fields: tuple[Field, ...]
    claims: tuple[NarrativeClaim, ...] = ()

    def get(self, key: str, *, period: str | None = None, scope: str | None = None) -> Field | None:
        """The first field with this key (and period and scope, where given)."""
        for field in self.fields:
            same_period = period is None or field.period == period
            if field.key == key and same_period and (scope is None or field.scope == scope):
                return field
        return None

    def all(self, key: str) -> tuple[Field, ...]:
        """Every field with this key."""
        return tuple(field for field in self.fields if field.key == key)
