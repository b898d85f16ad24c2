"""Creating and listing submissions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from api.audit import Action, append_entry
from api.jobs.queue import Job, put_job
from api.problems import ProblemCode, ProblemError
from api.security.permissions import Permission, Principal
from api.store.tables import Grant, PageRange, State, Submission, Upload
from api.uploads import StoredFile

_OTHER_CONTENT = "这个 Idempotency-Key 已用于另一份材料，请换一个。"


@dataclass(frozen=True)
class NewSubmission:
    """What is handed in. `content` identifies files, programme and reference date."""

    title: str
    programme: str
    reference_date: str
    files: tuple[StoredFile, ...]
    content: str
    idempotency_key: str | None


def create_submission(
    session: Session, new: NewSubmission, *, principal: Principal
) -> tuple[Submission, bool]:
    """Record a submission and put its first job into the queue, all in one transaction.

    Return it and whether it is new: the same content, or the same key, from the same account is the
    same submission. Raises ProblemError idempotency_conflict for a key used with other content.
    """
    values = {
        "id": uuid.uuid4(),
        "title": new.title,
        "programme": new.programme,
        "reference_date": new.reference_date,
        "state": State.received.value,
        "attempts": 0,
        "pages": 0,
        "run": 0,
        "wanted_run": 1,
        "counts": {},
        "created_by": principal.account,
        "content": new.content,
        "idempotency_key": new.idempotency_key,
    }
    statement = insert(Submission).values(values).on_conflict_do_nothing().returning(Submission.id)
    created = session.scalar(statement)
    if created is None:
        return _same(session, new, principal=principal), False
    for ordinal, file in enumerate(new.files, start=1):
        session.add(
            Upload(
                submission_id=created,
                ordinal=ordinal,
                name=file.name,
                blob=file.blob,
                size=file.size,
            )
        )
    session.flush()
    put_job(session, Job.ingest, submission=created)
    append_entry(
        session,
        Action.submission_received,
        actor=str(principal.account),
        subject=str(created),
        detail={"files": len(new.files), "content": new.content},
    )
    return session.get_one(Submission, created), True


def _same(session: Session, new: NewSubmission, *, principal: Principal) -> Submission:
    mine = Submission.created_by == principal.account
    if new.idempotency_key is not None:
        query = select(Submission).where(mine, Submission.idempotency_key == new.idempotency_key)
        known = session.scalars(query).one_or_none()
        if known is not None:
            if known.content != new.content:
                raise ProblemError(ProblemCode.idempotency_conflict, _OTHER_CONTENT)
            return known
    query = select(Submission).where(
        mine, Submission.content == new.content, Submission.state != State.erased
    )
    return session.scalars(query).one()


def put_back(session: Session, row: Submission) -> None:
    """Put a locked submission that was given up back into the queue, at the stage it had reached."""
    query = select(PageRange).where(PageRange.submission_id == row.id)
    open_ranges = session.scalars(query.where(PageRange.is_done.is_(False))).all()
    if row.intake is None:
        row.state = State.received
        put_job(session, Job.ingest, submission=row.id)
    elif open_ranges:
        row.state = State.reading
        for part in open_ranges:
            part.attempts, part.reason = 0, None
            put_job(session, Job.read, submission=row.id, number=part.range)
    else:
        row.state = State.verifying
        put_job(session, Job.verify, submission=row.id, number=row.wanted_run)


@dataclass(frozen=True)
class SubmissionFilter:
    """Which submissions are wanted; None is any."""

    state: State | None = None
    programme: str | None = None
    assigned_to: uuid.UUID | None = None
    text: str | None = None


def list_submissions(
    session: Session,
    wanted: SubmissionFilter,
    *,
    principal: Principal,
    after: uuid.UUID | None,
    limit: int,
) -> Sequence[Submission]:
    """Return submissions that somebody has access to, newest first, those after the one named."""
    query = reachable(wanted, principal=principal)
    if after is not None:
        last = session.get(Submission, after)
        if last is None:
            raise ProblemError(ProblemCode.invalid_request, "翻页位置已失效，请从第一页重新开始。")
        position = tuple_(Submission.created_at, Submission.id)
        query = query.where(position < (last.created_at, last.id))
    ordered = query.order_by(Submission.created_at.desc(), Submission.id.desc())
    return session.scalars(ordered.limit(limit)).all()


def reachable(wanted: SubmissionFilter, *, principal: Principal) -> Select[Submission]:
    """Return the query for the submissions wanted that somebody has access to, in no order."""
    return _open_to(principal).where(*_conditions(wanted))


def _open_to(principal: Principal) -> Select[Submission]:
    query = select(Submission).where(Submission.state != State.erased)
    if principal.may(Permission.read_all):
        return query
    granted = select(Grant.submission_id).where(Grant.account_id == principal.account)
    return query.where(or_(Submission.created_by == principal.account, Submission.id.in_(granted)))


def _conditions(wanted: SubmissionFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        conditions.append(Submission.state == wanted.state)
    if wanted.programme is not None:
        conditions.append(Submission.programme == wanted.programme)
    if wanted.text:
        like = f"%{wanted.text.replace('%', '').replace('_', '')}%"
        conditions.append(or_(Submission.title.ilike(like), Submission.applicant_name.ilike(like)))
    if wanted.assigned_to is not None:
        mine = select(Grant.submission_id).where(
            and_(Grant.account_id == wanted.assigned_to, Grant.is_assigned)
        )
        conditions.append(Submission.id.in_(mine))
    return conditions
