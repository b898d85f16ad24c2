"""Planted traces of editing: files changed after scanning are noted, the same files left alone are not.

Traces are looked for on the files themselves; words come from a perfect reader. A note is no result,
so what strong grain hides may be missed, but nothing may be noted where nothing was done.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extractor.ingest import ingest_paths, load_page
from extractor.reading import look_at
from extractor.settings import Settings
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from golden_docs.maker import plants  # noqa: F401  (registers the plants)
from golden_docs.maker.cases import PROGRAMME, REFERENCE_DATE
from golden_docs.maker.pages.page import DEGREES, Degree
from golden_docs.maker.plant import FILE_PLANTS, PlantedFile
from golden_docs.maker.plants.files import FILE
from models.catalogue import load_catalogue
from models.document import Document
from models.finding import Family, Finding, Outcome

SEED = 9300
NAMES = sorted(FILE_PLANTS)
RECALL = 0.9


def notes_on(file: PlantedFile, folder: Path) -> list[Finding]:
    """The notes about a file, taken in and looked at as any other."""
    path = folder / FILE
    path.write_bytes(file.content)
    settings = Settings()
    submission, _ = ingest_paths([path], scratch=folder / "scratch", settings=settings)
    pages = tuple(
        look_at(load_page(source, settings=settings), page)
        for source, page in zip(submission.pages, file.pages, strict=True)
    )
    paper = Document(id="d1", type=None, confidence=0.9, pages=tuple(page.ref for page in pages))
    catalogue = load_catalogue()
    case = Case(
        programme=catalogue.programme(PROGRAMME),
        catalogue=catalogue,
        reference_date=REFERENCE_DATE,
        documents=(paper,),
        records=(),
        tables=(),
        pages=pages,
        files=submission.files,
    )
    return [f for f in run_rules(case).findings if f.family is Family.tamper]


def noted(name: str, seed: int, degree: Degree, folder: Path, *, planted: bool) -> set[str]:
    """The rules that note something about the file of a seed."""
    rng = random.Random(f"file-{name}-{seed}-{degree}")
    file = FILE_PLANTS[name](rng, degree, planted=planted)
    assert (file.found is not None) is planted
    found = notes_on(file, folder)
    assert all(f.outcome in (Outcome.review, Outcome.not_checked) for f in found)
    assert not any(f.is_discrepancy for f in found)
    return {f.rule for f in found}


def expected(name: str) -> str | None:
    """The rule that notes what a plant does."""
    found = FILE_PLANTS[name](random.Random(0), "light", planted=True).found
    return found.check if found else None


def test_every_kind_of_note_has_a_plant() -> None:
    assert {expected(name) for name in NAMES} == {f"TAM-0{number}" for number in range(1, 8)}


@pytest.mark.parametrize("degree", DEGREES)
def test_what_was_done_to_a_file_is_noted(degree: Degree, tmp_path: Path) -> None:
    missed = [
        name
        for name in NAMES
        if expected(name) not in noted(name, SEED, degree, tmp_path, planted=True)
    ]
    assert len(missed) <= (1 - RECALL) * len(NAMES), missed


@pytest.mark.parametrize("degree", DEGREES)
def test_nothing_is_noted_where_nothing_was_done(degree: Degree, tmp_path: Path) -> None:
    told = [
        (name, rules)
        for name in NAMES
        if (rules := noted(name, SEED, degree, tmp_path, planted=False))
    ]
    assert told == []
