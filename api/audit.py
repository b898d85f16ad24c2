"""The log of reads and changes: append-only, numbered without gaps, each line chained to the one before.

The database chains the lines itself (a trigger, under a lock) and refuses to change or delete any; this
module appends, lists and verifies. Lines hold ids and codes, never names or figures, so that they stay
when a submission is erased.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from api.store.tables import LogEntry

Detail = Mapping[str, str | int | bool | None]
"""What else a line says: ids, codes, counts."""

BATCH = 5000


class Action(StrEnum):
    """What a line of the log says somebody did; the subject is an id."""

    session_opened = "session.opened"
    session_refused = "session.refused"
    session_closed = "session.closed"
    account_created = "account.created"
    account_changed = "account.changed"
    token_created = "token.created"
    token_revoked = "token.revoked"
    link_created = "link.created"
    submission_received = "submission.received"
    submission_refused = "submission.refused"
    submission_verified = "submission.verified"
    submission_failed = "submission.failed"
    submission_retried = "submission.retried"
    submission_read = "submission.read"
    submission_exported = "submission.exported"
    submission_commented = "submission.commented"
    entry_made = "entry.made"
    log_read = "log.read"
    webhook_created = "webhook.created"
    webhook_removed = "webhook.removed"
    submission_granted = "submission.granted"
    submission_withdrawn = "submission.withdrawn"
    submission_erased = "submission.erased"


class Break(NamedTuple):
    """The first line at which the chain does not hold, and why."""

    number: int
    why: str


def append_entry(
    session: Session, action: Action, *, actor: str, subject: str, detail: Detail | None = None
) -> None:
    """Add a line in the transaction of what it tells about. `actor` is an account id or `system`."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    line = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True)
    session.execute(
        text(
            "INSERT INTO log_entry (at, actor, action, subject, detail)"
            " VALUES (:at, :actor, :action, :subject, :detail)"
        ),
        {"at": at, "actor": actor, "action": action.value, "subject": subject, "detail": line},
    )


def hash_entry(entry: LogEntry) -> str:
    """Return the SHA-256 (hex) that the database should have given a line."""
    parts = (entry.previous, str(entry.number), entry.at, entry.actor, entry.action)
    joined = "\n".join((*parts, entry.subject, entry.detail))
    return hashlib.sha256(joined.encode()).hexdigest()


def find_break(entries: Sequence[LogEntry], *, after: int, previous: str) -> Break | None:
    """Return the first break in lines that should follow line `after` with the hash `previous`."""
    for entry in entries:
        if entry.number != after + 1:
            return Break(after + 1, "missing")
        if entry.previous != previous or entry.hash != hash_entry(entry):
            return Break(entry.number, "changed")
        after, previous = entry.number, entry.hash
    return None


def verify_log(session: Session) -> tuple[int, str, Break | None]:
    """Recompute the whole chain; return its length, its last hash and the first break."""
    after, previous = 0, ""
    while True:
        query = select(LogEntry).where(LogEntry.number > after).order_by(LogEntry.number)
        entries = session.scalars(query.limit(BATCH)).all()
        found = find_break(entries, after=after, previous=previous)
        if found is not None or not entries:
            return after, previous, found
        after, previous = entries[-1].number, entries[-1].hash
        session.expunge_all()
