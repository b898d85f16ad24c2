"""A full disk, a store or a database that is away: what people see, what is kept, and that work goes on by itself."""

from __future__ import annotations

import asyncio
import dataclasses
import errno
import threading
import time
import uuid
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from procrastinate.jobs import Job as QueueJob
from sqlalchemy import text

from api.app import create_app
from api.faults import fault_of
from api.jobs import shop as shop_module
from api.jobs import tasks
from api.jobs.queue import Job
from api.jobs.recover import recover_once
from api.jobs.shop import Shop, StoppingError
from api.problems import ProblemCode
from api.service import COOKIE
from api.settings import ServiceSettings
from api.store.blobs import BlobStore, MissingBlobError
from api.store.tables import Role, State, Submission
from tests.api.conftest import Person

NOWHERE = "postgresql://heyan@127.0.0.1:1/heyan"


class BrokenStore(BlobStore):
    """A store that takes nothing as long as `error` is set."""

    error: OSError | None = None

    def put(self, content: bytes) -> str:
        if self.error is not None:
            raise self.error
        return super().put(content)


@pytest.fixture
def broken(shop: Shop, service_settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A workplace whose store can be broken; it is looked at every few milliseconds."""
    monkeypatch.setattr(shop_module, "LOOK", 0.02)
    store = BrokenStore(service_settings.stored_at, local=service_settings.cache_dir / "blobs")
    return dataclasses.replace(shop, store=store, stopping=threading.Event())


def job_of(name: Job, submission: str, **more: int) -> QueueJob:
    arguments = {"submission": submission, **more}
    return QueueJob(
        id=1, lock=None, queueing_lock=None, task_name=name, queue="q", task_kwargs=arguments
    )


def row_of(shop: Shop, submission: str) -> Submission:
    with shop.database.transaction() as session:
        return session.get_one(Submission, uuid.UUID(submission))


def wait_for(look: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not look():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "full"), "磁盘已满"),
        (OSError(errno.ESTALE, "stale handle"), "暂时无法读写"),
    ],
)
def test_a_job_waits_with_its_reason_and_goes_on_by_itself(
    error: OSError,
    said: str,
    broken: Shop,
    person: Callable[[Role], Person],
    paper: Callable[[], bytes],
) -> None:
    submission = person(Role.applicant).upload(("a.docx", paper()))
    tasks.run_job(broken, job_of(Job.ingest, submission))
    assert isinstance(broken.store, BrokenStore)
    broken.store.error = error
    work = threading.Thread(
        target=tasks.run_job, args=(broken, job_of(Job.read, submission, number=0))
    )
    work.start()
    wait_for(lambda: said in (row_of(broken, submission).reason or ""))
    assert row_of(broken, submission).state == State.reading
    broken.store.error = None
    work.join(60)
    row = row_of(broken, submission)
    assert (row.state, row.reason, row.attempts) == (State.verifying, None, 0)


def test_a_worker_that_is_to_stop_waits_for_no_store(
    broken: Shop, person: Callable[[Role], Person], paper: Callable[[], bytes]
) -> None:
    submission = person(Role.applicant).upload(("a.docx", paper()))
    tasks.run_job(broken, job_of(Job.ingest, submission))
    assert isinstance(broken.store, BrokenStore)
    broken.store.error = OSError(errno.ENOSPC, "full")
    broken.stopping.set()
    with pytest.raises(StoppingError):
        tasks.run_job(broken, job_of(Job.read, submission, number=0))


def test_a_disk_without_room_is_no_fit_store(broken: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken.is_store_fit()
    monkeypatch.setattr(BlobStore, "free", lambda _: shop_module.ROOM - 1)
    assert not broken.is_store_fit()


def test_an_upload_to_a_full_disk_is_answered_so_and_leaves_nothing(
    person: Callable[[Role], Person], paper: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    someone = person(Role.applicant)
    monkeypatch.setattr(BlobStore, "_write", refuse)
    answer = someone.client.post(
        "/api/v1/submissions",
        data={"programme": "cn-xjr3-2021"},
        files=[("files", ("a.docx", paper()))],
    )
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert answer.headers["Retry-After"]
    assert someone.client.get("/api/v1/submissions").json()["items"] == []


def test_a_file_that_is_not_in_the_store_is_named_as_the_stores_fault() -> None:
    fault = fault_of(MissingBlobError("ab" * 32))
    assert fault is not None
    assert fault.code == ProblemCode.store_down
    assert fault_of(ValueError("ours")) is None


def test_without_database_programs_get_a_code_and_people_a_page(
    service_settings: ServiceSettings,
) -> None:
    with TestClient(
        create_app(service_settings, url=NOWHERE), base_url="http://testserver"
    ) as client:
        client.headers["Authorization"] = "Bearer something"
        answer = client.get("/api/v1/submissions")
        assert (answer.status_code, answer.json()["code"]) == (503, "database_down")
        assert answer.headers["Retry-After"]
        client.cookies.set(COOKIE, "something")
        page = client.get("/")
        assert page.status_code == 503
        assert "数据库暂时无法使用" in page.text
        assert client.get("/api/v1/health").status_code == 200
        ready = client.get("/api/v1/ready")
        assert ready.status_code == 503
        assert not next(part for part in ready.json()["parts"] if part["name"] == "database")["fit"]


def test_after_a_jump_of_the_clock_a_job_taken_up_twice_counts_once(
    shop: Shop, person: Callable[[Role], Person], paper: Callable[[], bytes]
) -> None:
    submission = person(Role.applicant).upload(("a.docx", paper()))
    tasks.run_job(shop, job_of(Job.ingest, submission))
    asyncio.run(lose_by_the_clock(shop, submission))
    assert states_of_jobs(shop, submission, Job.read) == ["todo"]
    assert row_of(shop, submission).reason is not None
    for _ in ("the second worker", "the first one, which never stopped"):
        tasks.run_job(shop, job_of(Job.read, submission, number=0))
    assert states_of_jobs(shop, submission, Job.verify) == ["todo"]
    tasks.run_job(shop, job_of(Job.verify, submission, number=1))
    row = row_of(shop, submission)
    assert (row.state, row.run, row.reason) == (State.done, 1, None)


async def lose_by_the_clock(shop: Shop, submission: str) -> None:
    """A living worker is at the job when the clock of the database jumps an hour ahead."""
    app = tasks.make_queue(shop)
    async with app.open_async():
        worker = await app.job_manager.register_worker()
        take = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker WHERE args->>'submission' = :id AND task_name = 'read'"
        jump = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour' WHERE id = :worker"
        with shop.database.transaction() as session:
            session.execute(text(take), {"worker": worker, "id": submission})
            session.execute(text(jump), {"worker": worker})
        await recover_once(app, shop)


def states_of_jobs(shop: Shop, submission: str, job: Job) -> list[str]:
    query = "SELECT status FROM procrastinate_jobs WHERE args->>'submission' = :id AND task_name = :name"
    with shop.database.transaction() as session:
        found = session.execute(text(query), {"id": submission, "name": job.value})
        return [str(status) for status in found.scalars()]
