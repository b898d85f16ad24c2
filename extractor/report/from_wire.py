"""From the outside shape of report.json back to the types inside."""

from __future__ import annotations

from extractor.report.wire import (
    WireElectronicSeal,
    WireEvidence,
    WireField,
    WireFinding,
    WirePlace,
    WireReport,
    WireRow,
    WireSeal,
    WireValue,
)
from models.document import Document
from models.field import Field, FieldStatus, Value
from models.finding import Finding
from models.geometry import Box, Place
from models.issue import Issue
from models.page import ElectronicSeal, Seal
from models.run import Applicant, PlacedElectronicSeal, PlacedSeal, Report, Run
from models.submission import SourceFile
from models.table import Evidence, Row, StandardTable

_VALUE = frozenset(Value.model_fields)


def report_from_wire(wire: WireReport) -> Report:
    """Return a report as it was before it was written; confidences keep the places written."""
    return Report(
        run=Run.model_validate(wire.run.model_dump(mode="json")),
        applicant=Applicant.model_validate(wire.applicant.model_dump()),
        files=files_from_wire(wire),
        documents=tuple(Document.model_validate(d.model_dump()) for d in wire.documents),
        fields=tuple(_field(field) for field in wire.fields),
        tables=tuple(
            StandardTable(
                table=table.table,
                title_zh=table.title_zh,
                rows=tuple(_row(row) for row in table.rows),
            )
            for table in wire.tables
        ),
        findings=tuple(finding_from_wire(finding) for finding in wire.findings),
        issues=tuple(Issue.model_validate(i.model_dump(mode="json")) for i in wire.issues),
        seals=tuple(_seal(seal) for seal in wire.seals),
        electronic_seals=tuple(_electronic_seal(seal) for seal in wire.electronic_seals),
    )


def files_from_wire(wire: WireReport) -> tuple[SourceFile, ...]:
    """Return the source files of a report."""
    return tuple(SourceFile.model_validate(f.model_dump(mode="json")) for f in wire.files)


def finding_from_wire(wire: WireFinding) -> Finding:
    """Return one finding as it was before it was written."""
    return Finding.model_validate(wire.model_dump(mode="json"))


def read_report(data: bytes) -> Report:
    """Return the report that a report.json holds; raises pydantic.ValidationError."""
    return report_from_wire(WireReport.model_validate_json(data))


def _place(wire: WirePlace | WireSeal | WireElectronicSeal) -> Place:
    return Place(file=wire.file, page=wire.page, box=Box(*wire.box))


def _seal(wire: WireSeal) -> PlacedSeal:
    """The box of the seal itself is that on the page as displayed: the frame is not written."""
    place = _place(wire)
    parts = wire.model_dump(mode="json", exclude={"file", "page", "box"})
    return PlacedSeal(seal=Seal.model_validate({**parts, "box": place.box}), place=place)


def _electronic_seal(wire: WireElectronicSeal) -> PlacedElectronicSeal:
    place = _place(wire)
    parts = wire.model_dump(mode="json", exclude={"file", "page", "box", "verified"})
    seal = ElectronicSeal.model_validate({**parts, "box": place.box})
    return PlacedElectronicSeal(seal=seal, place=place)


def _value(wire: WireValue | WireField) -> Value:
    parts = wire.model_dump(mode="json", include=set(_VALUE))
    return Value.model_validate({**parts, "value": wire.value or ""})


def _field(wire: WireField) -> Field:
    return Field(
        document=wire.document,
        key=wire.key,
        title_zh=wire.title_zh,
        period=wire.period,
        scope=wire.scope,
        status=FieldStatus(wire.status),
        reading=_value(wire) if wire.raw is not None else None,
        asked=_place(wire.asked) if wire.asked else None,
    )


def _evidence(wire: WireEvidence) -> Evidence:
    return Evidence(
        value=_value(wire),
        document=wire.document,
        document_type=wire.document_type,
        key=wire.key,
        scope=wire.scope,
    )


def _row(wire: WireRow) -> Row:
    return Row(
        indicator=wire.indicator,
        title_zh=wire.title_zh,
        period=wire.period,
        scope=wire.scope,
        kind=wire.kind,
        declared=_value(wire.declared) if wire.declared else None,
        declared_status=wire.declared_status.value,
        evidence=tuple(_evidence(item) for item in wire.evidence),
        computed=_value(wire.computed) if wire.computed else None,
        formula=wire.formula,
        outcome=wire.outcome,
        verdict=wire.verdict,
    )
