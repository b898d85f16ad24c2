"""Reading golden packages and single documents, and scoring them against their truth."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from extractor.errors import InputCode, InputError
from extractor.evaluate.ceiling import score_ceiling
from extractor.evaluate.confusion import NO_TYPE, Confusion, PageType, confused
from extractor.evaluate.pages import GoldenPage, find_pages, score_page
from extractor.evaluate.recorded import (
    RecordedDocument,
    RecordedReadings,
    Scan,
    find_recorded,
    find_scans,
    record,
)
from extractor.evaluate.scans import ScanScore, group_by_degree, score_scans
from extractor.evaluate.score import PackageScore, Tally, score_document, score_package
from extractor.evaluate.truth import (
    TRUTH,
    DocumentTruth,
    document_of,
    find_labels,
    load_truth,
    read_document_truth,
    read_package_truth,
)
from extractor.evaluate.truth_tables import with_statements
from extractor.ingest import PageSource, Submission, ingest_paths
from extractor.ocr.read import READING_VERSION
from extractor.pipeline import read_paths, verify_read
from extractor.reading import Progress, read_submission
from extractor.settings import Settings
from extractor.workspace import scratch_dir
from models.base import Frozen
from models.catalogue.catalogue import Catalogue
from models.field import DocumentRecord


class Single(Frozen):
    """A single document: its file, its name for people, its truth."""

    path: Path
    where: str
    truth: DocumentTruth
    truth_file: Path


class Scores(Frozen):
    """The scores of everything that was evaluated."""

    packages: tuple[PackageScore, ...]
    documents: dict[str, Tally]  # single documents, by type
    ceiling: dict[str, Tally] = Field(default_factory=dict)
    """True values of the single documents whose characters were read at all, by type."""

    confusion: Confusion = Field(default_factory=dict)
    """Pages of all single documents and packages: the right type, the type they were read as, how many."""

    reading: dict[str, dict[str, Tally]] = Field(default_factory=dict)
    """Facts of golden pages, by point of reading and degree of damage."""

    scans: tuple[ScanScore, ...] = ()
    """Scanned documents of every type, by degree of damage: recorded readings and drawn pictures."""


def evaluate_dirs(
    folders: Sequence[Path],
    *,
    settings: Settings,
    catalogue: Catalogue,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Scores:
    """Score every golden package, single document and golden page below the folders.

    Raises InputError when a folder holds none of them.
    """
    packages = [truth for folder in folders for truth in find_packages(folder)]
    singles = [single for folder in folders for single in find_documents(folder)]
    pages = [page for folder in folders for page in find_pages(folder)]
    recorded = [item for folder in folders for item in find_recorded(folder)]
    scans = [scan for folder in folders for scan in find_scans(folder)]
    if not (packages or singles or pages or recorded or scans):
        names = "、".join(str(folder) for folder in folders)
        raise InputError(InputCode.EMPTY, f"{names} 中没有带标准答案的材料包或单份文件。")
    with scratch_dir() as scratch:
        if not use_cache:
            settings = settings.model_copy(update={"cache_dir": scratch / "readings"})
        inputs = [truth.parent / "input" for truth in packages]
        inputs += [one.path for one in singles] + [page.path for page in pages]
        inputs += [scan.path for scan in scans]
        _read_ahead(inputs, scratch=scratch, settings=settings, progress=progress)
        scores = [
            score_package_at(truth, settings=settings, catalogue=catalogue) for truth in packages
        ]
        documents: dict[str, Tally] = {}
        ceiling: dict[str, Tally] = {}
        seen_types = [score.page_types for score in scores]
        for single in singles:
            kind = str(single.truth.type)
            exact, seen, pages_seen = score_single(single, settings=settings, catalogue=catalogue)
            seen_types.append(pages_seen)
            documents[kind] = documents.get(kind, Tally()).plus(exact)
            ceiling[kind] = ceiling.get(kind, Tally()).plus(seen)
        reading: dict[str, dict[str, Tally]] = {}
        for page in pages:
            degrees = reading.setdefault(page.truth.point, {})
            before = degrees.get(page.truth.degree, Tally())
            degrees[page.truth.degree] = before.plus(score_page_at(page, settings=settings))
        read = [(scan.degree, [read_scan(scan, settings=settings)]) for scan in scans]
        by_degree = group_by_degree([*((item.degree, item.documents) for item in recorded), *read])
    return Scores(
        packages=tuple(scores),
        documents=dict(sorted(documents.items())),
        ceiling=dict(sorted(ceiling.items())),
        confusion=confused(seen_types),
        reading=dict(sorted(reading.items())),
        scans=tuple(
            score_scans(degree, documents, catalogue=catalogue)
            for degree, documents in by_degree.items()
        ),
    )


def find_packages(folder: Path) -> list[Path]:
    """Return the truth files of the golden packages in or below a folder, in order."""
    return sorted(path for path in folder.rglob("truth.json") if (path.parent / "input").is_dir())


def find_documents(folder: Path) -> list[Single]:
    """Return the single documents with truth in or below a folder, in order."""
    labels = find_labels(folder)
    singles = []
    for path in sorted(folder.rglob(f"*{TRUTH}")):
        truth, document = read_document_truth(path, labels), document_of(path)
        if truth is not None and document is not None:
            where = document.relative_to(folder).as_posix()
            singles.append(Single(path=document, where=where, truth=truth, truth_file=path))
    return singles


def score_package_at(truth_file: Path, *, settings: Settings, catalogue: Catalogue) -> PackageScore:
    """Verify one golden package and score the report."""
    truth = read_package_truth(truth_file)
    with scratch_dir() as scratch:
        read = read_paths(
            [truth_file.parent / "input"], scratch=scratch, settings=settings, catalogue=catalogue
        )
    report = verify_read(
        read,
        programme=catalogue.programme(truth.programme),
        reference_date=datetime.date.fromisoformat(truth.reference_date),
        settings=settings,
        catalogue=catalogue,
    )
    name = f"{truth.programme}/{truth_file.parent.name}"
    return score_package(truth, report, read.records, name=name, catalogue=catalogue)


def score_single(
    single: Single, *, settings: Settings, catalogue: Catalogue
) -> tuple[Tally, Tally, tuple[PageType, ...]]:
    """Read one single document: its exact fields and cells, the true values read at all, its pages' types."""
    with scratch_dir() as scratch:
        read = read_paths([single.path], scratch=scratch, settings=settings, catalogue=catalogue)
    truth = with_statements(single.truth, load_truth(single.truth_file), catalogue)
    record = whole_record([r for r in read.records if catalogue.is_of_type(r.type, truth.type)])
    exact = score_document(truth, record, where=single.where, catalogue=catalogue)
    seen = score_ceiling(truth, read.pages, where=single.where, catalogue=catalogue)
    seen_as = tuple(
        PageType(
            right=truth.type or NO_TYPE,
            read=(truth.type if catalogue.is_of_type(document.type, truth.type) else document.type)
            or NO_TYPE,
        )
        for document in read.documents
        for _ in document.pages
    )
    return exact, seen, seen_as


