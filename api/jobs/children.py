"""What runs in watched child processes: whatever opens the applicant's files or may take long.

Each function takes one frozen order that can be pickled and returns a frozen result.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from api.masking import mask_report
from api.settings import ServiceSettings
from extractor.ingest import PageSource, Submission, ingest_paths
from extractor.ocr.cache import PageReading
from extractor.papers import Read, correct_read, understand_pages
from extractor.pipeline import render_all, verify_read
from extractor.reading import rename_reading
from extractor.report.as_json import render_report
from models.catalogue import Catalogue, load_catalogue
from models.correction import Corrections
from models.issue import Issue
from models.run import Report
from models.submission import SourceFile


@dataclass(frozen=True)
class IntakeOrder:
    """Folder of the files as named by the applicant, and a folder for what is unpacked."""

    folder: Path
    scratch: Path
    settings: ServiceSettings


def take_in(order: IntakeOrder) -> tuple[Submission, tuple[Issue, ...]]:
    """List files and pages; raises InputError where there is no file at all."""
    return ingest_paths([order.folder], scratch=order.scratch, settings=order.settings)


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
    def key(self) -> str:
        """What the reading without corrections depends on, as a text."""
        return "\n".join(f"{p.source.file}\0{p.source.page}\0{p.reading.name}" for p in self.pages)


def make_report(order: ReportOrder) -> tuple[bytes, Report]:
    """Verify a submission from its readings and corrections; return report.json and the report."""
    report, _ = _verified(order)
    return render_report(report), report


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


_lately: OrderedDict[str, Read] = OrderedDict()
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
    if order.key in _lately:
        _lately.move_to_end(order.key)
        return _lately[order.key]
    readings = [_reading(page) for page in order.pages]
    read = understand_pages(
        Submission(order.files, tuple(page.source for page in order.pages), order.inputs),
        tuple(reading.text for reading in readings),
        issues=(*order.issues, *(issue for reading in readings for issue in reading.issues)),
        catalogue=catalogue_of_process(),
    )
    _lately[order.key] = read
    while len(_lately) > KEPT:
        _lately.popitem(last=False)
    return read


@cache
def catalogue_of_process() -> Catalogue:
    """Return the catalogue, read once per process."""
    return load_catalogue()


def _reading(page: PageAt) -> PageReading:
    reading = PageReading.model_validate_json(page.reading.read_bytes())
    return rename_reading(reading, file=page.source.file, page=page.source.page)
