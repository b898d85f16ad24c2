"""The whole line with real recognition over all golden documents, held to their thresholds."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.evaluate.run import Scores, evaluate_dirs, find_documents, find_packages
from extractor.evaluate.show import show_scores
from extractor.evaluate.thresholds import (
    measured,
    read_thresholds,
    render_thresholds,
    shortfalls,
)
from extractor.settings import Settings
from models.catalogue import load_catalogue

GOLDEN = Path(__file__).resolve().parents[2] / "golden_docs"
THRESHOLDS = GOLDEN / "thresholds.yaml"
NAMES = [truth.parent.name for truth in find_packages(GOLDEN)]

pytestmark = [pytest.mark.ocr, pytest.mark.slow]


@pytest.fixture(scope="session")
def scores(kept_settings: Settings) -> Scores:
    """Everything below golden_docs, scored once."""
    return evaluate_dirs([GOLDEN], settings=kept_settings, catalogue=load_catalogue())


def test_everything_is_scored(scores: Scores) -> None:
    assert [package.name.rpartition("/")[2] for package in scores.packages] == NAMES
    singles = {single.truth.type for single in find_documents(GOLDEN)}
    assert scores.documents.keys() == singles
    assert all(tally.total for tally in scores.documents.values())


def test_nothing_falls_below_its_threshold(scores: Scores) -> None:
    wanting = shortfalls(read_thresholds(THRESHOLDS), measured(scores))
    assert not wanting, "\n".join([*wanting, show_scores(scores)])


def test_a_clean_package_is_accused_of_nothing_more_than_known(scores: Scores) -> None:
    """An accusation is the worst mistake: a clean package has no planted discrepancy at all."""
    clean = [package for package in scores.packages if not package.planted]
    assert clean
    known = read_thresholds(THRESHOLDS).packages
    for package in clean:
        rules = [f"{alarm.rule} {alarm.message}" for alarm in package.false_alarms]
        assert len(rules) <= known[package.name].false_alarms, rules


def test_nothing_shows_signs_of_editing_that_was_not_edited(scores: Scores) -> None:
    signs = [(p.name, sign.rule, sign.message) for p in scores.packages for sign in p.traces]
    assert signs == []


def test_the_thresholds_are_written_as_the_tool_writes_them() -> None:
    text = THRESHOLDS.read_text("utf-8")
    assert render_thresholds(read_thresholds(THRESHOLDS)) == text
