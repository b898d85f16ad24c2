"""How long a submission will still take, from the pages read lately."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from api.jobs.ingest import ingest_submission
from api.jobs.read import read_range
from api.jobs.shop import Shop
from api.progress import progress_of
from api.store.lookup import now
from api.store.tables import Page, Role, State, Submission
from tests.api.conftest import Person

People = Callable[[Role], Person]
Paper = Callable[[], bytes]


@pytest.fixture
def submission(person: People, paper: Paper, shop: Shop) -> uuid.UUID:
    """A submission of six pages whose reading has begun."""
    files = [(f"说明{number}.docx", paper()) for number in range(6)]
    key = uuid.UUID(person(Role.applicant).upload(*files))
    ingest_submission(shop, key)
    return key


@pytest.fixture
def passing(shop: Shop, submission: uuid.UUID) -> Iterator[Session]:
    """A session in which no page was read yet and nothing else is under way; nothing of it stays."""
    with Session(shop.database.engine) as session:
        session.execute(update(Page).values(read_at=None))
        others = update(Submission).where(Submission.id != submission)
        session.execute(others.values(state=State.done))
        yield session
        session.rollback()


def note_read(
    session: Session, submission: uuid.UUID, ordinals: range, *, apart: float, by: str | None
) -> None:
    """Note that pages were read so many seconds one after the other, the last one just now."""
    for number, ordinal in enumerate(reversed(ordinals)):
        page = session.get_one(Page, (submission, ordinal))
        page.read_at = now() - datetime.timedelta(seconds=number * apart)
        page.reading, page.read_by = page.blob, by
    session.flush()


def test_pages_read_lately_give_the_speed(passing: Session, submission: uuid.UUID) -> None:
    row = passing.get_one(Submission, submission)
    assert row.state == State.reading
    assert progress_of(passing, row).seconds_left is None
    note_read(passing, submission, range(1, 4), apart=20, by="one:1")
    assert progress_of(passing, row).pages_done == 3
    assert progress_of(passing, row).seconds_left == pytest.approx(60, abs=1)


def test_pages_known_from_another_submission_say_nothing_about_the_speed(
    passing: Session, submission: uuid.UUID
) -> None:
    row = passing.get_one(Submission, submission)
    note_read(passing, submission, range(1, 4), apart=0.01, by=None)
    assert progress_of(passing, row).seconds_left is None
    note_read(passing, submission, range(4, 6), apart=20, by="one:1")
    assert progress_of(passing, row).seconds_left == pytest.approx(20, abs=1)


def test_a_page_is_read_once_and_then_known(person: People, paper: Paper, shop: Shop) -> None:
    content, readers = paper(), []
    for title in ("甲.docx", "乙.docx"):
        key = uuid.UUID(person(Role.applicant).upload((title, content)))
        ingest_submission(shop, key)
        read_range(shop, key, 0)
        with shop.database.reading() as session:
            readers.append(session.get_one(Page, (key, 1)).read_by)
    assert readers == [shop.name, None]
