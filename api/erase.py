"""Erasing: everything of a submission goes, but the lines of the log, which hold ids only."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import ColumnElement, delete, select, union, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from api.audit import Action, append_entry
from api.jobs.understood import UnderstoodCache, pages_key
from api.pictures import forget_pictures
from api.settings import ServiceSettings
from api.store.blobs import BlobStore
from api.store.database import Database
from api.store.lookup import lock_submission, now
from api.store.tables import (
    Comment,
    EntryRow,
    ExportFile,
    Grant,
    KeptReading,
    Page,
    PageRange,
    ReportRun,
    State,
    Submission,
    Upload,
)

log = logging.getLogger(__name__)

PARTS = (Upload, Page, PageRange, ReportRun, ExportFile, EntryRow, Comment, Grant)
BLOBS: tuple[InstrumentedAttribute[str] | InstrumentedAttribute[str | None], ...] = (
    Upload.blob,
    Page.blob,
    Page.reading,
    Page.picture,
    ReportRun.blob,
    ExportFile.blob,
)
FINISHED = (State.done, State.refused, State.failed)


def erase_submission(
    database: Database, submission_id: uuid.UUID, *, actor: str, store: BlobStore, cache: Path
) -> bool:
    """Erase a submission with its files, readings, reports, entries and comments; return whether it was there.

    Blobs and kept readings that another submission shares stay. Running jobs find nothing to do.
    """
    with database.transaction() as session:
        row = lock_submission(session, submission_id)
        if row is None or row.state == State.erased:
            return False
        blobs, digests = _blobs_of(session, submission_id)
        understood = _pages_key(session, submission_id)
        for table in PARTS:
            session.execute(delete(table).where(table.submission_id == submission_id))
        row.state = State.erased
        row.title, row.content, row.idempotency_key = "", "", None
        row.applicant_name = row.uscc = row.reason = row.intake = None
        row.counts = {}
        append_entry(session, Action.submission_erased, actor=actor, subject=str(submission_id))
        session.flush()
        orphans = blobs - blobs_in_use(session, blobs)
        session.execute(delete(KeptReading).where(KeptReading.blob.in_(orphans)))
        shown_nowhere = update(KeptReading).where(KeptReading.picture.in_(orphans))
        session.execute(shown_nowhere.values(picture=None))
        shown = set(session.scalars(select(Page.digest).where(Page.digest.in_(digests))))
    for blob in orphans:
        store.delete(blob)
    for digest in digests - shown:
        forget_pictures(cache, digest)
    UnderstoodCache(cache).forget(understood)
    return True


def erase_expired(database: Database, settings: ServiceSettings, store: BlobStore) -> int:
    """Erase finished submissions older than the retention time; return how many."""
    if settings.retention_days is None:
        return 0
    before = now() - datetime.timedelta(days=settings.retention_days)
    with database.transaction() as session:
        query = select(Submission.id).where(
            Submission.state.in_(FINISHED), Submission.finished_at < before
        )
        expired = session.scalars(query).all()
    return sum(
        erase_submission(
            database, submission, actor="system", store=store, cache=settings.cache_dir
        )
        for submission in expired
    )


def _blobs_of(session: Session, submission_id: uuid.UUID) -> tuple[set[str], set[str]]:
    """All blobs of a submission, and the digests of its pages."""
    blobs: set[str] = set()
    for column in BLOBS:
        mine: ColumnElement[bool] = column.class_.submission_id == submission_id
        blobs.update(blob for blob in session.scalars(select(column).where(mine)) if blob)
    pages = select(Page.digest).where(Page.submission_id == submission_id)
    return blobs, set(session.scalars(pages))


def _pages_key(session: Session, submission_id: uuid.UUID) -> str:
    query = select(Page).where(Page.submission_id == submission_id).order_by(Page.ordinal)
    pages = session.scalars(query)
    return pages_key((page.file, page.page, page.reading or "") for page in pages)


def blobs_in_use(session: Session, blobs: Iterable[str]) -> set[str]:
    """Return which of these blobs some submission has."""
    wanted = list(blobs)
    queries = [select(column).where(column.in_(wanted)) for column in BLOBS]
    return {blob for blob in session.scalars(union(*queries)) if blob}
