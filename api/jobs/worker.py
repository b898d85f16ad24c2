"""A worker process: takes jobs from the queue until it is told to stop."""

from __future__ import annotations

import asyncio
import datetime
import logging
import os
import signal
import socket
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from procrastinate import App
from sqlalchemy import delete, select, update

from api.erase import erase_expired
from api.jobs.children import get_ready
from api.jobs.queue import QUICK, READING, REVIEW
from api.jobs.recover import recover_forever
from api.jobs.shop import Shop, open_shop
from api.jobs.tasks import make_queue
from api.jobs.understood import UnderstoodCache
from api.settings import ServiceSettings
from api.store.lookup import now
from api.store.tables import Worker
from api.sweep import sweep_orphans
from extractor.errors import HeyanError
from extractor.ocr.pool import Loss, ProcessPool
from extractor.selftest import check_engine

log = logging.getLogger(__name__)

QUICK_JOBS = 2
REVIEW_JOBS = 2  # a very large submission does not hold up the corrections of the others
WORKER_THREADS = QUICK_JOBS + REVIEW_JOBS + 4  # beside one for each reading process
HOUSEKEEPING = 3600.0  # seconds


def run_worker(settings: ServiceSettings, *, url: str) -> None:
    """Work until SIGTERM; ends with an exception where the database is lost, so that it is started anew."""
    shop = open_shop(settings, url=url)
    try:
        worker_id = sign_on(shop)
        asyncio.run(_work(shop, worker_id))
    finally:
        shop.close()


def sign_on(shop: Shop) -> uuid.UUID:
    """Record this worker; it counts as fit once its machine has passed the self-test within the hour."""
    since = now() - datetime.timedelta(seconds=HOUSEKEEPING)
    with shop.database.transaction() as session:
        query = select(Worker.seen).where(
            Worker.host == socket.gethostname(), Worker.is_fit, Worker.started_at > since
        )
        passed = session.scalars(query.limit(1)).first()
        worker = Worker(
            host=socket.gethostname(),
            pid=os.getpid(),
            is_fit=passed is not None,
            seen=passed or "识别自检进行中",
        )
        session.add(worker)
        session.flush()
        return worker.id


def try_engine(shop: Shop, worker_id: uuid.UUID) -> None:
    """Try the engine on a drawn page, in a process of its own, and record the result with the worker."""
    with shop.database.transaction() as session:
        if session.get_one(Worker, worker_id).is_fit:
            return
    pool = ProcessPool(size=1)
    try:
        result = pool.run(check_engine, shop.settings, seconds=shop.settings.page_seconds)
        is_fit, seen = not isinstance(result, Loss), str(result)
    except HeyanError as error:
        is_fit, seen = False, error.message
    finally:
        pool.close()
    with shop.database.transaction() as session:
        statement = update(Worker).where(Worker.id == worker_id)
        session.execute(statement.values(is_fit=is_fit, seen=seen))


async def _work(shop: Shop, worker_id: uuid.UUID) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(shop.settings.jobs + WORKER_THREADS))
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await work_until(stop, shop, worker_id)


async def work_until(stop: asyncio.Event, shop: Shop, worker_id: uuid.UUID) -> None:
    """Take jobs and keep house until `stop` is set; raises where the database is lost."""
    app = make_queue(shop)
    async with app.open_async():
        works = [
            asyncio.create_task(_take_jobs(app, shop, QUICK, QUICK_JOBS)),
            asyncio.create_task(_take_jobs(app, shop, READING, shop.settings.jobs)),
            asyncio.create_task(_take_jobs(app, shop, REVIEW, REVIEW_JOBS)),
            asyncio.create_task(recover_forever(app, shop)),
            asyncio.create_task(_show_life(shop, worker_id)),
            asyncio.create_task(_keep_house(shop, worker_id)),
        ]
        waiting = asyncio.create_task(stop.wait())
        ended, _ = await asyncio.wait([*works, waiting], return_when=asyncio.FIRST_COMPLETED)
        shop.stopping.set()
        shop.readers.close()
        shop.helpers.close()
        shop.revisers.close()
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
        waiting.cancel()
        for task in ended - {waiting}:
            task.result()
    await asyncio.to_thread(_sign_off, shop, worker_id)


async def _take_jobs(app: App, shop: Shop, queue: str, concurrency: int) -> None:
    lease = shop.settings.lease_seconds
    await app.run_worker_async(
        queues=[queue],
        concurrency=concurrency,
        install_signal_handlers=False,
        fetch_job_polling_interval=min(5.0, lease),
        update_heartbeat_interval=lease / 3,
        stalled_worker_timeout=lease,
        delete_jobs="successful",
    )
    if not shop.stopping.is_set():
        raise ConnectionError("the queue ended by itself: the database is lost")


async def _show_life(shop: Shop, worker_id: uuid.UUID) -> None:
    while True:
        await asyncio.sleep(shop.settings.lease_seconds / 3)
        await asyncio.to_thread(_seen, shop, worker_id)


async def _keep_house(shop: Shop, worker_id: uuid.UUID) -> None:
    """Get ready and try the engine; then, every hour, remove what is past its time."""
    warm_up = partial(shop.revisers.warm_up, seconds=shop.settings.submission_seconds)
    await asyncio.gather(
        asyncio.to_thread(warm_up, get_ready), asyncio.to_thread(try_engine, shop, worker_id)
    )
    while True:
        await asyncio.to_thread(erase_expired, shop.database, shop.settings, shop.store)
        await asyncio.to_thread(sweep_orphans, shop.database, shop.store)
        await asyncio.to_thread(_forget_workers, shop)
        await asyncio.to_thread(UnderstoodCache(shop.settings.cache_dir).forget_old)
        await asyncio.sleep(HOUSEKEEPING)


def _forget_workers(shop: Shop) -> None:
    before = now() - datetime.timedelta(seconds=HOUSEKEEPING)
    with shop.database.transaction() as session:
        session.execute(delete(Worker).where(Worker.seen_at < before))


def _seen(shop: Shop, worker_id: uuid.UUID) -> None:
    with shop.database.transaction() as session:
        session.execute(update(Worker).where(Worker.id == worker_id).values(seen_at=now()))


def _sign_off(shop: Shop, worker_id: uuid.UUID) -> None:
    with shop.database.transaction() as session:
        session.execute(delete(Worker).where(Worker.id == worker_id))
