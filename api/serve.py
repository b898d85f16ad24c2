"""`heyan serve` and `heyan worker`: processes under watch; one that ends is started again."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.context import SpawnProcess

import uvicorn

from api.app import create_app
from api.jobs.children import get_ready
from api.jobs.worker import run_worker
from api.masking import MaskingFilter
from api.service import Service
from api.settings import ServiceSettings
from api.store.embedded import EmbeddedPostgres

log = logging.getLogger(__name__)

LOOK = 0.5  # seconds between two looks at the processes
LONGEST_PAUSE = 15.0  # seconds before a process that keeps ending is started again
GRACE = 20.0  # seconds a process has to end by itself
STEADY = 60.0  # seconds after which a process counts as started well

Run = Callable[[ServiceSettings, str], None]


@dataclass
class Watched:
    """One process: what it runs, and when it may be started again."""

    name: str
    run: Run
    process: SpawnProcess | None = None
    started: float = 0.0
    pause: float = 0.0
    again: float = field(default=0.0)

    def look(self, settings: ServiceSettings, url: str) -> None:
        """Start the process where it is not running, after a pause that grows with each early end."""
        now = time.monotonic()
        if self.process is not None and self.process.is_alive():
            return
        if self.process is not None:
            log.warning("%s ended with code %s", self.name, self.process.exitcode)
            early = now - self.started < STEADY
            self.pause = min(LONGEST_PAUSE, max(0.5, self.pause * 2)) if early else 0.0
            self.again, self.process = now + self.pause, None
        if now >= self.again:
            arguments = (self.run, settings, url)
            self.process = get_context("spawn").Process(target=run_followed, args=arguments)
            self.process.start()
            self.started = now

    def end(self) -> None:
        """Ask the process to end, and end it after the grace period."""
        if self.process is None:
            return
        self.process.terminate()
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def run_web(settings: ServiceSettings, url: str) -> None:
    """Answer requests until SIGTERM."""
    app = create_app(settings, url=url)
    threading.Thread(target=_get_ready, args=(app.state.service,), daemon=True).start()
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,  # addresses of requests hold names of files
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run()


def _get_ready(service: Service) -> None:
    """Read every programme and start the processes that draw, so that nobody waits for that."""
    for key in service.catalogue.programmes:
        service.catalogue.programme(key)
    service.helpers.warm_up(get_ready, seconds=service.settings.submission_seconds)


def run_work(settings: ServiceSettings, url: str) -> None:
    """Take jobs until SIGTERM."""
    run_worker(settings, url=url)


def run_followed(run: Run, settings: ServiceSettings, url: str) -> None:
    """Run a part in a process that ends with the one that watches it."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(MaskingFilter())
    threading.Thread(target=_follow_parent, daemon=True).start()
    code = 0
    try:
        run(settings, url)
    except Exception:
        log.exception("%s ended", run.__name__)
        code = 1
    # Threads that still wait for a dead database must not hold the process back.
    logging.shutdown()
    os._exit(code)


def watch(
    parts: list[Watched],
    *,
    settings: ServiceSettings,
    url: str,
    embedded: EmbeddedPostgres | None = None,
) -> None:
    """Keep parts and database running until SIGTERM or SIGINT, then end them in an orderly way."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        if embedded is not None:
            embedded.ensure_running()
        for part in parts:
            part.look(settings, url)
        stop.wait(LOOK)
    for part in parts:
        part.end()
    if embedded is not None:
        embedded.stop()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
