"""A worker whose reading and verifying are waits of known length, while queue, database and store are the real ones."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

from api.jobs.children import ShownReading, make_report
from api.jobs.shop import CONNECTIONS, Shop, open_store
from api.jobs.worker import WORKER_THREADS, sign_on, work_until
from api.settings import ServiceSettings
from api.store.database import Database
from extractor.ingest import PageSource
from extractor.ocr.cache import PageReading
from extractor.ocr.pool import Loss, ProcessPool
from extractor.report.as_json import render_report
from models.run import Report

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Stages:
    """Seconds on the clock that a reading process takes for a page, and a worker for the report of a submission."""

    page: float
    report: float


@dataclass(frozen=True)
class Sample:
    """What the simulated stages bring: a reading, the size of a page's picture in bytes, a report."""

    reading: PageReading
    picture_bytes: int
    report: Report


class WaitingPool(ProcessPool):
    """Waits as long as a stage takes, then brings the sample, made different for every page."""

    def __init__(self, stages: Stages, sample: Sample) -> None:
        """Start no process, ever."""
        super().__init__(size=0)
        self._stages = stages
        self._sample = sample
        self._report = render_report(sample.report)

    def run(self, task: Callable[[Item], Result], item: Item, *, seconds: float) -> Result | Loss:
        """Bring a page's reading or a report; nothing else is asked for here."""
        del seconds
        if isinstance(item, PageSource):
            time.sleep(self._stages.page)
            return cast("Result", self._read(item))
        assert task is cast("object", make_report), f"no stage for {task}"
        time.sleep(self._stages.report)
        return cast("Result", (self._report, self._sample.report))

    def warm_up(self, task: Callable[[None], object], *, seconds: float) -> None:
        """Nothing to get ready."""

    def _read(self, source: PageSource) -> ShownReading:
        chance = random.Random(source.digest)
        text = self._sample.reading.text
        first = text.lines[0].model_copy(update={"text": source.digest})
        reading = self._sample.reading.model_copy(
            update={"text": text.model_copy(update={"lines": (first, *text.lines[1:])})}
        )
        return ShownReading(reading, chance.randbytes(self._sample.picture_bytes))


@dataclass(frozen=True)
class Order:
    """Simulated workers of one process: where they work, how many, with how many jobs each, how long in seconds."""

    url: str
    folder: Path
    count: int
    jobs: int
    stages: Stages
    sample: Sample
    seconds: float


def simulate_workers(order: Order) -> None:
    """Let the workers of an order take jobs in this process, then stop them in an orderly way."""
    asyncio.run(_simulate(order))


async def _simulate(order: Order) -> None:
    settings = ServiceSettings(
        data_dir=order.folder, cache_dir=order.folder / "cache", jobs=order.jobs
    )
    pool = WaitingPool(order.stages, order.sample)
    threads = order.count * (order.jobs + WORKER_THREADS)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads))
    stop = asyncio.Event()
    shops = [_open_simulated(settings, order.url, pool, number) for number in range(order.count)]
    works = [asyncio.create_task(work_until(stop, shop, sign_on(shop))) for shop in shops]
    await asyncio.sleep(order.seconds)
    stop.set()
    await asyncio.gather(*works, return_exceptions=True)
    for shop in shops:
        shop.close()


def _open_simulated(settings: ServiceSettings, url: str, pool: ProcessPool, number: int) -> Shop:
    """Return the workplace of a simulated worker: as many connections as a real one."""
    shop = Shop(
        settings=settings,
        database=Database(url, connections=settings.jobs + CONNECTIONS),
        store=open_store(settings),
        readers=pool,
        helpers=pool,
        revisers=pool,
    )
    return replace(shop, name=f"{shop.name}:{number}")
