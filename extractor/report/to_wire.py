"""From the types inside to the outside shape of report.json."""

from __future__ import annotations

from extractor.report.wire import (
    WireApplicant,
    WireDocument,
    WireElectronicSeal,
    WireField,
    WireFile,
    WireFinding,
    WireIssue,
    WireReading,
    WireReport,
    WireRow,
    WireRun,
    WireSeal,
    WireTable,
)
from models.document import Document
from models.field import Field, Value
from models.finding import Finding
from models.geometry import Place
from models.issue import Issue
from models.run import Applicant, PlacedElectronicSeal, PlacedSeal, Report, Run
from models.submission import SourceFile
from models.table import Row, StandardTable


def reading_to_wire(report: Report) -> WireReading:
    """Return the reading part of a report in its outside shape."""
    return WireReading(
        run=_run(report.run),
        files=[_file(file) for file in report.files],
        documents=[_document(document) for document in report.documents],
        fields=[_field(field) for field in report.fields],
        issues=[_issue(issue) for issue in report.issues],
        seals=[_seal(placed) for placed in report.seals],
        electronic_seals=[_electronic_seal(placed) for placed in report.electronic_seals],
    )


def report_to_wire(report: Report) -> WireReport:
    """Return a report in its outside shape."""
    reading = reading_to_wire(report)
    return WireReport(
        run=reading.run,
        files=reading.files,
        documents=reading.documents,
        fields=reading.fields,
        issues=reading.issues,
        seals=reading.seals,
        electronic_seals=reading.electronic_seals,
        applicant=_applicant(report.applicant),
        tables=[_table(table) for table in report.tables],
        findings=[_finding(finding) for finding in report.findings],
    )


def _run(run: Run) -> WireRun:
    return WireRun.model_validate(run.model_dump(mode="json"))


def _applicant(applicant: Applicant) -> WireApplicant:
    return WireApplicant.model_validate(applicant.model_dump(mode="json"))


def _file(file: SourceFile) -> WireFile:
    return WireFile.model_validate(file.model_dump(mode="json"))


def _document(document: Document) -> WireDocument:
    parts = document.model_dump(mode="json")
    return WireDocument.model_validate({**parts, "confidence": round(document.confidence, 4)})


def _issue(issue: Issue) -> WireIssue:
    return WireIssue.model_validate(issue.model_dump(mode="json"))


def _seal(placed: PlacedSeal) -> WireSeal:
    parts = placed.seal.model_dump(mode="json", exclude={"box", "confidence"})
    confidence = round(placed.seal.confidence, 4)
    return WireSeal.model_validate({**parts, **_place(placed.place), "confidence": confidence})


def _electronic_seal(placed: PlacedElectronicSeal) -> WireElectronicSeal:
    parts = placed.seal.model_dump(mode="json", exclude={"box"})
    return WireElectronicSeal.model_validate({**parts, **_place(placed.place)})


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "page": place.page, "box": tuple(place.box)}


def _value(value: Value | None) -> dict[str, object] | None:
    if value is None:
        return None
    parts = value.model_dump(mode="json", exclude={"place", "unit_place"})
    place = _place(value.place) if value.place else None
    unit_place = _place(value.unit_place) if value.unit_place else None
    confidence = round(value.stated_confidence, 4)
    return {**parts, "confidence": confidence, "place": place, "unit_place": unit_place}


def _field(field: Field) -> WireField:
    nothing = dict.fromkeys(("raw", "unit", "step", "confidence", "place"))
    parts = {
        "document": field.document,
        "key": field.key,
        "title_zh": field.title_zh,
        "period": field.period,
        "scope": field.scope,
        "status": field.status.value,
    }
    asked = _place(field.asked) if field.asked else None
    return WireField.model_validate(
        {**parts, **(_value(field.reading) or nothing), "value": field.value, "asked": asked}
    )


def _row(row: Row) -> WireRow:
    evidence = [
        {
            **(_value(item.value) or {}),
            "document": item.document,
            "document_type": item.document_type,
            "key": item.key,
            "scope": item.scope,
        }
        for item in row.evidence
    ]
    simple = row.model_dump(mode="json", exclude={"declared", "evidence", "computed"})
    return WireRow.model_validate(
        {
            **simple,
            "declared": _value(row.declared),
            "evidence": evidence,
            "computed": _value(row.computed),
        }
    )


def _table(table: StandardTable) -> WireTable:
    return WireTable(
        table=table.table, title_zh=table.title_zh, rows=[_row(row) for row in table.rows]
    )


def _finding(finding: Finding) -> WireFinding:
    simple = finding.model_dump(mode="json", exclude={"declared", "evidence", "computed", "places"})
    return WireFinding.model_validate(
        {
            **simple,
            "declared": _value(finding.declared),
            "evidence": [_value(value) for value in finding.evidence],
            "computed": _value(finding.computed),
            "places": [_place(place) for place in finding.places],
        }
    )
