"""The first schema: accounts, submissions with their pages and reports, the chained log, the job queue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CHAIN = """
CREATE FUNCTION chain_log_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last log_entry;
BEGIN
    PERFORM pg_advisory_xact_lock(4811);
    SELECT * INTO last FROM log_entry ORDER BY number DESC LIMIT 1;
    NEW.number := COALESCE(last.number, 0) + 1;
    NEW.previous := COALESCE(last.hash, '');
    NEW.hash := encode(sha256(convert_to(concat_ws(E'\\n', NEW.previous, NEW.number, NEW.at, NEW.actor,
        NEW.action, NEW.subject, NEW.detail), 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER chain_log_entry BEFORE INSERT ON log_entry
    FOR EACH ROW EXECUTE FUNCTION chain_log_entry();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $$;
CREATE TRIGGER log_entry_is_append_only BEFORE UPDATE OR DELETE ON log_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_entry_is_not_emptied BEFORE TRUNCATE ON log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
"""Numbers without gaps and hashes are given under a lock that is held to the end of the transaction."""


def upgrade() -> None:
    """Make everything. The queue's schema is that of the pinned procrastinate release."""
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login", name="uq_account_login"),
    )
    op.create_table(
        "kept_reading",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_kept_reading"),
    )
    op.create_index("ix_kept_reading_blob", "kept_reading", ["blob"], unique=False)
    op.create_table(
        "log_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_log_entry"),
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("is_fit", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name="pk_worker"),
    )
    op.create_table(
        "credential",
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_credential_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("secret", name="pk_credential"),
        sa.UniqueConstraint("public_id", name="uq_credential_public_id"),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("reference_date", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=True),
        sa.Column("uscc", sa.String(), nullable=True),
        sa.Column("intake", postgresql.JSONB(), nullable=True),
        sa.Column("counts", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_submission_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
    )
    op.create_index("ix_submission_created_by", "submission", ["created_by"], unique=False)
    op.create_table(
        "page",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("range", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("reading", sa.String(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_page_submission_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("submission_id", "ordinal", name="pk_page"),
    )
    op.create_index("ix_page_blob", "page", ["blob"], unique=False)
    op.create_index("ix_page_reading", "page", ["reading"], unique=False)
    op.create_table(
        "page_range",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("range", sa.Integer(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_page_range_submission_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_id", "range", name="pk_page_range"),
    )
    op.create_table(
        "report_run",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_report_run_submission_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_id", "run", name="pk_report_run"),
    )
    op.create_index("ix_report_run_blob", "report_run", ["blob"], unique=False)
    op.create_table(
        "submission_grant",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("is_assigned", sa.Boolean(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column(
            "granted_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name="fk_submission_grant_account_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["account.id"], name="fk_submission_grant_granted_by"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_grant_submission_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_id", "account_id", name="pk_submission_grant"),
    )
    op.create_table(
        "upload",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_upload_submission_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("submission_id", "ordinal", name="pk_upload"),
    )
    op.create_index("ix_upload_blob", "upload", ["blob"], unique=False)
    op.create_index(
        "uq_submission_content",
        "submission",
        ["created_by", "content"],
        unique=True,
        postgresql_where=sa.text("state <> 'erased'"),
    )
    op.create_index(
        "uq_submission_idempotency_key",
        "submission",
        ["created_by", "idempotency_key"],
        unique=True,
        postgresql_where=sa.text("idempotency_key IS NOT NULL"),
    )
    op.create_index("ix_submission_created_at", "submission", ["created_at", "id"])
    run_script(CHAIN)
    run_script(SchemaManager.get_schema())


def run_script(script: str) -> None:
    """Run several statements at once, as the driver does when there are no parameters."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    connection.execute(script)
