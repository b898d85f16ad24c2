"""How much memory one reading process holds while it reads page after page, and after it was replaced.

Run `python -m bench.memory [--pages 500]`. Parts of golden pictures are read through the pool that
`heyan read` uses, by one process at a time; every part is another size, which is what the runtimes keep
memory for.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from bench.reading import golden_pictures, load_picture
from extractor.ocr.pool import ITEMS_PER_PROCESS, map_in_processes
from extractor.ocr.rapid import RapidEngine
from extractor.ocr.read import read_picture

SIDES = (500, 1000)  # pixels, between which both sides of a part are drawn anew for each
SECONDS = 600.0
SEED = 11


class Page(NamedTuple):
    """A part of a picture to read: its sides in pixels, from the upper left corner of the picture."""

    picture: Path
    width: int
    height: int


class Held(NamedTuple):
    """What a process holds after a page: its number in the system, and megabytes."""

    process: int
    megabytes: float


def main() -> None:
    """Read the pages and print a table, one line for every process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    arguments = parser.parse_args()
    pages = made_up_pages(golden_pictures(), count=arguments.pages)
    held = [
        found
        for _, found in map_in_processes(read_page, pages, jobs=1, seconds=SECONDS)
        if isinstance(found, Held)
    ]
    print(report(held))


def made_up_pages(pictures: Sequence[Path], *, count: int) -> list[Page]:
    """Return as many pages as wanted, the pictures in turn, each time another part of them."""
    chance = random.Random(SEED)
    return [
        Page(pictures[number % len(pictures)], chance.randint(*SIDES), chance.randint(*SIDES))
        for number in range(count)
    ]


def read_page(page: Page) -> Held:
    """Read one page in this process, and say what the process holds afterwards."""
    part = np.ascontiguousarray(load_picture(page.picture)[: page.height, : page.width])
    read_picture(part, file="page", page=1, engine=engine())
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
    for _, run in groupby(held, key=lambda one: one.process):
        megabytes = [one.megabytes for one in run]
        early, half = megabytes[min(9, len(megabytes) - 1)], megabytes[len(megabytes) // 2]
        lines.append(
            f"{len(megabytes):>5} {early:>6.0f} {half:>6.0f} {megabytes[-1]:>6.0f} {max(megabytes):>6.0f}"
        )
    lines.append(f"in all {len(held)} pages, at most {max(one.megabytes for one in held):.0f} MB")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
