"""The way to PostgreSQL: engine, transactions, migrations; the same for an embedded and an external one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 4810  # an advisory lock: one process migrates, the others wait


class Database:
    """Transactions on one PostgreSQL."""

    def __init__(self, url: str, *, connections: int = 20) -> None:
        """Open lazily; at most `connections` at once."""
        self.url = url
        self.engine: Engine = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session; commit at the end, roll back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
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


def driver_connection(session: Session) -> psycopg.Connection[tuple[object, ...]]:
    """Return the psycopg connection that a session's transaction runs on."""
    raw = session.connection().connection.driver_connection
    return cast("psycopg.Connection[tuple[object, ...]]", raw)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
