"""Looks up what a test relies on: a field, its reading or a cell that must be there."""

from __future__ import annotations

from extractor.extract.tables.printed import Cell, PrintedTable
from models.field import DocumentRecord, Field, Value
from models.geometry import Place


def field_of(
    record: DocumentRecord, key: str, *, period: str | None = None, scope: str | None = None
) -> Field:
    """The first field with this key (period, scope, where given); it must be in the record."""
    found = record.get(key, period=period, scope=scope)
    assert found is not None, key
    return found


def reading_of(record: DocumentRecord, key: str, *, period: str | None = None) -> Value:
    """What was read for a field."""
    reading = field_of(record, key, period=period).reading
    assert reading is not None, key
    return reading


def place_of(record: DocumentRecord, key: str, *, period: str | None = None) -> Place:
    """Where a field was read."""
    place = reading_of(record, key, period=period).place
    assert place is not None, key
    return place


def cell_at(table: PrintedTable, row: int, column: int) -> Cell:
    """The cell that covers a row and a column."""
    found = table.at(row, column)
    assert found is not None, (row, column)
    return found
