"""The shape of report.json and reading.json, as other programs read them (schema version 1).

Kept apart from the types inside so that these may change while the outside stays. The JSON Schema in
docs/reference is generated from here.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from models.field import Doubt, FieldStatus
from models.finding import Basis, Cause, Decided, Family, Outcome, Severity
from models.issue import IssueCode
from models.page import ElectronicSealKind, SealColour
from models.run import RunStatus
from models.submission import FileKind
from models.table import Verdict


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
    doubts: list[Doubt] = Field(default_factory=list)
    second: str | None = None
    seconded: bool = False
    unit_place: WirePlace | None = None
    corrected_from: str | None = None


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
    status: FieldStatus
    value: str | None
    raw: str | None
    unit: str | None
    step: str | None
    confidence: float | None
    place: WirePlace | None
    doubts: list[Doubt] = Field(default_factory=list)
    second: str | None = None
    seconded: bool = False
    unit_place: WirePlace | None = None
    corrected_from: str | None = None
    asked: WirePlace | None = None


class WirePage(Wire):
    """One page of a source file, from 1; `half` 1 or 2 of a sheet that holds two pages, else null."""

    file: str
    page: int
    half: int | None = None


class WireDocument(Wire):
    """One paper and its pages in order."""

    id: str
    type: str | None
    confidence: float
    pages: list[WirePage]
    parts: list[str | None] = Field(default_factory=list)


class WireRow(Wire):
    """One indicator in one period, of repeated rows in one row: declared, evidence, computed."""

    indicator: str
    title_zh: str
    period: str | None
    scope: str | None = None
    kind: str
    declared: WireValue | None
    declared_status: FieldStatus
    evidence: list[WireEvidence]
    computed: WireValue | None
    formula: str | None
    outcome: Outcome | None
    verdict: Verdict | None = None


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


class WireSettled(Wire):
    """What people decided about a finding, why (a reason code), and who did."""

    state: Decided
    reason: str | None
    note: str
    by: list[str]
    at: str


class WireMargin(Wire):
    """A value beside the limit of a condition: plain decimals in the base unit."""

    indicator: str
    period: str | None
    comparator: str
    value: str
    limit: str
    unit: str | None


class WireFinding(Wire):
    """The result of one rule."""

    rule: str
    family: Family
    outcome: Outcome
    severity: Severity
    basis: Basis
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
    cause: Cause | None = None
    margins: list[WireMargin] = Field(default_factory=list)
    settled: WireSettled | None = None


class WireIssue(Wire):
    """A reading issue."""

    code: IssueCode
    file: str | None
    page: int | None
    message: str


class WireSeal(Wire):
    """A seal seen on a page. `organisation` is the name it carries, "" where none was read surely."""

    file: str
    page: int
    box: tuple[float, float, float, float]
    colour: SealColour
    shape: str
    text: str
    organisation: str
    confidence: float


class WireElectronicSeal(Wire):
    """A signature field or stamp that a PDF declares; what it states is not verified cryptographically."""

    file: str
    page: int
    box: tuple[float, float, float, float]
    kind: ElectronicSealKind
    name: str
    signed: bool
    signer: str | None
    signed_at: str | None
    reason: str | None
    visible: bool
    verified: Literal["not_verified"] = "not_verified"


class WireRefusal(Wire):
    """Why a file was refused."""

    code: str
    message: str


class WireHistory(Wire):
    """What a PDF states about its making; `changed_pages` count from 1."""

    producer: str
    creator: str
    created: str
    modified: str
    revisions: int
    changed_pages: list[int]
    signed: bool


class WireFile(Wire):
    """A source file."""

    name: str
    sha256: str
    pages: int
    kind: FileKind
    refused: WireRefusal | None
    digests: list[str] = Field(default_factory=list)
    history: WireHistory | None = None


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
    status: RunStatus
    inputs: dict[str, str]
    corrections: str | None = None


class WireApplicant(Wire):
    """Who applies."""

    applicant_name: str | None
    uscc: str | None


class WireReading(Wire):
    """reading.json: what was read, without a programme."""

    schema_version: Literal["1"] = "1"
    run: WireRun
    files: list[WireFile]
    documents: list[WireDocument]
    fields: list[WireField]
    issues: list[WireIssue]
    seals: list[WireSeal] = Field(default_factory=list)
    electronic_seals: list[WireElectronicSeal] = Field(default_factory=list)


class WireReport(WireReading):
    """report.json."""

    applicant: WireApplicant
    tables: list[WireTable]
    findings: list[WireFinding]
