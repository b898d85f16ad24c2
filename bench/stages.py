"""Where the time of a page goes: `python -m bench.stages [FILE…]`.

The pages of `bench.reading` are read in one process; printed are for each step of the reading the seconds
of processor a page, and how many of them are inference. Steps of which another is a part are not listed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from bench.reading import golden_pages, heyan, load_page, pages_of, timed_engine
from extractor.ocr import read

STAGES: Mapping[str, str] = {
    "make_upright": "lines found, direction, perspective, skew",
    "_read_crops": "each line read once",
    "complete_ends": "ends of lines",
    "reread_under_watermark": "print under a watermark",
    "find_seals": "seals found",
    "read_left_over": "lines left over",
    "reread_under_seals": "print under seals",
    "look_again": "figures at another scale",
    "restore_ones": "lone 一",
    "read_seals": "words on seals",
    "find_rulings": "rules",
    "find_check_boxes": "check boxes",
}
"""The steps by the names under which the reading of a page calls them."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Spent(NamedTuple):
    """Seconds of processor, and those of them that were inference."""

    processor: float = 0.0
    inference: float = 0.0

    def plus(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(self.processor + other.processor, self.inference + other.inference)


def main() -> None:
    """Read the pages and print a table of the steps, the dearest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    given = [source for path in parser.parse_args().files for source in pages_of(path)]
    pages = [load_page(source) for source in given or golden_pages()]
    heyan(pages[0])  # warms up
    spent: dict[str, Spent] = {}
    for name in STAGES:
        setattr(read, name, timed(getattr(read, name), name, spent))
    whole = Spent()
    for page in pages:
        began = time.process_time()
        inference = heyan(page)
        whole = whole.plus(Spent(time.process_time() - began, inference))
    print(report(spent, whole, pages=len(pages)))


def timed(
    step: Callable[Given, Result], name: str, spent: dict[str, Spent]
) -> Callable[Given, Result]:
    """Return a step that adds to `spent` what it takes."""
    _, clock = timed_engine()

    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        began, before = time.process_time(), sum(clock)
        result = step(*args, **kwargs)
        took = Spent(time.process_time() - began, sum(clock) - before)
        spent[name] = spent.get(name, Spent()).plus(took)
        return result

    return run


def report(spent: Mapping[str, Spent], whole: Spent, *, pages: int) -> str:
    """Return the table: seconds a page of each step, of what is left, and in all."""
    lines = [f"{pages} pages, seconds of processor a page      in all  inference"]
    named = Spent()
    for name, took in sorted(spent.items(), key=lambda item: -item[1].processor):
        named = named.plus(took)
        lines.append(_line(STAGES[name], took, pages))
    rest = Spent(whole.processor - named.processor, whole.inference - named.inference)
    return "\n".join([*lines, _line("the rest", rest, pages), _line("a page", whole, pages)])


def _line(title: str, took: Spent, pages: int) -> str:
    return f"{title:<44} {took.processor / pages:>7.3f} {took.inference / pages:>10.3f}"


if __name__ == "__main__":
    main()
