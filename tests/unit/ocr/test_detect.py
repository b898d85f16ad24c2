"""The size at which a page is searched follows its print."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.detect import FIRST_SIDE, LARGEST_SIDE, detect_lines, small_print_height
from extractor.ocr.engine import Pixels, Quad
from tests.unit.ocr.engines import BlindEngine, ScriptedEngine


def lines_of_height(height: float, *, count: int = 10) -> list[Quad]:
    tops = [20 + 3 * height * number for number in range(count)]
    return [
        np.array([[10, y], [200, y], [200, y + height], [10, y + height]], dtype=np.float32)
        for y in tops
    ]


def page(width: int, height: int) -> Pixels:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def test_ordinary_print_is_searched_once_at_the_first_size() -> None:
    engine = ScriptedEngine(lines_of_height(40), width=2480)
    quads = detect_lines(page(2480, 3508), engine=engine)
    assert [max(size) for size in engine.sizes] == [FIRST_SIDE]
    assert np.allclose(quads, lines_of_height(40), atol=0.5)


def test_small_print_is_searched_again_larger() -> None:
    engine = ScriptedEngine(lines_of_height(20), width=2480)
    quads = detect_lines(page(2480, 3508), engine=engine)
    first, second = (max(size) for size in engine.sizes)
    assert first == FIRST_SIDE
    assert 2600 < second <= 3508
    assert np.allclose(quads, lines_of_height(20), atol=0.5)


def test_no_search_goes_beyond_the_largest_side() -> None:
    engine = ScriptedEngine(lines_of_height(8), width=6000)
    detect_lines(page(6000, 9000), engine=engine)
    assert max(max(size) for size in engine.sizes) == LARGEST_SIDE


def test_a_small_picture_with_small_print_is_enlarged_at_most_twice() -> None:
    engine = ScriptedEngine(lines_of_height(6), width=500)
    detect_lines(page(500, 700), engine=engine)
    assert engine.sizes == [(500, 700), (1000, 1400)]


def test_a_page_without_lines_is_searched_once() -> None:
    assert detect_lines(page(500, 700), engine=BlindEngine()) == ()


def test_headings_do_not_hide_small_print() -> None:
    quads = [*lines_of_height(50, count=3), *lines_of_height(9, count=7)]
    assert small_print_height(quads) == pytest.approx(9)
    assert small_print_height([]) == 0.0
