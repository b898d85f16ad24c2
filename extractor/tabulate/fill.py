"""Fills a programme's standard table with what the application form declares."""

from __future__ import annotations

from collections.abc import Sequence

from models.catalogue.spec_tables import TableField, TableSpec
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
    others = {item.type: item for item in reversed(more)}
    rows = (
        _row(
            table_field,
            period,
            others.get(section.document_type) if section.document_type else record,
        )
        for section in table_spec.sections
        for table_field in section.fields
        for period in table_field.periods or (None,)
    )
    return StandardTable(table=table_spec.id, title_zh=table_spec.title_zh, rows=tuple(rows))


def _row(table_field: TableField, period: str | None, record: DocumentRecord | None) -> Row:
    declared = _declared(table_field, period, record)
    found = declared is not None and declared.status is FieldStatus.found
    return Row(
        indicator=table_field.key,
        title_zh=table_field.label,
        period=period,
        kind=table_field.kind,
        declared=declared.reading if declared is not None and found else None,
        declared_status=_status(table_field, declared).value,
    )


def _declared(
    table_field: TableField, period: str | None, record: DocumentRecord | None
) -> Field | None:
    if record is None or not table_field.printed:
        return None
    fields = record.all(table_field.key)
    return next((field for field in fields if field.period == period), None)


def _status(table_field: TableField, declared: Field | None) -> FieldStatus:
    if declared is not None:
        return declared.status
    return FieldStatus.absent if table_field.printed else FieldStatus.not_applicable
