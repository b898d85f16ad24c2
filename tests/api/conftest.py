"""The service as tests use it: one embedded PostgreSQL per session, jobs run by hand, files read in this process."""

from __future__ import annotations

import dataclasses
import io
import itertools
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import docx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.jobs.ingest import ingest_submission
from api.jobs.read import read_range
from api.jobs.shop import Shop, open_store
from api.jobs.verify import verify_submission
from api.security.passwords import hash_password
from api.service import Service
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres
from api.store.tables import Account, Role
from extractor.ocr.pool import Loss, ProcessPool

PASSWORD = "a long enough secret"
PASSWORD_HASH = hash_password(PASSWORD)
PROGRAMME = "cn-xjr3-2021"

Item = TypeVar("Item")
Result = TypeVar("Result")


class InlinePool(ProcessPool):
    """Works every item out in this process."""

    def __init__(self) -> None:
        super().__init__(size=1)

    def run(self, task: Callable[[Item], Result], item: Item, *, seconds: float) -> Result | Loss:
        return task(item)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """The address of an embedded PostgreSQL with the current schema.

    Not below pytest's own folder: each run of pytest closes that to other users, the server's included.
    """
    with tempfile.TemporaryDirectory(prefix="heyan-test-", ignore_cleanup_errors=True) as folder:
        embedded = EmbeddedPostgres(Path(folder))
        database = Database(embedded.url)
        database.migrate()
        database.close()
        yield embedded.url
        embedded.stop()


@pytest.fixture(scope="session")
def service_settings(tmp_path_factory: pytest.TempPathFactory) -> ServiceSettings:
    """Settings whose folders belong to the test session."""
    folder = tmp_path_factory.mktemp("service")
    return ServiceSettings(
        data_dir=folder / "data",
        cache_dir=folder / "cache",
        range_pages=2,
        jobs=1,
        max_attempts=3,
        webhook_hosts=("127.0.0.1",),
        uploads_per_minute=10_000,
        requests_per_minute=100_000,
    )


@pytest.fixture(scope="session")
def service_client(database_url: str, service_settings: ServiceSettings) -> Iterator[TestClient]:
    """A client of the application, signed in as nobody."""
    app = create_app(service_settings, url=database_url)
    with TestClient(app, base_url="http://testserver") as client:
        # Files are opened in this process: a test need not wait for another one to start.
        parts = app.state.service
        app.state.service = dataclasses.replace(parts, helpers=InlinePool())
        yield client


@pytest.fixture(scope="session")
def service(service_client: TestClient) -> Service:
    """The parts of the application."""
    found = service_client.app.state.service  # type: ignore[attr-defined]
    assert isinstance(found, Service)
    return found


@pytest.fixture(scope="session")
def shop(database_url: str, service_settings: ServiceSettings) -> Iterator[Shop]:
    """The workplace of a worker that works in this process."""
    shop = Shop(
        settings=service_settings,
        database=Database(database_url),
        store=open_store(service_settings),
        readers=InlinePool(),
        helpers=InlinePool(),
        revisers=InlinePool(),
    )
    yield shop
    shop.close()


class Person:
    """Somebody with an account of their own and a signed-in client."""

    def __init__(self, client: TestClient, service: Service, role: Role) -> None:
        self.login = f"{role.value}-{uuid.uuid4().hex[:8]}"
        account = Account(login=self.login, name="测试人员", role=role, password=PASSWORD_HASH)
        with service.database.transaction() as session:
            session.add(account)
        self.id = account.id
        self.client = TestClient(client.app, base_url="http://testserver")
        body = {"login": self.login, "password": PASSWORD}
        answer = self.client.post("/api/v1/session", json=body)
        assert answer.status_code == 200, answer.text
        self.client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]

    def upload(self, *files: tuple[str, bytes], key: str | None = None) -> str:
        """Hand in files; return the id of the submission."""
        answer = self.client.post(
            "/api/v1/submissions",
            data={"programme": PROGRAMME},
            files=[("files", file) for file in files],
            headers={} if key is None else {"Idempotency-Key": key},
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])


@pytest.fixture
def person(service_client: TestClient, service: Service) -> Callable[[Role], Person]:
    """Make somebody of a role."""
    return lambda role: Person(service_client, service, role)


_numbers = itertools.count(1)


@pytest.fixture
def paper() -> Callable[[], bytes]:
    """A DOCX of one page that no other submission has; it is read without recognition."""

    def make() -> bytes:
        document = docx.Document()
        document.add_paragraph(f"企业情况说明第 {next(_numbers)} 号")
        document.add_paragraph("企业名称：云岭示例科技有限公司")
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture
def work_off(shop: Shop) -> Callable[[str], None]:
    """Run all jobs of a submission, one after the other."""

    def work(submission: str) -> None:
        key = uuid.UUID(submission)
        ingest_submission(shop, key)
        for number in range(50):
            read_range(shop, key, number)
        verify_submission(shop, key, 1, by=shop.helpers)

    return work
