"""Dates whose digit went under in a seal: read as another day, and not to be trusted."""

from __future__ import annotations

import pytest

from extractor.extract.glyphs import Reading, glyphs_of
from extractor.extract.lost_digits import has_lost_digit
from extractor.extract.values import read_value
from models.catalogue import load_catalogue
from models.field import Doubt
from models.page import TextLine
from tests.unit.extract.drawing import line, page


def under_seal(printed: str, *, lost: int | None = None) -> TextLine:
    """A line under a seal, of which one character was not read: its place goes to the next one."""
    whole = line(printed, x=0.6, y=0.8)
    text, spans = whole.text, list(whole.char_spans)
    if lost is not None:
        spans[lost + 1] = (spans[lost][0], spans[lost + 1][1])
        del spans[lost]
        text = text[:lost] + text[lost + 1 :]
    return whole.model_copy(
        update={
            "text": text,
            "char_spans": tuple(spans),
            "char_confidences": (0.99,) * len(text),
            "under_seal": True,
        }
    )


def reading(own: TextLine) -> Reading:
    return Reading(page([own]), glyphs_of(own))


@pytest.mark.parametrize(("lost", "value"), [(7, "2021-02-02"), (8, "2021-02-01")])
def test_a_day_as_wide_as_two_digits_is_doubtful(lost: int, value: str) -> None:
    spec = load_catalogue().document_type("it_system_proof").field("signing_date")
    assert spec is not None
    found = read_value(reading(under_seal("2021年2月12日", lost=lost)), spec)
    assert found is not None
    assert (found.value, found.doubts) == (value, (Doubt.under_seal,))


@pytest.mark.parametrize("printed", ["2021年2月2日", "2021年2月12日", "2021年12月2日"])
def test_whole_dates_are_not(printed: str) -> None:
    spec = load_catalogue().document_type("it_system_proof").field("signing_date")
    assert spec is not None
    found = read_value(reading(under_seal(printed)), spec)
    assert found is not None
    assert found.doubts == ()


def test_what_no_seal_covers_and_what_is_printed_apart_is_not_measured() -> None:
    lost = under_seal("2021年2月12日", lost=7)
    assert has_lost_digit(reading(lost))
    assert not has_lost_digit(reading(lost.model_copy(update={"under_seal": False})))
    assert not has_lost_digit(reading(under_seal("2021年 2 月 2 日")))
