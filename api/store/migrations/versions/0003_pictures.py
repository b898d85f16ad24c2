"""The pictures of pages, made when they are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column to pages and to kept readings; what is there has none and is drawn when it is looked at."""
    for table in ("page", "kept_reading"):
        op.add_column(table, sa.Column("picture", sa.String(), nullable=True))
        op.create_index(f"ix_{table}_picture", table, ["picture"], unique=False)
