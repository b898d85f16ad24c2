"""First job of a submission: its files are opened once, its pages listed and put into ranges."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit import Action, append_entry
from api.jobs.outcome import tell_outcome
from api.jobs.queue import Job, put_job
from api.jobs.shop import Shop
from api.store.intake import Intake
from api.store.lookup import lock_submission, now
from api.store.tables import Page, PageRange, State, Upload
from api.store.tables import Submission as SubmissionRow
from extractor.errors import InputCode, InputError
from extractor.ingest import PageSource, Submission, ingest_paths
from extractor.intake import WatchedOpener
from extractor.workspace import scratch_dir


def ingest_submission(shop: Shop, submission_id: uuid.UUID) -> None:
    """List the pages of a submission and put its ranges into the queue; does nothing when that is done."""
    with shop.database.transaction() as session:
        row = session.get(SubmissionRow, submission_id)
        if row is None or row.state != State.received:
            return
        query = select(Upload).where(Upload.submission_id == submission_id)
        uploads = session.scalars(query.order_by(Upload.ordinal)).all()
    with scratch_dir() as scratch:
        try:
            submission, intake = _take_in(shop, uploads, scratch=scratch)
            blobs = _store_parts(shop, submission.pages)
        except InputError as error:
            submission, intake, blobs = Submission((), ()), Intake(), {}
            refusal = (error.code, error.message)
        else:
            refusal = _refusal(submission)
    with shop.database.transaction() as session:
        locked = lock_submission(session, submission_id)
        if locked is None or locked.state != State.received:
            return
        locked.intake = intake.model_dump(mode="json")
        if not submission.pages:
            _refuse(session, locked, refusal)
            return
        _list_pages(session, locked, submission.pages, blobs, size=shop.settings.range_pages)


def _take_in(shop: Shop, uploads: Sequence[Upload], *, scratch: Path) -> tuple[Submission, Intake]:
    """Lay the files out under the applicant's names and open each in a child process."""
    folder, unpacked = scratch / "input", scratch / "unpacked"
    folder.mkdir()
    unpacked.mkdir()
    for upload in uploads:
        link = folder / upload.name
        link.parent.mkdir(parents=True, exist_ok=True)
        _lay_out(shop.store.local_path(upload.blob), link)
    opener = WatchedOpener(
        shop.helpers, seconds=shop.settings.file_seconds, check=shop.check_stopping
    )
    submission, issues = ingest_paths(
        [folder], scratch=unpacked, settings=shop.settings, opener=opener
    )
    intake = Intake(files=submission.files, inputs=dict(submission.inputs), issues=issues)
    return submission, intake


def _lay_out(stored: Path, target: Path) -> None:
    """Put a stored file under its name: the same file where the disk is the same, else a copy.

    No symbolic link: a link out of the folder of a submission is refused.
    """
    try:
        target.hardlink_to(stored)
    except OSError:
        shutil.copyfile(stored, target)


def _store_parts(shop: Shop, pages: Sequence[PageSource]) -> dict[Path, str]:
    """Store every file that pages lie in (archives are unpacked by now); return path -> blob."""
    return {path: shop.store.put_file(path) for path in dict.fromkeys(p.path for p in pages)}


def _list_pages(
    session: Session,
    row: SubmissionRow,
    pages: Sequence[PageSource],
    blobs: dict[Path, str],
    *,
    size: int,
) -> None:
    for ordinal, source in enumerate(pages, start=1):
        page = Page(
            submission_id=row.id,
            ordinal=ordinal,
            range=(ordinal - 1) // size,
            file=source.file,
            page=source.page,
            blob=blobs[source.path],
            kind=source.kind.value,
            digest=source.digest,
            frame=source.frame,
        )
        session.add(page)
    row.pages = len(pages)
    row.state = State.reading
    for number in range((len(pages) - 1) // size + 1):
        session.add(PageRange(submission_id=row.id, range=number))
        put_job(session, Job.read, submission=row.id, number=number)


def _refusal(submission: Submission) -> tuple[str, str]:
    """Code and message of the first refused file."""
    refused = [file.refused for file in submission.files if file.refused is not None]
    if refused:
        return refused[0].code, refused[0].message
    return InputCode.EMPTY.value, "没有可以识别的页面，请检查所提交的文件。"


def _refuse(session: Session, row: SubmissionRow, refusal: tuple[str, str]) -> None:
    row.state = State.refused
    row.code, row.reason = refusal
    row.finished_at = now()
    append_entry(
        session,
        Action.submission_refused,
        actor="system",
        subject=str(row.id),
        detail={"code": row.code},
    )
    tell_outcome(session, row)
