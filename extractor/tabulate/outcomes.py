"""What findings say about the rows of a standard table, and who the applicant is."""

from __future__ import annotations

from collections.abc import Sequence

from models.field import DocumentRecord, FieldStatus
from models.finding import Finding, Outcome
from models.run import Applicant
from models.table import Row, StandardTable

WORST_FIRST = (Outcome.failed, Outcome.review, Outcome.not_checked, Outcome.passed)


def with_outcomes(table: StandardTable, findings: Sequence[Finding]) -> StandardTable:
    """Give each row the worst outcome among the findings about its indicator and period."""
    return table.model_copy(
        update={"rows": tuple(_with_outcome(row, findings) for row in table.rows)}
    )


def applicant_of(table: StandardTable, records: Sequence[DocumentRecord]) -> Applicant:
    """Return who applies: as the form declares, else as the business licence shows."""
    return Applicant(
        applicant_name=_declared(table, "applicant_name") or _licensed(records, "company_name"),
        uscc=_declared(table, "uscc") or _licensed(records, "uscc"),
    )


def _with_outcome(row: Row, findings: Sequence[Finding]) -> Row:
    outcomes = {
        finding.outcome
        for finding in findings
        if finding.indicator == row.indicator and finding.period == row.period
    }
    worst = next((outcome for outcome in WORST_FIRST if outcome in outcomes), None)
    return row.model_copy(update={"outcome": worst})


def _declared(table: StandardTable, indicator: str) -> str | None:
    row = table.row(indicator)
    if row is None or row.declared is None or row.declared_status != FieldStatus.found.value:
        return None
    return row.declared.value


def _licensed(records: Sequence[DocumentRecord], key: str) -> str | None:
    licence = next((record for record in records if record.type == "business_license"), None)
    field = licence.get(key) if licence else None
    return field.value if field else None
