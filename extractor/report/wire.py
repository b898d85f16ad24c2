"""The shape of report.json and reading.json, as other programs read them (schema version 1).

Kept apart from the types inside so that these may change while the outside stays. The JSON Schema in
docs/reference is generated from here.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from models.document import Document
from models.field import Field as ReadField
from models.field import Value
from models.finding import Finding
from models.geometry import Place
from models.issue import Issue
from models.run import SCHEMA_VERSION, Applicant, Report, Run
from models.submission import SourceFile
from models.table import Row, StandardTable


class Wire(BaseModel):
    """A part of the report; unknown keys are refused when one is read back."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WirePlace(Wire):
    """Source file, page from 1, box [x0, y0, x1, y1] in fractions of the page as displayed."""

    file: str
    page: int
    box: tuple[float, float, float, float]


class WireValue(Wire):
    """A value: plain decimal in the base unit, ISO date or text; `raw` is what stands on the page."""

    value: str
    raw: str
    unit: str | None
    step: str | None
    confidence: float
    place: WirePlace | None
    doubts: list[str] = Field(default_factory=list)
    second: str | None = None


class WireEvidence(WireValue):
    """A value that proves an indicator, and the field it comes from."""

    document: str
    document_type: str
    key: str
    scope: str | None = None


class WireField(Wire):
    """One field of one document."""

    document: str
    key: str
    title_zh: str
    period: str | None
    scope: str | None
    status: str
    value: str | None
    raw: str | None
    unit: str | None
    step: str | None
    confidence: float | None
    place: WirePlace | None
    doubts: list[str] = Field(default_factory=list)
    second: str | None = None


class WirePage(Wire):
    """One page of a source file, from 1."""

    file: str
    page: int


class WireDocument(Wire):
    """One paper and its pages in order."""

    id: str
    type: str | None
    confidence: float
    pages: list[WirePage]
    parts: list[str | None] = Field(default_factory=list)


class WireRow(Wire):
    """One indicator in one period: declared, evidence, computed."""

    indicator: str
    title_zh: str
    period: str | None
    kind: str
    declared: WireValue | None
    declared_status: str
    evidence: list[WireEvidence]
    computed: WireValue | None
    formula: str | None
    outcome: str | None


class WireTable(Wire):
    """A standard table, filled."""

    table: str
    title_zh: str
    rows: list[WireRow]


class WireClause(Wire):
    """The document, the quoted sentence and its line in the source text."""

    source: str
    text: str
    lines: str | None = None


class WireFinding(Wire):
    """The result of one rule."""

    rule: str
    family: str
    outcome: str
    severity: str
    basis: str
    indicator: str | None
    period: str | None
    document_type: str | None
    document: str | None
    declared: WireValue | None
    evidence: list[WireValue]
    computed: WireValue | None
    message: str
    clause: WireClause | None
    places: list[WirePlace]
    follows_from: str | None = None
    missing: list[str] = Field(default_factory=list)


class WireIssue(Wire):
    """A reading issue."""

    code: str
    file: str | None
    page: int | None
    message: str


class WireRefusal(Wire):
    """Why a file was refused."""

    code: str
    message: str


class WireFile(Wire):
    """A source file."""

    name: str
    sha256: str
    pages: int
    kind: str
    refused: WireRefusal | None


class WireEngine(Wire):
    """The OCR engine and the SHA-256 of its weights files."""

    name: str
    version: str
    weights: dict[str, str]


class WireRun(Wire):
    """The manifest: equal manifests give equal bytes."""

    code_version: str
    catalogue_sha256: str
    engine: WireEngine
    programme: str | None
    reference_date: str | None
    status: str
    inputs: dict[str, str]


class WireApplicant(Wire):
    """Who applies."""

    applicant_name: str | None
    uscc: str | None


class WireReading(Wire):
    """reading.json: what was read, without a programme."""

    schema_version: str = SCHEMA_VERSION
    run: WireRun
    files: list[WireFile]
    documents: list[WireDocument]
    fields: list[WireField]
    issues: list[WireIssue]


class WireReport(WireReading):
    """report.json."""

    applicant: WireApplicant
    tables: list[WireTable]
    findings: list[WireFinding]


def reading_to_wire(report: Report) -> WireReading:
    """Return the reading part of a report in its outside shape."""
    return WireReading(
        run=_run(report.run),
        files=[_file(file) for file in report.files],
        documents=[_document(document) for document in report.documents],
        fields=[_field(field) for field in report.fields],
        issues=[_issue(issue) for issue in report.issues],
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
    return WireDocument.model_validate(document.model_dump(mode="json"))


def _issue(issue: Issue) -> WireIssue:
    return WireIssue.model_validate(issue.model_dump(mode="json"))


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "page": place.page, "box": tuple(place.box)}


def _value(value: Value | None) -> dict[str, object] | None:
    if value is None:
        return None
    parts = value.model_dump(mode="json", exclude={"place"})
    place = _place(value.place) if value.place else None
    return {**parts, "confidence": round(value.confidence, 4), "place": place}


def _field(field: ReadField) -> WireField:
    nothing = dict.fromkeys(("raw", "unit", "step", "confidence", "place"))
    parts = {
        "document": field.document,
        "key": field.key,
        "title_zh": field.title_zh,
        "period": field.period,
        "scope": field.scope,
        "status": field.status.value,
    }
    return WireField.model_validate(
        {**parts, **(_value(field.reading) or nothing), "value": field.value}
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
