"""Submissions as a batch keeps them, made up."""

from __future__ import annotations

from models.batch import (
    Counts,
    PagePrint,
    Reason,
    SubmissionState,
    Trace,
    TraceKind,
    Worked,
)
from models.field import Doubt
from models.finding import Severity
from models.geometry import Box, Place
from models.run import Applicant

NORTH, SOUTH = "北岭轴承有限公司", "南浦电子科技有限公司"
ZL = "ZL201910123456.6"


def place(file: str = "证书.pdf", page: int = 1) -> Place:
    return Place(file=file, page=page, box=Box(0.1, 0.2, 0.4, 0.25))


def trace(
    key: str = ZL,
    *,
    kind: TraceKind = TraceKind.patent,
    document: str = "d1",
    holder: str | None = None,
    doubts: tuple[Doubt, ...] = (),
) -> Trace:
    return Trace(
        kind=kind,
        key=key,
        raw=key,
        document=document,
        document_type="patent_certificate",
        place=place(),
        confidence=0.99,
        holder=holder,
        doubts=doubts,
    )


def page(bits: int, *codes: str, document: str = "d1", number: int = 1) -> PagePrint:
    """A page whose hash is `bits`, 968 bits wide."""
    return PagePrint(
        document=document,
        document_type="patent_certificate",
        place=place(page=number),
        bits=f"{bits:0242x}",
        codes=codes,
    )


def worked(
    name: str,
    applicant: str | None = None,
    *traces: Trace,
    uscc: str | None = None,
    prints: tuple[PagePrint, ...] = (),
    errors: int = 0,
    warnings: int = 0,
    review: int = 0,
    state: SubmissionState = SubmissionState.complete,
) -> Worked:
    severities = [Severity.error] * errors + [Severity.warning] * warnings
    return Worked(
        name=name,
        fingerprint="f" * 64,
        state=state,
        exit_code=0,
        applicant=Applicant(applicant_name=applicant, uscc=uscc),
        counts=Counts(failed=errors + warnings, review=review),
        reasons=tuple(
            Reason(rule="DVE-01", severity=severity, subject="营业收入", message="不一致。")
            for severity in severities
        ),
        traces=traces,
        prints=prints,
    )
