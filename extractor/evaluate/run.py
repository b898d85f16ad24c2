"""Reading golden packages and single documents, and scoring them against their truth."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.errors import InputCode, InputError
from extractor.evaluate.score import PackageScore, Tally, score_document, score_package
from extractor.evaluate.truth import (
    TRUTH,
    document_of,
    find_labels,
    read_document_truth,
    read_package_truth,
)
from extractor.pipeline import Read, read_paths, verify_read
from extractor.settings import Settings
from extractor.workspace import scratch_dir
from models.base import Frozen
from models.catalogue.catalogue import Catalogue
from models.field import DocumentRecord


class Scores(Frozen):
    """The scores of everything that was evaluated."""

    packages: tuple[PackageScore, ...]
    documents: dict[str, Tally]  # single documents, by type


def evaluate_dirs(
    folders: Sequence[Path], *, settings: Settings, catalogue: Catalogue, use_cache: bool = True
) -> Scores:
    """Score every golden package and single document below the folders.

    Raises InputError when a folder holds neither.
    """
    packages: list[PackageScore] = []
    documents: dict[str, Tally] = {}
    for folder in folders:
        for truth in find_packages(folder):
            packages.append(
                score_package_at(truth, settings=settings, catalogue=catalogue, use_cache=use_cache)
            )
        for kind, tally in _score_documents(
            folder, settings=settings, catalogue=catalogue, use_cache=use_cache
        ):
            documents[kind] = documents.get(kind, Tally()).plus(tally)
    if not packages and not documents:
        names = "、".join(str(folder) for folder in folders)
        raise InputError(InputCode.EMPTY, f"{names} 中没有带标准答案的材料包或单份文件。")
    return Scores(packages=tuple(packages), documents=dict(sorted(documents.items())))


def find_packages(folder: Path) -> list[Path]:
    """Return the truth files of the golden packages in or below a folder, in order."""
    return sorted(path for path in folder.rglob("truth.json") if (path.parent / "input").is_dir())


def score_package_at(
    truth_file: Path, *, settings: Settings, catalogue: Catalogue, use_cache: bool = True
) -> PackageScore:
    """Verify one golden package and score the report."""
    truth = read_package_truth(truth_file)
    with scratch_dir() as scratch:
        read = read_paths(
            [truth_file.parent / "input"],
            scratch=scratch,
            settings=settings,
            catalogue=catalogue,
            use_cache=use_cache,
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


def _score_documents(
    folder: Path, *, settings: Settings, catalogue: Catalogue, use_cache: bool
) -> Iterator[tuple[str, Tally]]:
    """Read all single documents of a folder in one go, so that pages are read in parallel."""
    labels = find_labels(folder)
    truths = {}
    for path in sorted(folder.rglob(f"*{TRUTH}")):
        truth, document = read_document_truth(path, labels), document_of(path)
        if truth is not None and document is not None:
            truths[document] = truth
    if not truths:
        return
    with scratch_dir() as scratch:
        read = read_paths(
            list(truths),
            scratch=scratch,
            settings=settings,
            catalogue=catalogue,
            use_cache=use_cache,
        )
    names = {file.sha256: file.name for file in read.submission.files}
    for document, truth in truths.items():
        name = names.get(hashlib.sha256(document.read_bytes()).hexdigest())
        record = _record_in(name, truth.type, read)
        where = document.relative_to(folder).as_posix()
        tally = score_document(truth, record, where=where, catalogue=catalogue)
        yield str(truth.type), tally


def _record_in(name: str | None, kind: str | None, read: Read) -> DocumentRecord | None:
    """The first record of a type in a file."""
    inside = {document.id for document in read.documents if document.pages[0].file == name}
    return next((r for r in read.records if r.document in inside and r.type == kind), None)
