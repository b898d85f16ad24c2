"""A submission as it lies before a reviewer: its newest report, its pages, what was entered so far."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from api.reports import find_run
from api.routes.comments import CommentView, list_comments
from api.security.permissions import Principal
from api.service import Service, open_submission
from api.store.entries import load_corrections
from api.store.tables import Page, Submission
from api.web.board import Holder, holders_of
from extractor.report.from_wire import report_from_wire
from models.correction import Corrections
from models.run import Report


@dataclass(frozen=True)
class Desk:
    """The row, the newest report, its pages in order, all entries and remarks, and who has it."""

    row: Submission
    report: Report
    pages: Sequence[Page]
    corrections: Corrections
    comments: Sequence[CommentView]
    holders: Sequence[Holder]


def open_desk(service: Service, principal: Principal, submission_id: uuid.UUID) -> Desk:
    """Return a submission for review; raises ProblemError not_finished, no_such_thing."""
    with service.database.transaction() as session:
        row = open_submission(session, principal, submission_id)
        blob = find_run(session, row).blob
        corrections = load_corrections(
            session, submission_id, needs_second_person=service.settings.two_person_rule
        )
        query = select(Page).where(Page.submission_id == submission_id).order_by(Page.ordinal)
        pages = session.scalars(query).all()
        comments = list_comments(session, submission_id)
        holders = holders_of(session, [submission_id])[submission_id]
        service.reads.note(session, principal, submission_id, what="report")
        session.flush()
        session.expunge_all()
    return Desk(
        row, report_from_wire(service.reports.take(blob)), pages, corrections, comments, holders
    )
