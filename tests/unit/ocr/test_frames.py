"""Turned and skewed pages: the text is the same, and every box leads back to the displayed page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractor.ocr.crops import turned
from extractor.ocr.engine import OcrEngine, Quad
from extractor.ocr.perspective import perspective_matrix
from extractor.ocr.read import read_picture
from extractor.ocr.skew import measured_skew, skew_degrees
from extractor.ocr.upright import straighten
from extractor.ocr.warp import (
    canvas_of,
    frame_of,
    move_quads,
    rotation_about,
    turn_matrix,
)
from models.geometry import Box
from models.page import PageText
from tests.unit.ocr.engines import BlindEngine
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


def assert_lines_lie_where_they_were_drawn(
    page: PageText, drawn: Drawn, *, room: float = ROOM / 2
) -> None:
    for line, quad in zip(page.lines, drawn.quads, strict=True):
        x, y = page.frame.point_to_displayed(*line.box.center)
        drawn_x, drawn_y = middle(quad, drawn)
        assert x == pytest.approx(drawn_x, abs=room)
        assert y == pytest.approx(drawn_y, abs=room)


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
@pytest.mark.parametrize("lean", [0.0, 0.2])
def test_points_lead_back_to_the_displayed_page(
    quarter_turns: int, degrees: float, lean: float
) -> None:
    turn = turn_matrix(quarter_turns, width=700, height=900)
    width, height = (700, 900) if quarter_turns % 2 == 0 else (900, 700)
    towards = np.array([[1, 0, 0], [0, 1, 0], [0, lean / height, 1]])
    matrix, size = canvas_of(
        rotation_about((width / 2, height / 2), degrees) @ towards, width=width, height=height
    )
    frame = frame_of(
        matrix @ turn, displayed=(700, 900), upright=size, quarter_turns=quarter_turns, skew=degrees
    )
    for point in [(10.0, 20.0), (690.0, 20.0), (350.0, 450.0), (100.0, 880.0)]:
        x, y = cv2.perspectiveTransform(np.array([[point]]), matrix @ turn)[0, 0]
        assert 0 <= x <= size[0]
        assert 0 <= y <= size[1]
        back = frame.point_to_displayed(x / size[0], y / size[1])
        assert back == pytest.approx((point[0] / 700, point[1] / 900), abs=1e-4)


@pytest.mark.parametrize("degrees", [0.3, -0.7, 1.5, -5.0])
def test_skew_is_told_by_the_lines(degrees: float) -> None:
    assert skew_degrees(skewed_page(degrees).quads) == pytest.approx(degrees, abs=0.05)


@pytest.mark.parametrize("degrees", [0.0, 0.3, -0.7, 1.5, -5.0])
def test_skew_is_measured_on_the_ink_to_a_tenth_of_a_degree(degrees: float) -> None:
    page, coarse = skewed_page(degrees), skewed_page(degrees + 0.25)
    # The corners of the lines are found coarsely: here by a quarter of a degree.
    assert measured_skew(page.pixels, coarse.quads) == pytest.approx(degrees, abs=0.1)


def test_two_lines_tell_no_skew() -> None:
    page = skewed_page(3.0)
    assert skew_degrees(page.quads[:2]) == 0.0
    assert measured_skew(page.pixels, page.quads[:2]) == 0.0


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_box_of_the_displayed_page_is_found_on_the_upright_one(quarter_turns: int) -> None:
    displayed = (WIDTH, HEIGHT) if quarter_turns % 2 == 0 else (HEIGHT, WIDTH)
    matrix = turn_matrix(quarter_turns, width=displayed[0], height=displayed[1])
    frame = frame_of(
        matrix, displayed=displayed, upright=(WIDTH, HEIGHT), quarter_turns=quarter_turns, skew=0.0
    )
    box = Box(0.1, 0.2, 0.4, 0.3)
    assert frame.from_displayed(frame.to_displayed(box)) == pytest.approx(box, abs=1e-3)


def test_a_straight_page_is_left_as_it_is() -> None:
    drawn = text_page()
    straight = straighten(drawn.pixels, drawn.quads, engine=BlindEngine())
    assert straight.pixels is drawn.pixels
    assert np.array_equal(straight.matrix, np.eye(3))


def photographed_page(*, lean: tuple[float, float], degrees: float) -> Drawn:
    """A page in a double frame seen from the side: `lean` is the loss of scale across and down the page."""
    drawn = text_page((*TEXTS, "Bank balance 55001.17"), scale=0.9)
    for x in (20, 30, 770, 780):
        cv2.line(drawn.pixels, (x, 60), (x, 950), (0, 0, 0), 2)
    for y in (60, 950):
        cv2.line(drawn.pixels, (20, y), (780, y), (0, 0, 0), 2)
    seen = np.array([[1, 0, 0], [0, 1, 0], [lean[0] / WIDTH, lean[1] / HEIGHT, 1]])
    matrix, size = canvas_of(
        seen @ rotation_about((WIDTH / 2, HEIGHT / 2), degrees), width=WIDTH, height=HEIGHT
    )
    return seen_through(drawn, matrix, width=size[0], height=size[1])


def slopes(quads: Sequence[Quad]) -> tuple[float, float]:
    """Largest slope of a top border, and largest lean of a left border, in degrees."""
    across = [np.arctan2(*(quad[1] - quad[0])[::-1]) for quad in quads]
    down = [np.arctan2(*(quad[3] - quad[0])) for quad in quads]
    return float(np.degrees(np.abs(across).max())), float(np.degrees(np.abs(down).max()))


@pytest.mark.parametrize("lean", [(0.15, 0.0), (0.0, 0.2), (-0.2, 0.15)])
@pytest.mark.parametrize("degrees", [0.0, -2.0])
def test_a_photographed_page_is_made_rectangular(lean: tuple[float, float], degrees: float) -> None:
    photo = photographed_page(lean=lean, degrees=degrees)
    assert max(slopes(photo.quads)) > 0.6
    matrix = perspective_matrix(photo.pixels, photo.quads)
    assert matrix is not None
    assert max(slopes(move_quads(photo.quads, matrix))) < 0.5


@pytest.mark.parametrize("degrees", [0.0, -2.0, 4.0])
def test_a_flat_page_has_no_perspective(degrees: float) -> None:
    page = photographed_page(lean=(0.0, 0.0), degrees=degrees)
    assert perspective_matrix(page.pixels, page.quads) is None


def test_a_photographed_page_leads_back_to_the_photo(engine: OcrEngine) -> None:
    photo = photographed_page(lean=(-0.15, 0.2), degrees=1.0)
    page = read(photo, engine)
    texts = ["".join(line.text.split()) for line in page.lines]
    assert texts[: len(TEXTS)] == ["".join(text.split()) for text in TEXTS]
    assert_lines_lie_where_they_were_drawn(page, photo, room=ROOM)
