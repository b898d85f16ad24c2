"""Golden pages: pictures and files whose truth is a list of facts about the reading, by point and degree of damage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from extractor.evaluate.facts.amount import AmountFact
from extractor.evaluate.facts.blank import BlankFact
from extractor.evaluate.facts.cell import CellFact
from extractor.evaluate.facts.certificate import CertificateFact
from extractor.evaluate.facts.clear import ClearFact
from extractor.evaluate.facts.frame import FrameFact
from extractor.evaluate.facts.line import LineFact
from extractor.evaluate.facts.mark import ChoiceFact, MarkFact, NoMarkFact
from extractor.evaluate.facts.seal import ElectronicSealFact, SealFact
from extractor.evaluate.facts.sheet import SheetFact
from extractor.evaluate.facts.trace import NoTraceFact, TraceFact
from extractor.evaluate.score import Miss, Tally
from extractor.evaluate.truth import TRUTH, document_of, load_truth, misshapen
from models.base import Frozen
from models.page import PageText

AnyFact = Annotated[
    LineFact
    | CellFact
    | AmountFact
    | MarkFact
    | ChoiceFact
    | NoMarkFact
    | BlankFact
    | SealFact
    | ElectronicSealFact
    | FrameFact
    | ClearFact
    | SheetFact
    | CertificateFact
    | TraceFact
    | NoTraceFact,
    Field(discriminator="kind"),
]
"""Every kind of fact; a new kind joins here as a union told apart by `kind`."""

Degree = Literal["light", "medium", "heavy"]


class PageTruth(Frozen):
    """What is right about one file: the point of reading that it tests, its damage, and the facts."""

    point: str
    degree: Degree
    facts: tuple[AnyFact, ...]


class GoldenPage(Frozen):
    """A golden page: its file, its name for people, its truth."""

    path: Path
    where: str
    truth: PageTruth


def find_pages(folder: Path) -> list[GoldenPage]:
    """Return the golden pages in or below a folder, in order; raises InputError for a misshapen truth."""
    found = []
    for path in sorted(folder.rglob(f"*{TRUTH}")):
        data, file = load_truth(path), document_of(path)
        if "facts" not in data or file is None:
            continue
        try:
            truth = PageTruth.model_validate(data)
        except ValidationError as error:
            raise misshapen(path) from error
        found.append(GoldenPage(path=file, where=file.relative_to(folder).as_posix(), truth=truth))
    return found


def score_page(golden: GoldenPage, pages: Sequence[PageText]) -> Tally:
    """Check every fact of a golden page against its pages as read."""
    right, misses = 0, []
    for fact in golden.truth.facts:
        seen = fact.check(pages)
        if seen.right:
            right += 1
            continue
        misses.append(
            Miss(
                where=golden.where,
                key=fact.key,
                period="",
                right=fact.expected,
                read=seen.read,
                flagged=seen.flagged,
            )
        )
    return Tally(right=right, total=len(golden.truth.facts), misses=tuple(misses))
