"""`heyan doctor` of the service: what verifying needs, and the database and file store on top."""

from __future__ import annotations

import argparse
import itertools
import tempfile
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from api.jobs.shop import open_store
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres, is_running
from extractor.cli.check import look_at_all, look_at_each, tell_checkups
from extractor.errors import ExitCode, HeyanError
from extractor.settings import Settings, read_settings


def run_service_doctor(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Check this machine for verifying and for the service; exit 5 when anything is not fit."""
    own = read_settings(ServiceSettings)
    looks = {"数据库": look_at_database, "文件库": look_at_store}
    return tell_checkups(itertools.chain(look_at_all(settings), look_at_each(looks, own)))


def look_at_database(settings: ServiceSettings) -> str:
    """Return what answers at `HEYAN_DATABASE_URL`, else what the embedded server says; raises HeyanError.

    An embedded server that does not run is tried out on a folder that is removed afterwards.
    """
    if settings.database_url is not None:
        return f"外部 {_version(settings.database_url)}"
    if is_running(settings.data_dir / "postgres"):
        return f"自带 {_version(EmbeddedPostgres(settings.data_dir).url)}，正在运行"
    with tempfile.TemporaryDirectory(prefix="heyan-doctor-", ignore_cleanup_errors=True) as folder:
        server = EmbeddedPostgres(Path(folder))
        try:
            return f"自带 {_version(server.url)}，可以启动"
        finally:
            server.stop()


def look_at_store(settings: ServiceSettings) -> str:
    """Return where files are stored, once one was written, read and removed; raises HeyanError."""
    if settings.store_url is None and not settings.data_dir.exists():
        return f"{settings.stored_at} 尚未建立，首次 heyan serve 时建立"
    try:
        open_store(settings).check()
    except (OSError, ImportError) as error:
        raise HeyanError(
            f"{settings.stored_at} 不可读写，请检查 HEYAN_STORE_URL 和权限。"
        ) from error
    return f"{settings.stored_at} 可读写"


def _version(url: str) -> str:
    database = Database(url)
    try:
        with database.transaction() as session:
            number = session.scalar(text("SHOW server_version"))
    except SQLAlchemyError as error:
        raise HeyanError("连接不上，请检查 HEYAN_DATABASE_URL 以及数据库是否在运行。") from error
    finally:
        database.close()
    return f"PostgreSQL {number}"
