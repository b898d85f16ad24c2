"""What is known of an indicator in a year: evidence first, then what evidence yields, then the declaration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.verify.case import Case
from extractor.verify.formulas import compute
from extractor.verify.tie_out import year_evidence
from models.catalogue.spec_tables import TableField
from models.field import FieldStatus, Value


class Origin(StrEnum):
    """Where a value comes from."""

    evidence = "evidence"
    declared = "declared"


@dataclass(frozen=True)
class Known:
    """A value, where it comes from, and how it was worked out (None: read as it stands)."""

    value: Value
    origin: Origin
    formula: str | None = None


def known_value(
    case: Case, key: str, year: str | None, *, use_declared: bool = False
) -> Known | None:
    """The value by which a condition is judged; with `use_declared` what the applicant claims."""
    declared = _declared(case, key, year)
    if use_declared and declared is not None:
        return Known(declared, Origin.declared)
    proven = _proven(case, key, year)
    if proven is not None:
        row = case.table.row(key, year) or case.table.row(key, None)
        by_formula = row.formula if row and row.computed is proven else None
        return Known(proven, Origin.evidence, by_formula)
    return Known(declared, Origin.declared) if declared is not None else None


def proofs(case: Case, key: str, year: str | None) -> tuple[Value, ...]:
    """The values of all papers that prove the indicator, in the order of their authority."""
    field = case.field(key)
    return tuple(
        item.value for item in case.evidence(key, year if field and field.periods else None)
    )


def is_blank(case: Case, key: str, year: str | None) -> bool:
    """Whether the form surely says nothing (left empty, not applicable or not asked)."""
    row = case.table.row(key, year) or case.table.row(key, None)
    empty = (FieldStatus.absent.value, FieldStatus.not_applicable.value, "not_asked")
    return row is not None and row.declared_status in empty


def _proven(case: Case, key: str, year: str | None) -> Value | None:
    field = case.field(key)
    row = case.table.row(key, year if field and field.periods else None)
    if row is not None:
        evidence = [e for e in row.evidence if not case.is_support(key, e)]
        if evidence:
            return evidence[0].value
        if row.computed is not None:
            return row.computed
    if year is None or field is None:
        return None
    found = year_evidence(case.spec, key, year, case.reports)
    return found[0].value if found else None


def _declared(case: Case, key: str, year: str | None) -> Value | None:
    field = case.field(key)
    if field is None:
        return None
    value = case.declared(key, year if field.periods else None)
    if value is not None or field.printed or field.formula is None:
        return value
    return _declared_formula(case, field, year)


def _declared_formula(case: Case, field: TableField, year: str | None) -> Value | None:
    """A value that the form does not ask for, from declared inputs."""
    if field.formula is None or field.formula.op == "growth":
        return None
    inputs = [case.declared(key, year) for key in field.formula.of]
    values = [value for value in inputs if value is not None]
    if len(values) != len(inputs):
        return None
    return compute(field.formula.op, values, unit=field.unit)
