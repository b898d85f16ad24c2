"""Readings of a ring vote: what they do not agree on, or passed over, is never sure."""

from __future__ import annotations

import pytest

from extractor.ocr.seal_name import name_of
from extractor.ocr.seal_vote import Placed, Read, vote

NAME = "某市市场监管局"


def read(text: str, *, start: float = 160.0, step: float = 30.0, score: float = 0.99) -> Read:
    """Characters evenly along the ring; a blank is a character that was passed over."""
    chars = [Placed(char, start + step * i, score) for i, char in enumerate(text)]
    return tuple(one for one in chars if one.char != " ")


@pytest.mark.parametrize(
    ("reads", "text", "confidence"),
    [
        ([read(NAME)] * 3, NAME, 0.99),
        ([read(NAME), read(NAME, start=164.0), read(NAME, start=520.0)], NAME, 0.99),
        ([read(NAME), read(NAME), read("某市市扬监管局")], NAME, 0.66),
        ([read(NAME), read(NAME), read("某市 场监管局")], NAME, 0.66),
        ([read("某市 场监管局")] * 3, "某市场监管局", 6 / 7),
        ([read(NAME), read(NAME), read("某市市场监管局 口", score=0.4)], NAME, 0.99),
    ],
    ids=["all", "turned", "one differs", "one lacks", "all lack", "scrap"],
)
def test_the_vote(reads: list[Read], text: str, confidence: float) -> None:
    seen = vote(reads)
    assert seen is not None
    assert seen.text == text
    assert seen.confidence == pytest.approx(confidence, abs=0.011)


def test_one_reading_alone_gives_nothing() -> None:
    assert vote([read(NAME), ()]) is None


def test_places_without_agreement_between_the_ends_cost_confidence() -> None:
    noisy = [read(NAME), read(NAME), read(NAME)]
    scraps = tuple(Placed("口", 175.0 + 30 * i, 0.3) for i in range(3))
    seen = vote([*noisy[:2], tuple(sorted((*noisy[2], *scraps), key=lambda one: one.angle))])
    assert seen is not None
    assert seen.confidence < 0.8


@pytest.mark.parametrize(
    ("ring", "name"),
    [
        ("清溪精密机械有限公司", "清溪精密机械有限公司"),
        ("清溪精密机械有限公司合同专用章", "清溪精密机械有限公司"),
        ("清溪精密机械有限公司财务专用章(2)", "清溪精密机械有限公司"),
        ("白石市市场监督管理局行政审批专用章", "白石市市场监督管理局"),
        ("白石市人民政府", "白石市人民政府"),
        ("云川市第一印刷厂", "云川市第一印刷厂"),
        ("合同专用章", ""),
        ("有限公", ""),
    ],
)
def test_the_organisation_is_the_name_without_the_purpose(ring: str, name: str) -> None:
    assert name_of(ring) == name
