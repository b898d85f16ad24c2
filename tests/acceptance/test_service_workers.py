"""Two workers in two processes, on an external PostgreSQL and a shared store, share one large submission."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from api.jobs.shop import open_store
from api.security.permissions import Principal
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres
from api.store.submissions import NewSubmission, create_submission
from api.store.tables import Account, Page, Role, State, Submission
from api.uploads import StoredFile
from tests.acceptance.conftest import ROOT
from tests.acceptance.services import PROGRAMME, START, service_environment, wait_for

pytestmark = pytest.mark.slow

PAGES = 200


def workbook() -> bytes:
    """An XLSX of 200 sheets, each a page that is read without recognition."""
    book = openpyxl.Workbook()
    for number in range(1, PAGES + 1):
        sheet = book.active if number == 1 else book.create_sheet(f"表{number}")
        assert sheet is not None
        sheet.append([f"附表{number}", "金额（元）"])
        sheet.append(["营业收入", 1000 + number])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def external_url(open_folder: Path) -> Iterator[str]:
    """A PostgreSQL that the service did not start."""
    server = EmbeddedPostgres(open_folder / "elsewhere")
    yield server.url
    server.stop()


def hand_in(database: Database, settings: ServiceSettings) -> str:
    """Record the large submission as an upload would."""
    database.migrate()
    blob = open_store(settings).put(workbook())
    with database.transaction() as session:
        account = Account(login="lead", name="负责人", role=Role.lead)
        session.add(account)
        session.flush()
        principal = Principal(account.id, "lead", "负责人", Role.lead, "", None)
        new = NewSubmission(
            title="大份材料",
            programme=PROGRAMME,
            reference_date="2021-05-06",
            files=(StoredFile("附表.xlsx", blob, 1),),
            content="content",
            idempotency_key=None,
        )
        row, _ = create_submission(session, new, principal=principal)
        return str(row.id)


def test_two_workers_share_a_submission(external_url: str, open_folder: Path) -> None:
    settings = ServiceSettings(data_dir=open_folder / "data", cache_dir=open_folder / "cache")
    database = Database(external_url)
    submission = hand_in(database, settings)
    environment = service_environment(
        open_folder, HEYAN_DATABASE_URL=external_url, HEYAN_STORE_URL=settings.stored_at
    )
    command = [sys.executable, "-c", START, "worker"]
    workers = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(2)]
    try:

        def is_done() -> bool | None:
            with database.transaction() as session:
                return session.get_one(Submission, submission).state == State.done or None

        assert wait_for(is_done)
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        codes = [worker.wait(60) for worker in workers]
    assert codes == [0, 0]
    with database.transaction() as session:
        query = select(Page.read_by, func.count()).where(Page.submission_id == submission)
        rows = session.execute(query.group_by(Page.read_by)).all()
        shares = {row[0]: row[1] for row in rows}
    database.close()
    assert sum(shares.values()) == PAGES
    assert len(shares) == 2
