"""A page of nothing but its text layer is not searched; a stamp, a picture, faint print are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.beside_layer import find_beside, is_all_text
from extractor.ocr.engine import Pixels
from models.geometry import Box
from models.page import TextLine
from tests.unit.ocr.engines import BlindEngine
from tests.unit.ocr.pictures import Drawn, text_page
from tests.unit.ocr.test_text_layer import box_of

RED = (200, 40, 40)


def layer_of(drawn: Drawn) -> list[TextLine]:
    """Lines where the texts of a page are drawn."""
    return [TextLine(text="甲", box=box_of(quad, drawn), confidence=1.0) for quad in drawn.quads]


def with_stamp(pixels: Pixels) -> None:
    cv2.circle(pixels, (400, 560), 60, RED, 4)


def with_faint_print(pixels: Pixels) -> None:
    cv2.putText(pixels, "COPY", (300, 600), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (235, 235, 235), 3)


def with_dot(pixels: Pixels) -> None:
    cv2.rectangle(pixels, (300, 600), (320, 620), (0, 0, 0), -1)


def test_text_and_rules_are_all_there_is() -> None:
    drawn = text_page()
    pixels = drawn.pixels.copy()
    height, width = pixels.shape[:2]
    cv2.rectangle(pixels, (5, 5), (width - 6, height - 6), (0, 0, 0), 2)
    cv2.line(pixels, (5, height - 40), (width - 6, height - 40), (90, 90, 90), 1)
    assert is_all_text(pixels, layer_of(drawn))
    assert find_beside(pixels, layer_of(drawn), engine=BlindEngine()) == []


def with_photograph(pixels: Pixels) -> None:
    pixels[350:600, 300:700] = 120


@pytest.mark.parametrize("draw", [with_stamp, with_faint_print, with_dot, with_photograph])
def test_what_else_is_on_the_page_is_seen(draw: object) -> None:
    drawn = text_page()
    pixels = np.ascontiguousarray(drawn.pixels)
    assert callable(draw)
    draw(pixels)
    assert not is_all_text(pixels, layer_of(drawn))


def test_a_line_that_the_layer_leaves_out_is_seen() -> None:
    drawn = text_page()
    assert not is_all_text(drawn.pixels, layer_of(drawn)[:-1])


def test_paper_that_is_not_white_tells_nothing() -> None:
    drawn = text_page()
    grey = np.minimum(drawn.pixels, 230).astype(np.uint8)
    assert not is_all_text(grey, layer_of(drawn))


def test_without_a_layer_everything_is_to_be_searched() -> None:
    assert not is_all_text(text_page().pixels, [])
    empty = TextLine(text="甲", box=Box(0.1, 0.1, 0.1, 0.1), confidence=1.0)
    assert not is_all_text(text_page().pixels, [empty])
