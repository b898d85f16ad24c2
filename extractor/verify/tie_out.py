"""Sets the evidence and the recomputed value beside every declared value of a standard table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.verify.certificates import Certificate, Standing, judge_certificates
from extractor.verify.derived import derive
from extractor.verify.formulas import compute
from extractor.verify.matching import matches
from extractor.verify.names import applicant_names
from extractor.verify.statements import AuditReport, audit_reports, statement_evidence
from extractor.verify.values import shown
from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_tables import EvidenceSource, TableField, TableSpec
from models.field import DocumentRecord, Value
from models.table import Evidence, Row, StandardTable

_YEAR_FIELDS = ("year", "tax_period", "period", "export_date")
TARGETS = ("year1", "year2")
"""Periods that lie ahead: nothing proves them yet."""
_COUNTING = (Standing.valid, Standing.doubtful)


@dataclass(frozen=True)
class _Papers:
    """What evidence is looked for in."""

    records: tuple[DocumentRecord, ...]
    certificates: tuple[Certificate, ...]
    reports: tuple[AuditReport, ...]
    names: list[Value]
    initial: str | None = None

    def year(self, period: str | None) -> str | None:
        """The calendar year of a period; that of initial values is the base year."""
        return self.initial if period == "initial" else period


def attach_evidence(
    table: StandardTable,
    records: Sequence[DocumentRecord],
    catalogue: Catalogue,
    *,
    reference_date: date | None = None,
    spec: TableSpec | None = None,
    initial: str | None = None,
) -> StandardTable:
    """Fill `evidence` from the papers and `computed` from the evidence by the fields' formulas.

    Certificates count when they are in force on the reference date (without one, terms are not
    judged). Rows that conditions need but the form does not ask for are added; `spec` is the table
    with those facts (default: the table as it stands in the catalogue), `initial` the year for which
    the initial values of targets stand; nothing proves targets.
    """
    spec = spec or catalogue.tables[table.table]
    names = applicant_names(table, [r for r in records if r.type == "business_license"])
    papers = _Papers(
        records=tuple(records),
        certificates=judge_certificates(records, catalogue, names=names, on=reference_date),
        reports=audit_reports(records, names=names),
        names=names,
        initial=initial,
    )
    rows = [_with_evidence(row, spec, papers) for row in _all_rows(table, spec)]
    known = {(row.indicator, row.period): row for row in rows}
    rows = [_with_formula(row, spec, known, papers) for row in rows]
    filled = table.model_copy(update={"rows": tuple(rows)})
    return derive(filled, records, catalogue, on=reference_date)


def year_evidence(
    spec: TableSpec, key: str, year: str, reports: Sequence[AuditReport]
) -> list[Evidence]:
    """Audited figures of any year, also of years that the form has no column for."""
    field = spec.field(key)
    found: list[Evidence] = []
    for source in field.evidence if field else ():
        if source.document_type == "audit_report" and source.field and source.how == "value":
            found += statement_evidence(reports, source.field, year)
    return found


def _all_rows(table: StandardTable, spec: TableSpec) -> list[Row]:
    """The rows of the table, and empty ones for the fields that the form does not print."""
    rows = list(table.rows)
    present = {(row.indicator, row.period) for row in rows}
    for field in spec.fields:
        for period in field.periods or (None,):
            if not field.printed and (field.key, period) not in present:
                rows.append(
                    Row(
                        indicator=field.key,
                        title_zh=field.label,
                        period=period,
                        kind=field.kind,
                        declared=None,
                        declared_status="not_asked",
                    )
                )
    return rows


def _with_evidence(row: Row, spec: TableSpec, papers: _Papers) -> Row:
    field = spec.field(row.indicator)
    found: list[Evidence] = []
    if row.period in TARGETS:
        return row
    for source in field.evidence if field else ():
        found += _from_source(source, row, papers)
    for proof in field.option_proofs if field else ():
        found += [
            _certificate_evidence(item, _mark(item))
            for item in _held(papers.certificates, proof.document_type)
            if matches(item.record, proof.where) is True
        ]
    unique = {(e.document, e.key, e.value.value, e.scope): e for e in reversed(found)}
    ordered = tuple(
        e for e in found if unique.pop((e.document, e.key, e.value.value, e.scope), None)
    )
    counted = None if ordered else _count_without_place(field, papers.certificates)
    return row.model_copy(update={"evidence": ordered, "computed": counted, "formula": None})


def _from_source(source: EvidenceSource, row: Row, papers: _Papers) -> list[Evidence]:
    if source.document_type == "audit_report" and source.field and row.period:
        return statement_evidence(papers.reports, source.field, papers.year(row.period) or "")
    if source.how == "count_of_valid":
        return _count(source, papers.certificates)
    if source.how == "presence":
        return [
            _certificate_evidence(item, _presence(item, row.kind, source.field))
            for item in _held(papers.certificates, source.document_type)
        ]
    return _plain_values(source, row, papers)


def _held(certificates: Sequence[Certificate], document_type: str) -> list[Certificate]:
    """Certificates of a type that are surely in force and held by the applicant."""
    return [
        item
        for item in certificates
        if item.type.key == document_type and item.standing is Standing.valid
    ]


def _plain_values(source: EvidenceSource, row: Row, papers: _Papers) -> list[Evidence]:
    """A field that states the value itself, in the row's year or without one."""
    found: list[Evidence] = []
    for record in papers.records:
        if record.type != source.document_type or source.field is None:
            continue
        for field in record.all(source.field):
            year = field.period or _year_of(record)
            wanted = papers.year(row.period)
            if field.value and field.reading and (wanted is None or year == wanted):
                found.append(
                    Evidence(
                        value=field.reading,
                        document=record.document,
                        document_type=record.type,
                        key=field.key,
                        scope=field.scope,
                    )
                )
    return found


