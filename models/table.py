"""Standard tables: for each indicator what was declared, what the evidence shows, what was computed."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.field import Value
from models.finding import Outcome


class Verdict(StrEnum):
    """How the declared value of a row stands to its evidence."""

    agree = "agree"
    agree_within_precision = "agree_within_precision"  # the last printed place is cut or rounded
    disagree = "disagree"
    evidence_contradicts = "evidence_contradicts"  # papers state different figures
    evidence_missing = "evidence_missing"
    cannot_compare = (
        "cannot_compare"  # no unit, not read, a doubtful reading, a clause read two ways
    )
    not_applicable = "not_applicable"


class Evidence(Frozen):
    """A value that proves an indicator, with the document and field it comes from."""

    value: Value
    document: str
    document_type: str
    key: str
    scope: str | None = None


class Row(Frozen):
    """One indicator of a standard table in one period."""

    indicator: str
    title_zh: str
    period: str | None
    scope: str | None = None  # row1, row2 … or total of a repeated table
    kind: str
    declared: Value | None
    declared_status: str  # a FieldStatus: found, absent, unreadable, not_applicable
    evidence: tuple[Evidence, ...] = ()
    computed: Value | None = None
    formula: str | None = None  # how `computed` was worked out, in Chinese with the numbers
    outcome: Outcome | None = None
    verdict: Verdict | None = None


class StandardTable(Frozen):
    """A programme's standard table, filled."""

    table: str
    title_zh: str
    rows: tuple[Row, ...]

    def row(self, indicator: str, period: str | None = None) -> Row | None:
        """The row of an indicator in a period."""
        for row in self.rows:
            if row.indicator == indicator and row.period == period:
                return row
        return None
