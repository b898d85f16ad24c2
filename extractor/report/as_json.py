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
    return wire_schema(WireReport)


def reading_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of reading.json."""
    return wire_schema(WireReading)


def _render(wire: Wire) -> bytes:
    return dump_json(wire.model_dump(mode="json"))


def wire_schema(wire: type[Wire]) -> bytes:
    """Return the JSON Schema (draft 2020-12) of a type."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dump_json(dialect | wire.model_json_schema(mode="serialization"))


def dump_json(data: object) -> bytes:
    """Return a document as UTF-8, laid out so that people can read it."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
