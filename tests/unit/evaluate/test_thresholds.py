"""Thresholds are read strictly, only ever tightened, and say what falls short."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.evaluate.run import Scores
from extractor.evaluate.score import PackageScore, Tally
from extractor.evaluate.thresholds import (
    PackageThreshold,
    Thresholds,
    read_thresholds,
    render_thresholds,
    share,
    shortfalls,
    tightened,
    to_keep,
)


def package(**changes: object) -> PackageThreshold:
    base = {
        "recall": 0.5,
        "false_alarms": 2,
        "declared": 0.5,
        "documents": 0.5,
        "pages": 0.5,
        "fields": {"audit_report": 0.5},
    }
    return PackageThreshold.model_validate(base | changes)


def thresholds(*, single: float = 0.5, **changes: object) -> Thresholds:
    return Thresholds(packages={"p": package(**changes)}, documents={"title_proof": single})


def test_shares_are_cut_off_never_rounded_up() -> None:
    assert share(Tally(right=2, total=3)) == 0.666
    assert share(Tally(right=1, total=1)) == share(Tally()) == 1.0


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (thresholds(recall=0.4), "p recall: 0.4 < 0.5"),
        (thresholds(declared=0.499), "p declared: 0.499 < 0.5"),
        (thresholds(documents=0.1), "p documents: 0.1 < 0.5"),
        (thresholds(pages=0.1), "p pages: 0.1 < 0.5"),
        (thresholds(false_alarms=3), "p: 3 false alarms > 2"),
        (thresholds(fields={"audit_report": 0.4}), "p fields audit_report: 0.4 < 0.5"),
        (thresholds(fields={}), "p fields audit_report: not measured"),
        (thresholds(single=0.4), "single documents title_proof: 0.4 < 0.5"),
        (Thresholds(packages={}, documents={"title_proof": 1}), "p: not measured"),
    ],
)
def test_what_falls_short_is_said(now: Thresholds, line: str) -> None:
    assert shortfalls(thresholds(), now) == [line]


def test_what_reaches_or_exceeds_its_threshold_is_fine() -> None:
    better = thresholds(recall=1.0, false_alarms=0, fields={"audit_report": 0.9}, single=0.6)
    assert shortfalls(thresholds(), thresholds()) == shortfalls(thresholds(), better) == []


def test_new_documents_need_a_threshold() -> None:
    nothing = Thresholds(packages={}, documents={})
    assert shortfalls(nothing, thresholds()) == [
        "p: no threshold",
        "single documents title_proof: no threshold",
    ]


def test_thresholds_only_rise() -> None:
    mixed = thresholds(recall=0.9, declared=0.1, false_alarms=5, single=0.1)
    assert tightened(thresholds(), mixed) == thresholds(recall=0.9)
    assert tightened(thresholds(), thresholds(false_alarms=0)) == thresholds(false_alarms=0)


def test_what_is_gone_has_no_threshold_any_more() -> None:
    assert tightened(thresholds(), Thresholds(packages={}, documents={})).packages == {}


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.yaml"
    path.write_text(render_thresholds(thresholds()), "utf-8")
    assert read_thresholds(path) == thresholds()


@pytest.mark.parametrize(
    "text", ["", "packages: {}", "packages: [", "packages: {}\ndocuments: {a: x}"]
)
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "thresholds.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"thresholds\.yaml"):
        read_thresholds(path)


def test_what_is_kept_gives_one_read_value_of_play_and_nothing_else() -> None:
    tally = Tally(right=4, total=4)
    score = PackageScore(
        name="p",
        planted=0,
        found=(),
        missed=(),
        false_alarms=(),
        traces=(),
        reviews=0,
        declared=tally,
        indicators={},
        families={},
        documents=tally,
        pages=tally,
        fields={"audit_report": tally},
    )
    kept = to_keep(Scores(packages=(score,), documents={"title_proof": tally}))
    assert kept.documents == {"title_proof": 0.75}
    assert kept.packages["p"] == PackageThreshold(
        recall=1.0,
        false_alarms=0,
        declared=0.75,
        documents=1.0,
        pages=1.0,
        fields={"audit_report": 0.75},
    )
