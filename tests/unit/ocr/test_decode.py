"""From the scores of the recogniser to characters with places."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from extractor.ocr.decode import WIDTH_STEP, as_input, decode, padded_width
from extractor.ocr.engine import Recognised
from extractor.ocr.lines import char_spans, in_reading_order, line_of
from models.geometry import Box
from models.page import TextLine

CHARACTERS = ["blank", "a", "b", "c"]


def scores_of(classes: list[int], *, sure: float = 0.9) -> NDArray[np.float32]:
    """One row per time step, most of its weight on one class."""
    scores = np.full((len(classes), len(CHARACTERS)), (1 - sure) / 3, dtype=np.float32)
    scores[np.arange(len(classes)), classes] = sure
    return scores


def line(text: str, box: Box) -> TextLine:
    return TextLine(text=text, box=box, confidence=0.9)


@pytest.mark.parametrize(
    ("classes", "text"),
    [
        ([0, 1, 1, 0, 2], "ab"),
        ([1, 1, 1], "a"),
        ([1, 0, 1], "aa"),
        ([1, 2, 1], "aba"),
        ([0, 0, 0], ""),
        ([3], "c"),
    ],
)
def test_repeats_fold_and_blanks_part(classes: list[int], text: str) -> None:
    assert decode(scores_of(classes), CHARACTERS, used_share=1.0).text == text


def test_centres_lie_on_the_part_that_the_picture_fills() -> None:
    reading = decode(scores_of([0, 1, 0, 2, 0, 0, 0, 0]), CHARACTERS, used_share=0.5)
    assert reading.centres == pytest.approx((1.5 / 4, 3.5 / 4))
    assert reading.confidence == pytest.approx(0.9)
    assert reading.char_confidences == pytest.approx((0.9, 0.9))


def test_no_characters_mean_no_confidence() -> None:
    assert decode(scores_of([0, 0]), CHARACTERS, used_share=1.0) == Recognised("", 0.0, (), ())


@pytest.mark.parametrize(("width", "padded"), [(10, 128), (128, 128), (129, 192), (1000, 1024)])
def test_a_crop_is_padded_by_its_own_width_only(width: int, padded: int) -> None:
    assert padded_width(np.zeros((48, width, 3), dtype=np.uint8)) == padded
    assert padded % WIDTH_STEP == 0


def test_char_spans_part_a_line_from_left_to_right() -> None:
    box = Box(0.2, 0.1, 0.6, 0.2)
    reading = Recognised("abcd", 0.9, (0.1, 0.3, 0.35, 0.9), (0.9, 0.9, 0.9, 0.9))
    spans = char_spans(reading, box)
    assert len(spans) == 4
    assert all(x0 <= x1 for x0, x1 in spans)
    assert all(left[1] == right[0] for left, right in itertools.pairwise(spans))
    assert box.x0 <= spans[0][0]
    assert spans[-1][1] <= box.x1
    for (x0, x1), centre in zip(spans, reading.centres, strict=True):
        assert x0 <= box.x0 + centre * box.width <= x1


@pytest.mark.parametrize(("centres", "spans"), [((), ()), ((0.5,), ((0.2, 0.6),))])
def test_char_spans_of_none_and_of_one(
    centres: tuple[float, ...], spans: tuple[tuple[float, float], ...]
) -> None:
    reading = Recognised("a", 0.9, centres, (0.9,) * len(centres))
    assert char_spans(reading, Box(0.2, 0.1, 0.6, 0.2)) == spans


def test_a_line_lies_in_fractions_of_the_picture() -> None:
    quad = np.array([[100, 50], [300, 52], [300, 82], [100, 80]], dtype=np.float32)
    found = line_of(quad, Recognised("ab", 0.8, (), ()), width=1000, height=500)
    assert found.box == pytest.approx((0.1, 0.1, 0.3, 0.164))


def test_rows_come_from_the_top_and_each_from_the_left() -> None:
    lines = [
        line("d", Box(0.5, 0.201, 0.9, 0.221)),
        line("b", Box(0.6, 0.099, 0.9, 0.119)),
        line("c", Box(0.1, 0.2, 0.4, 0.22)),
        line("a", Box(0.1, 0.1, 0.4, 0.12)),
    ]
    assert [found.text for found in in_reading_order(lines)] == ["a", "b", "c", "d"]


def test_a_tall_line_does_not_swallow_two_rows() -> None:
    lines = [
        line("tall", Box(0.0, 0.1, 0.05, 0.3)),
        line("first", Box(0.1, 0.1, 0.4, 0.12)),
        line("second", Box(0.1, 0.19, 0.4, 0.21)),
        line("third", Box(0.1, 0.28, 0.4, 0.3)),
    ]
    texts = [found.text for found in in_reading_order(lines)]
    assert texts.index("first") < texts.index("second") < texts.index("third")


def test_the_weights_take_blue_first_and_levels_from_minus_one_to_one() -> None:
    picture = np.zeros((2, 3, 3), dtype=np.uint8)
    picture[0, 1] = (255, 51, 0)
    planes = as_input(picture)
    assert planes.shape == (3, 2, 3)
    assert planes[:, 0, 1] == pytest.approx([-1.0, -0.6, 1.0])
    assert planes[:, 1, 2] == pytest.approx([-1.0, -1.0, -1.0])
