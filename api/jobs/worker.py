"""A worker process: takes jobs from the queue until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import uuid
from concurrent.futures import ThreadPoolExecutor

from procrastinate import App
from sqlalchemy import delete, update

from api.jobs.queue import QUICK, READING
from api.jobs.recover import recover_forever
from api.jobs.shop import Shop, open_shop
from api.jobs.tasks import make_queue
from api.settings import ServiceSettings
from api.store.lookup import now
from api.store.tables import Worker
from extractor.errors import HeyanError
from extractor.ocr.pool import Loss
from extractor.selftest import check_engine

log = logging.getLogger(__name__)

QUICK_JOBS = 2
NICENESS = 5
"""Reading leaves the processors to whoever waits for an answer of the service."""


def run_worker(settings: ServiceSettings, *, url: str) -> None:
    """Work until SIGTERM; ends with an exception where the database is lost, so that it is started anew."""
    os.nice(NICENESS)
    shop = open_shop(settings, url=url)
    try:
        worker_id = _sign_on(shop)
        asyncio.run(_work(shop, worker_id))
    finally:
        shop.close()


def _sign_on(shop: Shop) -> uuid.UUID:
    """Try the engine on a drawn page and record this worker with the result."""
    result: str | Loss
    try:
        result = shop.readers.run(check_engine, shop.settings, seconds=shop.settings.page_seconds)
        is_fit, seen = not isinstance(result, Loss), str(result)
    except HeyanError as error:
        is_fit, seen = False, error.message
    with shop.database.transaction() as session:
        worker = Worker(host=socket.gethostname(), pid=os.getpid(), is_fit=is_fit, seen=seen)
        session.add(worker)
        session.flush()
        return worker.id


async def _work(shop: Shop, worker_id: uuid.UUID) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(max_workers=shop.settings.jobs + QUICK_JOBS + 4))
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    app = make_queue(shop)
    async with app.open_async():
        works = [
            asyncio.create_task(_take_jobs(app, shop, QUICK, QUICK_JOBS)),
            asyncio.create_task(_take_jobs(app, shop, READING, shop.settings.jobs)),
            asyncio.create_task(recover_forever(app, shop)),
            asyncio.create_task(_show_life(shop, worker_id)),
        ]
        waiting = asyncio.create_task(stop.wait())
        ended, _ = await asyncio.wait([*works, waiting], return_when=asyncio.FIRST_COMPLETED)
        shop.stopping.set()
        shop.readers.close()
        shop.helpers.close()
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


def _seen(shop: Shop, worker_id: uuid.UUID) -> None:
    with shop.database.transaction() as session:
        session.execute(update(Worker).where(Worker.id == worker_id).values(seen_at=now()))


def _sign_off(shop: Shop, worker_id: uuid.UUID) -> None:
    with shop.database.transaction() as session:
        session.execute(delete(Worker).where(Worker.id == worker_id))
