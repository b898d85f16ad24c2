"""What was read on a page, taken from the file store."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.problems import ProblemCode, ProblemError
from api.store.blobs import BlobStore
from api.store.tables import Page
from extractor.ocr.cache import PageReading
from models.page import PageText


def find_page(session: Session, submission_id: uuid.UUID, *, file: str, page: int) -> Page:
    """Return a page by its file and its number in it, from 1; raises ProblemError no_such_thing."""
    query = select(Page).where(
        Page.submission_id == submission_id, Page.file == file, Page.page == page
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        raise ProblemError(ProblemCode.no_such_thing, "没有这一页。")
    return found


def load_text(store: BlobStore, page: Page) -> PageText:
    """Return what was read on a page; raises ProblemError not_finished."""
    return PageReading.model_validate_json(store.get(reading_of(page))).text


def reading_of(page: Page) -> str:
    """Return the blob of what was read on a page; raises ProblemError not_finished."""
    if page.reading is None:
        raise ProblemError(ProblemCode.not_finished, "该页还没有识别，请稍后再看。")
    return page.reading
