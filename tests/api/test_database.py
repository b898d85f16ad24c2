"""Connections that the server has closed are noticed before they are used; looking things up begins nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

import api.store.database
from api.store.database import Database
from api.store.tables import Account, Role


def test_a_connection_that_died_while_idle_is_replaced(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.store.database, "IDLE", 0.0)
    database, other = Database(database_url, connections=1), Database(database_url)
    with database.transaction() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
    with other.transaction() as session:
        assert session.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    with database.transaction() as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != pid
    database.close()
    other.close()


def test_looking_things_up_holds_no_transaction_and_keeps_what_is_written(
    database_url: str,
) -> None:
    database = Database(database_url)
    with database.reading() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        session.add(Account(login="looked-up", name="", role=Role.applicant))
        session.flush()
        with database.transaction() as other:
            query = select(Account.login).where(Account.login == "looked-up")
            assert other.scalars(query).all() == ["looked-up"]
            state = text("SELECT state FROM pg_stat_activity WHERE pid = :pid")
            assert other.scalar(state, {"pid": pid}) == "idle"
    database.close()
