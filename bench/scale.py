"""Where one database and one file store are full, and what a province costs, by simulated workers.

Run `python -m bench.scale [--workers 100 --speeds 1 2 4 8 16]`. Queue, database, store and the code of the
workers are the real ones; reading a page and making a report are waits as long as measured (`--page`,
`--report`), shortened by `--speeds`: at speed 4, 100 workers ask as much as 400. Every step prints the pages
a minute that were due and that came, how many pages a second one processor of the database would bear, and
what lies in the store.
"""

from __future__ import annotations

import argparse
import datetime
import socket
import tempfile
import time
import uuid
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import psutil
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.jobs.queue import Job, put_job
from api.store.blobs import BlobStore
from api.store.database import Database
from api.store.intake import Intake
from api.store.tables import Account, Page, PageRange, Role, State, Submission, Worker
from bench.digital import applicant_of, write_application
from bench.simulated import Order, Sample, Stages, simulate_workers
from extractor.evaluate.recorded import find_recorded
from extractor.ocr.cache import PageReading
from extractor.pipeline import read_paths, verify_read
from extractor.settings import Settings
from models.catalogue import load_catalogue
from models.run import Report
from models.submission import FileKind
from tests.acceptance.external_postgres import ExternalPostgres, external_postgres

RECORDED = Path(__file__).parent.parent / "golden_docs" / "documents" / "readings"
PROGRAMME = "cn-xjr3-2021"
DAY = "2021-04-30"
PAGES = 200  # of a submission
RANGE = 4  # pages of a job
JOBS = 2  # reading processes of a worker
CONNECTIONS = 3000  # that the server allows
PROVINCE = (10_000, PAGES)  # packages, pages of each
PICTURE = 250_000  # bytes of a page's picture for the screens
HOSTS = 4  # processes that the simulated workers share
START = 30.0  # seconds until all workers are connected
REST = 10.0  # seconds that they go on after the measurement


HEADING = "speed   due/min  came/min  share  pages/s per processor of the database  connections  MB stored"


class Scene(NamedTuple):
    """What all steps share."""

    server: ExternalPostgres
    folder: Path
    workers: int
    seconds: float
    sample: Sample

    def order(self, stages: Stages) -> Order:
        """What one of the hosting processes is to do."""
        return Order(
            url=self.server.url,
            folder=self.folder,
            count=self.workers // HOSTS,
            jobs=JOBS,
            stages=stages,
            sample=self.sample,
            seconds=self.seconds + START + REST,
        )


class Step(NamedTuple):
    """One speed: pages a minute due and come, processors the database kept busy, its connections, bytes stored."""

    speed: float
    due: float
    came: float
    database: float
    connections: int
    stored: int

    def line(self) -> str:
        """Return the step as a line of the table."""
        bears = self.came / 60 / max(self.database, 1e-9)
        return (
            f"{self.speed:>5g} {self.due:>9.0f} {self.came:>9.0f} {self.came / self.due:>6.2f} "
            f"{bears:>38.0f} {self.connections:>12} {self.stored / 1e6:>10.0f}"
        )


