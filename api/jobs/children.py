"""What runs in watched child processes: whatever opens the applicant's files or may take long.

Each function takes one frozen order that can be pickled and returns a frozen result.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from api.settings import ServiceSettings
from extractor.ingest import PageSource, Submission, ingest_paths
from extractor.ocr.cache import PageReading
from extractor.papers import understand_pages
from extractor.pipeline import verify_read
from extractor.reading import rename_reading
from extractor.report.as_json import render_report
from models.catalogue import Catalogue, load_catalogue
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

    file: str
    page: int
    reading: Path


@dataclass(frozen=True)
class ReportOrder:
    """A submission as taken in and read."""

    files: tuple[SourceFile, ...]
    inputs: dict[str, str]
    issues: tuple[Issue, ...]
    pages: tuple[PageAt, ...]
    programme: str
    reference_date: str
    settings: ServiceSettings


def make_report(order: ReportOrder) -> tuple[bytes, Report]:
    """Verify a submission from its readings; return report.json and the report."""
    catalogue = catalogue_of_process()
    readings = [_reading(page) for page in order.pages]
    read = understand_pages(
        Submission(order.files, (), order.inputs),
        tuple(reading.text for reading in readings),
        issues=(*order.issues, *(issue for reading in readings for issue in reading.issues)),
        catalogue=catalogue,
    )
    report = verify_read(
        read,
        programme=catalogue.programme(order.programme),
        reference_date=datetime.date.fromisoformat(order.reference_date),
        settings=order.settings,
        catalogue=catalogue,
    )
    return render_report(report), report


@dataclass(frozen=True)
class PictureOrder:
    """A page, and the widest its picture may be in pixels (None: as it is)."""

    source: PageSource
    width: int | None
    settings: ServiceSettings


@cache
def catalogue_of_process() -> Catalogue:
    """Return the catalogue, read once per process."""
    return load_catalogue()


def _reading(page: PageAt) -> PageReading:
    reading = PageReading.model_validate_json(page.reading.read_bytes())
    return rename_reading(reading, file=page.file, page=page.page)
