"""The rehearsal: a backup is taken, put into an empty folder, and the service on it has everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from api.audit import Action, append_entry, verify_log
from api.jobs.shop import open_store
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres
from api.store.tables import Account, Role
from tools.backup import DUMP, FILES, back_up, restore

pytestmark = pytest.mark.slow


def service_on(folder: Path) -> ServiceSettings:
    """Settings with every folder below one."""
    return ServiceSettings(data_dir=folder / "data", cache_dir=folder / "cache")


def test_a_backup_brings_everything_back(open_folder: Path) -> None:
    before, after = service_on(open_folder / "before"), service_on(open_folder / "after")
    embedded = EmbeddedPostgres(before.data_dir)
    database = Database(embedded.url)
    database.migrate()
    with database.transaction() as session:
        session.add(Account(login="lead", name="负责人", role=Role.lead))
        for number in range(3):
            append_entry(session, Action.session_opened, actor="x", subject=str(number))
    blob = open_store(before).put(b"a paper")
    assert back_up(open_folder / "backup", settings=before) == 1
    with database.transaction() as session:
        assert session.scalars(select(Account.login)).all() == ["lead"]
    database.close()
    embedded.stop()

    assert restore(open_folder / "backup", settings=after) == 1
    embedded = EmbeddedPostgres(after.data_dir)
    database = Database(embedded.url)
    assert database.is_current()
    with database.transaction() as session:
        assert session.scalars(select(Account.login)).all() == ["lead"]
        assert verify_log(session)[0] == 3
        assert verify_log(session)[2] is None
    database.close()
    embedded.stop()
    assert open_store(after).get(blob) == b"a paper"


def test_a_damaged_backup_is_refused(open_folder: Path) -> None:
    settings = service_on(open_folder / "before")
    open_store(settings).put(b"a paper")
    back_up(open_folder / "backup", settings=settings)
    assert (open_folder / "backup" / DUMP).exists()
    stored = next(path for path in (open_folder / "backup" / FILES).rglob("*") if path.is_file())
    stored.write_bytes(b"another")
    with pytest.raises(SystemExit, match="已损坏"):
        restore(open_folder / "backup", settings=service_on(open_folder / "after"))
