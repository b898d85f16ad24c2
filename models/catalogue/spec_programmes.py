"""Programmes: the closed tree of conditions, each with the sentence it rests on, and the evidence asked for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from models.catalogue.spec import ClauseSpec, DayText, DecimalText, Key, Spec
from models.catalogue.spec_tables import Required

Period = Literal["Y", "Y-1", "Y-2"]
"""A year relative to the programme's base year Y."""

Measure = Literal["value", "each", "mean", "pooled", "sum", "mean_growth", "compound_growth"]


class Leaf(Spec):
    """One comparison.

    Give `indicator` or `sum_of` (the values of several indicators added up). `period` is one year,
    `periods` several, oldest first, then `measure` says how they become one number: `each` (every year
    must hold), `mean`, `pooled` (sum of numerators over sum of denominators, from the table's formula),
    `sum`, `mean_growth` (mean of the yearly rates), `compound_growth`. Exactly one comparator.
    """

    indicator: Key | None = None
    sum_of: tuple[Key, ...] = ()
    period: Period | None = None
    periods: tuple[Period, ...] = ()
    measure: Measure = "value"
    at_least: DecimalText | None = None
    more_than: DecimalText | None = None
    at_most: DecimalText | None = None
    less_than: DecimalText | None = None
    one_of: tuple[str, ...] = ()
    present: bool | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The indicators that the leaf reads."""
        return (*((self.indicator,) if self.indicator else ()), *self.sum_of)

    @property
    def comparators(self) -> tuple[str, ...]:
        """The names of the comparators that are set."""
        names = ("at_least", "more_than", "at_most", "less_than", "present")
        given = [name for name in names if getattr(self, name) is not None]
        return (*given, *(("one_of",) if self.one_of else ()))


class AllOf(Spec):
    """Every branch must hold."""

    all: tuple[Node, ...]


class AnyOf(Spec):
    """One branch must hold."""

    any: tuple[Node, ...]


class Count(Spec):
    """`n` of the branches must hold."""

    n: int
    of: tuple[Node, ...]


class AtLeast(Spec):
    """A number of branches must hold."""

    at_least: Count


class Band(Spec):
    """One band: lower end included (`at_least`), upper end excluded (`less_than`); or named values."""

    at_least: DecimalText | None = None
    less_than: DecimalText | None = None
    one_of: tuple[str, ...] = ()
    then: Node


class Bands(Spec):
    """The indicator that chooses the band, and the bands."""

    indicator: Key
    period: Period | None = None
    bands: tuple[Band, ...]


class ByBand(Spec):
    """What must hold depends on the band in which an indicator lies."""

    by_band: Bands


def _node_tag(node: Any) -> str:
    """Tell the shapes of a tree node apart by their keys."""
    if not isinstance(node, dict):
        shapes: tuple[tuple[type[Spec], str], ...] = (
            (AllOf, "all"), (AnyOf, "any"), (AtLeast, "count"), (ByBand, "band"),
        )  # fmt: skip
        return next((tag for shape, tag in shapes if isinstance(node, shape)), "leaf")
    if "all" in node:
        return "all"
    if "any" in node:
        return "any"
    if "by_band" in node:
        return "band"
    return "count" if isinstance(node.get("at_least"), dict) else "leaf"


Node = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeast, Tag("count")]
    | Annotated[ByBand, Tag("band")]
    | Annotated[Leaf, Tag("leaf")],
    Discriminator(_node_tag),
]

for _model in (AllOf, AnyOf, Count, AtLeast, Band, Bands, ByBand):
    _model.model_rebuild()


class Reading(Spec):
    """One reading of an ambiguous clause; all readings are evaluated, and reported when they disagree."""

    title_zh: str
    test: Node


class Enquiry(Spec):
    """What no paper of the application can show: whom to ask, and what."""

    register_zh: str
    question_zh: str


class Condition(Spec):
    """One condition of a programme.

    Give `test`, or `readings` where the notice is ambiguous, or only `enquiry` where the answer lies
    outside the papers; `enquiry` beside a test asks for the part that the papers cannot show.
    `when` limits the condition to a class of applicants. `indicator` and `period` name what a finding
    is about. A `gate` must hold, an `exclude` must not, a `class` must hold where `when` holds; choices
    among several conditions are trees (`any`, `at_least`), not kinds.
    """

    id: str
    title_zh: str
    kind: Literal["gate", "exclude", "class"]
    clause: ClauseSpec
    basis: Literal["stated", "implied"] = "stated"
    severity: Literal["error", "warning", "info"] = "error"
    indicator: Key | None = None
    period: Period | None = None
    when: Node | None = None
    test: Node | None = None
    readings: tuple[Reading, ...] = ()
    enquiry: Enquiry | None = None
    soft: bool = False  # 原则上: warn, never fail
    note_zh: str | None = None


class RequiredEvidence(Spec):
    """A paper that the notice asks for.

    `years` are relative years that must each be covered (audit reports). `if_claimed` limits the
    request to applicants who claim one of these table fields with one of the values (any when empty).
    `any_of` lists document types of which one is enough.
    """

    id: str
    title_zh: str
    any_of: tuple[Key, ...]
    years: tuple[Period, ...] = ()
    if_claimed: tuple[Required, ...] = ()
    clause: ClauseSpec


class SheetItem(Spec):
    """One box of the reviewer's own sheet: the conditions it rests on, by id."""

    id: str
    title_zh: str
    conditions: tuple[str, ...]
    clause: ClauseSpec


class Programme(Spec):
    """One edition of a programme; `base` names the programme it inherits from (same id = override)."""

    id: str
    base: str | None = None
    title_zh: str
    doc_no: str
    date: DayText
    region_zh: str
    category: str
    reference_date: DayText
    reference_note_zh: str
    base_year: str
    table: str
    removed: tuple[str, ...] = ()  # ids of inherited conditions that do not hold
    required_evidence: tuple[RequiredEvidence, ...] = ()
    conditions: tuple[Condition, ...] = ()
    review_sheet: tuple[SheetItem, ...] = ()
    declaration_phrases: tuple[str, ...] = ()
    check_clauses: dict[str, ClauseSpec] = Field(default_factory=dict)  # by check id or family

    def year(self, period: str | None) -> str | None:
        """The calendar year of a relative period ("Y-1" of base year 2020 is "2019")."""
        if period is None:
            return None
        return str(int(self.base_year) - (int(period[2:]) if len(period) > 1 else 0))

    def condition(self, condition_id: str) -> Condition | None:
        """The condition with this id."""
        return next((c for c in self.conditions if c.id == condition_id), None)
