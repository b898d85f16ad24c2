"""The bill of materials and the licences name just what the lock pins."""

from __future__ import annotations

import json

from tests.conventions.source_tree import ROOT
from tests.conventions.test_lock import read_lock
from tools.sbom import UNKNOWN, parts_of_lock, render_licences, render_sbom, weights_of_engine

REFERENCE = ROOT / "docs" / "reference"


def test_both_are_what_would_be_written_now() -> None:
    parts = list(parts_of_lock())
    sbom = render_sbom(parts, weights_of_engine())
    assert (REFERENCE / "sbom.cdx.json").read_bytes() == sbom
    assert (REFERENCE / "licences.md").read_text(encoding="utf-8") == render_licences(parts)


def test_every_pinned_distribution_and_weight_is_listed() -> None:
    sbom = json.loads((REFERENCE / "sbom.cdx.json").read_bytes())
    listed = {c["name"]: c.get("version") for c in sbom["components"] if c["type"] == "library"}
    assert listed == read_lock("requirements.lock")
    weights = {
        c["name"]: c["hashes"][0]["content"]
        for c in sbom["components"]
        if c["type"] == "machine-learning-model"
    }
    assert weights == weights_of_engine()


def test_every_licence_is_known() -> None:
    assert [part.name for part in parts_of_lock() if part.licence == UNKNOWN] == []
