"""One scan of many mixed pages falls into its papers: streams of drawn papers in seeded random order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from extractor.classify import label_pages
from extractor.segment import split_documents
from golden_docs.maker.cases import CLEAN_01
from golden_docs.maker.company import found_company
from golden_docs.maker.compose import compose_package
from golden_docs.maker.document import Style
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.text_level import Degree, damage_page, read_paper
from models.catalogue import load_catalogue
from models.page import PageText

LEAST_F1 = {"light": 0.98, "medium": 0.97, "heavy": 0.94}
STREAMS = 2
_NOT_IN_STREAMS = frozenset({"application_form"})


class Drawn(NamedTuple):
    """One paper, or one page that is none (type None)."""

    type: str | None
    pages: tuple[PageText, ...]


@cache
def papers() -> tuple[Drawn, ...]:
    """Every specimen, and the papers of a composed package (an audit report has more than ten pages)."""
    return (*_specimens(), *_package())


def _specimens() -> Iterator[Drawn]:
    for layout in load_specimens():
        specimen = Specimen.fill(layout, "stream")
        sheets = specimen.draw(Style(dpi=36), random.Random(layout.name))
        yield Drawn(layout.type, tuple(read_paper(s, file="", page=1) for s in sheets))


def _package() -> Iterator[Drawn]:
    for entry in compose_package(found_company(CLEAN_01.spec)).entries:
        if entry.document.type in _NOT_IN_STREAMS:
            continue
        sheets = entry.document.draw(CLEAN_01.style, random.Random(entry.name))
        yield Drawn(entry.document.type, tuple(read_paper(s, file="", page=1) for s in sheets))


Truth = tuple[tuple[str | None, tuple[int, ...]], ...]


def stream(seed: int, degree: Degree) -> tuple[tuple[PageText, ...], Truth]:
    """All papers in random order, some handed in twice; the truth names types and page numbers."""
    rng = random.Random(seed)
    order = list(papers())
    order += rng.sample(order, len(order) // 10)  # duplicates
    rng.shuffle(order)
    pages: list[PageText] = []
    truth: list[tuple[str | None, tuple[int, ...]]] = []
    for drawn in order:
        numbers = tuple(range(len(pages) + 1, len(pages) + 1 + len(drawn.pages)))
        for number, page in zip(numbers, drawn.pages, strict=True):
            worn = damage_page(page, degree, f"{seed}-{number}")
            pages.append(worn.model_copy(update={"file": "scan.pdf", "page": number}))
        truth.append((drawn.type, numbers))
    return tuple(pages), tuple(truth)


@pytest.mark.parametrize("degree", ["light", "medium", "heavy"])
def test_mixed_pages_fall_into_their_papers(degree: Degree) -> None:
    """F1 of papers with the right type and exactly the right pages."""
    right = wanted = found = 0
    missed: list[str] = []
    for seed in range(STREAMS):
        pages, truth = stream(seed, degree)
        documents = split_documents(pages, label_pages(pages, load_catalogue()))
        assert [ref.page for item in documents for ref in item.pages] == [p.page for p in pages]
        seen = {(item.type, tuple(ref.page for ref in item.pages)) for item in documents}
        papers_wanted = {item for item in truth if item[0] is not None}
        wanted += len(papers_wanted)
        found += sum(kind is not None for kind, _ in seen)
        right += len(papers_wanted & seen)
        missed += [f"{seed}: {kind} {numbers}" for kind, numbers in papers_wanted - seen]
    f1 = 2 * right / (wanted + found)
    assert f1 >= LEAST_F1[degree], (round(f1, 4), sorted(missed))
