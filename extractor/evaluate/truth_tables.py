"""Statements in a truth file: printed titles, items and columns, turned into fields of the audit report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.evaluate.truth import DocumentTruth, FieldTruth
from extractor.extract.statements.items import Items
from extractor.extract.statements.slots import year_before
from extractor.extract.statements.words import Title, read_date, read_title
from models.catalogue.catalogue import Catalogue

COLUMNS = "列"  # the key that tells the columns of a statement in the order of its amounts
_ITEMS_OF = "audit_report"


def with_statements(
    truth: DocumentTruth, data: Mapping[str, Any], catalogue: Catalogue
) -> DocumentTruth:
    """The truth with the cells of every statement that the truth file `data` gives by printed names.

    A statement is a table under its title, or the fields themselves where `doc_type` is the title:
    `{"列": [column, …], item: [amount, …]}`. Items that the catalogue does not know stay under their
    printed name, and are never found.
    """
    fields: Mapping[str, Any] = data.get("fields", {})
    tables: list[tuple[str, Mapping[str, Any]]] = [
        (title, table) for title, table in fields.items() if isinstance(table, dict)
    ]
    tables.append((str(data.get("doc_type", "")).partition("(")[0], fields))
    cells = [
        cell
        for text, table in tables
        if COLUMNS in table and (title := read_title(text)) is not None
        for cell in _cells(title, table, catalogue)
    ]
    return truth.model_copy(update={"fields": (*truth.fields, *cells)})


def _cells(title: Title, table: Mapping[str, Any], catalogue: Catalogue) -> Iterator[FieldTruth]:
    prefix = title.statement.value
    items = Items(catalogue.document_type(_ITEMS_OF).fields, prefix=prefix)
    periods = _periods(title, table[COLUMNS])
    for label, amounts in table.items():
        if label == COLUMNS or not isinstance(amounts, list):
            continue
        match = items.find(label)
        key = match.spec.key if match is not None else f"{prefix}.{label}"
        for period, amount in zip(periods, amounts, strict=False):
            if amount is not None:
                yield FieldTruth(key=key, period=period, value=str(amount), scope=title.scope)


def _periods(title: Title, columns: Sequence[str]) -> list[str]:
    """The year or month of each column; one that names none is the period before the first."""
    dates = [read_date(column) for column in columns]
    base = next((date for date in dates if date), None)
    return [date or year_before(base, title.statement) or "" for date in dates]
