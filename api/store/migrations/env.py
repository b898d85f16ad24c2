"""How Alembic runs: on the connection that `Database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from api.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
