"""The results of a submission: report, documents, fields, tables, findings, issues."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.problems import ProblemCode, ProblemError
from api.reports import find_run
from api.routes.submissions import SubmissionId
from api.security.permissions import Principal
from api.service import Reader, Service, ServiceDep, open_submission
from extractor.report.wire import (
    WireDocument,
    WireField,
    WireFinding,
    WireIssue,
    WireReport,
    WireTable,
)
from models.field import FieldStatus
from models.finding import Family, Outcome, Severity

router = APIRouter(prefix="/submissions/{submission_id}", tags=["results"])

Item = TypeVar("Item")

Cursor = Annotated[int, Query(ge=0, description="Where the part begins, as the part before said")]
Limit = Annotated[int, Query(ge=1, le=1000)]


class Part(BaseModel, Generic[Item]):
    """A part of a list; `next` is the cursor of the next part, None at the end. `total` counts all that match."""

    items: list[Item]
    total: int
    next: int | None


def part_of(items: Sequence[Item], *, cursor: int, limit: int) -> Part[Item]:
    """Return the part of a list that begins at a cursor."""
    end = cursor + limit
    following = end if end < len(items) else None
    return Part[Item](items=list(items[cursor:end]), total=len(items), next=following)


def report_of(
    service: Service, principal: Principal, submission_id: uuid.UUID, *, what: str
) -> WireReport:
    """Return the newest report of a submission and log that it was read."""
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        blob = find_run(session, row).blob
    service.reads.note(principal, submission_id, what=what)
    return service.reports.take(blob)


@router.get(
    "/report",
    summary="report.json",
    response_class=Response,
    responses={200: {"model": WireReport}},
)
def show_report(
    submission_id: SubmissionId,
    principal: Reader,
    service: ServiceDep,
    run: Annotated[
        int | None, Query(ge=1, description="Number of the run; default: newest")
    ] = None,
) -> Response:
    """Return the report as stored, byte for byte."""
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        blob = find_run(session, row, run=run).blob
    service.reads.note(principal, submission_id, what="report")
    return Response(
        service.store.get(blob), media_type="application/json", headers={"ETag": f'"{blob}"'}
    )


@router.get("/documents", summary="Documents")
def show_documents(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[WireDocument]:
    """Return the papers that were found, with their pages."""
    return report_of(service, principal, submission_id, what="documents").documents


@router.get("/fields", summary="Fields")
def show_fields(
    submission_id: SubmissionId,
    principal: Reader,
    service: ServiceDep,
    document: str | None = None,
    key: str | None = None,
    status: FieldStatus | None = None,
    cursor: Cursor = 0,
    limit: Limit = 200,
) -> Part[WireField]:
    """Return the fields read from the papers."""
    fields = report_of(service, principal, submission_id, what="fields").fields
    wanted = [
        field
        for field in fields
        if document in (None, field.document)
        and key in (None, field.key)
        and status in (None, field.status)
    ]
    return part_of(wanted, cursor=cursor, limit=limit)


@router.get("/tables", summary="Standard tables")
def show_tables(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[WireTable]:
    """Return the programme's standard tables, filled."""
    return report_of(service, principal, submission_id, what="tables").tables


class NumberedFinding(WireFinding):
    """A finding and its number in the report, from 0."""

    number: int


@router.get("/findings", summary="Findings")
def show_findings(
    submission_id: SubmissionId,
    principal: Reader,
    service: ServiceDep,
    outcome: Annotated[list[Outcome] | None, Query()] = None,
    family: Family | None = None,
    severity: Severity | None = None,
    rule: str | None = None,
    indicator: str | None = None,
    cursor: Cursor = 0,
    limit: Limit = 100,
) -> Part[NumberedFinding]:
    """Return the findings, in the order of the report."""
    findings = report_of(service, principal, submission_id, what="findings").findings
    wanted = [
        NumberedFinding(number=number, **dict(finding))
        for number, finding in enumerate(findings)
        if (not outcome or finding.outcome in outcome)
        and family in (None, finding.family)
        and severity in (None, finding.severity)
        and rule in (None, finding.rule)
        and indicator in (None, finding.indicator)
    ]
    return part_of(wanted, cursor=cursor, limit=limit)


@router.get("/findings/{number}", summary="One finding")
def show_finding(
    submission_id: SubmissionId, number: int, principal: Reader, service: ServiceDep
) -> NumberedFinding:
    """Return a finding by its number in the newest report."""
    findings = report_of(service, principal, submission_id, what="findings").findings
    if not 0 <= number < len(findings):
        raise ProblemError(ProblemCode.no_such_thing, "没有这一条核验发现。")
    return NumberedFinding(number=number, **dict(findings[number]))


@router.get("/issues", summary="Reading issues")
def show_issues(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[WireIssue]:
    """Return what could not be read, or not surely."""
    return report_of(service, principal, submission_id, what="issues").issues
