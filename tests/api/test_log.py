"""The log of reads and changes: appended, chained, and not to be changed unnoticed."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from api.app import create_app
from api.audit import Action, append_entry, find_break, verify_log
from api.security.first_link import make_first_link
from api.service import Service
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.tables import LogEntry, Role
from tests.api.conftest import Person

People = Callable[[Role], Person]


def test_reads_and_changes_are_logged_and_the_chain_holds(
    person: People, paper: Callable[[], bytes], work_off: Callable[[str], None], service: Service
) -> None:
    staff = person(Role.applicant)
    submission = staff.upload(("甲.docx", paper()))
    work_off(submission)
    for _ in range(3):
        staff.client.get(f"/api/v1/submissions/{submission}/report")
    with service.database.transaction() as session:
        query = select(LogEntry).where(LogEntry.subject == submission)
        entries = session.scalars(query.order_by(LogEntry.number)).all()
        actions = [entry.action for entry in entries]
        length, last, broken = verify_log(session)
    assert actions == [
        Action.submission_received,
        Action.submission_verified,
        Action.submission_read,
    ]
    assert entries[0].actor == entries[2].actor == str(staff.id)
    assert broken is None
    assert length >= len(entries)
    assert len(last) == 64


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_entry SET actor = 'x'",
        "DELETE FROM log_entry",
        "TRUNCATE log_entry",
    ],
)
def test_the_database_refuses_to_change_the_log(service: Service, statement: str) -> None:
    with service.database.transaction() as session:
        append_entry(session, Action.session_opened, actor="x", subject="x")
    with (
        pytest.raises(DBAPIError, match="append-only"),
        service.database.transaction() as session,
    ):
        session.execute(text(statement))


def test_a_changed_or_missing_line_is_found(service: Service) -> None:
    with service.database.transaction() as session:
        for number in range(3):
            append_entry(session, Action.session_opened, actor="x", subject=str(number))
        query = select(LogEntry).order_by(LogEntry.number.desc()).limit(3)
        entries = list(reversed(session.scalars(query).all()))
        session.expunge_all()
    start = {"after": entries[0].number - 1, "previous": entries[0].previous}
    assert find_break(entries, **start) is None  # type: ignore[arg-type]
    missing = find_break([entries[0], entries[2]], **start)  # type: ignore[arg-type]
    assert missing == (entries[1].number, "missing")
    entries[1].detail = '{"forged": true}'
    assert find_break(entries, **start) == (entries[1].number, "changed")  # type: ignore[arg-type]


@pytest.fixture
def empty_url(database_url: str) -> str:
    """The address of a database in which nobody has an account yet."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty")
    url = database_url.replace("/heyan?", "/empty?")
    database = Database(url)
    database.migrate()
    database.close()
    return url


def test_the_first_link_works_once(empty_url: str, service_settings: ServiceSettings) -> None:
    database = Database(empty_url)
    first = make_first_link(database, address="http://testserver")
    address = make_first_link(database, address="http://testserver")
    assert first is not None
    assert address is not None
    assert first != address
    token = address.partition("token=")[2]
    body = {"token": token, "password": "another long secret"}
    app = create_app(service_settings, url=empty_url)
    with TestClient(app, base_url="http://testserver") as client:
        answer = client.post("/api/v1/session/first", json=body)
        assert answer.status_code == 200
        assert answer.json()["role"] == "admin"
        assert client.post("/api/v1/session/first", json=body).json()["code"] == "link_spent"
    assert make_first_link(database, address="http://testserver") is None
    database.close()
