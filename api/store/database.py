"""The way to PostgreSQL: engine, transactions, migrations; the same for an embedded and an external one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 4810  # an advisory lock: one process migrates, the others wait
IDLE = 1.0  # seconds without use after which a connection is tried before it is used again
_LEFT = "left"  # when a connection was last handed back


class Database:
    """Transactions on one PostgreSQL."""

    def __init__(self, url: str, *, connections: int = 20) -> None:
        """Open lazily; at most `connections` at once."""
        self.url = url
        self.engine: Engine = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_size=connections,
            max_overflow=0,
        )
        _try_idle_ones(self.engine)
        self._each_alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session; commit at the end, roll back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session for looking things up: each statement stands alone, what is written stays at once.

        Half the ways to the server of a transaction: nothing is begun or committed.
        """
        with Session(self._each_alone, expire_on_commit=False) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the schema up to date; processes that start together wait for one another."""
        with self.engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def is_current(self) -> bool:
        """Whether the schema is the one this version of the program was made for."""
        head = ScriptDirectory.from_config(_config()).get_current_head()
        with self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() == head

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _try_idle_ones(engine: Engine) -> None:
    """Have every connection that was not in use just now tried first, and the pool emptied where it is dead.

    Trying it each time would cost every request two more ways to the server.
    """

    @event.listens_for(engine, "checkin")
    def note_time(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info[_LEFT] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def try_it(
        connection: DBAPIConnection, record: ConnectionPoolEntry, proxy: PoolProxiedConnection
    ) -> None:
        left = record.info.get(_LEFT)
        if left is None or time.monotonic() - left < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg.Error as error:
            raise DisconnectionError(str(error)) from error


def driver_connection(session: Session) -> psycopg.Connection[tuple[object, ...]]:
    """Return the psycopg connection that a session's transaction runs on."""
    raw = session.connection().connection.driver_connection
    return cast("psycopg.Connection[tuple[object, ...]]", raw)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
