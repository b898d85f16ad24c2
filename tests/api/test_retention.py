"""What is finished goes after its time, and nothing else does."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

from api.audit import Action
from api.erase import erase_expired
from api.jobs.shop import Shop
from api.store.lookup import now
from api.store.tables import Role, State, Submission
from tests.api.conftest import Person

DAYS = 10_000
"""Longer ago than anything another test made."""


def test_only_what_is_finished_and_past_its_time_is_erased(
    person: Callable[[Role], Person],
    paper: Callable[[], bytes],
    work_off: Callable[[str], None],
    shop: Shop,
) -> None:
    admin = person(Role.admin)
    old, young, moving = (admin.upload(("说明.docx", paper())) for _ in range(3))
    for submission in (old, young):
        work_off(submission)
    past = now() - datetime.timedelta(days=DAYS + 1)
    with shop.database.transaction() as session:
        session.get_one(Submission, uuid.UUID(old)).finished_at = past
        session.get_one(Submission, uuid.UUID(moving)).created_at = past
    kept = shop.settings.model_copy(update={"retention_days": None})
    assert erase_expired(shop.database, kept, shop.store) == 0
    limited = shop.settings.model_copy(update={"retention_days": DAYS})
    assert erase_expired(shop.database, limited, shop.store) == 1
    assert admin.client.get(f"/api/v1/submissions/{old}").status_code == 404
    for submission, state in ((young, State.done), (moving, State.received)):
        assert admin.client.get(f"/api/v1/submissions/{submission}").json()["state"] == state
    query = {"subject": old, "action": Action.submission_erased.value}
    (line,) = admin.client.get("/api/v1/log", params=query).json()["items"]
    assert line["actor"] == "system"