def main() -> None:
    """Measure step by step and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=100)
    parser.add_argument("--speeds", type=float, nargs="*", default=[1, 2, 4, 8, 16])
    parser.add_argument("--seconds", type=float, default=60, help="length of a step")
    parser.add_argument("--page", type=float, default=6.7, help="seconds of a page, one process")
    parser.add_argument("--report", type=float, default=20, help="seconds of a report, 200 pages")
    arguments = parser.parse_args()
    stages = Stages(page=arguments.page, report=arguments.report)
    print(province(stages))
    with tempfile.TemporaryDirectory(prefix="heyan-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sample = Sample(sample_reading(), PICTURE, sample_report(folder))
        print(HEADING)
        with external_postgres(folder / "postgres", connections=CONNECTIONS) as server:
            Database(server.url).migrate()
            scene = Scene(server, folder, arguments.workers, arguments.seconds, sample)
            for speed in arguments.speeds:
                print(run_step(scene, stages, speed=speed).line(), flush=True)


def province(stages: Stages) -> str:
    """Return what the packages of a province take, as a sentence."""
    packages, pages = PROVINCE
    hours = packages * (pages * stages.page + stages.report) / 3600
    return (
        f"{packages} packages of {pages} pages: {hours:.0f} hours of one process, "
        f"{hours / JOBS:.0f} of a machine with {JOBS} processors"
    )


def run_step(scene: Scene, stages: Stages, *, speed: float) -> Step:
    """Let all workers work at one speed; what is due leaves out nothing but the waits themselves."""
    quick = Stages(page=stages.page / speed, report=stages.report / speed)
    per_page = quick.page + quick.report / PAGES / JOBS
    due = scene.workers * JOBS / per_page
    database = Database(scene.server.url)
    fill_queue(database, scene.folder, pages=int(due * (scene.seconds + 2 * START)))
    hosts = [
        get_context("spawn").Process(target=simulate_workers, args=(scene.order(quick),))
        for _ in range(HOSTS)
    ]
    for host in hosts:
        host.start()
    time.sleep(START)
    before, used, stored = count_read(database), server_seconds(scene.server.pid), size_of(scene)
    started = time.monotonic()
    time.sleep(scene.seconds)
    after, used_after, stored_after = (
        count_read(database),
        server_seconds(scene.server.pid),
        size_of(scene),
    )
    lasted = time.monotonic() - started
    connections = len(psutil.Process(scene.server.pid).children())
    for host in hosts:
        host.join()
    database.close()
    return Step(
        speed=speed,
        due=due * 60,
        came=(after - before) / lasted * 60,
        database=(used_after - used) / lasted,
        connections=connections,
        stored=stored_after - stored,
    )


def fill_queue(database: Database, folder: Path, *, pages: int) -> None:
    """Put in submissions whose pages are listed and wait to be read."""
    store = BlobStore(str(folder / "store"), local=folder / "cache")
    with database.transaction() as session:
        owner = Account(login=uuid.uuid4().hex, name="模拟", role=Role.lead)
        session.add(owner)
        # One that passed the self-test of this machine, so that none of the others makes it.
        session.add(Worker(host=socket.gethostname(), pid=0, is_fit=True, seen="模拟"))
        session.flush()
        owner_id = owner.id
    for _ in range(pages // PAGES + 1):
        with database.transaction() as session:
            add_submission(session, store, owner_id)


def add_submission(session: Session, store: BlobStore, owner: uuid.UUID) -> None:
    """Put in one submission of scanned pages, no page like another."""
    row = Submission(
        title="模拟",
        programme=PROGRAMME,
        reference_date=DAY,
        state=State.reading,
        created_by=owner,
        content=uuid.uuid4().hex,
        intake=Intake().model_dump(mode="json"),
        pages=PAGES,
    )
    session.add(row)
    session.flush()
    blob = store.put(row.id.bytes)
    for ordinal in range(1, PAGES + 1):
        page = Page(
            submission_id=row.id,
            ordinal=ordinal,
            range=(ordinal - 1) // RANGE,
            file="材料.pdf",
            page=ordinal,
            blob=blob,
            kind=FileKind.pdf.value,
            digest=f"{row.id.hex}{ordinal}",
            frame=ordinal - 1,
        )
        session.add(page)
    for number in range(PAGES // RANGE):
        session.add(PageRange(submission_id=row.id, range=number))
        put_job(session, Job.read, submission=row.id, number=number)


def count_read(database: Database) -> int:
    """Return how many pages are read."""
    with database.reading() as session:
        query = select(func.count()).select_from(Page).where(Page.reading.is_not(None))
        return session.scalar(query) or 0


def server_seconds(pid: int) -> float:
    """Return the processor time of a server so far, in seconds, its ended processes included."""
    server = psutil.Process(pid)
    times = []
    for process in server.children():
        with suppress(psutil.NoSuchProcess):  # it ended meanwhile, and counts among the ended ones
            times.append(process.cpu_times())
    ended = server.cpu_times()
    alive: float = sum(time.user + time.system for time in times)
    own: float = ended.user + ended.system + ended.children_user + ended.children_system
    return alive + own


def size_of(scene: Scene) -> int:
    """Return the bytes in the file store."""
    root = scene.folder / "store"
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def sample_reading() -> PageReading:
    """Return a recorded reading of a scanned page of usual length."""
    recorded = next(item for item in find_recorded(RECORDED) if item.degree == "light")
    pages = sorted(
        (page for document in recorded.documents for page in document.pages),
        key=lambda page: len(page.lines),
    )
    return PageReading(text=pages[3 * len(pages) // 4])


def sample_report(folder: Path) -> Report:
    """Return the report of a small application."""
    catalogue, settings = load_catalogue(), Settings()
    write_application(folder / "in", applicant_of(1), catalogue.table("cn-xjr3-application"))
    scratch = folder / "scratch"
    scratch.mkdir()
    read = read_paths([folder / "in"], scratch=scratch, settings=settings, catalogue=catalogue)
    return verify_read(
        read,
        programme=catalogue.programme(PROGRAMME),
        reference_date=datetime.date.fromisoformat(DAY),
        settings=settings,
        catalogue=catalogue,
    )


if __name__ == "__main__":
    main()
