"""Finds the figures of a year in the audit reports: own column first, then the next year's comparative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.verify.names import Holder, judge_holder
from models.field import DocumentRecord, Field, Value
from models.table import Evidence

_SCOPE_ORDER = {"parent": 0, None: 1, "consolidated": 2}


@dataclass(frozen=True)
class AuditReport:
    """One audit report with its year (None: not read)."""

    record: DocumentRecord
    year: str | None

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[Field, ...]]:
        found: dict[str, list[Field]] = {}
        for field in self.record.fields:
            found.setdefault(field.key, []).append(field)
        return {key: tuple(fields) for key, fields in found.items()}

    def all(self, key: str) -> tuple[Field, ...]:
        """Every field of the report with this key."""
        return self._by_key.get(key, ())


def audit_reports(
    records: Iterable[DocumentRecord], *, names: Sequence[Value] = ()
) -> tuple[AuditReport, ...]:
    """All audit reports of the applicant; those of another company are left out."""
    found = []
    for record in records:
        if record.type != "audit_report":
            continue
        entity = record.get("audited_entity")
        reading = entity.reading if entity and entity.value else None
        if reading and names and judge_holder(reading, names) is Holder.other:
            continue
        found.append(AuditReport(record, fiscal_year(record)))
    return tuple(found)


def fiscal_year(record: DocumentRecord) -> str | None:
    """The year of a report: as printed, else the latest year of its statement columns.

    A printed year that none of the columns carries was not read right: then the columns say it.
    """
    years = {item.period for item in record.fields if item.period and item.period.isdigit()}
    field = record.get("fiscal_year")
    printed = re.match(r"\d{4}", field.value) if field and field.value else None
    if printed and (not years or printed[0] in years):
        return printed[0]
    return max(years, default=printed[0] if printed else None)


def statement_evidence(reports: Iterable[AuditReport], key: str, year: str) -> list[Evidence]:
    """Every reading of one item for one year, by authority.

    The report of that year goes before the comparative column of the next one; the applicant's own
    statements before consolidated ones.
    """
    found: list[tuple[tuple[int, int], Evidence]] = []
    for report in reports:
        for field in report.all(key):
            if field.period == year and field.value and field.reading:
                rank = (_distance(report.year, year), _SCOPE_ORDER.get(field.scope, 1))
                found.append((rank, _as_evidence(report.record, field, field.reading)))
    return [evidence for _, evidence in sorted(found, key=lambda item: item[0])]


def is_comparative(report_year: str | None, year: str) -> bool:
    """Whether a figure of `year` stands in the prior-year column of the report."""
    return report_year is not None and report_year != year


def _distance(report_year: str | None, year: str) -> int:
    if report_year is None or not report_year.isdigit():
        return 5
    return min(abs(int(report_year) - int(year)), 9)


def _as_evidence(record: DocumentRecord, field: Field, reading: Value) -> Evidence:
    return Evidence(
        value=reading,
        document=record.document,
        document_type=record.type,
        key=field.key,
        scope=field.scope,
    )
