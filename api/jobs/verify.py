"""Last job of a submission: its report is made from the kept readings; the same readings give the same bytes."""

from __future__ import annotations

import uuid
from collections import Counter

from sqlalchemy import select

from api.audit import Action, append_entry
from api.jobs.children import PageAt, ReportOrder, make_report
from api.jobs.shop import Shop
from api.store.intake import Intake
from api.store.lookup import lock_submission, now
from api.store.tables import Page, ReportRun, State, Submission
from extractor.errors import HeyanError
from extractor.ocr.pool import Loss
from models.issue import IssueCode
from models.run import Report

_LOST = "生成核验报告的进程异常退出或超时，请运行 heyan doctor 检查内存和磁盘后重试。"


def verify_submission(shop: Shop, submission_id: uuid.UUID, run: int) -> None:
    """Make report `run` of a submission; does nothing when it is there."""
    with shop.database.transaction() as session:
        row = session.get(Submission, submission_id)
        if row is None or row.run >= run or row.state not in (State.verifying, State.done):
            return
        query = select(Page).where(Page.submission_id == submission_id).order_by(Page.ordinal)
        pages = tuple(session.scalars(query))
    result = shop.helpers.run(
        make_report, _order(shop, row, pages), seconds=shop.settings.submission_seconds
    )
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


def count_findings(report: Report) -> dict[str, int]:
    """Return the numbers of a work board: findings by outcome, discrepancies, unreadable pages, documents."""
    counts = Counter(finding.outcome.value for finding in report.findings)
    unreadable = sum(issue.code is IssueCode.page_unreadable for issue in report.issues)
    return {
        **{name: counts[name] for name in ("failed", "review", "not_checked", "passed")},
        "discrepancies": sum(finding.is_discrepancy for finding in report.findings),
        "unreadable": unreadable,
        "documents": len(report.documents),
    }


def _order(shop: Shop, row: Submission, pages: tuple[Page, ...]) -> ReportOrder:
    intake = Intake.model_validate(row.intake)
    missing = [page.ordinal for page in pages if page.reading is None]
    if missing:
        raise HeyanError(f"第 {missing[0]} 页还没有识别结果，不能生成报告。")
    return ReportOrder(
        files=intake.files,
        inputs=intake.inputs,
        issues=intake.issues,
        pages=tuple(
            PageAt(page.file, page.page, shop.store.local_path(page.reading))
            for page in pages
            if page.reading is not None
        ),
        programme=row.programme,
        reference_date=row.reference_date,
        settings=shop.settings,
    )
