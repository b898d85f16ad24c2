"""The corpus taken through ingest and every page of it shown, in watched processes; what became of each file."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extractor.errors import InputError
from extractor.ingest import PageSource, Submission, ingest_paths, load_native_pages, load_page
from extractor.intake import watched_opener
from extractor.ocr.pool import Loss, map_in_processes
from extractor.settings import Settings
from models.submission import Refusal

SECRET = "root:"
"""What /etc/passwd starts with."""


class TakenIn(NamedTuple):
    """What became of a folder: files refused, pages listed, pages shown or why not; seconds for both steps."""

    submission: Submission
    refused: dict[str, Refusal]
    shown: dict[tuple[str, int], str]
    opening: float
    showing: float


def take_in(folder: Path, scratch: Path, settings: Settings) -> TakenIn:
    """Open every file of a folder and show every page, each in a process that may die."""
    started = time.perf_counter()
    with watched_opener(settings) as opener:
        submission, _ = ingest_paths([folder], scratch=scratch, settings=settings, opener=opener)
    opened = time.perf_counter()
    shown = {
        (page.file, page.page): result.value if isinstance(result, Loss) else result
        for page, result in map_in_processes(
            partial(show_page, settings=settings),
            _first_pages(submission),
            jobs=2,
            seconds=settings.page_seconds,
            memory=settings.process_bytes,
        )
    }
    refused = {file.name: file.refused for file in submission.files if file.refused is not None}
    ended = time.perf_counter()
    return TakenIn(submission, refused, shown, opened - started, ended - opened)


def show_page(source: PageSource, *, settings: Settings) -> str:
    """Load a page as the reading does; `shown`, or the code of what is wrong with it.

    `leaked` where a page shows what stands in a file of this machine.
    """
    try:
        if source.is_native:
            lines = [line.text for page in load_native_pages(source) for line in page.lines]
            return "leaked" if any(SECRET in line for line in lines) else "shown"
        load_page(source, settings=settings)
    except InputError as error:
        return error.code
    return "shown"


def _first_pages(submission: Submission, most: int = 3) -> list[PageSource]:
    """The first pages of every file: a file of thousands is no other kind of file."""
    taken: Counter[str] = Counter()
    pages = []
    for page in submission.pages:
        taken[page.file] += 1
        if taken[page.file] <= most:
            pages.append(page)
    return pages
