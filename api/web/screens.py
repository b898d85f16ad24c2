"""The addresses of the pages: sign-in, work board, review of a submission, what changed since the last time."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs.queue import Job, put_job
from api.problems import ProblemError
from api.progress import count_done
from api.reports import find_run
from api.routes.submissions import SubmissionView, show_submission
from api.security.passwords import SHORTEST
from api.security.permissions import Permission, Principal
from api.service import Service, find_asker, open_submission, service_of, signed_in
from api.store.entries import load_corrections
from api.store.tables import State, Submission
from api.web import board, people
from api.web.desk import Desk, open_desk
from api.web.log_view import log_lines
from api.web.pages import show_page, show_problem, to_login
from api.web.panes import PaneWish, show_panes, show_passed
from extractor.report.compare import FindingState, compare_reports
from extractor.report.compare_lines import FILE_STATES, FINDING_STATES, SIDES, summary_of
from extractor.report.follow import shown_outcome
from extractor.report.words import DECIDED, OUTCOMES, REASONS, SYMBOLS
from models.correction import standing

router = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).parent

EXPORTS = {
    "report.html": "核验报告（网页）",
    "report.xlsx": "核验报告（Excel）",
    "report.docx": "核验报告（Word）",
    "notice.docx": "补正通知草稿（Word）",
    "tables.docx": "已填标准表（Word）",
    "tables.xlsx": "已填标准表（Excel）",
    "report.json": "核验数据（JSON）",
}


def add_screens(app: FastAPI) -> None:
    """Add the pages and their files to an application."""
    for module in (board, people):
        app.include_router(module.router)
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


@router.get("/login")
def show_login(request: Request, next: Annotated[str, Query(max_length=500)] = "/") -> Response:
    """Show the form to sign in; `next` is where to go afterwards, a path of this service."""
    inside = next if next.startswith("/") and not next.startswith(("//", "/\\")) else "/"
    return show_page("login.html", request, None, next=inside, token="", shortest=SHORTEST)


@router.get("/welcome")
def show_welcome(request: Request, token: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Show the form that sets a password with a one-time link."""
    return show_page("login.html", request, None, next="/", token=token, shortest=SHORTEST)


@router.get("/submissions/{submission_id}")
def show_review(request: Request, submission_id: uuid.UUID) -> Response:
    """Show a submission: its review screen, or how far it has come while it is not ready."""
    principal = find_asker(request)
    if principal is None:
        return to_login(request)
    service = service_of(request)
    try:
        with service.database.reading() as session:
            row = open_submission(session, principal, submission_id)
            view = show_submission(row, count_done(session, [row.id])[row.id])
            earlier = _earlier(session, row, principal) if row.run else []
        if not view.run:
            return show_page("waiting.html", request, principal, row=view)
        desk = open_desk(service, principal, submission_id)
        if _is_opened(request) and principal.may(Permission.review):
            with service.database.transaction() as session:
                put_job(session, Job.warm, submission=submission_id)
        return _review(request, principal, desk, row=view, earlier=earlier)
    except ProblemError as error:
        return show_problem(request, principal, error)


@router.get("/submissions/{submission_id}/passed")
def show_passed_findings(
    request: Request, submission_id: uuid.UUID, run: Annotated[int, Query(ge=1)]
) -> Response:
    """Return the findings that passed in the run shown; the review screen asks for them when somebody wants them."""
    principal = signed_in(request)
    service = service_of(request)
    desk = open_desk(service, principal, submission_id, run=run)
    wish = _pane_wish(service, principal, submission_id)
    return HTMLResponse(show_passed(desk.arranged, desk.comments, wish=wish))


@router.get("/submissions/{submission_id}/changes")
def show_changes(
    request: Request, submission_id: uuid.UUID, since: Annotated[uuid.UUID, Query()]
) -> Response:
    """Show what changed since an earlier submission of the same applicant."""
    principal = find_asker(request)
    if principal is None:
        return to_login(request)
    service = service_of(request)
    try:
        with service.database.reading() as session:
            now, before = (
                open_submission(session, principal, key) for key in (submission_id, since)
            )
            blobs = [find_run(session, row).blob for row in (before, now)]
            entered, entered_before = (
                standing(load_corrections(session, key, needs_second_person=False))
                for key in (submission_id, since)
            )
        service.reads.note(principal, submission_id, what="report")
        old, new = (service.reports.take_inside(blob) for blob in blobs)
    except ProblemError as error:
        return show_problem(request, principal, error)
    changes = compare_reports(old, new)
    return show_page(
        "changes.html",
        request,
        principal,
        now=now,
        before=before,
        changes=changes,
        summary=summary_of(changes),
        report=new,
        carried=bool({e.id for e in entered} & {e.id for e in entered_before}),
        earlier_entries=len(entered_before),
        may_review=principal.may(Permission.review),
        file_states=FILE_STATES,
        finding_states=FINDING_STATES,
        same=FindingState.same,
        sides=SIDES,
        outcomes=OUTCOMES,
        symbols=SYMBOLS,
        shown_outcome=shown_outcome,
        decided=DECIDED,
    )


def _is_opened(request: Request) -> bool:
    """Whether a person opens the page; its script, which asks for it again after each entry, does not."""
    return request.headers.get("Sec-Fetch-Dest") == "document"


def _review(
    request: Request,
    principal: Principal,
    desk: Desk,
    *,
    row: SubmissionView,
    earlier: list[Submission],
) -> Response:
    service = service_of(request)
    catalogue = service.catalogue
    arranged = desk.arranged
    programme = catalogue.programmes.get(desk.row.programme)
    return show_page(
        "review.html",
        request,
        principal,
        row=row,
        programme=programme.title_zh if programme else desk.row.programme,
        report=arranged.report,
        panes=show_panes(arranged, desk.comments, wish=_pane_wish(service, principal, row.id)),
        sizes=arranged.group_sizes,
        lacking=arranged.lacking,
        unchecked=len(arranged.unchecked),
        last_page=len(arranged.pages),
        comments=desk.comments,
        holders=desk.holders,
        may_assign=principal.may(Permission.assign),
        types=sorted((t.title_zh, key) for key, t in catalogue.document_types.items()),
        reasons=REASONS,
        entries=list(reversed(log_lines(desk.corrections.entries, catalogue=catalogue))),
        earlier=earlier,
        exports=EXPORTS,
        may_review=principal.may(Permission.review),
        two_people=service.settings.two_person_rule,
    )


def _pane_wish(service: Service, principal: Principal, submission_id: uuid.UUID) -> PaneWish:
    return PaneWish(
        submission=submission_id,
        may_review=principal.may(Permission.review),
        two_people=service.settings.two_person_rule,
    )


def _earlier(session: Session, row: Submission, principal: Principal) -> list[Submission]:
    """Earlier submissions of the same applicant for the same programme, the last one first."""
    if not (row.uscc or row.applicant_name):
        return []
    same = (
        Submission.uscc == row.uscc if row.uscc else Submission.applicant_name == row.applicant_name
    )
    query = (
        select(Submission)
        .where(same, Submission.programme == row.programme, Submission.id != row.id)
        .where(Submission.created_at < row.created_at, Submission.run > 0)
        .where(Submission.state == State.done)
        .order_by(Submission.created_at.desc())
    )
    found = session.scalars(query.limit(5)).all()
    mine = []
    for other in found:
        try:
            mine.append(open_submission(session, principal, other.id))
        except ProblemError:
            continue
    return mine
