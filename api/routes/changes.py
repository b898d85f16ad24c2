"""What changed between two submissions of the same applicant, or between two runs of one."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import select

from api.problems import ProblemCode, ProblemError
from api.progress import count_done
from api.reports import find_run
from api.routes.submissions import SubmissionId, SubmissionView, show_submission
from api.security.permissions import Permission
from api.service import Reader, ServiceDep, open_submission
from api.store.tables import Grant, State, Submission
from extractor.report.compare import Changes, FileState, FindingState, compare_reports
from extractor.report.compare_lines import file_line, finding_line, summary_of, value_line

router = APIRouter(prefix="/submissions/{submission_id}", tags=["results"])


class FileChangeView(BaseModel):
    """One file that is new, gone, changed or renamed."""

    name: str
    state: FileState
    was: str
    pages: int
    pages_kept: int
    line: str


class ValueChangeView(BaseModel):
    """One cell of a standard table; texts as shown to people."""

    indicator: str
    period: str | None
    title: str
    side: str
    before: str
    after: str
    line: str


class FindingChangeView(BaseModel):
    """One finding that is new, gone, or has another outcome or evidence."""

    state: FindingState
    rule: str
    indicator: str | None
    period: str | None
    line: str


class ChangesView(BaseModel):
    """Everything that differs, with a summary in one sentence."""

    summary: str
    files: list[FileChangeView]
    values: list[ValueChangeView]
    findings: list[FindingChangeView]


@router.get("/changes", summary="What changed since")
def show_changes(
    submission_id: SubmissionId,
    principal: Reader,
    service: ServiceDep,
    since: Annotated[uuid.UUID | None, Query(description="An earlier submission")] = None,
    run: Annotated[int | None, Query(ge=1, description="An earlier run of the same one")] = None,
) -> ChangesView:
    """Compare the newest report with that of an earlier submission, or with an earlier run."""
    if (since is None) == (run is None):
        raise ProblemError(ProblemCode.invalid_request, "请给出 since 或 run 之一。")
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        after = find_run(session, row).blob
        other = row if since is None else open_submission(session, principal, since)
        before = find_run(session, other, run=run).blob
    service.reads.note(principal, submission_id, what="changes")
    changes = compare_reports(
        service.reports.take_inside(before),
        service.reports.take_inside(after),
    )
    return _view(changes)


@router.get("/earlier", summary="Earlier submissions of the same applicant")
def show_earlier(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[SubmissionView]:
    """Return finished submissions of the same applicant for the same programme, newest first."""
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        query = select(Submission).where(
            Submission.programme == row.programme,
            Submission.uscc == row.uscc,
            Submission.state == State.done,
            Submission.created_at < row.created_at,
        )
        if not principal.may(Permission.read_all):
            granted = select(Grant.submission_id).where(Grant.account_id == principal.account)
            mine = Submission.created_by == principal.account
            query = query.where(mine | Submission.id.in_(granted))
        rows = session.scalars(query.order_by(Submission.created_at.desc()).limit(50)).all()
        done = count_done(session, [earlier.id for earlier in rows])
    return [show_submission(earlier, done[earlier.id]) for earlier in rows]


def _view(changes: Changes) -> ChangesView:
    return ChangesView(
        summary=summary_of(changes),
        files=[FileChangeView(**file._asdict(), line=file_line(file)) for file in changes.files],
        values=[
            ValueChangeView(**value._asdict(), line=value_line(value)) for value in changes.values
        ],
        findings=[
            FindingChangeView(
                state=change.state,
                rule=change.shown.rule,
                indicator=change.shown.indicator,
                period=change.shown.period,
                line=finding_line(change),
            )
            for change in changes.findings
            if change.state is not FindingState.same
        ],
    )
