"""Last job of a submission: its report is made from the kept readings; the same readings give the same bytes."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit import Action, append_entry
from api.jobs.children import PageAt, ReportOrder, make_report, understand
from api.jobs.outcome import tell_outcome
from api.jobs.shop import Shop
from api.settings import ServiceSettings
from api.store.blobs import BlobStore
from api.store.entries import load_corrections
from api.store.intake import Intake
from api.store.lookup import lock_submission, now
from api.store.sources import source_of
from api.store.tables import Page, ReportRun, State, Submission
from extractor.errors import HeyanError
from extractor.ocr.pool import Loss, ProcessPool
from extractor.report.follow import discrepancies_of, needs_person, own_findings
from models.issue import IssueCode
from models.run import Report

_LOST = "生成核验报告的进程异常退出或超时，请运行 heyan doctor 检查内存和磁盘后重试。"


class Place(Protocol):
    """Where an order is put together: in a worker, or in the web process."""

    @property
    def settings(self) -> ServiceSettings:
        """The settings."""

    @property
    def store(self) -> BlobStore:
        """The file store."""


def verify_submission(shop: Shop, submission_id: uuid.UUID, run: int, *, by: ProcessPool) -> None:
    """Make report `run` of a submission, or a later one when more was entered; does nothing when it is there.

    `by` are the processes that work it out. What people enter while the report is made raises the wanted run, and a job of its own follows.
    """
    with shop.database.transaction() as session:
        row = session.get(Submission, submission_id)
        if row is None or row.run >= run or row.state not in (State.verifying, State.done):
            return
        run = row.wanted_run
        order = report_order(session, row, place=shop)
    result = by.run(make_report, order, seconds=shop.settings.submission_seconds)
    if isinstance(result, Loss):
        shop.check_stopping()
        raise HeyanError(_LOST, detail=f"report process: {result}")
    content, report = result
    blob = shop.store.put(content)
    with shop.database.transaction() as session:
        locked = lock_submission(session, submission_id)
        if locked is None or locked.run >= run or locked.state == State.erased:
            return
        session.add(ReportRun(submission_id=submission_id, run=run, blob=blob))
        locked.run, locked.state, locked.finished_at = run, State.done, now()
        locked.code = locked.reason = None
        locked.applicant_name = report.applicant.applicant_name
        locked.uscc = report.applicant.uscc
        locked.counts = count_findings(report)
        append_entry(
            session,
            Action.submission_verified,
            actor="system",
            subject=str(submission_id),
            detail={"run": run, "report": blob},
        )
        tell_outcome(session, locked)


def warm_submission(shop: Shop, submission_id: uuid.UUID) -> None:
    """Let the process that works corrections in understand a submission beforehand."""
    with shop.database.transaction() as session:
        row = session.get(Submission, submission_id)
        if row is None or row.state != State.done:
            return
        order = report_order(session, row, place=shop)
    shop.revisers.run(understand, order, seconds=shop.settings.submission_seconds)


def count_findings(report: Report) -> dict[str, int]:
    """Return the numbers of a work board: findings by outcome, discrepancies, unreadable pages, documents."""
    counts = Counter(finding.outcome.value for finding in report.findings)
    unreadable = sum(issue.code is IssueCode.page_unreadable for issue in report.issues)
    return {
        **{name: counts[name] for name in ("failed", "review", "not_checked", "passed")},
        "discrepancies": len(discrepancies_of(report.findings)),
        "open": sum(needs_person(finding) for finding in own_findings(report.findings)),
        "unreadable": unreadable,
        "documents": len(report.documents),
    }


def report_order(session: Session, row: Submission, *, place: Place) -> ReportOrder:
    """Return all that a report is made from; raises HeyanError where a page is not read yet."""
    intake = Intake.model_validate(row.intake)
    query = select(Page).where(Page.submission_id == row.id).order_by(Page.ordinal)
    pages = []
    for page in session.scalars(query):
        if page.reading is None:
            raise HeyanError(f"第 {page.ordinal} 页还没有识别结果，不能生成报告。")
        reading = place.store.local_path(page.reading)
        pages.append(PageAt(source=source_of(page, place.store), reading=reading))
    return ReportOrder(
        files=intake.files,
        inputs=intake.inputs,
        issues=intake.issues,
        pages=tuple(pages),
        corrections=load_corrections(
            session, row.id, needs_second_person=place.settings.two_person_rule
        ),
        programme=row.programme,
        reference_date=row.reference_date,
        settings=place.settings,
    )
