"""Two readings of a line: the surer one stands, the other is kept, a gap with print in it is doubted."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.under_seal_merge import doubt_gaps, merge_readings
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
