"""What people correct and decide: entries that are added, answered with the run of the next report."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ValidationError
from sqlalchemy.orm import Session

from api.entry_bodies import (
    Carried,
    Entered,
    Entries,
    NewDecision,
    NewPaper,
    NewReading,
    NewUndo,
    PageName,
)
from api.problems import FieldProblem, ProblemCode, ProblemError
from api.reports import find_run
from api.routes.submissions import SubmissionId
from api.security.permissions import Principal
from api.service import Reader, Reviewer, Service, ServiceDep, open_submission
from api.store.entries import add_entry, load_corrections
from api.store.lookup import lock_submission, now
from api.store.readings import find_page, load_text
from api.store.tables import Submission
from extractor.correct.decide import mark_finding
from extractor.correct.pages import PageIndex
from extractor.correct.seen import seen_at
from extractor.report.from_wire import files_from_wire, finding_from_wire
from extractor.report.wire import WireReport
from models.correction import (
    AnyEntry,
    FindingDecision,
    PageMark,
    PagesCorrection,
    ReadingCorrection,
    Undo,
    standing,
)
from models.geometry import Box

router = APIRouter(prefix="/submissions/{submission_id}", tags=["entries"])

Wait = Annotated[float, Query(ge=0, le=10, description="Seconds to wait for the new report")]

LOOK = 0.05  # seconds between two looks


@router.get("/entries", summary="Corrections and decisions")
def show_entries(submission_id: SubmissionId, principal: Reader, service: ServiceDep) -> Entries:
    """Return everything people entered, also what was taken back."""
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        corrections = load_corrections(session, submission_id, needs_second_person=False)
    return Entries(entries=list(corrections.entries))


@router.post("/corrections/readings", status_code=202, summary="Correct a reading")
def correct_reading(
    submission_id: SubmissionId,
    body: NewReading,
    principal: Reviewer,
    service: ServiceDep,
    wait: Wait = 0,
) -> Entered:
    """Enter what stands on the page; everything but the recognition is worked out anew."""
    box = Box(*body.box)
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        page = find_page(session, submission_id, file=body.place.file, page=body.place.page)
    seen = seen_at(load_text(service.store, page), box)

    def make(row: Submission, report: WireReport) -> AnyEntry:
        parts = body.model_dump(exclude={"place", "box"})
        parts |= {"mark": _mark(report, body.place), "box": box, "seen": seen}
        return ReadingCorrection.model_validate({**parts, **_signed(principal)})

    return _enter(service, principal, submission_id, make, wait=wait)


@router.post("/corrections/pages", status_code=202, summary="Say what paper pages are")
def correct_pages(
    submission_id: SubmissionId,
    body: NewPaper,
    principal: Reviewer,
    service: ServiceDep,
    wait: Wait = 0,
) -> Entered:
    """Assign a document type by hand, split a paper or join two."""
    if body.type is not None and body.type not in service.catalogue.document_types:
        raise ProblemError(ProblemCode.invalid_request, f"没有编号为“{body.type}”的材料种类。")

    def make(row: Submission, report: WireReport) -> AnyEntry:
        marks = tuple(_mark(report, page) for page in body.pages)
        parts = {"marks": marks, "type": body.type, "note": body.note}
        return PagesCorrection.model_validate({**parts, **_signed(principal)})

    return _enter(service, principal, submission_id, make, wait=wait)


@router.post("/decisions", status_code=202, summary="Decide about a finding")
def decide(
    submission_id: SubmissionId,
    body: NewDecision,
    principal: Reviewer,
    service: ServiceDep,
    wait: Wait = 0,
) -> Entered:
    """Confirm a finding, or dismiss it with a reason; refused when the report is no longer that run's."""

    def make(row: Submission, report: WireReport) -> AnyEntry:
        if row.run != body.run:
            raise ProblemError(ProblemCode.conflict, "报告已更新，请刷新后再决定。")
        if body.number >= len(report.findings):
            raise ProblemError(ProblemCode.no_such_thing, "没有这一条核验发现。")
        chosen = finding_from_wire(report.findings[body.number])
        finding = mark_finding(chosen, PageIndex(files_from_wire(report)))
        parts = body.model_dump(include={"action", "reason", "note"})
        return FindingDecision.model_validate({**parts, "finding": finding, **_signed(principal)})

    return _enter(service, principal, submission_id, make, wait=wait)


