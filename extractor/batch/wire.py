"""The shape of batch.json and of a line of index.jsonl, as other programs read them (schema version 1)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.report.wire import Wire, WirePlace, WireRefusal
from models.batch import SubmissionState, TraceKind
from models.field import Doubt
from models.finding import Family, Outcome, Severity


class WireCounts(Wire):
    """Findings of their own by outcome; hints are failed findings that weigh nothing."""

    passed: int
    failed: int
    review: int
    not_checked: int
    hints: int


class WireLine(Wire):
    """One submission. `results` is its folder below the folder of the batch, null where it has none.

    `sampled`: drawn for a second look by another person.
    """

    name: str
    applicant_name: str | None
    uscc: str | None
    state: SubmissionState
    exit_code: int
    reason: WireRefusal | None
    rank: int
    reasons: list[str]
    pages: int
    unread: int
    counts: WireCounts
    cross_findings: int
    results: str | None
    sampled: bool


class WireUse(Wire):
    """One place where something shared stands; `place` is null for an applicant.

    A submission of an earlier batch is named FOLDER/NAME.
    """

    submission: str
    applicant_name: str | None
    uscc: str | None
    document: str
    document_type: str | None
    raw: str
    confidence: float
    doubts: list[Doubt]
    holder: str | None
    place: WirePlace | None


class WireCrossFinding(Wire):
    """The same thing in several papers; `uses` side by side."""

    kind: TraceKind
    family: Family
    outcome: Outcome
    severity: Severity
    value: str
    message: str
    uses: list[WireUse]


class WireIgnored(Wire):
    """What lies in the folder and is no submission."""

    name: str
    message: str


class WireBatch(Wire):
    """batch.json. `not_compared` names the submissions of which nothing could be held against others.

    `earlier` names those of earlier batches that these were held against, FOLDER/NAME.
    """

    schema_version: Literal["1"]
    code_version: str
    catalogue_sha256: str
    programme: str
    reference_date: str
    submissions: int
    states: dict[SubmissionState, int]
    not_compared: list[str]
    ignored: list[WireIgnored]
    findings: list[WireCrossFinding]
    earlier: list[str] = Field(default_factory=list)
