"""How far a submission has come, where it stands in the queue, and when it should be ready."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.store.lookup import now
from api.store.tables import Page, State, Submission

OPEN = (State.received, State.reading, State.verifying)
WINDOW = datetime.timedelta(minutes=15)
"""How far back the speed of reading is looked for."""
RECENT = 40
"""Pages whose distance in time gives the speed; the median, so that pauses do not count."""


class Progress(BaseModel):
    """Pages done only ever grows. `ahead` counts submissions that came earlier and are not ready.

    `seconds_left` is an estimate from the pages read lately, None while there are none, those left out that
    were known from another submission; for a finished submission 0.
    """

    state: State
    pages: int
    pages_done: int
    ahead: int
    seconds_left: int | None
    attempts: int
    code: str | None
    reason: str | None


def progress_of(session: Session, row: Submission) -> Progress:
    """Return the progress of one submission."""
    is_open = row.state in OPEN
    done = count_done(session, [row.id])[row.id]
    return Progress(
        state=State(row.state),
        pages=row.pages,
        pages_done=done,
        ahead=_ahead(session, row) if is_open else 0,
        seconds_left=_seconds_left(session, row, done) if is_open else 0,
        attempts=row.attempts,
        code=row.code,
        reason=row.reason,
    )


def count_done(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return for each submission how many of its pages are read."""
    query = (
        select(Page.submission_id, func.count())
        .where(Page.submission_id.in_(ids), Page.reading.is_not(None))
        .group_by(Page.submission_id)
    )
    counted = {row[0]: row[1] for row in session.execute(query).all()}
    return {submission: counted.get(submission, 0) for submission in ids}


def _ahead(session: Session, row: Submission) -> int:
    query = select(func.count()).where(
        Submission.state.in_(OPEN), Submission.created_at < row.created_at
    )
    return session.scalar(query) or 0


def _seconds_left(session: Session, row: Submission, done: int) -> int | None:
    """Pages that are due before this one is ready, times the usual time between two pages."""
    since = now() - WINDOW
    read = select(Page.read_at).where(Page.read_at > since, Page.read_by.is_not(None))
    query = read.order_by(Page.read_at.desc()).limit(RECENT)
    times = [at for at in session.scalars(query) if at is not None]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(times)]
    if not gaps or row.state == State.received:
        return None
    before = select(func.count()).where(
        Page.reading.is_(None),
        Page.submission_id == Submission.id,
        Submission.state == State.reading,
        Submission.created_at < row.created_at,
    )
    pages = (session.scalar(before) or 0) + row.pages - done
    return round(pages * median(gaps))
