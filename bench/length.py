"""What a further page of a submission costs beyond its reading: `python -m bench.length [--pages 10 100 1000]`.

Submissions of recorded scans of every kind, each longer than the one before, are taken apart, their
fields read, verified and reported. Printed are the seconds of processor for each step, in all and a
page, and the peak of memory so far; crops are left out, for the recorded pages have no picture.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

from extractor.evaluate.recorded import find_recorded
from extractor.ingest import Submission
from extractor.papers import understand_pages
from extractor.pipeline import render_all, verify_read
from extractor.settings import Settings
from models.catalogue import load_catalogue
from models.page import PageText

RECORDED = Path(__file__).parent.parent / "golden_docs" / "documents" / "readings"
PROGRAMME = "cn-xjr3-2021"
DAY = datetime.date(2021, 4, 30)
FILE = "a.pdf"

Result = TypeVar("Result")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 100, 1000])
    arguments = parser.parse_args()
    settings, catalogue = Settings(), load_catalogue()
    programme = catalogue.programme(PROGRAMME)
    print(
        f"{'pages':>6} {'papers':>7} {'verify':>8} {'report':>8} {'a page':>8}  seconds   peak, MB"
    )
    for count in arguments.pages:
        pages = recorded_pages(count)
        understood, read = timed(
            partial(understand_pages, Submission((), (), {}), pages, issues=(), catalogue=catalogue)
        )
        verified, report = timed(
            partial(
                verify_read,
                read,
                programme=programme,
                reference_date=DAY,
                settings=settings,
                catalogue=catalogue,
            )
        )
        rendered, _ = timed(
            partial(render_all, report, read, settings=settings, catalogue=catalogue)
        )
        each = (understood + verified + rendered) / count
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:>6} {understood:>7.2f} {verified:>8.2f} {rendered:>8.2f} {each:>8.4f} {peak:>19.0f}",
            flush=True,
        )


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds of processor that `work` took, and what it gave."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def recorded_pages(count: int) -> tuple[PageText, ...]:
    """Return so many recorded pages as those of one file, every kind of paper in turn, then all of them again."""
    known = [
        page
        for recorded in find_recorded(RECORDED)
        for document in recorded.documents
        for page in document.pages
    ]
    return tuple(
        page.model_copy(update={"file": FILE, "page": number})
        for number, page in enumerate(islice(cycle(known), count), start=1)
    )


if __name__ == "__main__":
    main()
