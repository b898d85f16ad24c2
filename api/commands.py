"""`heyan serve` and `heyan worker`: the service with its parts, and a worker alone."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from api.security.first_link import make_first_link
from api.serve import Watched, run_web, run_work, watch
from api.settings import ServiceSettings
from api.store.database import Database
from api.store.embedded import EmbeddedPostgres
from extractor.cli.console import note, say
from extractor.errors import ArgumentError, ExitCode
from extractor.settings import Settings, read_settings


def run_serve(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Serve until stopped; the embedded database runs along unless another one is named."""
    own = read_settings(ServiceSettings)
    own.data_dir.mkdir(parents=True, exist_ok=True)
    embedded = EmbeddedPostgres(own.data_dir) if own.database_url is None else None
    url = own.database_url if embedded is None else embedded.url
    assert url is not None
    prepare = partial(_prepare, url, address=own.address)
    link = prepare() if embedded is None else embedded.use(prepare)
    say(f"服务地址：{own.address}")
    if link is not None:
        say(f"首次使用，请在 24 小时内打开此链接设置管理员密码（只能用一次）：\n{link}")
    sys.stdout.flush()
    parts = [Watched("web", run_web), Watched("worker", run_work)]
    watch(parts, settings=own, url=url, embedded=embedded)
    note("服务已停止。")
    return ExitCode.DONE


def _prepare(url: str, *, address: str) -> str | None:
    """Bring the schema up to date; return the first administrator's link while there is need of one."""
    database = Database(url)
    try:
        database.migrate()
        return make_first_link(database, address=address)
    finally:
        database.close()


def run_workers(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Work for a service that runs elsewhere, on its database and file store."""
    own = read_settings(ServiceSettings)
    if own.database_url is None or own.store_url is None:
        raise ArgumentError(
            "heyan worker 需要设置 HEYAN_DATABASE_URL 和 HEYAN_STORE_URL，指向服务所用的数据库和文件库。"
        )
    watch([Watched("worker", run_work)], settings=own, url=own.database_url)
    note("识别进程已停止。")
    return ExitCode.DONE
