"""The log of reads and changes: read, and verified."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import select

from api.audit import Action, append_entry, verify_log
from api.service import LogReader, ServiceDep
from api.store.tables import LogEntry

router = APIRouter(prefix="/log", tags=["log"])


class LogLine(BaseModel):
    """One line. `actor` and `subject` are ids; `detail` is JSON; `hash` covers the line and the one before."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    detail: str
    previous: str
    hash: str


class LogPart(BaseModel):
    """A part of the log; `next` is the cursor of the next part, None at the end."""

    items: list[LogLine]
    next: int | None


class LogCheck(BaseModel):
    """Whether the chain holds; `last_hash`, noted elsewhere, shows later that no line at the end was cut off."""

    is_intact: bool
    lines: int
    last_hash: str
    broken_at: int | None
    why: str | None


@router.get("", summary="Read the log")
def show_log(
    principal: LogReader,
    service: ServiceDep,
    subject: Annotated[str | None, Query(max_length=100)] = None,
    actor: Annotated[str | None, Query(max_length=100)] = None,
    action: Action | None = None,
    cursor: Annotated[
        int, Query(ge=0, le=2**31 - 1, description="Number of the last line seen")
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> LogPart:
    """Return lines in their order."""
    query = select(LogEntry).where(LogEntry.number > cursor)
    if subject is not None:
        query = query.where(LogEntry.subject == subject)
    if actor is not None:
        query = query.where(LogEntry.actor == actor)
    if action is not None:
        query = query.where(LogEntry.action == action.value)
    with service.database.reading() as session:
        rows = session.scalars(query.order_by(LogEntry.number).limit(limit + 1)).all()
    items = [
        LogLine(**{name: getattr(row, name) for name in LogLine.model_fields})
        for row in rows[:limit]
    ]
    return LogPart(items=items, next=items[-1].number if len(rows) > limit else None)


@router.get("/verification", summary="Verify the log")
def verify_whole_log(principal: LogReader, service: ServiceDep) -> LogCheck:
    """Recompute the whole chain."""
    with service.database.transaction() as session:
        lines, last_hash, broken = verify_log(session)
        append_entry(
            session,
            Action.log_read,
            actor=str(principal.account),
            subject="log",
            detail={"lines": lines, "intact": broken is None},
        )
    return LogCheck(
        is_intact=broken is None,
        lines=lines,
        last_hash=last_hash,
        broken_at=broken.number if broken is not None else None,
        why=broken.why if broken is not None else None,
    )
