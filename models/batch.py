"""What a batch keeps of each submission, and what it finds across submissions."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models.base import Frozen
from models.field import Doubt, Value
from models.finding import Family, Outcome, Severity
from models.geometry import Place
from models.run import Applicant
from models.submission import Refusal


class SubmissionState(StrEnum):
    """How the work on one submission ended."""

    complete = "complete"
    partial = "partial"  # some pages or files could not be read
    refused = "refused"  # nothing of it could be read
    failed = "failed"  # the run itself failed; it is worked again next time


class TraceKind(StrEnum):
    """What can be used by two applicants although it belongs to one."""

    applicant = "applicant"
    patent = "patent"
    software_copyright = "software_copyright"
    certificate = "certificate"
    audit_report = "audit_report"
    contract = "contract"
    phone = "phone"
    address = "address"
    page_picture = "page_picture"
    paragraph = "paragraph"
    figure = "figure"  # one applicant's, told otherwise in an earlier batch


class Trace(Frozen):
    """Something printed in a submission that should be nobody else's.

    `key` is the comparable form: equal keys of one kind mean the same thing. `holder` is whom the
    paper itself names, None where it names nobody.
    """

    kind: TraceKind
    key: str
    raw: str
    document: str
    document_type: str
    place: Place
    confidence: float
    doubts: tuple[Doubt, ...] = ()
    holder: str | None = None


class PagePrint(Frozen):
    """What a page of evidence looks like: 968 bits in hex, and the numbers of at least six characters on it."""

    document: str
    document_type: str | None
    place: Place
    bits: str
    codes: tuple[str, ...]


class Reason(Frozen):
    """One discrepancy of a submission in words."""

    rule: str
    severity: Severity
    subject: str
    message: str


class Threshold(Frozen):
    """A condition of the programme; limit and distance in words, empty where it compares no numbers."""

    rule: str
    subject: str
    outcome: Outcome
    severity: Severity
    limit: str
    distance: str
    message: str


class EvidenceState(Frozen):
    """One paper that the programme asks for: found, partial, missing, unsure, not_asked."""

    title: str
    presence: str
    pages: str
    remarks: str


class Unchecked(Frozen):
    """Something that was not checked, and which facts were missing."""

    rule: str
    subject: str
    message: str
    missing: tuple[str, ...] = ()


class Figure(Frozen):
    """One cell of the standard table, as declared; `reading` is the value behind it, None where none was read."""

    key: str = ""
    title: str
    period: str | None
    declared: str
    outcome: Outcome | None
    is_found: bool = True
    kind: str = "text"
    reading: Value | None = None


class Unread(Frozen):
    """A file or page that was not read."""

    file: str
    page: int | None
    message: str


class Counts(Frozen):
    """Findings of their own by outcome; hints are failed findings that weigh nothing."""

    passed: int = 0
    failed: int = 0
    review: int = 0
    not_checked: int = 0
    hints: int = 0


class Worked(Frozen):
    """One submission of a batch as it was worked; `fingerprint` covers everything the result rests on.

    `name` is the name of the folder, ZIP or PDF; `results` maps every result file to its SHA-256.
    `reason` says why nothing could be read, or what failed.
    """

    name: str
    fingerprint: str
    state: SubmissionState
    exit_code: int
    reason: Refusal | None = None
    results: dict[str, str] = Field(default_factory=dict)
    applicant: Applicant = Applicant()
    pages: int = 0
    counts: Counts = Counts()
    reasons: tuple[Reason, ...] = ()
    reviews: tuple[Reason, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    evidence: tuple[EvidenceState, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    figures: tuple[Figure, ...] = ()
    unread: tuple[Unread, ...] = ()
    traces: tuple[Trace, ...] = ()
    prints: tuple[PagePrint, ...] = ()


class Use(Frozen):
    """One place where something shared stands: the submission, who applies there, the text as printed.

    A submission of an earlier batch is named FOLDER/NAME.
    """

    submission: str
    applicant_name: str | None
    uscc: str | None
    document: str
    document_type: str | None
    raw: str
    confidence: float
    doubts: tuple[Doubt, ...]
    holder: str | None
    place: Place | None


class CrossFinding(Frozen):
    """The same thing in the papers of two applicants or twice in those of one; always for a person.

    Or a figure that one applicant told otherwise in an earlier batch. `uses` stand side by side in the order of the batch. `message` is one whole Chinese sentence.
    """

    kind: TraceKind
    family: Family = Family.cross_application
    outcome: Outcome = Outcome.review
    severity: Severity
    value: str
    message: str
    uses: tuple[Use, ...]


class Ignored(Frozen):
    """A file in the folder of a batch that is no submission, and why it was left out."""

    name: str
    message: str