@router.post("/undo", status_code=202, summary="Take an entry back")
def undo_entry(
    submission_id: SubmissionId,
    body: NewUndo,
    principal: Reviewer,
    service: ServiceDep,
    wait: Wait = 0,
) -> Entered:
    """Add an entry that takes an earlier one back, which stays in the list."""
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        known = load_corrections(session, submission_id, needs_second_person=False).entries
    if body.of not in {entry.id for entry in known}:
        raise ProblemError(ProblemCode.no_such_thing, "没有这一条更正或决定。")

    def make(row: Submission, report: WireReport) -> AnyEntry:
        return Undo.model_validate({**body.model_dump(), **_signed(principal)})

    return _enter(service, principal, submission_id, make, wait=wait)


@router.post("/carry-over", status_code=202, summary="Take entries over from an earlier submission")
def carry_over(
    submission_id: SubmissionId,
    body: Carried,
    principal: Reviewer,
    service: ServiceDep,
    wait: Wait = 0,
) -> Entered:
    """Copy the standing entries of an earlier submission; those whose source has changed are told in the issues."""
    with service.database.transaction() as session:
        open_submission(session, principal, body.source)
        open_submission(session, principal, submission_id)
        row = _locked(session, submission_id)
        earlier = standing(load_corrections(session, body.source, needs_second_person=False))
        own = load_corrections(session, submission_id, needs_second_person=False).entries
        known = {entry.id for entry in own}
        new = [entry for entry in earlier if entry.id not in known]
        if not new:
            raise ProblemError(ProblemCode.conflict, "没有可以沿用的更正或决定。")
        for entry in new:
            add_entry(session, row, entry, principal=principal)
        run, last = row.wanted_run, new[-1].id
    return _entered(service, submission_id, entry=last, run=run, wait=wait)


Make = Callable[[Submission, WireReport], AnyEntry]
"""Makes an entry for a locked submission from its newest report."""


def _enter(
    service: Service, principal: Principal, submission_id: uuid.UUID, make: Make, *, wait: float
) -> Entered:
    with service.database.transaction() as session:
        open_submission(session, principal, submission_id)
        row = _locked(session, submission_id)
        report = service.reports.take(find_run(session, row).blob)
        try:
            entry = make(row, report)
        except ValidationError as error:
            fields = [
                FieldProblem(field=".".join(map(str, part["loc"])), message=str(part["msg"]))
                for part in error.errors()
            ]
            message = "更正或决定的内容不完整，请按 errors 所列改正。"
            raise ProblemError(ProblemCode.invalid_request, message, errors=fields) from error
        run = add_entry(session, row, entry, principal=principal)
    return _entered(service, submission_id, entry=entry.id, run=run, wait=wait)


def _entered(
    service: Service, submission_id: uuid.UUID, *, entry: str, run: int, wait: float
) -> Entered:
    """Wait for the report that heeds an entry, as long as the client is willing to."""
    until = time.monotonic() + wait
    while True:
        with service.database.reading() as session:
            row = session.get(Submission, submission_id)
            is_done = row is not None and row.run >= run
        if is_done or time.monotonic() >= until:
            return Entered(entry=entry, run=run, is_done=is_done)
        time.sleep(LOOK)


def _locked(session: Session, submission_id: uuid.UUID) -> Submission:
    row = lock_submission(session, submission_id)
    if row is None or row.run == 0:
        raise ProblemError(ProblemCode.not_finished, "核验尚未完成，请稍后再看。")
    return row


def _mark(report: WireReport, page: PageName) -> PageMark:
    for file in report.files:
        if file.name == page.file and page.page <= len(file.digests):
            digest = file.digests[page.page - 1]
            return PageMark(file_sha256=file.sha256, page=page.page, digest=digest)
    raise ProblemError(ProblemCode.no_such_thing, "没有这一页。")


def _signed(principal: Principal) -> dict[str, str]:
    """Id, author and time of a new entry. The login tells two people of one name apart."""
    return {
        "id": uuid.uuid4().hex,
        "by": f"{principal.name}（{principal.login}）",
        "at": now().isoformat(timespec="seconds"),
    }
