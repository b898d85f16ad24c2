"""Turned and skewed pages: the text is the same, and every box leads back to the displayed page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.crops import turned
from extractor.ocr.engine import OcrEngine, Quad
from extractor.ocr.read import read_picture
from extractor.ocr.skew import deskew, frame_of, skew_degrees, turn_matrix
from models.geometry import Box
from models.page import PageText
from tests.unit.ocr.pictures import TEXTS, Drawn, seen_through, text_page

WIDTH, HEIGHT = 800, 1000
ROOM = 0.02  # of the page, that a detected line may be larger or smaller than its ink


def turned_page(quarter_turns: int) -> Drawn:
    """The page as it lies after clockwise quarter turns."""
    drawn = text_page()
    matrix = turn_matrix(quarter_turns, width=WIDTH, height=HEIGHT)
    size = (WIDTH, HEIGHT) if quarter_turns % 2 == 0 else (HEIGHT, WIDTH)
    moved = seen_through(drawn, matrix, width=size[0], height=size[1])
    return Drawn(turned(drawn.pixels, quarter_turns), moved.quads)


def skewed_page(degrees: float) -> Drawn:
    """The page fallen to the right by some degrees."""
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -degrees, 1.0)
    matrix = np.vstack([turn, [0.0, 0.0, 1.0]])
    return seen_through(text_page(), matrix, width=WIDTH, height=HEIGHT)


def read(drawn: Drawn, engine: OcrEngine) -> PageText:
    return read_picture(drawn.pixels, file="page.png", page=1, engine=engine)[0]


@pytest.fixture(scope="module")
def upright_page(engine: OcrEngine) -> PageText:
    return read(text_page(), engine)


def middle(quad: Quad, drawn: Drawn) -> tuple[float, float]:
    height, width = drawn.pixels.shape[:2]
    return float(quad[:, 0].mean()) / width, float(quad[:, 1].mean()) / height


def assert_lines_lie_where_they_were_drawn(page: PageText, drawn: Drawn) -> None:
    for line, quad in zip(page.lines, drawn.quads, strict=True):
        x, y = page.frame.point_to_displayed(*line.box.center)
        drawn_x, drawn_y = middle(quad, drawn)
        assert x == pytest.approx(drawn_x, abs=ROOM / 2)
        assert y == pytest.approx(drawn_y, abs=ROOM / 2)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_turned_page_reads_the_same(
    quarter_turns: int, engine: OcrEngine, upright_page: PageText
) -> None:
    drawn = turned_page(quarter_turns)
    page = read(drawn, engine)
    assert tuple(line.text for line in page.lines) == TEXTS
    assert page.frame.quarter_turns == -quarter_turns % 4
    for line, upright in zip(page.lines, upright_page.lines, strict=True):
        assert line.box == pytest.approx(upright.box, abs=0.005)
    assert_lines_lie_where_they_were_drawn(page, drawn)


@pytest.mark.parametrize("degrees", [0.3, -1.0, 2.5, -5.0])
def test_a_skewed_page_reads_the_same(degrees: float, engine: OcrEngine) -> None:
    drawn = skewed_page(degrees)
    page = read(drawn, engine)
    assert tuple(line.text for line in page.lines) == TEXTS
    assert page.frame.skew_degrees == pytest.approx(degrees, abs=0.35)
    assert_lines_lie_where_they_were_drawn(page, drawn)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [0.0, 0.3, -2.0, 5.0])
def test_points_lead_back_to_the_displayed_page(quarter_turns: int, degrees: float) -> None:
    displayed = np.zeros((900, 700, 3), dtype=np.uint8)
    straight, straighten = deskew(turned(displayed, quarter_turns), degrees)
    to_upright = straighten @ turn_matrix(quarter_turns, width=700, height=900)
    frame = frame_of(
        to_upright,
        displayed=(700, 900),
        upright=(straight.shape[1], straight.shape[0]),
        quarter_turns=quarter_turns,
        skew=degrees,
    )
    for point in [(10.0, 20.0), (690.0, 20.0), (350.0, 450.0), (100.0, 880.0)]:
        x, y = cv2.perspectiveTransform(np.array([[point]]), to_upright)[0, 0]
        back = frame.point_to_displayed(x / straight.shape[1], y / straight.shape[0])
        assert back == pytest.approx((point[0] / 700, point[1] / 900), abs=1e-4)


@pytest.mark.parametrize("degrees", [0.3, -0.7, 1.5, -5.0])
def test_skew_is_measured_on_the_lines(degrees: float) -> None:
    assert skew_degrees(skewed_page(degrees).quads) == pytest.approx(degrees, abs=0.05)


def test_two_lines_tell_no_skew() -> None:
    assert skew_degrees(skewed_page(3.0).quads[:2]) == 0.0


def test_a_straight_page_is_left_as_it_is() -> None:
    pixels = text_page().pixels
    straight, matrix = deskew(pixels, 0.02)
    assert straight is pixels
    assert np.array_equal(matrix, np.eye(3))


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_box_of_the_displayed_page_is_found_on_the_upright_one(quarter_turns: int) -> None:
    displayed = (WIDTH, HEIGHT) if quarter_turns % 2 == 0 else (HEIGHT, WIDTH)
    matrix = turn_matrix(quarter_turns, width=displayed[0], height=displayed[1])
    frame = frame_of(
        matrix, displayed=displayed, upright=(WIDTH, HEIGHT), quarter_turns=quarter_turns, skew=0.0
    )
    box = Box(0.1, 0.2, 0.4, 0.3)
    assert frame.from_displayed(frame.to_displayed(box)) == pytest.approx(box, abs=1e-3)
