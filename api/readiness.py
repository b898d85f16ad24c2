"""The self-test of the service: database, schema, file store, disk, workers with a working engine."""

from __future__ import annotations

import datetime
import logging
import shutil
from collections.abc import Callable, Mapping

from pydantic import BaseModel
from sqlalchemy import select, text

from api.service import Service
from api.store.lookup import now
from api.store.tables import Worker
from extractor.errors import HeyanError

log = logging.getLogger(__name__)

LEAST_FREE = 1_000_000_000  # bytes


class Part(BaseModel):
    """One part: its name, whether it is fit, and what was seen."""

    name: str
    fit: bool
    seen: str


def look_at_parts(service: Service) -> list[Part]:
    """Look at every part; one that raises is not fit, and the log says why."""
    looks: Mapping[str, Callable[[Service], str]] = {
        "database": _look_at_database,
        "schema": _look_at_schema,
        "store": _look_at_store,
        "disk": _look_at_disk,
        "workers": _look_at_workers,
    }
    parts = []
    for name, look in looks.items():
        try:
            parts.append(Part(name=name, fit=True, seen=look(service)))
        except HeyanError as error:
            parts.append(Part(name=name, fit=False, seen=error.message))
        except Exception as error:  # noqa: BLE001 - a self-test reports, it does not fail
            log.warning("%s is not fit: %r", name, error)
            parts.append(Part(name=name, fit=False, seen="无法使用，详情见服务日志。"))
    return parts


def _look_at_database(service: Service) -> str:
    with service.database.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return "PostgreSQL 可用"


def _look_at_schema(service: Service) -> str:
    if not service.database.is_current():
        raise HeyanError("数据库结构与程序版本不符，请重新启动服务以完成升级。")
    return "结构与程序版本一致"


def _look_at_store(service: Service) -> str:
    service.store.check()
    return "文件库可读写"


def _look_at_disk(service: Service) -> str:
    folder = service.settings.data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise HeyanError(f"数据盘只剩 {free // 1_000_000} MB，请清理后再用。")
    return f"可用 {free // 1_000_000_000} GB"


def _look_at_workers(service: Service) -> str:
    since = now() - datetime.timedelta(seconds=service.settings.lease_seconds)
    with service.database.reading() as session:
        workers = session.scalars(select(Worker).where(Worker.seen_at > since)).all()
    unfit = [worker for worker in workers if not worker.is_fit]
    if unfit:
        raise HeyanError(f"有工作进程未通过识别自检：{unfit[0].seen}")
    if not workers:
        raise HeyanError("没有正在运行的工作进程，请运行 heyan worker。")
    return f"{len(workers)} 个工作进程，识别自检通过"
