"""Handing in, listing and following submissions."""

from __future__ import annotations

import asyncio
import datetime
import uuid
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from api.audit import Action, append_entry
from api.problems import ProblemCode, ProblemError
from api.progress import Progress, count_done, progress_of
from api.service import Reader, Service, ServiceDep, Submitter, open_submission
from api.store.lookup import lock_submission
from api.store.submissions import (
    NewSubmission,
    SubmissionFilter,
    create_submission,
    list_submissions,
    put_back,
)
from api.store.tables import State, Submission
from api.uploads import digest_upload, read_form, store_files

router = APIRouter(prefix="/submissions", tags=["submissions"])

POLL = 1.0
"""Seconds between two looks at the progress for a stream."""

SubmissionId = Annotated[uuid.UUID, Path(description="Id of the submission")]

UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["programme", "files"],
                    "properties": {
                        "programme": {"type": "string", "description": "Id of the programme"},
                        "title": {"type": "string", "maxLength": 200},
                        "reference_date": {"type": "string", "format": "date"},
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                        },
                    },
                }
            }
        },
    }
}


class SubmissionView(BaseModel):
    """One submission on the work board. `counts` are numbers of findings by outcome, unreadable pages, documents."""

    id: uuid.UUID
    title: str
    programme: str
    reference_date: str
    state: State
    code: str | None
    reason: str | None
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    pages: int
    pages_done: int
    run: int
    applicant_name: str | None
    uscc: str | None
    counts: dict[str, int]


class SubmissionPage(BaseModel):
    """A part of a list; `next` is the cursor of the next part, None at the end."""

    items: list[SubmissionView]
    next: uuid.UUID | None


def show_submission(row: Submission, pages_done: int) -> SubmissionView:
    """Return a submission as the outside sees it."""
    return SubmissionView(
        pages_done=pages_done,
        **{
            name: getattr(row, name) for name in SubmissionView.model_fields if name != "pages_done"
        },
    )


@router.post("", status_code=202, openapi_extra=UPLOAD_BODY, summary="Hand in a submission")
async def receive_submission(
    request: Request,
    response: Response,
    principal: Submitter,
    service: ServiceDep,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> SubmissionView:
    """Store the files and put the submission into the queue.

    The same content, or the same `Idempotency-Key`, from the same account gives the same submission.
    """
    service.uploads.check(str(principal.account))
    form = await read_form(request, settings=service.settings)
    try:
        programme, day = _purpose(form, service)
        files = await store_files(form, service.store)
        title = str(form.get("title") or files[0].name)[:200]
    finally:
        await form.close()
    new = NewSubmission(
        title=title,
        programme=programme,
        reference_date=day,
        files=files,
        content=digest_upload(files, programme=programme, reference_date=day),
        idempotency_key=idempotency_key,
    )

    def create() -> tuple[SubmissionView, bool]:
        with service.database.transaction() as session:
            row, is_new = create_submission(session, new, principal=principal)
            return show_submission(row, count_done(session, [row.id])[row.id]), is_new

    view, is_new = await run_in_threadpool(create)
    response.headers["Location"] = f"/api/v1/submissions/{view.id}"
    response.headers["X-Heyan-New"] = "true" if is_new else "false"
    return view


def _purpose(form: FormData, service: Service) -> tuple[str, str]:
    """Programme and reference date of an upload; raises ProblemError."""
    key = str(form.get("programme") or "")
    if key not in service.catalogue.programmes:
        known = "、".join(sorted(service.catalogue.programmes))
        raise ProblemError(
            ProblemCode.no_such_programme, f"没有编号为“{key}”的申报项目，可用的有：{known}。"
        )
    given = str(form.get("reference_date") or "")
    if not given:
        return key, service.catalogue.programme(key).reference_date
    try:
        return key, datetime.date.fromisoformat(given).isoformat()
    except ValueError as error:
        message = "基准日应写成 2021-05-06 的形式。"
        raise ProblemError(ProblemCode.invalid_request, message) from error


@router.get("", summary="List submissions")
def show_submissions(
    principal: Reader,
    service: ServiceDep,
    state: State | None = None,
    programme: str | None = None,
    assigned: Annotated[bool, Query(description="Only those assigned to me")] = False,  # noqa: FBT002
    text: Annotated[str | None, Query(max_length=100)] = None,
    cursor: uuid.UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> SubmissionPage:
    """Return the submissions one has access to, newest first."""
    wanted = SubmissionFilter(
        state=state,
        programme=programme,
        assigned_to=principal.account if assigned else None,
        text=text,
    )
    with service.database.reading() as session:
        rows = list_submissions(session, wanted, principal=principal, after=cursor, limit=limit + 1)
        done = count_done(session, [row.id for row in rows])
        items = [show_submission(row, done[row.id]) for row in rows[:limit]]
    return SubmissionPage(items=items, next=items[-1].id if len(rows) > limit else None)


@router.get("/{submission_id}", summary="One submission")
def show_one(submission_id: SubmissionId, principal: Reader, service: ServiceDep) -> SubmissionView:
    """Return one submission with its state and counts."""
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        return show_submission(row, count_done(session, [row.id])[row.id])


@router.get("/{submission_id}/progress", summary="Progress")
def show_progress(submission_id: SubmissionId, principal: Reader, service: ServiceDep) -> Progress:
    """Return pages done and in all, stage, place in the queue and the estimated time left."""
    with service.database.reading() as session:
        return progress_of(session, open_submission(session, principal, submission_id))


@router.get(
    "/{submission_id}/events",
    summary="Progress as a stream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}},
)
def stream_progress(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> StreamingResponse:
    """Send server-sent events `progress` whenever something changes, until the submission is finished."""

    def look() -> Progress:
        with service.database.reading() as session:
            return progress_of(session, open_submission(session, principal, submission_id))

    first = look()

    async def send() -> AsyncIterator[str]:
        progress, last = first, None
        while True:
            if progress != last:
                yield f"event: progress\ndata: {progress.model_dump_json()}\n\n"
                last = progress
            if progress.state not in (State.received, State.reading, State.verifying):
                return
            await asyncio.sleep(POLL)
            progress = await run_in_threadpool(look)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(send(), media_type="text/event-stream", headers=headers)


@router.post("/{submission_id}/retry", status_code=202, summary="Try a failed submission again")
def retry_submission(
    submission_id: SubmissionId, principal: Submitter, service: ServiceDep
) -> SubmissionView:
    """Put a submission that was given up back into the queue; what was read stays read."""
    with service.database.transaction() as session:
        open_submission(session, principal, submission_id)
        row = lock_submission(session, submission_id)
        assert row is not None
        if row.state != State.failed:
            message = "这份材料没有失败，不需要重试。"
            raise ProblemError(ProblemCode.conflict, message)
        row.code = row.reason = row.finished_at = None
        row.attempts = 0
        put_back(session, row)
        append_entry(
            session,
            Action.submission_retried,
            actor=str(principal.account),
            subject=str(row.id),
        )
        return show_submission(row, count_done(session, [row.id])[row.id])
