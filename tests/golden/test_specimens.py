"""Every specimen, drawn and read without recognition: its type, its limits, its fields, on clear and worn pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest

from extractor.classify import label_pages
from extractor.evaluate.score import Tally, score_document
from extractor.evaluate.truth import DocumentTruth, fields_of
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from golden_docs.maker.document import Style
from golden_docs.maker.fonts import Face
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.text_level import Degree, damage_page, read_paper
from models.catalogue import load_catalogue
from models.document import Document
from models.page import PageText

DEGREES: tuple[Degree, ...] = ("light", "medium", "heavy")
FACES: dict[str, Face] = {"one": "song", "two": "hei"}  # seed of the values: typeface
RIGHT_PAGES = {"light": 0.98, "medium": 0.98, "heavy": 0.95}
WRONG_PAGES = {"light": 0, "medium": 0.005, "heavy": 0.02}
RIGHT_FIELDS = {"light": 0.98, "medium": 0.95, "heavy": 0.85}


@cache
def clean() -> tuple[tuple[Specimen, tuple[PageText, ...]], ...]:
    """All layouts with the values of all seeds."""
    return tuple(_drawn())


def _drawn() -> Iterator[tuple[Specimen, tuple[PageText, ...]]]:
    for layout in load_specimens():
        for seed, face in FACES.items():
            specimen = Specimen.fill(layout, seed)
            papers = specimen.draw(Style(dpi=36, body=face), random.Random(seed))
            yield (
                specimen,
                tuple(
                    read_paper(paper, file="a.pdf", page=number)
                    for number, paper in enumerate(papers, 1)
                ),
            )


def drawn(degree: Degree) -> Iterator[tuple[Specimen, tuple[PageText, ...]]]:
    """All of them as they look on a scan of this degree."""
    for number, (specimen, pages) in enumerate(clean()):
        wear = f"{specimen.type}-{specimen.layout.name}-{number}-{degree}"
        yield specimen, tuple(damage_page(page, degree, wear) for page in pages)


@pytest.mark.parametrize("degree", DEGREES)
def test_papers_are_known_for_what_they_are(degree: Degree) -> None:
    """Unknown is an answer; another type is worse, and a negative page is no paper at all."""
    unknown: list[str] = []
    wrong: list[str] = []
    total = 0
    for specimen, pages in drawn(degree):
        labels = label_pages(pages, load_catalogue())
        seen = labels[0].type
        total += 1
        if seen != specimen.type:
            (unknown if seen is None else wrong).append(
                f"{specimen.type}/{specimen.layout.name}: {seen}"
            )
    assert len(wrong) <= WRONG_PAGES[degree] * total, wrong
    assert len(unknown) + len(wrong) <= (1 - RIGHT_PAGES[degree]) * total, (unknown, wrong)


def test_a_paper_of_several_pages_stays_one() -> None:
    apart = [
        f"{specimen.type}/{specimen.layout.name}"
        for specimen, pages in drawn("light")
        if specimen.type and len(split_documents(pages, label_pages(pages, load_catalogue()))) != 1
    ]
    assert not apart


@pytest.mark.parametrize("degree", DEGREES)
def test_fields_are_read(degree: Degree) -> None:
    tally = Tally()
    for specimen, pages in drawn(degree):
        if specimen.type is not None:
            tally = tally.plus(_score(specimen, pages))
    assert tally.right >= RIGHT_FIELDS[degree] * tally.total, "\n".join(map(str, tally.misses))


def _score(specimen: Specimen, pages: tuple[PageText, ...]) -> Tally:
    catalogue = load_catalogue()
    labels = label_pages(pages, catalogue)
    document = Document(
        id="d1",
        type=specimen.type,
        confidence=1.0,
        pages=tuple(page.ref for page in pages),
        parts=tuple(label.part for label in labels),
    )
    record, _ = extract_record(document, pages, catalogue)
    truth = DocumentTruth(type=specimen.type, fields=fields_of(specimen.fields()))
    where = f"{specimen.type}/{specimen.layout.name}"
    return score_document(truth, record, where=where, catalogue=catalogue)


def test_values_are_the_same_for_the_same_seed() -> None:
    layout = load_specimens()[0]
    assert Specimen.fill(layout, "x") == Specimen.fill(layout, "x")
    assert Specimen.fill(layout, "x") != Specimen.fill(layout, "y")
