"""Two workers in two processes, on an external PostgreSQL and a shared store, share one large submission."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from api.store.database import Database
from api.store.tables import Page
from tests.acceptance.conftest import ROOT
from tests.acceptance.external_postgres import external_postgres
from tests.acceptance.services import (
    PATIENCE,
    START,
    RunningService,
    running_service,
    wait_for,
)

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


@contextmanager
def further_worker(service: RunningService) -> Iterator[subprocess.Popen[bytes]]:
    """`heyan worker` on the same database and store as a service; ended in an orderly way."""
    command = [sys.executable, "-c", START, "worker"]
    worker = subprocess.Popen(command, cwd=ROOT, env=service.environment)
    try:
        yield worker
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0


def wait_for_workers(service: RunningService, number: int) -> None:
    """Wait until so many workers have passed the self-test and the service is ready."""

    def are_there() -> bool | None:
        answer = service.call("GET", "/ready")
        parts = {part["name"]: part for part in answer.json()["parts"]}
        return f"{number} 个工作进程，识别自检通过" in parts["workers"]["seen"] or None

    assert wait_for(are_there)


def shares_of(url: str, submission: str) -> Counter[str | None]:
    """Return how many pages of a submission each worker read."""
    database = Database(url)
    with database.reading() as session:
        readers = session.scalars(select(Page.read_by).where(Page.submission_id == submission))
        shares = Counter(readers.all())
    database.close()
    return shares


def test_two_workers_share_a_submission(open_folder: Path) -> None:
    store = str(open_folder / "shared-store")
    with (
        external_postgres(open_folder / "postgres") as server,
        running_service(
            open_folder, HEYAN_DATABASE_URL=server.url, HEYAN_STORE_URL=store
        ) as service,
        further_worker(service),
    ):
        wait_for_workers(service, 2)
        submission = service.upload(("附表.xlsx", workbook()))
        view = service.wait_until_finished(submission)
        shares = shares_of(server.url, submission)
    assert (view["state"], view["pages"], view["pages_done"]) == ("done", PAGES, PAGES)
    assert sum(shares.values()) == PAGES
    assert len(shares) == 2, shares
    assert None not in shares
    assert not (open_folder / "data" / "postgres").exists()
