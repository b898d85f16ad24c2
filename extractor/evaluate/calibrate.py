"""Golden packages and single documents read once more, for how sure their values were said to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.evaluate.calibration import Sample, samples_of
from extractor.evaluate.run import Single, find_documents, find_packages, whole_record
from extractor.evaluate.score import record_of
from extractor.evaluate.truth import DocumentTruth, load_truth, read_package_truth
from extractor.evaluate.truth_tables import with_statements
from extractor.pipeline import read_paths
from extractor.settings import Settings
from extractor.workspace import scratch_dir
from models.catalogue.catalogue import Catalogue


def calibrate_dirs(
    folders: Sequence[Path], *, settings: Settings, catalogue: Catalogue
) -> tuple[Sample, ...]:
    """Return the samples of every package and single document below the folders; pages come from the cache."""
    return tuple(
        sample
        for folder in folders
        for source in (
            *(_package(path, settings, catalogue) for path in find_packages(folder)),
            *(_single(single, settings, catalogue) for single in find_documents(folder)),
        )
        for sample in source
    )


def _package(truth_file: Path, settings: Settings, catalogue: Catalogue) -> Iterator[Sample]:
    """The papers of a package, and its form by what it declares."""
    truth = read_package_truth(truth_file)
    with scratch_dir() as scratch:
        inputs = [truth_file.parent / "input"]
        read = read_paths(inputs, scratch=scratch, settings=settings, catalogue=catalogue)
    for document in truth.documents:
        record = record_of(document, read.documents, read.records)
        yield from samples_of(document, record, catalogue=catalogue)
    forms = [record for record in read.records if record.type in catalogue.form_types]
    declared = DocumentTruth(type=forms[0].type if forms else None, fields=truth.declared)
    yield from samples_of(declared, whole_record(forms), catalogue=catalogue)


def _single(single: Single, settings: Settings, catalogue: Catalogue) -> Iterator[Sample]:
    with scratch_dir() as scratch:
        read = read_paths([single.path], scratch=scratch, settings=settings, catalogue=catalogue)
    truth = with_statements(single.truth, load_truth(single.truth_file), catalogue)
    own = [r for r in read.records if catalogue.is_of_type(r.type, truth.type)]
    yield from samples_of(truth, whole_record(own), catalogue=catalogue)
