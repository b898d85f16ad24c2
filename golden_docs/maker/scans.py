"""Scanned golden documents of every type: three layouts of each, drawn as pictures in three degrees of damage.

A round shows every layout once, each of the three of a type in another degree; three rounds show all
layouts in all degrees. Too many to keep as pictures: `python -m golden_docs.maker --scans --out DIR` draws them,
`heyan eval DIR --record FILE` reads them once, and the readings are what the repository holds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from golden_docs.maker.document import FieldValue
from golden_docs.maker.optics import Corners
from golden_docs.maker.pages.page import DEGREES, LOOKS, Degree
from golden_docs.maker.paper import Paper
from golden_docs.maker.samples import drawn_package_papers
from golden_docs.maker.scan import Look, scan_paper, write_pdf
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.specimens.dress import dress_of
from golden_docs.maker.specimens.specimen import Layout
from golden_docs.maker.truth import write_json

PER_TYPE = 3
ROUNDS = (0, 1, 2)
NO_TYPE = "none"
SEEDS: dict[Degree, str] = {"light": "one", "medium": "two", "heavy": "three"}


@dataclass(frozen=True)
class Scan:
    """A document to be drawn: its type (None: no paper), name, true fields, and clean sheets."""

    type: str | None
    name: str
    fields: dict[str, FieldValue]
    papers: Sequence[Paper]


def scanned_layouts() -> Mapping[str | None, tuple[Layout, ...]]:
    """By type three layouts, spread over all that are written; every page that is no paper."""
    by_type = sorted(load_specimens(), key=lambda layout: str(layout.type))
    chosen: dict[str | None, tuple[Layout, ...]] = {}
    for kind, group in groupby(by_type, key=lambda layout: layout.type):
        layouts = tuple(group)
        if kind is not None and len(layouts) > PER_TYPE:
            layouts = (layouts[0], layouts[len(layouts) // 2], layouts[-1])
        chosen[kind] = layouts
    return chosen


def degree_of(place: int, turn: int) -> Degree:
    """The degree in which the layout at a place among those of its type is shown in a round."""
    return DEGREES[(place + turn) % len(DEGREES)]


def write_scans(
    folder: Path, *, degree: Degree, turn: int | None = None, only: str | None = None
) -> None:
    """Draw documents in one degree of damage, `<degree>/<type>/<name>.jpg` or `.pdf`, truth beside it.

    `turn` names the one round, `only` the one type to draw. Values differ from degree to degree.
    """
    for scan in _scans(degree, turn, only):
        target = folder / degree / (scan.type or NO_TYPE)
        target.mkdir(parents=True, exist_ok=True)
        pages = [
            scan_paper(paper, look_of(scan, degree, number), f"{scan.type}-{scan.name}-{degree}")
            for number, paper in enumerate(scan.papers)
        ]
        if len(pages) == 1:
            (target / f"{scan.name}.jpg").write_bytes(pages[0].jpeg)
        else:
            write_pdf(target / f"{scan.name}.pdf", pages, title=scan.name)
        truth = {"type": scan.type, "degree": degree, "fields": scan.fields}
        write_json(target / f"{scan.name}.truth.json", truth)


def _scans(degree: Degree, turn: int | None, only: str | None) -> Iterator[Scan]:
    def shown(place: int) -> bool:
        return turn is None or degree_of(place, turn) == degree

    for kind, layouts in scanned_layouts().items():
        for place, layout in enumerate(layouts):
            if only in (None, kind or NO_TYPE) and shown(place):
                yield _specimen_scan(layout, degree)
    if only in (None, "audit_report", "application_form"):
        papers = drawn_package_papers(1 + DEGREES.index(degree))
        for place, (name, document, fields, sheets) in enumerate(papers):
            if only in (None, document.type) and shown(place):
                yield Scan(document.type, name, fields, sheets)


def _specimen_scan(layout: Layout, degree: Degree) -> Scan:
    specimen = Specimen.fill(layout, SEEDS[degree])
    rng = random.Random(f"dress-{layout.type}-{layout.name}")
    style, dress = dress_of(layout.type, layout.page, rng)
    return Scan(layout.type, layout.name, specimen.fields(), specimen.draw(style, rng, dress=dress))


def look_of(scan: Scan, degree: Degree, number: int) -> Look:
    """How a page of a document came through: the degree's damage, its skew and light drawn at random.

    Some heavy ones are photographs taken by hand, some of every degree are grey.
    """
    rng = random.Random(f"look-{scan.type}-{scan.name}-{degree}-{number}")
    look = LOOKS[degree]
    photo = degree == "heavy" and len(scan.papers) == 1 and rng.random() < 0.25
    return replace(
        look,
        skew=round(look.skew * rng.uniform(0.4, 1.0) * rng.choice((-1, 1)), 2),
        light=look.light * rng.uniform(0.5, 1.0),
        grey=rng.random() < 0.25,
        shift=(rng.randint(-6, 6), rng.randint(-6, 6)),
        corners=_by_hand(rng) if photo else None,
    )


def _by_hand(rng: random.Random) -> Corners:
    """The corners of a sheet on a desk, seen slightly from the side."""
    inset = [rng.uniform(0.02, 0.06) for _ in range(8)]
    return (
        (inset[0], inset[1]),
        (1 - inset[2], inset[3]),
        (1 - inset[4], 1 - inset[5]),
        (inset[6], 1 - inset[7]),
    )
