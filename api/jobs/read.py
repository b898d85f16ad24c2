"""Middle jobs of a submission: a range of its pages is read, each kept with its picture as soon as it is read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from api.drawing import KEPT_WIDTH, PictureOrder, draw_picture
from api.jobs.children import ShownReading, read_page
from api.jobs.queue import Job, put_job
from api.jobs.shop import Shop
from api.store.lookup import lock_submission, now
from api.store.sources import source_of
from api.store.tables import KeptReading, Page, PageRange, State, Submission
from extractor.errors import InputError
from extractor.ocr.pool import Loss
from extractor.reading import gave_up, lose_page, page_keys, rename_reading


def read_range(shop: Shop, submission_id: uuid.UUID, number: int) -> None:
    """Read the pages of a range that are not read yet; the last range of all starts the verification."""
    with shop.database.transaction() as session:
        row = session.get(Submission, submission_id)
        if row is None or row.state != State.reading:
            return
        query = select(Page).where(Page.submission_id == submission_id, Page.range == number)
        unread = query.where(Page.reading.is_(None)).order_by(Page.ordinal)
        pages = session.scalars(unread).all()
    _read_pages(shop, pages)
    with shop.database.transaction() as session:
        locked = lock_submission(session, submission_id)
        if locked is None or locked.state != State.reading:
            return
        ranges = session.scalars(
            select(PageRange).where(PageRange.submission_id == submission_id)
        ).all()
        for part in ranges:
            part.is_done = part.is_done or part.range == number
        if all(part.is_done for part in ranges):
            locked.state = State.verifying
            put_job(session, Job.verify, submission=locked.id, number=locked.wanted_run)


def _read_pages(shop: Shop, pages: Sequence[Page]) -> None:
    keys = page_keys({page.digest for page in pages}, settings=shop.settings)
    for page in pages:
        shop.check_stopping()
        key = keys[page.digest]
        with shop.database.transaction() as session:
            kept = session.get(KeptReading, key)
        if kept is not None and shop.store.has(kept.blob):
            picture = kept.picture
            if picture is None or not shop.store.has(picture):
                picture = _draw_page(shop, page)
            is_new = picture != kept.picture
            _keep(shop, page, blob=kept.blob, picture=picture, key=key if is_new else None, by=None)
            continue
        shown = _read_page(shop, page)
        # Kept without the names it has here: another submission may hold the same page.
        content = rename_reading(shown.reading, file="", page=0).model_dump_json().encode()
        picture = None if shown.picture is None else shop.store.put(shown.picture)
        key_of_new = None if gave_up(shown.reading) else key
        blob = shop.store.put(content)
        _keep(shop, page, blob=blob, picture=picture, key=key_of_new, by=shop.name)


def _read_page(shop: Shop, page: Page) -> ShownReading:
    source = source_of(page, shop.store)
    task = partial(read_page, settings=shop.settings)
    result = shop.readers.run(task, source, seconds=shop.settings.page_seconds)
    if isinstance(result, Loss):
        shop.check_stopping()
        return ShownReading(lose_page(source, result, settings=shop.settings), None)
    return result


def _draw_page(shop: Shop, page: Page) -> str | None:
    """The picture of a page that was read before pictures were kept; None where there is none."""
    source = source_of(page, shop.store)
    if source.is_native:
        return None
    order = PictureOrder(source, shop.settings, width=KEPT_WIDTH)
    try:
        result = shop.readers.run(draw_picture, order, seconds=shop.settings.page_seconds)
    except InputError:
        return None
    return None if isinstance(result, Loss) else shop.store.put(result)


def _keep(
    shop: Shop, page: Page, *, blob: str, picture: str | None, key: str | None, by: str | None
) -> None:
    """Record a reading once; a second worker that read the same page changes nothing."""
    with shop.database.transaction() as session:
        if key is not None:
            kept = {"blob": blob, "picture": picture}
            statement = insert(KeptReading).values(key=key, **kept)
            session.execute(statement.on_conflict_do_update(index_elements=["key"], set_=kept))
        session.execute(
            update(Page)
            .where(
                Page.submission_id == page.submission_id,
                Page.ordinal == page.ordinal,
                Page.reading.is_(None),
            )
            .values(reading=blob, picture=picture, read_at=now(), read_by=by)
        )
