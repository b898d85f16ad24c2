"""A case with the evidence beside its tables as it stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractor.verify.case import Case
from extractor.verify.tie_out import attach_evidence


def tied(case: Case) -> Case:
    """The case with evidence attached anew: certificates are counted as they stand on its reference date."""
    specs = {spec.id: spec for spec in case.catalogue.more_forms(case.programme)}
    tables = tuple(
        attach_evidence(
            table,
            case.records,
            case.catalogue,
            reference_date=case.reference_date,
            spec=specs.get(table.table, case.spec),
            initial=case.programme.base_year,
        )
        for table in case.tables
    )
    return case.with_tables(tables)


def case_on(case: Case, day: date) -> Case:
    """The case as it stands on another day than the reference date of its programme."""
    return case if day == case.reference_date else tied(replace(case, reference_date=day))
