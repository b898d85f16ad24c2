"""The base of every catalogue entry, and what is common to them: kinds, clauses, keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, StringConstraints

from models.base import Frozen

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
"""A snake_case key; statement and note items carry one prefix (`balance_sheet.total_assets`)."""

DecimalText = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]
"""A plain decimal, written in quotes, in the base unit (元, percent as printed before %, pieces)."""

DayText = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]

KindName = Literal[
    "text",
    "company_name",
    "code",
    "uscc",
    "registration_number",
    "patent_number",
    "certificate_number",
    "money",
    "ratio",
    "count",
    "rank",
    "day",
    "period",
    "choice",
    "multi_choice",
    "bool",
    "rows",
]


class Spec(Frozen):
    """A catalogue entry: frozen, refuses unknown keys, never turns a number into text or back."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ClauseSpec(Spec):
    """The printed sentence an entry rests on; `text` is quoted word for word."""

    source: str
    text: str
    lines: str | None = None


class Match(Spec):
    """A field of the document must read one of these values, or hold one of these words (blanks apart)."""

    field: Key
    one_of: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()


class Indicator(Spec):
    """The meaning of a value that applications declare, whatever paper it stands on.

    `unit` is the unit in which forms usually print it; `formula` explains, in Chinese, how it follows
    from others.
    """

    key: Key
    title_zh: str
    aliases_zh: tuple[str, ...] = ()
    kind: KindName
    unit: str | None = None
    periodicity: Literal["point", "year", "multi_year", "target"] = "point"
    options: tuple[str, ...] = ()
    formula_zh: str | None = None


class IndicatorFile(Spec):
    """The file `indicators.yaml`."""

    indicators: tuple[Indicator, ...]
