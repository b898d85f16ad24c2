"""Scanned golden documents: every type in three layouts and three degrees, the same bytes at each drawing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from golden_docs.maker.pages.page import DEGREES
from golden_docs.maker.scans import (
    NO_TYPE,
    PER_TYPE,
    ROUNDS,
    degree_of,
    scanned_layouts,
    write_scans,
)
from models.catalogue import load_catalogue

FROM_PACKAGES = {"audit_report", "application_form"}


def test_every_type_has_three_layouts() -> None:
    few = {kind for kind, layouts in scanned_layouts().items() if len(layouts) < PER_TYPE}
    assert not few
    assert set(scanned_layouts()) - {None} == set(load_catalogue().document_types) - FROM_PACKAGES


def test_three_rounds_show_each_layout_in_each_degree() -> None:
    for place in range(PER_TYPE):
        assert {degree_of(place, turn) for turn in ROUNDS} == set(DEGREES)
    for turn in ROUNDS:
        assert {degree_of(place, turn) for place in range(PER_TYPE)} == set(DEGREES)


@pytest.mark.parametrize("degree", DEGREES)
def test_a_scan_is_drawn_the_same_every_time(tmp_path: Path, degree: str) -> None:
    for run in ("a", "b"):
        write_scans(tmp_path / run, degree=degree, turn=0, only="ic_layout_cert")  # type: ignore[arg-type]
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert [path.suffix for path in files] == [".jpg", ".json"]
    assert all(
        (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
        for path in files
    )


def test_degrees_hold_other_values_and_pages_of_no_paper_no_fields(tmp_path: Path) -> None:
    for degree in ("light", "medium"):
        write_scans(tmp_path, degree=degree, only="equity_financing_proof")
    write_scans(tmp_path, degree="heavy", turn=0, only=NO_TYPE)
    light, medium = (
        json.loads(
            (
                tmp_path / degree / "equity_financing_proof" / "capital-verification.truth.json"
            ).read_text("utf-8")
        )
        for degree in ("light", "medium")
    )
    assert light["fields"].keys() == medium["fields"].keys()
    assert light["fields"]["holder_name"] != medium["fields"]["holder_name"]
    negatives = sorted((tmp_path / "heavy" / NO_TYPE).glob("*.truth.json"))
    assert len(negatives) >= 4
    assert all(
        json.loads(path.read_text("utf-8")) == {"type": None, "degree": "heavy", "fields": {}}
        for path in negatives
    )
