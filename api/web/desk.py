"""A submission as it lies before a reviewer: its newest report, its pages, what was entered so far."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from api.reports import find_run
from api.routes.comments import CommentView, list_comments
from api.security.permissions import Principal
from api.service import Service, open_submission
from api.store.entries import load_corrections
from api.store.tables import Submission
from api.web.arrangement import Arrangement
from api.web.board import Holder, holders_of
from models.correction import Corrections


@dataclass(frozen=True)
class Desk:
    """The row, the newest report with its pages as arranged, all entries and remarks, and who has it."""

    row: Submission
    arranged: Arrangement
    corrections: Corrections
    comments: Sequence[CommentView]
    holders: Sequence[Holder]


def open_desk(
    service: Service, principal: Principal, submission_id: uuid.UUID, *, run: int | None = None
) -> Desk:
    """Return a submission for review with its newest report or the one of a run.

    Raises ProblemError not_finished, no_such_thing.
    """
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        blob = find_run(session, row, run=run).blob
        corrections = load_corrections(
            session, submission_id, needs_second_person=service.settings.two_person_rule
        )
        arranged = service.arrangements.take(session, submission_id, blob=blob)
        comments = list_comments(session, submission_id)
        holders = holders_of(session, [submission_id])[submission_id]
    service.reads.note(principal, submission_id, what="report")
    return Desk(row, arranged, corrections, comments, holders)


def open_arranged(
    service: Service, principal: Principal, submission_id: uuid.UUID, *, what: str
) -> Arrangement:
    """Return the newest report as arranged for the screens, and log that `what` of it was read."""
    with service.database.reading() as session:
        row = open_submission(session, principal, submission_id)
        blob = find_run(session, row).blob
        arranged = service.arrangements.take(session, submission_id, blob=blob)
    service.reads.note(principal, submission_id, what=what)
    return arranged
