"""The recorded readings of scanned documents: page types, papers of a stream and fields reach their thresholds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from extractor.evaluate.recorded import READINGS, RecordedReadings, find_recorded
from extractor.evaluate.scans import ScanScore, added_fields, score_scans, shares_of
from golden_docs.maker.pages.page import Degree
from golden_docs.maker.scans import SEEDS, scanned_layouts
from golden_docs.maker.specimens import Specimen
from models.catalogue import load_catalogue

FOLDER = Path(__file__).resolve().parents[2] / "golden_docs" / "documents" / "readings"
LIMIT = 8 * 1024 * 1024  # bytes of all records together
WANTED: dict[str, dict[str, float]] = yaml.safe_load(
    (FOLDER / "thresholds.yaml").read_text("utf-8")
)
DEGREES: tuple[Degree, ...] = tuple(sorted(WANTED))  # type: ignore[arg-type]


@cache
def recorded() -> dict[str, RecordedReadings]:
    return {item.degree: item for item in find_recorded(FOLDER)}


@cache
def score(degree: str) -> ScanScore:
    return score_scans(degree, recorded()[degree].documents, catalogue=load_catalogue())


def test_every_degree_is_recorded_and_has_its_thresholds() -> None:
    assert set(recorded()) == set(WANTED) >= {"light"}
    assert sum(path.stat().st_size for path in FOLDER.glob(f"*{READINGS}")) <= LIMIT


def test_the_lightest_records_hold_every_type() -> None:
    held = {item.type for item in recorded()["light"].documents}
    assert held == {*load_catalogue().document_types, None}


@pytest.mark.parametrize("degree", DEGREES)
def test_what_was_recorded_is_what_is_drawn_today(degree: Degree) -> None:
    """The truth of a record is that of its layout; a changed layout is to be read anew."""
    layouts = {
        (layout.type, layout.name): layout
        for group in scanned_layouts().values()
        for layout in group
    }
    held = [
        (item, layouts[item.type, item.name])
        for item in recorded()[degree].documents
        if (item.type, item.name) in layouts
    ]
    assert len(held) >= len(recorded()[degree].documents) - 6  # those of composed packages
    for item, layout in held:
        assert item.fields == Specimen.fill(layout, SEEDS[degree]).fields(), (item.type, item.name)


@pytest.mark.parametrize("degree", DEGREES)
def test_pages_are_known_for_what_they_are(degree: Degree) -> None:
    """Unknown is an answer, another type is worse."""
    right, unknown, wrong = shares_of(score(degree).confusion)
    total = right + unknown + wrong
    assert right >= WANTED[degree]["pages"] * total, score(degree).misnamed
    assert wrong <= WANTED[degree]["wrong"] * total, score(degree).misnamed


@pytest.mark.parametrize("degree", DEGREES)
def test_a_mixed_stream_falls_into_its_papers(degree: Degree) -> None:
    assert score(degree).split.f1 >= WANTED[degree]["f1"], score(degree).split.missed


@pytest.mark.parametrize("degree", DEGREES)
def test_fields_are_read(degree: Degree) -> None:
    tally = added_fields(score(degree))
    assert tally.right >= WANTED[degree]["fields"] * tally.total, "\n".join(map(str, tally.misses))