def whole_record(records: Sequence[DocumentRecord]) -> DocumentRecord | None:
    """Return one record of a file that was taken apart into several documents of its type."""
    if not records:
        return None
    fields = tuple(field for record in records for field in record.fields)
    return records[0].model_copy(update={"fields": fields})


def score_page_at(page: GoldenPage, *, settings: Settings) -> Tally:
    """Read one golden page (a file of one or more pages) and check its facts."""
    with scratch_dir() as scratch:
        submission, _ = ingest_paths([page.path], scratch=scratch, settings=settings)
        reading = read_submission(submission, settings=settings)
    return score_page(page, reading.pages)


def read_scan(scan: Scan, *, settings: Settings) -> RecordedDocument:
    """Read one drawn scan."""
    with scratch_dir() as scratch:
        submission, _ = ingest_paths([scan.path], scratch=scratch, settings=settings)
        reading = read_submission(submission, settings=settings)
    digests = [source.digest for source in submission.pages]
    return record(scan, reading.pages, digests=digests)


def record_scans(folders: Sequence[Path], *, settings: Settings) -> RecordedReadings:
    """Read the drawn scans below the folders, all of one degree, for keeping.

    Raises InputError when there are none, or of more than one degree.
    """
    scans = [scan for folder in folders for scan in find_scans(folder)]
    degrees = {scan.degree for scan in scans}
    if len(degrees) != 1:
        raise InputError(InputCode.EMPTY, "一个识别记录文件只能保存同一损伤程度的扫描件。")
    return RecordedReadings(
        degree=degrees.pop(),
        reading_version=READING_VERSION,
        documents=tuple(read_scan(scan, settings=settings) for scan in scans),
    )


def _read_ahead(
    inputs: Sequence[Path], *, scratch: Path, settings: Settings, progress: Progress | None
) -> None:
    """Read the pages of all inputs in one go, so that every process loads its weights once."""
    pages: list[PageSource] = []
    for number, path in enumerate(inputs):
        submission, _ = ingest_paths([path], scratch=scratch / str(number), settings=settings)
        pages += [replace(page, file=f"{number}/{page.file}") for page in submission.pages]
    read_submission(Submission((), tuple(pages), {}), settings=settings, progress=progress)
