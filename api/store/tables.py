"""The tables of the service as Python classes; the migrations make them.

One file because the tables refer to one another and are read as one schema.
"""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, ForeignKey, MetaData, String, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Role(StrEnum):
    """What somebody is in the work of a programme."""

    applicant = "applicant"
    """Staff of an applicant: hands in and sees what was handed in by the same account."""
    reviewer = "reviewer"
    """Decides on the submissions that were assigned or opened to them."""
    lead = "lead"
    """Sees every submission, assigns them, and is the second person of a decision."""
    admin = "admin"
    """Keeps accounts, reads the log, erases; may do what a lead may."""


class State(StrEnum):
    """How far a submission has come."""

    received = "received"
    """Stored; its pages are not listed yet."""
    reading = "reading"
    """Its pages are being read."""
    verifying = "verifying"
    """All pages are read; the report is being made."""
    done = "done"
    """The report is there."""
    refused = "refused"
    """No page could be taken in; the code says why."""
    failed = "failed"
    """Given up after the allowed number of attempts; the reason is shown, a person may try again."""
    erased = "erased"
    """Its files, readings and reports are gone; only the log remembers it."""


UNDER_WAY = (State.received, State.reading, State.verifying)
"""The states of a submission that work is still done on."""


class Base(DeclarativeBase):
    """Times are aware UTC, names are given by one convention."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[type, TypeEngine[Any]]] = {
        datetime.datetime: DateTime(timezone=True),
        uuid.UUID: Uuid(),
        str: String(),
    }


def _now() -> Mapped[datetime.datetime]:
    return mapped_column(server_default=func.now())


def _id() -> Mapped[uuid.UUID]:
    return mapped_column(primary_key=True, default=uuid.uuid4)


class Account(Base):
    """Somebody who may sign in. `password` is an argon2id hash, None until one is set."""

    __tablename__ = "account"

    id: Mapped[uuid.UUID] = _id()
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(String())
    password: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime.datetime | None]
    created_at: Mapped[datetime.datetime] = _now()


class Credential(Base):
    """A secret that stands for an account: session, API token or one-time link; kept as SHA-256 only."""

    __tablename__ = "credential"

    secret: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(default="")
    csrf: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime.datetime] = _now()
    used_at: Mapped[datetime.datetime] = _now()
    expires_at: Mapped[datetime.datetime | None]


class Submission(Base):
    """What one applicant handed in for one programme, and how far it has come.

    `run` is the report that is there, `wanted_run` the one that is due after the last entry of a person.
    `intake` holds files, inputs and issues of the ingest stage, `counts` the numbers of findings.
    """

    __tablename__ = "submission"

    id: Mapped[uuid.UUID] = _id()
    title: Mapped[str]
    programme: Mapped[str]
    reference_date: Mapped[str]
    state: Mapped[State] = mapped_column(String(), default=State.received)
    code: Mapped[str | None]
    reason: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime.datetime] = _now()
    finished_at: Mapped[datetime.datetime | None]
    content: Mapped[str]
    idempotency_key: Mapped[str | None]
    pages: Mapped[int] = mapped_column(default=0)
    run: Mapped[int] = mapped_column(default=0)
    wanted_run: Mapped[int] = mapped_column(default=1, server_default="1")
    applicant_name: Mapped[str | None]
    uscc: Mapped[str | None]
    intake: Mapped[dict[str, object] | None] = mapped_column(JSONB)
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)


class Upload(Base):
    """One uploaded file of a submission, as named by the applicant; its bytes are a blob."""

    __tablename__ = "upload"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    blob: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]


class Page(Base):
    """One page of a submission: where its picture lies, and its reading once it is read.

    `blob` holds the page at `frame` (from 0); `reading` is the blob of its PageReading, `picture` that of the
    JPEG for the screens (None for pages that have none), `read_by` the worker (host:process) that gave both,
    None for a page that was known from another submission.
    """

    __tablename__ = "page"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    range: Mapped[int]
    file: Mapped[str]
    page: Mapped[int]
    blob: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    digest: Mapped[str]
    frame: Mapped[int]
    reading: Mapped[str | None] = mapped_column(index=True)
    picture: Mapped[str | None] = mapped_column(index=True)
    read_at: Mapped[datetime.datetime | None]
    read_by: Mapped[str | None]


class PageRange(Base):
    """A run of pages that one job reads."""

    __tablename__ = "page_range"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    range: Mapped[int] = mapped_column(primary_key=True)
    is_done: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]


class KeptReading(Base):
    """The reading of a page's content by one engine, and its picture, so that nothing is read or drawn twice."""

    __tablename__ = "kept_reading"

    key: Mapped[str] = mapped_column(primary_key=True)
    blob: Mapped[str] = mapped_column(index=True)
    picture: Mapped[str | None] = mapped_column(index=True)


class ReportRun(Base):
    """One report of a submission; a correction makes the next one."""

    __tablename__ = "report_run"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    run: Mapped[int] = mapped_column(primary_key=True)
    blob: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime.datetime] = _now()


class EntryRow(Base):
    """One correction, decision or undo of a person, in the order made; `body` is a `models.correction` entry."""

    __tablename__ = "entry"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    body: Mapped[dict[str, object]] = mapped_column(JSONB)
    made_at: Mapped[datetime.datetime] = _now()


class Comment(Base):
    """What somebody remarks on a submission or on one thing in it."""

    __tablename__ = "comment"

    id: Mapped[uuid.UUID] = _id()
    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    about: Mapped[str]
    text: Mapped[str]
    made_at: Mapped[datetime.datetime] = _now()


class ExportFile(Base):
    """A file made from a report, kept until the submission is erased."""

    __tablename__ = "export_file"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    run: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    is_masked: Mapped[bool] = mapped_column(primary_key=True)
    blob: Mapped[str] = mapped_column(index=True)


class Webhook(Base):
    """An address that is told when a submission is finished; `secret` signs what is sent."""

    __tablename__ = "webhook"

    id: Mapped[uuid.UUID] = _id()
    url: Mapped[str]
    secret: Mapped[str]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime.datetime] = _now()


class Delivery(Base):
    """One message to a webhook, tried until it is taken or given up."""

    __tablename__ = "delivery"

    id: Mapped[uuid.UUID] = _id()
    webhook_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("webhook.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    is_taken: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None]
    created_at: Mapped[datetime.datetime] = _now()


class Grant(Base):
    """Who may see a submission beside its owner, leads and admins; `is_assigned` when it is their work."""

    __tablename__ = "submission_grant"

    submission_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    is_assigned: Mapped[bool] = mapped_column(default=False)
    granted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    granted_at: Mapped[datetime.datetime] = _now()


class LogEntry(Base):
    """One line of the log of reads and changes; the database numbers and chains it and lets nobody change it."""

    __tablename__ = "log_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class Worker(Base):
    """A worker process: when it was last seen, and whether its self-test was passed."""

    __tablename__ = "worker"

    id: Mapped[uuid.UUID] = _id()
    host: Mapped[str]
    pid: Mapped[int]
    is_fit: Mapped[bool]
    seen: Mapped[str]
    started_at: Mapped[datetime.datetime] = _now()
    seen_at: Mapped[datetime.datetime] = _now()
