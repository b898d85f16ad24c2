"""What runs in watched child processes: whatever opens the applicant's files or may take long.

Each function takes one frozen order that can be pickled and returns a frozen result.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from api.drawing import KEPT_WIDTH, encode_page
from api.jobs.understood import UnderstoodCache, pages_key, program_digest
from api.masking import mask_report
from api.settings import ServiceSettings
from extractor.ingest import PageSource, Submission
from extractor.ocr.cache import PageReading
from extractor.papers import Read, correct_read, understand_pages
from extractor.pipeline import render_all, verify_read
from extractor.reading import page_texts, read_and_show, rename_reading
from extractor.report.as_json import render_report
from extractor.settings import Settings
from models.catalogue import Catalogue, load_catalogue
from models.correction import Corrections
from models.issue import Issue
from models.run import Report
from models.submission import SourceFile


class ShownReading(NamedTuple):
    """What was read on a page, and its picture as a JPEG; None where there is none."""

    reading: PageReading
    picture: bytes | None


def read_page(source: PageSource, *, settings: Settings) -> ShownReading:
    """Read one page and make the picture for the screens while it is open."""
    reading, image = read_and_show(source, settings=settings)
    picture = None if image is None else encode_page(image.pixels, width=KEPT_WIDTH)
    return ShownReading(reading, picture)


@dataclass(frozen=True)
class PageAt:
    """A page of a submission and the file on this machine that holds its reading."""

    source: PageSource
    reading: Path


@dataclass(frozen=True)
class ReportOrder:
    """A submission as taken in and read, and what people entered about it."""

    files: tuple[SourceFile, ...]
    inputs: dict[str, str]
    issues: tuple[Issue, ...]
    pages: tuple[PageAt, ...]
    corrections: Corrections
    programme: str
    reference_date: str
    settings: ServiceSettings

    @property
    def submission(self) -> Submission:
        """The submission as taken in."""
        return Submission(self.files, tuple(page.source for page in self.pages), self.inputs)

    @property
    def pages_key(self) -> str:
        """The name of its pages as read."""
        return pages_key((p.source.file, p.source.page, p.reading.name) for p in self.pages)

    @property
    def rest(self) -> str:
        """What else the reading without corrections depends on, as a text."""
        parts = [*self.files, *self.issues]
        inputs = [f"{file}\0{sha256}" for file, sha256 in sorted(self.inputs.items())]
        return "\n".join([*(part.model_dump_json() for part in parts), *inputs])


def make_report(order: ReportOrder) -> tuple[bytes, Report]:
    """Verify a submission from its readings and corrections; return report.json and the report."""
    report, _ = _verified(order)
    return render_report(report), report


def get_ready(_: None) -> None:
    """Load what every report needs, so that the first one does not wait for it."""
    catalogue_of_process()
    program_digest()


def understand(order: ReportOrder) -> None:
    """Keep the submission of an order as read in this process, for the corrections that may follow."""
    _understood(order)


@dataclass(frozen=True)
class ExportOrder:
    """The report of an order as files for people; `is_masked` hides numbers of persons."""

    order: ReportOrder
    is_masked: bool


def make_exports(wanted: ExportOrder) -> dict[str, bytes]:
    """Return the files of a report by name."""
    report, read = _verified(wanted.order)
    if wanted.is_masked:
        report = mask_report(report)
    settings, catalogue = wanted.order.settings, catalogue_of_process()
    return render_all(report, read, settings=settings, catalogue=catalogue)


_lately: OrderedDict[tuple[str, str], Read] = OrderedDict()
"""The last submissions as read without corrections: the next correction is applied to them at once."""

KEPT = 8


def _verified(order: ReportOrder) -> tuple[Report, Read]:
    catalogue = catalogue_of_process()
    read = correct_read(_understood(order), order.corrections, catalogue=catalogue)
    report = verify_read(
        read,
        programme=catalogue.programme(order.programme),
        reference_date=datetime.date.fromisoformat(order.reference_date),
        settings=order.settings,
        catalogue=catalogue,
    )
    return report, read


def _understood(order: ReportOrder) -> Read:
    """The submission without corrections: remembered in this process, kept on this machine, or worked out."""
    key = (order.pages_key, order.rest)
    if key not in _lately:
        kept = UnderstoodCache(order.settings.cache_dir)
        read = kept.get(*key)
        if read is None:
            read = _worked_out(order)
            kept.put(*key, read)
        _lately[key] = read._replace(submission=order.submission)
    _lately.move_to_end(key)
    while len(_lately) > KEPT:
        _lately.popitem(last=False)
    return _lately[key]


def _worked_out(order: ReportOrder) -> Read:
    readings = [_reading(page) for page in order.pages]
    return understand_pages(
        order.submission,
        page_texts(readings),
        issues=(*order.issues, *(issue for reading in readings for issue in reading.issues)),
        catalogue=catalogue_of_process(),
    )


@cache
def catalogue_of_process() -> Catalogue:
    """Return the catalogue, read once per process."""
    return load_catalogue()


def _reading(page: PageAt) -> PageReading:
    reading = PageReading.model_validate_json(page.reading.read_bytes())
    return rename_reading(reading, file=page.source.file, page=page.source.page)
