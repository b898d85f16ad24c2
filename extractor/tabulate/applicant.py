"""Who applies, as the form declares or the business licence shows."""

from __future__ import annotations

from collections.abc import Sequence

from models.field import DocumentRecord, FieldStatus
from models.run import Applicant
from models.table import StandardTable


def applicant_of(table: StandardTable, records: Sequence[DocumentRecord]) -> Applicant:
    """Return who applies: as the form declares, else as the business licence shows."""
    return Applicant(
        applicant_name=_declared(table, "applicant_name") or _licensed(records, "company_name"),
        uscc=_declared(table, "uscc") or _licensed(records, "uscc"),
    )


def _declared(table: StandardTable, indicator: str) -> str | None:
    row = table.row(indicator)
    if row is None or row.declared is None or row.declared_status != FieldStatus.found.value:
        return None
    return row.declared.value


def _licensed(records: Sequence[DocumentRecord], key: str) -> str | None:
    licence = next((record for record in records if record.type == "business_license"), None)
    field = licence.get(key) if licence else None
    return field.value if field else None
