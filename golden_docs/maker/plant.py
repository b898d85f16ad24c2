"""Planted discrepancies: named small changes to a truthful package, each with its known answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from golden_docs.maker.company import CompanySpec
from golden_docs.maker.compose import Package


@dataclass(frozen=True)
class Discrepancy:
    """The known answer: what a reviewer must find, and the document (`entry`, `tag`) where it stands."""

    family: str
    why: str
    indicator: str | None = None
    period: str | None = None
    document_type: str | None = None
    entry: str | None = None
    tag: str | None = None
    sheet: int = 0


SpecPlant = Callable[[CompanySpec], tuple[CompanySpec, Discrepancy]]
PaperPlant = Callable[[Package], tuple[Package, Discrepancy]]
SPEC_PLANTS: dict[str, SpecPlant] = {}
PAPER_PLANTS: dict[str, PaperPlant] = {}


def spec_plant(change: SpecPlant) -> SpecPlant:
    """Register a change of what is true of the company (its papers agree with one another)."""
    SPEC_PLANTS[change.__name__] = change
    return change


def paper_plant(change: PaperPlant) -> PaperPlant:
    """Register a change of what single papers print."""
    PAPER_PLANTS[change.__name__] = change
    return change


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
