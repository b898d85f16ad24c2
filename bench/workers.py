"""How much sooner a large submission is read when a second worker helps, on an external PostgreSQL.

Run `python -m bench.workers`. A PDF of scanned pages, no two alike, is handed in twice, each time to a service
of its own: once it has one worker, once a second `heyan worker` joins; each worker reads in one process.
Printed are the seconds from the upload to the last page read and to the report, and the pages of each worker.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pymupdf

from tests.acceptance.external_postgres import external_postgres
from tests.acceptance.services import FINISHED, RunningService, running_service
from tests.acceptance.test_service_workers import further_worker, shares_of, wait_for_workers

SIZE = (1000, 1414)  # pixels: width, height
LINES = 12
LOOK = 0.5  # seconds between two looks


class Lap(NamedTuple):
    """Seconds to the last page read and to the report, and the pages that each worker read."""

    read: float
    done: float
    shares: tuple[int, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    arguments = parser.parse_args()
    content = scan_of(arguments.pages)
    print(
        f"{arguments.pages} scanned pages, seconds\n{'workers':>8} {'read':>8} {'report':>8}  pages"
    )
    for workers in arguments.workers:
        lap = run_lap(content, workers=workers)
        print(f"{workers:>8} {lap.read:>8.1f} {lap.done:>8.1f}  {lap.shares}", flush=True)


def scan_of(pages: int) -> bytes:
    """Return a PDF of pictures with some lines of print each, no two alike."""
    chance = random.Random(pages)
    with pymupdf.open() as document:
        for _ in range(pages):
            pixels = np.full((SIZE[1], SIZE[0], 3), 255, dtype=np.uint8)
            for line in range(LINES):
                words = f"No. {chance.randrange(10**8)}  amount {chance.randrange(10**7)}.00"
                place = (80, 120 + 100 * line)
                cv2.putText(pixels, words, place, cv2.FONT_HERSHEY_SIMPLEX, 1.1, (20, 20, 20), 2)
            page = document.new_page(width=595, height=842)
            page.insert_image(page.rect, stream=cv2.imencode(".jpg", pixels)[1].tobytes())
        return bytes(document.tobytes())


def run_lap(content: bytes, *, workers: int) -> Lap:
    """Hand a PDF in to a new service with so many workers."""
    with tempfile.TemporaryDirectory(prefix="heyan-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with ExitStack() as stack:
            server = stack.enter_context(external_postgres(folder / "postgres"))
            settings = {
                "HEYAN_DATABASE_URL": server.url,
                "HEYAN_STORE_URL": str(folder / "store"),
                "HEYAN_LEASE_SECONDS": "30",
            }
            service = stack.enter_context(running_service(folder, **settings))
            for _ in range(workers - 1):
                stack.enter_context(further_worker(service))
            wait_for_workers(service, workers)
            began = time.perf_counter()
            submission = service.upload(("扫描件.pdf", content))
            read, done = _follow(service, submission, began=began)
            shares = shares_of(server.url, submission)
        return Lap(read, done, tuple(shares.values()))


def _follow(service: RunningService, submission: str, *, began: float) -> tuple[float, float]:
    read = None
    while True:
        view = service.call("GET", f"/submissions/{submission}").json()
        seconds = time.perf_counter() - began
        if read is None and view["pages"] and view["pages_done"] == view["pages"]:
            read = seconds
        if view["state"] in FINISHED:
            assert view["state"] == "done", view
            return read or seconds, seconds
        time.sleep(LOOK)


if __name__ == "__main__":
    main()
