"""A 一 that was passed over comes back as a doubtful character; rules, dashes and full rooms bring none."""

from __future__ import annotations

import cv2
import pytest

from extractor.ocr.engine import Pixels
from extractor.ocr.lone_strokes import restore_ones
from models.geometry import Box
from models.page import TextLine
from tests.unit.ocr.pictures import paper

EM, TOP, LEFT = 30, 100, 60


def page_of(cells: str) -> Pixels:
    """A page with one line: a block per ideograph, "-" a stroke, "=" half a stroke of two that touch, " " bare."""
    pixels = paper(width=800, height=400)
    for number, cell in enumerate(cells):
        x, middle = LEFT + number * EM, TOP + EM // 2
        if cell == "-":
            cv2.line(pixels, (x + 3, middle), (x + EM - 4, middle), (0, 0, 0), 2)
        elif cell == "=":
            cv2.line(pixels, (x, middle), (x + EM - 1, middle), (0, 0, 0), 2)
        elif cell != " ":
            cv2.rectangle(pixels, (x + 4, TOP + 3), (x + EM - 5, TOP + EM - 4), (0, 0, 0), 3)
    return pixels


def line_of(text: str, places: tuple[float, ...], *, cells: int) -> TextLine:
    """A line whose characters have their middles at `places`, counted in cells."""
    spans = tuple(((LEFT + (p - 0.5) * EM) / 800, (LEFT + (p + 0.5) * EM) / 800) for p in places)
    box = Box(LEFT / 800, TOP / 400, (LEFT + cells * EM) / 800, (TOP + EM) / 400)
    scores = (0.99,) * len(text)
    return TextLine(text=text, box=box, confidence=0.99, char_spans=spans, char_confidences=scores)


@pytest.mark.parametrize(
    ("cells", "text", "places", "expected"),
    [
        ("般般-般般般", "甲乙丙丁戊", (0.5, 1.5, 3.5, 4.5, 5.5), "甲乙一丙丁戊"),
        ("-般般般般般", "甲乙丙丁戊", (1.5, 2.5, 3.5, 4.5, 5.5), "一甲乙丙丁戊"),
        (
            "般般==般般般般",
            "甲乙一丙丁戊己",
            (0.5, 1.5, 3.0, 4.5, 5.5, 6.5, 7.5),
            "甲乙一一丙丁戊己",
        ),
    ],
    ids=["between", "at the start", "two that touch"],
)
def test_a_stroke_that_was_passed_over_comes_back_in_doubt(
    cells: str, text: str, places: tuple[float, ...], expected: str
) -> None:
    line = line_of(text, places, cells=len(cells)).model_copy(update={"seconded": True})
    (found,) = restore_ones(page_of(cells), [line])
    assert found.text == expected
    assert not found.seconded  # what agreed before did not see it
    assert len(found.char_spans) == len(found.char_confidences) == len(expected)
    assert min(found.char_confidences) < 0.9


@pytest.mark.parametrize(
    ("cells", "text", "places"),
    [
        ("般般 般般般", "甲乙丙丁戊", (0.5, 1.5, 3.5, 4.5, 5.5)),
        ("般般般般般般", "甲乙丙丁戊", (0.5, 1.5, 3.5, 4.5, 5.5)),
        ("般般-般般般", "甲2丙丁戊己", (0.5, 1.5, 3.5, 4.5, 5.5, 6.5)),
        ("般般-般般般", "甲乙一丙丁戊", (0.5, 1.5, 2.5, 3.5, 4.5, 5.5)),
    ],
    ids=["bare room", "another character", "beside a figure", "read already"],
)
def test_nothing_else_becomes_a_character(cells: str, text: str, places: tuple[float, ...]) -> None:
    line = line_of(text, places, cells=len(cells))
    assert restore_ones(page_of(cells), [line]) == [line]


def test_a_rule_through_the_line_is_no_character() -> None:
    line = line_of("甲乙丙丁戊", (0.5, 1.5, 3.5, 4.5, 5.5), cells=6)
    pixels = page_of("般般 般般般")
    cv2.line(pixels, (20, TOP + EM - 2), (780, TOP + EM - 2), (0, 0, 0), 2)
    assert restore_ones(pixels, [line]) == [line]


def wrapped_page(stroke: tuple[int, int]) -> Pixels:
    """A page with one full line and a level stroke from one column to another in the next row."""
    pixels = page_of("山市区镇之")
    middle = TOP + EM + EM // 2 + 8
    cv2.line(pixels, (stroke[0], middle), (stroke[1], middle), (0, 0, 0), 2)
    return pixels


def test_a_stroke_alone_in_the_next_row_is_read_after_a_word_that_asks_for_it() -> None:
    line = line_of("山市区镇之", (0.5, 1.5, 2.5, 3.5, 4.5), cells=5)
    first, second = restore_ones(wrapped_page((LEFT + 3, LEFT + EM - 4)), [line])
    assert first == line
    assert second.text == "一"
    assert second.confidence < 0.9
    assert second.box.y0 > line.box.y1 - 0.3 * line.box.height


@pytest.mark.parametrize(
    ("text", "stroke"),
    [
        ("山市区镇路", (LEFT + 3, LEFT + EM - 4)),  # nothing asks for it
        ("山市区镇之", (LEFT - 40, LEFT + 200)),  # a rule
        ("山市区镇之", (LEFT + 3, LEFT + 10)),  # a speck
    ],
)
def test_other_strokes_in_the_next_row_are_none(text: str, stroke: tuple[int, int]) -> None:
    line = line_of(text, (0.5, 1.5, 2.5, 3.5, 4.5), cells=5)
    assert restore_ones(wrapped_page(stroke), [line]) == [line]
