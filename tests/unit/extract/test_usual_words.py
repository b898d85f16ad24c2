"""Readings of fields with known expressions: mended where one fits, left alone where a sure character differs."""

from __future__ import annotations

import pytest

from extractor.extract.glyphs import Reading, glyphs_of
from extractor.extract.usual_words import mended_words
from models.geometry import Box
from models.page import TextLine
from tests.unit.extract.drawing import page

KNOWN = ("有限责任公司", "有限责任公司(国有独资)", "有限责任公司(法人独资)", "一人有限责任公司")


def reading(text: str, *, weak: str = "") -> Reading:
    """A reading in which the characters of `weak` are unsure."""
    line = TextLine(
        text=text,
        box=Box(0.1, 0.1, 0.5, 0.12),
        confidence=0.9,
        char_confidences=tuple(0.5 if char in weak else 0.99 for char in text),
    )
    return Reading(page([line]), glyphs_of(line))


@pytest.mark.parametrize(
    ("text", "weak", "mended"),
    [
        ("有限责任公司(国有独瓷)", "瓷", "有限责任公司(国有独资)"),
        ("有限责任公司（法入独资）", "入", "有限责任公司(法人独资)"),
        ("人有限责任公司", "", "一人有限责任公司"),
        ("有限责任公司木士", "木士", "有限责任公司"),
    ],
)
def test_the_only_expression_that_fits(text: str, weak: str, mended: str) -> None:
    found = mended_words(reading(text, weak=weak), KNOWN)
    assert found is not None
    assert found.folded == mended


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("有限责任公司(国有独资)", ""),  # known already
        ("有限责任公司(国有合资)", ""),  # another type, read surely
        ("有限责任公司(口口独资)", "口"),  # two types are as near
        ("有限责任公司木士", ""),  # surely read words behind it
        ("有限责任公司(国有独资)分公司", ""),
        ("股份合作制", "股份"),  # nothing is near
    ],
)
def test_anything_else_is_left_as_read(text: str, weak: str) -> None:
    assert mended_words(reading(text, weak=weak), KNOWN) is None
