"""report.json and reading.json: the same report gives the same bytes."""

from __future__ import annotations

import json

from extractor.report.to_wire import reading_to_wire, report_to_wire
from extractor.report.wire import Wire, WireReading, WireReport
from models.run import Report


def render_report(report: Report) -> bytes:
    """Return report.json as UTF-8."""
    return _render(report_to_wire(report))


def render_reading(report: Report) -> bytes:
    """Return reading.json as UTF-8: documents, fields and issues only."""
    return _render(reading_to_wire(report))


def report_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of report.json."""
    return _schema(WireReport)


def reading_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of reading.json."""
    return _schema(WireReading)


def _render(wire: Wire) -> bytes:
    return _dump(wire.model_dump(mode="json"))


def _schema(wire: type[Wire]) -> bytes:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return _dump(dialect | wire.model_json_schema(mode="serialization"))


def _dump(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
