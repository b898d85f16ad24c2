"""Fills a programme's standard table with what the application form declares."""

from __future__ import annotations

from collections.abc import Sequence

from models.catalogue.spec_tables import Section, TableField, TableSpec
from models.field import DocumentRecord, Field, FieldStatus
from models.table import Row, StandardTable


def fill_table(
    table_spec: TableSpec,
    record: DocumentRecord | None,
    *,
    more: Sequence[DocumentRecord] = (),
) -> StandardTable:
    """Return the table with one row per field and period, in printed order.

    `record` is the form; sections that stand on papers of their own are filled from those in `more`.

    A row holds the declared value or the reason why there is none; without a form every field that
    it prints is absent. Fields that the form does not print are not applicable as declarations: their
    rows wait for evidence and computed values.
    """
    rows = (
        _row(table_field, period, scope, _paper(section, record, more))
        for section in table_spec.sections
        for table_field in section.fields
        for period in table_field.periods or (None,)
        for scope in _scopes(section, table_field, record)
    )
    return StandardTable(table=table_spec.id, title_zh=table_spec.title_zh, rows=tuple(rows))


def form_record(
    records: Sequence[DocumentRecord], *, table: str, document_type: str
) -> DocumentRecord | None:
    """The record of a form: one that was read by its table, else one of its type read by another."""
    own = next((record for record in records if record.table == table), None)
    return own or next((record for record in records if record.type == document_type), None)


def _paper(
    section: Section, record: DocumentRecord | None, more: Sequence[DocumentRecord]
) -> DocumentRecord | None:
    """The record of the paper on which a section stands."""
    if section.document_type is None:
        return record
    return form_record(more, table=section.form or "", document_type=section.document_type)


def _scopes(
    section: Section, table_field: TableField, record: DocumentRecord | None
) -> tuple[str | None, ...]:
    """The rows of a repeated table that are filled in; a place without rows for every other field."""
    if not section.row_names or record is None:
        return (None,)
    keys = {field.key for field in section.fields}
    named = {field.scope for field in record.fields if field.key in keys and field.scope}
    return tuple(sorted(named, key=lambda scope: (len(scope), scope))) or (None,)


def _row(
    table_field: TableField,
    period: str | None,
    scope: str | None,
    record: DocumentRecord | None,
) -> Row:
    declared = _declared(table_field, period, scope, record)
    found = declared is not None and declared.status is FieldStatus.found
    return Row(
        indicator=table_field.key,
        title_zh=f"{table_field.label}{_row_name(scope)}",
        period=period,
        scope=scope,
        kind=table_field.kind,
        declared=declared.reading if declared is not None and found else None,
        declared_status=_status(table_field, declared).value,
    )


def _row_name(scope: str | None) -> str:
    if scope is None:
        return ""
    return "（合计）" if scope == "total" else f"（第{scope.removeprefix('row')}行）"


def _declared(
    table_field: TableField,
    period: str | None,
    scope: str | None,
    record: DocumentRecord | None,
) -> Field | None:
    if record is None or not table_field.printed:
        return None
    fields = record.all(table_field.key)
    same = (field for field in fields if field.period == period and field.scope == scope)
    return next(same, None)


def _status(table_field: TableField, declared: Field | None) -> FieldStatus:
    if declared is not None:
        return declared.status
    return FieldStatus.absent if table_field.printed else FieldStatus.not_applicable
