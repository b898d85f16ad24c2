"""The closed tree of conditions: comparisons, questions to a person, lists, and how they are joined."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from models.catalogue.spec import DayText, DecimalText, Key, Spec

Period = Annotated[str, Field(pattern=r"^Y([+-][1-9])?$")]
"""A year relative to the programme's base year Y: "Y", "Y-1", "Y+3"."""

Measure = Literal[
    "value", "each", "mean", "pooled", "sum", "mean_growth", "compound_growth", "count"
]


class Leaf(Spec):
    """One comparison.

    Give `indicator` or `sum_of` (the values of several indicators added up). `period` is one year,
    `periods` several, oldest first, then `measure` says how they become one number: `each` (every year
    must hold), `mean`, `pooled` (sum of numerators over sum of denominators, from the table's formula),
    `sum`, `mean_growth` (mean of the yearly rates), `compound_growth`. Measure `count` is the number of
    papers that prove the indicator, or of ticked options. Exactly one comparator; `contains` asks that
    one of the papers (or the declaration) holds one of the words, `before`, `not_before` and `not_after`
    compare days.
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
    before: DayText | None = None
    not_before: DayText | None = None
    not_after: DayText | None = None
    one_of: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    present: bool | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The indicators that the leaf reads."""
        return (*((self.indicator,) if self.indicator else ()), *self.sum_of)

    @property
    def comparators(self) -> tuple[str, ...]:
        """The names of the comparators that are set."""
        names = (
            "at_least", "more_than", "at_most", "less_than", "before", "not_before", "not_after",
            "present",
        )  # fmt: skip
        given = [name for name in names if getattr(self, name) is not None]
        lists = [name for name in ("one_of", "contains") if getattr(self, name)]
        return (*given, *lists)


class Ask(Spec):
    """A question that papers cannot answer: a qualitative word, or an enquiry at a register.

    `ask` is the question, `at` who can answer it (None: whoever reviews the application).
    """

    ask: str
    at: str | None = None


class OnList(Spec):
    """The applicant must stand on a list; lists that the sources do not print are loaded by the user."""

    on_list: Key


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


_SHAPES: tuple[tuple[type[Spec], str], ...] = (
    (AllOf, "all"),
    (AnyOf, "any"),
    (AtLeast, "count"),
    (ByBand, "band"),
    (Ask, "ask"),
    (OnList, "on_list"),
)
_KEYS = {"all": "all", "any": "any", "by_band": "band", "ask": "ask", "on_list": "on_list"}


def _node_tag(node: Any) -> str:
    """Tell the shapes of a tree node apart by their keys."""
    if not isinstance(node, dict):
        return next((tag for shape, tag in _SHAPES if isinstance(node, shape)), "leaf")
    if isinstance(node.get("at_least"), dict):
        return "count"
    return next((tag for key, tag in _KEYS.items() if key in node), "leaf")


Node = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeast, Tag("count")]
    | Annotated[ByBand, Tag("band")]
    | Annotated[Ask, Tag("ask")]
    | Annotated[OnList, Tag("on_list")]
    | Annotated[Leaf, Tag("leaf")],
    Discriminator(_node_tag),
]

NODE_TAGS = frozenset({"all", "any", "count", "band", "ask", "on_list", "leaf"})
"""The words that pydantic puts into the path of a fault inside a tree."""

for _model in (AllOf, AnyOf, Count, AtLeast, Band, Bands, ByBand):
    _model.model_rebuild()


def branches(node: AllOf | AnyOf | AtLeast) -> tuple[Node, ...]:
    """The branches of an inner node."""
    if isinstance(node, AllOf):
        return node.all
    return node.any if isinstance(node, AnyOf) else node.at_least.of
