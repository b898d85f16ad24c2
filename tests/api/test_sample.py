"""Which finished submissions the work board draws for a second look."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

from sqlalchemy import select

from api.jobs.shop import Shop
from api.store.tables import Role, State, Submission
from api.web.board import Pile, in_pile
from tests.api.conftest import Person

DIGITS = 6


def lot(submission: uuid.UUID) -> float:
    """Where an id lies from 0 to 1."""
    return float(int(hashlib.md5(str(submission).encode()).hexdigest()[:DIGITS], 16) / 16**DIGITS)


def test_the_ids_of_finished_submissions_decide(
    person: Callable[[Role], Person],
    paper: Callable[[], bytes],
    work_off: Callable[[str], None],
    shop: Shop,
) -> None:
    lead = person(Role.lead)
    done = {uuid.UUID(lead.upload((f"材料{number}.docx", paper()))) for number in range(4)}
    waiting = uuid.UUID(lead.upload(("等待.docx", paper())))
    for submission in done:
        work_off(str(submission))

    def drawn(percent: float) -> set[uuid.UUID]:
        pile = in_pile(Pile.sample, sample_percent=percent)
        with shop.database.reading() as session:
            assert session.get_one(Submission, waiting).state == State.received
            return set(session.scalars(select(Submission.id).where(pile)))

    assert drawn(0) == set()
    assert drawn(100) >= done
    assert waiting not in drawn(100)
    middle = 100 * sorted(map(lot, done))[1]
    assert drawn(middle + 0.001) & done == {one for one in done if 100 * lot(one) <= middle + 0.001}
    assert 1 <= len(drawn(middle + 0.001) & done) < len(done)
    assert lead.client.get("/", params={"show": "sample"}).status_code == 200
