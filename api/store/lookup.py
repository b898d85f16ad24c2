"""Small queries that several parts of the service share."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables import Submission


def now() -> datetime.datetime:
    """Return the time in UTC."""
    return datetime.datetime.now(datetime.UTC)


def lock_submission(session: Session, submission_id: uuid.UUID) -> Submission | None:
    """Return a submission, locked until the transaction ends: what follows from it happens once."""
    query = select(Submission).where(Submission.id == submission_id).with_for_update()
    return session.scalars(query).one_or_none()
