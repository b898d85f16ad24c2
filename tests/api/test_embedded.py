"""The embedded database: a step on it survives the end of its server."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from api.store.embedded import EmbeddedPostgres


@pytest.fixture
def embedded() -> Iterator[EmbeddedPostgres]:
    with tempfile.TemporaryDirectory(prefix="heyan-test-", ignore_cleanup_errors=True) as folder:
        server = EmbeddedPostgres(Path(folder))
        yield server
        server.stop()


def kill(server: EmbeddedPostgres) -> None:
    process = psutil.Process(server.pid)
    process.kill()
    process.wait(30)


def test_a_step_is_repeated_where_the_server_ends_meanwhile(embedded: EmbeddedPostgres) -> None:
    seen: list[int] = []

    def step() -> object:
        seen.append(embedded.pid)
        if len(seen) == 1:
            kill(embedded)
        with psycopg.connect(embedded.url) as connection:
            return connection.execute("SELECT 1").fetchone()

    assert embedded.use(step) == (1,)
    assert len(set(seen)) == 2


def test_what_is_wrong_with_the_step_itself_is_raised_at_once(embedded: EmbeddedPostgres) -> None:
    tries: list[None] = []

    def step() -> None:
        tries.append(None)
        raise ValueError("a mistake of the step")

    with pytest.raises(ValueError, match="a mistake of the step"):
        embedded.use(step)
    assert len(tries) == 1
