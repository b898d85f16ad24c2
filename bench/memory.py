"""How much memory one reading process holds while it reads page after page, and after it was replaced.

Run `python -m bench.memory [--pages 500] [--scans] [--jobs 1]`. Pages are read through the pool that
`heyan read` uses, by one process at a time unless told otherwise. They are parts of golden pictures,
every part of another size, which is what the runtimes keep memory for; or, with `--scans`, the pages of
a golden package as scans of A4 with 200 dpi, as packages mostly are.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from bench.reading import Source, golden_pictures, golden_scans, load_page
from extractor.ocr.pool import ITEMS_PER_PROCESS, map_in_processes
from extractor.ocr.rapid import RapidEngine
from extractor.ocr.read import read_picture

SIDES = (500, 1000)  # pixels, between which both sides of a part are drawn anew for each
SECONDS = 600.0
SEED = 11


class Page(NamedTuple):
    """A page to read, told from others alike by its number.

    `part`: only so much of it, width and height in pixels from its upper left corner; None: all of it.
    """

    number: int
    source: Source
    part: tuple[int, int] | None = None


class Held(NamedTuple):
    """What a process holds after a page: its number in the system, and megabytes."""

    process: int
    megabytes: float


def main() -> None:
    """Read the pages and print a table, one line for every process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--scans", action="store_true", help="pages of A4 instead of parts")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    arguments = parser.parse_args()
    made = scanned_pages if arguments.scans else made_up_pages
    pages = made(count=arguments.pages)
    held = [
        found
        for _, found in map_in_processes(read_page, pages, jobs=arguments.jobs, seconds=SECONDS)
        if isinstance(found, Held)
    ]
    print(report(held))


def scanned_pages(*, count: int) -> list[Page]:
    """Return as many pages as wanted, those of a golden package again and again."""
    scans = golden_scans()
    return [Page(number, scans[number % len(scans)]) for number in range(count)]


def made_up_pages(*, count: int) -> list[Page]:
    """Return as many pages as wanted, the golden pictures in turn, each time another part of them."""
    pictures, chance = golden_pictures(), random.Random(SEED)
    return [
        Page(
            number,
            Source(pictures[number % len(pictures)]),
            (chance.randint(*SIDES), chance.randint(*SIDES)),
        )
        for number in range(count)
    ]


def read_page(page: Page) -> Held:
    """Read one page in this process, and say what the process holds afterwards."""
    pixels = load_page(page.source)
    if page.part is not None:
        width, height = page.part
        pixels = np.ascontiguousarray(pixels[:height, :width])
    read_picture(pixels, file="page", page=1, engine=engine())
    resident = int(Path("/proc/self/statm").read_text().split()[1])
    return Held(os.getpid(), resident * os.sysconf("SC_PAGE_SIZE") / 2**20)


@cache
def engine() -> RapidEngine:
    """Load the engine once in each process."""
    cv2.setNumThreads(1)
    return RapidEngine()


def report(held: Sequence[Held]) -> str:
    """Return a table: what each process held after its first ten pages, half-way, and at its end."""
    lines = [
        f"a process is replaced after {ITEMS_PER_PROCESS} pages",
        "pages   10th   half    end   most, MB",
    ]
    processes: dict[int, list[float]] = {}
    for one in held:
        processes.setdefault(one.process, []).append(one.megabytes)
    for megabytes in processes.values():
        early, half = megabytes[min(9, len(megabytes) - 1)], megabytes[len(megabytes) // 2]
        lines.append(
            f"{len(megabytes):>5} {early:>6.0f} {half:>6.0f} {megabytes[-1]:>6.0f} {max(megabytes):>6.0f}"
        )
    lines.append(f"in all {len(held)} pages, at most {max(one.megabytes for one in held):.0f} MB")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