def _year_of(record: DocumentRecord) -> str | None:
    """The year that a paper states for all its figures, None when it states none."""
    for key in _YEAR_FIELDS:
        field = record.get(key)
        if field and field.value and (match := re.match(r"\d{4}", field.value)):
            return match[0]
    return None


def _count(source: EvidenceSource, certificates: Sequence[Certificate]) -> list[Evidence]:
    """The number of certificates that count, as one evidence at the place of the first."""
    counted = _counted(source, certificates)
    first = next((item for item in counted if item.mark and item.mark.place), None)
    if first is None or first.mark is None:
        return []
    return [
        Evidence(
            value=_number_of(counted).model_copy(update={"place": first.mark.place}),
            document=first.record.document,
            document_type=source.document_type,
            key="count_of_valid",
        )
    ]


def _count_without_place(
    field: TableField | None, certificates: Sequence[Certificate]
) -> Value | None:
    """The number of certificates where papers of the type were handed in but none has a place to show."""
    handed_in = {item.type.key for item in certificates}
    for source in field.evidence if field else ():
        if source.how == "count_of_valid" and source.document_type in handed_in:
            return _number_of(_counted(source, certificates))
    return None


def _counted(source: EvidenceSource, certificates: Sequence[Certificate]) -> list[Certificate]:
    return [
        item
        for item in certificates
        if item.type.key == source.document_type
        and item.standing in _COUNTING
        and matches(item.record, source.where) is True
    ]


def _number_of(certificates: Sequence[Certificate]) -> Value:
    return Value(value=str(len(certificates)), raw=str(len(certificates)), unit="项", step="1")


def _certificate_evidence(item: Certificate, value: Value) -> Evidence:
    return Evidence(
        value=value,
        document=item.record.document,
        document_type=item.type.key,
        key=item.type.identity[0] if item.type.identity else "document",
    )


def _mark(item: Certificate) -> Value:
    return item.mark or Value(value=item.type.title_zh, raw=item.type.title_zh)


def _presence(item: Certificate, kind: str, key: str | None) -> Value:
    """`是` for yes-no fields, else the field named, else what tells the paper apart."""
    field = item.record.get(key) if key else None
    mark = field.reading if field and field.value and field.reading else _mark(item)
    return mark.model_copy(update={"value": "是"}) if kind == "bool" else mark


def _with_formula(
    row: Row, spec: TableSpec, known: dict[tuple[str, str | None], Row], papers: _Papers
) -> Row:
    """The value that the evidence yields by the field's formula."""
    field = spec.field(row.indicator)
    if field is None or field.formula is None or row.period in TARGETS:
        return row
    inputs = _inputs(field, papers.year(row.period), known, spec, papers)
    if inputs is None:
        return row
    result = compute(field.formula.op, inputs, unit=field.unit)
    if result is None:
        return row
    text = f"{field.formula.title_zh}：{'，'.join(shown(item) for item in inputs)}"
    return row.model_copy(update={"computed": result, "formula": text})


def _inputs(
    field: TableField,
    period: str | None,
    known: dict[tuple[str, str | None], Row],
    spec: TableSpec,
    papers: _Papers,
) -> list[Value] | None:
    """The evidence of every input; None when one has none."""
    if field.formula is None:
        return None
    keys: list[tuple[str, str | None]] = [(key, period) for key in field.formula.of]
    if field.formula.op == "growth" and period:
        keys.append((field.formula.of[0], str(int(period) - 1)))
    values = []
    for key, year in keys:
        row = known.get((key, year)) or known.get((key, None))
        evidence = list(row.evidence) if row and row.period == year else []
        if not evidence and year:
            evidence = year_evidence(spec, key, year, papers.reports)
        if evidence:
            values.append(evidence[0].value)
        elif row and row.period == year and row.computed:  # a count of nothing
            values.append(row.computed)
        else:
            return None
    return values
