"""The migrations make exactly the tables that the program works with."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.sql.schema import Index, Table

from api.service import Service
from api.store.tables import Base

MADE_BY_HAND = {
    "uq_submission_content",
    "uq_submission_idempotency_key",
    "ix_submission_created_at",
}
"""Partial and compound indexes, which only the migrations know."""


def is_ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """Whether a table or index belongs to the service and not to the queue."""
    if isinstance(thing, Table):
        return not str(name).startswith("procrastinate_")
    return not (isinstance(thing, Index) and name in MADE_BY_HAND)


def test_the_migrated_schema_is_the_one_of_the_program(service: Service) -> None:
    assert service.database.is_current()
    with service.database.engine.connect() as connection:
        options = {"include_object": is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
