"""Two readings of a line: the surer one stands, the other is kept, a gap with print in it is doubted."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.under_seal_merge import doubt_ends, doubt_gaps, join_pieces, merge_readings
from models.geometry import Box
from models.page import TextLine


def line(text: str, *scores: float) -> TextLine:
    """A line whose characters stand evenly; one score for all, or one for each."""
    each = scores if len(scores) > 1 else scores * len(text)
    width = 0.5 / len(text)
    return TextLine(
        text=text,
        box=Box(0.1, 0.1, 0.6, 0.14),
        confidence=round(sum(each) / len(each), 4),
        char_spans=tuple((0.1 + width * i, 0.1 + width * (i + 1)) for i in range(len(text))),
        char_confidences=each,
    )


@pytest.mark.parametrize(
    ("first", "second", "text", "other"),
    [
        (line("2021年月4日", 0.95), line("2021年2月4日", 0.93), "2021年2月4日", "2021年月4日"),
        (line("2021年2月4日", 0.93), line("2021年月4日", 0.97), "2021年2月4日", "2021年月4日"),
        (line("12345", 0.99, 0.99, 0.6, 0.99, 0.99), line("12845", 0.9), "12845", "12345"),
        (line("12345", 0.9), line("12845", 0.9), "12345", "12845"),
        (line("12345", 0.9), line("67845", 0.8), "12345", "67845"),
        (line("1 2345", 0.9), line("12345", 0.95), "12345", None),
    ],
    ids=["gained", "not lost", "surer character", "as sure", "another text", "blanks"],
)
def test_the_better_reading_stands_and_the_other_is_kept(
    first: TextLine, second: TextLine, text: str, other: str | None
) -> None:
    merged = merge_readings(first, second)
    assert (merged.text, merged.second, merged.under_seal) == (text, other, True)


def test_no_character_becomes_surer_than_it_was_read() -> None:
    merged = merge_readings(
        line("12345", 0.99, 0.99, 0.6, 0.99, 0.99), line("12845", 0.9, 0.9, 0.8, 0.9, 0.9)
    )
    assert merged.char_confidences == (0.99, 0.99, 0.8, 0.99, 0.99)


def spaced(*, printed: bool) -> TextLine:
    """Digits with the room of one more between the third and the fourth."""
    centres = [0.1, 0.12, 0.14, 0.18, 0.2, 0.22]
    base = line("123567", 0.99)
    spans = tuple((x - 0.008, x + 0.008) for x in centres)
    dark = np.zeros((1000, 1000), dtype=bool)
    if printed:
        dark[105:135, 155:165] = True
    return doubt_gaps(base.model_copy(update={"char_spans": spans}), dark)


def test_a_gap_with_print_in_it_makes_its_neighbours_doubtful() -> None:
    assert [score < 0.9 for score in spaced(printed=True).char_confidences] == [
        False, False, True, True, False, False,
    ]  # fmt: skip
    assert spaced(printed=True).confidence < 0.99
    assert spaced(printed=False) == spaced(printed=False).model_copy()
    assert min(spaced(printed=False).char_confidences) == 0.99


def page_with_print(x0: float, x1: float) -> np.ndarray:
    """A page 1000 pixels wide and high with strokes at the height of `line` between two columns."""
    dark = np.zeros((1000, 1000), bool)
    dark[113:127, round(x0 * 1000) : round(x1 * 1000) : 4] = True
    return dark


def test_print_beyond_an_end_makes_the_end_doubtful() -> None:
    amount = line("60,000.85", 0.99)
    doubted = doubt_ends(amount, [amount], page_with_print(0.075, 0.095))
    assert doubted.char_confidences[0] < 0.9
    assert doubted.char_confidences[1:] == amount.char_confidences[1:]


@pytest.mark.parametrize("place", ["bare", "rule", "another line"])
def test_an_end_with_nothing_of_its_own_beyond_stays_sure(place: str) -> None:
    amount = line("60,000.85", 0.99)
    dark, lines = page_with_print(0.3, 0.4), [amount]
    if place == "rule":
        dark[:, 85:88] = True
    if place == "another line":
        dark = page_with_print(0.075, 0.095)
        lines.append(amount.model_copy(update={"box": Box(0.02, 0.1, 0.098, 0.14)}))
    assert doubt_ends(amount, lines, dark) == amount


def test_a_whole_that_surely_repeats_its_piece_is_not_doubted() -> None:
    piece = line("60,000.85", 0.99)
    assert join_pieces([piece], line("2,160,000.85", 0.99)).second is None
    assert join_pieces([piece], line("2,160,000.85", 0.9)).second == "60,000.85"
    assert join_pieces([piece], line("2,166,000.85", 0.99)).second == "60,000.85"
    assert join_pieces([piece], line("60, 000.85", 0.9)).second is None  # but for a blank
