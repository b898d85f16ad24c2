"""The standard table: one row per field and period, with the declared value or its nothing."""

from __future__ import annotations

from extractor.tabulate.fill import fill_table
from models.catalogue import load_catalogue
from models.field import DocumentRecord, Field, FieldStatus, Value

TABLE = load_catalogue().tables["cn-xjr3-application"]


def declared(key: str, period: str | None, value: str | None, status: FieldStatus) -> Field:
    reading = Value(value=value, raw=value) if value is not None else None
    return Field(
        document="d1", key=key, title_zh=key, period=period, status=status, reading=reading
    )


RECORD = DocumentRecord(
    document="d1",
    type="application_form",
    fields=(
        declared("operating_revenue", "2019", "100", FieldStatus.found),
        declared("operating_revenue", "2020", "1?0", FieldStatus.unreadable),
        declared("employees", None, None, FieldStatus.absent),
        declared("total_profit", "2020", "7", FieldStatus.found),
    ),
)


def test_every_field_and_period_is_a_row_in_printed_order() -> None:
    table = fill_table(TABLE, RECORD)
    expected = [(f.key, period) for f in TABLE.fields for period in f.periods or (None,)]
    assert [(row.indicator, row.period) for row in table.rows] == expected
    assert (table.table, table.title_zh) == (TABLE.id, TABLE.title_zh)


def test_declared_values_and_their_nothings() -> None:
    table = fill_table(TABLE, RECORD)
    found = table.row("operating_revenue", "2019")
    assert found is not None
    assert found.declared is not None
    assert (found.declared.value, found.declared_status) == ("100", "found")
    unreadable = table.row("operating_revenue", "2020")
    assert unreadable is not None
    assert (unreadable.declared, unreadable.declared_status) == (None, "unreadable")
    absent = table.row("employees")
    assert absent is not None
    assert (absent.declared, absent.declared_status) == (None, "absent")


def test_rows_that_the_form_does_not_print_hold_no_claim() -> None:
    row = fill_table(TABLE, RECORD).row("total_profit", "2020")
    assert row is not None
    assert (row.declared, row.declared_status) == (None, "not_applicable")


def test_without_a_form_nothing_is_declared() -> None:
    table = fill_table(TABLE, None)
    assert {row.declared_status for row in table.rows} == {"absent", "not_applicable"}
    assert all(row.declared is None for row in table.rows)
