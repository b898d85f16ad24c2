"""Planted discrepancies: named small changes to a truthful package, each with its known answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Protocol, TypeVar

from golden_docs.maker.company import CompanySpec
from golden_docs.maker.compose import Package
from golden_docs.maker.pages.page import Degree
from models.page import PageText


@dataclass(frozen=True)
class Discrepancy:
    """The known answer: what a reviewer must find, and the document (`entry`, `tag`) where it stands.

    `check` is the rule that finds it, `outcome` its verdict (failed, or review for a person), `cause`
    the origin that it names (None: nothing explains the difference exactly).
    """

    family: str
    why: str
    indicator: str | None = None
    period: str | None = None
    document_type: str | None = None
    entry: str | None = None
    tag: str | None = None
    sheet: int = 0
    check: str | None = None
    outcome: str | None = None
    cause: str | None = None


T = TypeVar("T", CompanySpec, Package)
Change = Callable[[T], tuple[T, Discrepancy]]
SpecPlant = Change[CompanySpec]
PaperPlant = Change[Package]
SPEC_PLANTS: dict[str, SpecPlant] = {}
PAPER_PLANTS: dict[str, PaperPlant] = {}


@dataclass(frozen=True)
class PlantedFile:
    """A PDF as handed in, what a perfect reader reads of its pages, and what was done to it (None: nothing)."""

    content: bytes
    pages: tuple[PageText, ...]
    found: Discrepancy | None


class FilePlant(Protocol):
    """Makes the file with the discrepancy or, `planted` false, the same file without it."""

    def __call__(self, rng: random.Random, degree: Degree, *, planted: bool) -> PlantedFile:
        """Equal seeds give equal bytes."""


FILE_PLANTS: dict[str, FilePlant] = {}


def file_plant(make: FilePlant) -> FilePlant:
    """Register a change of a file, which no reading of its words shows."""
    FILE_PLANTS[make.__name__] = make  # type: ignore[attr-defined]
    return make


def spec_plant(change: SpecPlant) -> SpecPlant:
    """Register a change of what is true of the company (its papers agree with one another)."""
    SPEC_PLANTS[change.__name__] = change
    return change


def paper_plant(change: PaperPlant) -> PaperPlant:
    """Register a change of what single papers print."""
    PAPER_PLANTS[change.__name__] = change
    return change


def expects(
    check: str, outcome: str = "failed", cause: str | None = None
) -> Callable[[Change[T]], Change[T]]:
    """Say which check finds the discrepancy, with which verdict and which named cause.

    A change that meets a cause for some figures alone tells the cause itself.
    """

    def told(change: Change[T]) -> Change[T]:
        @wraps(change)
        def planted(into: T) -> tuple[T, Discrepancy]:
            changed, found = change(into)
            return changed, replace(found, check=check, outcome=outcome, cause=cause or found.cause)

        return planted

    return told


def plant_in_spec(spec: CompanySpec, names: Iterable[str]) -> tuple[CompanySpec, list[Discrepancy]]:
    """Apply the plants that change the company itself."""
    found = []
    for name in names:
        if name in SPEC_PLANTS:
            spec, discrepancy = SPEC_PLANTS[name](spec)
            found.append(discrepancy)
    return spec, found


def plant_in_package(package: Package, names: Iterable[str]) -> tuple[Package, list[Discrepancy]]:
    """Apply the plants that change papers; KeyError for a name nobody registered."""
    found = []
    for name in names:
        if name not in SPEC_PLANTS:
            package, discrepancy = PAPER_PLANTS[name](package)
            found.append(discrepancy)
    return package, found
