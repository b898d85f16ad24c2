"""Works one submission of a batch: the pipeline, its results on disk, and what is kept for the batch."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from extractor.batch.digest import (
    count_findings,
    evidence_of,
    figures_of,
    reasons_of,
    reviews_of,
    thresholds_of,
    unchecked_of,
    unread_of,
)
from extractor.batch.entries import Entry
from extractor.batch.fingerprint import fingerprint_of
from extractor.batch.kept import clear_results, find_finished, keep_worked
from extractor.batch.prints import page_prints
from extractor.batch.traces import traces_of
from extractor.errors import ExitCode, HeyanError, InputCode, InputError
from extractor.ingest import Opener, load_page, open_here
from extractor.ocr.engine import Pixels
from extractor.papers import Read
from extractor.pipeline import read_paths, render_all, verify_read
from extractor.reading import Progress
from extractor.report.follow import report_exit_code
from extractor.settings import Settings
from extractor.workspace import scratch_dir
from models.batch import PagePrint, SubmissionState, Worked
from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.run import Report, RunStatus
from models.submission import PageRef, Refusal

_ALL_REFUSED = "其中 {count} 个文件都未能读取，第一个原因：{first}"
_NO_PAGES = "没有可以识别的页面，请检查所给的文件。"


class Order(NamedTuple):
    """What all submissions of a batch are worked under; `basis` is its hash."""

    out: Path
    basis: str
    programme: Programme
    reference_date: datetime.date
    settings: Settings
    catalogue: Catalogue
    use_cache: bool
    opener: Opener = open_here


def finished(entry: Entry, order: Order) -> Worked | None:
    """Return what an earlier run kept of a submission, unless everything is to be read anew."""
    if not order.use_cache:
        return None
    fingerprint = fingerprint_of(entry, basis=order.basis)
    return find_finished(order.out, entry.name, fingerprint=fingerprint)


def work_entry(entry: Entry, order: Order, *, progress: Progress | None = None) -> Worked:
    """Verify one submission and write its results.

    One that is refused is kept with its reason. Raises OcrError where the engine cannot be used, and
    ArgumentError where the results cannot be written.
    """
    clear_results(order.out, entry.name)
    fingerprint = fingerprint_of(entry, basis=order.basis)
    try:
        with scratch_dir() as scratch:
            read = _read(entry, order, scratch=scratch, progress=progress)
            report, results = _verify(read, order)
            worked = _worked(entry, report, read, order, fingerprint=fingerprint)
    except InputError as error:
        worked, results = given_up(entry, error, fingerprint=fingerprint), {}
    return keep_worked(order.out, worked, results)


def given_up(entry: Entry, error: HeyanError, *, fingerprint: str = "") -> Worked:
    """Return a submission without results: refused, or failed where the run is to blame."""
    is_refused = isinstance(error, InputError)
    return Worked(
        name=entry.name,
        fingerprint=fingerprint,
        state=SubmissionState.refused if is_refused else SubmissionState.failed,
        exit_code=error.exit_code,
        reason=Refusal(code=error.code, message=error.message),
    )


def batch_exit_code(submissions: tuple[Worked, ...]) -> ExitCode:
    """Return the largest code of the submissions; discrepancies and unread pages count as done."""
    done = (ExitCode.DISCREPANCIES, ExitCode.PARTLY_UNREADABLE)
    codes = (ExitCode(worked.exit_code) for worked in submissions)
    return max((code for code in codes if code not in done), default=ExitCode.DONE)


def _read(entry: Entry, order: Order, *, scratch: Path, progress: Progress | None) -> Read:
    read = read_paths(
        [entry.path],
        scratch=scratch,
        settings=order.settings,
        catalogue=order.catalogue,
        use_cache=order.use_cache,
        progress=progress,
        opener=order.opener,
    )
    if not read.pages:
        raise _nothing_read(read)
    return read


def _nothing_read(read: Read) -> InputError:
    """The refusal of a submission without pages: under the code of the first file that was refused."""
    refused = [file.refused for file in read.submission.files if file.refused is not None]
    if not refused:
        return InputError(InputCode.EMPTY, _NO_PAGES)
    first = refused[0]
    message = first.message
    if len(refused) > 1:
        message = _ALL_REFUSED.format(count=len(refused), first=first.message)
    return InputError(InputCode(first.code), message)


def _verify(read: Read, order: Order) -> tuple[Report, dict[str, bytes]]:
    report = verify_read(
        read,
        programme=order.programme,
        reference_date=order.reference_date,
        settings=order.settings,
        catalogue=order.catalogue,
    )
    results = render_all(report, read, settings=order.settings, catalogue=order.catalogue)
    return report, results


def _worked(entry: Entry, report: Report, read: Read, order: Order, *, fingerprint: str) -> Worked:
    catalogue = order.catalogue
    is_partial = report.run.status is RunStatus.partial
    return Worked(
        name=entry.name,
        fingerprint=fingerprint,
        state=SubmissionState.partial if is_partial else SubmissionState.complete,
        exit_code=report_exit_code(report),
        applicant=report.applicant,
        pages=sum(file.pages for file in report.files),
        counts=count_findings(report),
        reasons=reasons_of(report, catalogue),
        reviews=reviews_of(report, catalogue),
        thresholds=thresholds_of(report, catalogue),
        evidence=evidence_of(report, catalogue),
        unchecked=unchecked_of(report, catalogue),
        figures=figures_of(report),
        unread=unread_of(report),
        traces=traces_of(report, catalogue),
        prints=_prints(read, order),
    )


def _prints(read: Read, order: Order) -> tuple[PagePrint, ...]:
    sources = {(source.file, source.page): source for source in read.submission.pages}

    def load(ref: PageRef) -> Pixels | None:
        source = sources[ref.file, ref.page]
        if source.is_native:
            return None
        try:
            return load_page(source, settings=order.settings).pixels
        except InputError:
            return None

    return page_prints(read, load=load, catalogue=order.catalogue)
