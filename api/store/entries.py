"""What people enter about a submission: corrections, decisions and undos, only ever added."""

from __future__ import annotations

import hashlib
import uuid

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.audit import Action, append_entry
from api.jobs.queue import Job, put_job
from api.security.permissions import Principal
from api.store.tables import EntryRow, Submission
from models.correction import AnyEntry, Corrections

_ADAPTER: TypeAdapter[AnyEntry] = TypeAdapter(AnyEntry)


def load_corrections(
    session: Session, submission_id: uuid.UUID, *, needs_second_person: bool
) -> Corrections:
    """Return all entries of a submission in the order in which they were made."""
    query = select(EntryRow).where(EntryRow.submission_id == submission_id)
    rows = session.scalars(query.order_by(EntryRow.ordinal))
    return Corrections(
        entries=tuple(_ADAPTER.validate_python(row.body) for row in rows),
        needs_second_person=needs_second_person,
    )


def add_entry(session: Session, row: Submission, entry: AnyEntry, *, principal: Principal) -> int:
    """Add an entry to a locked submission and ask for the report that heeds it; return its run.

    The log keeps the SHA-256 of the entry, so that a later change of it would show.
    """
    query = select(func.coalesce(func.max(EntryRow.ordinal), 0))
    last = session.scalar(query.where(EntryRow.submission_id == row.id)) or 0
    body = entry.model_dump(mode="json")
    session.add(
        EntryRow(submission_id=row.id, ordinal=last + 1, account_id=principal.account, body=body)
    )
    row.wanted_run += 1
    session.flush()
    put_job(session, Job.verify_again, submission=row.id, number=row.wanted_run)
    append_entry(
        session,
        Action.entry_made,
        actor=str(principal.account),
        subject=str(row.id),
        detail={
            "entry": entry.id,
            "kind": entry.kind,
            "sha256": hashlib.sha256(entry.model_dump_json().encode()).hexdigest(),
        },
    )
    return row.wanted_run
