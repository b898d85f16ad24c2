"""Characters cut off at the ends of lines come back; nothing is made of rules, dots and neighbours."""

from __future__ import annotations

import cv2
import pytest

from extractor.ocr.ends import complete_ends
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from models.geometry import Box
from models.page import TextLine
from tests.unit.ocr.engines import ScriptedEngine
from tests.unit.ocr.pictures import paper, text_page

TEXT = "Net profit 12345678"
CUT = "Net profit 123456"


def drawn_line(text: str, kept: str) -> tuple[Pixels, TextLine]:
    """A page with one line, of which the search found the beginning only."""
    drawn = text_page((text,))
    size, _ = cv2.getTextSize(kept, cv2.FONT_HERSHEY_SIMPLEX, 1.1, 2)
    (x0, y0), (_, y1) = drawn.quads[0].min(axis=0) - 5, drawn.quads[0].max(axis=0) + 12
    box = Box(float(x0) / 800, float(y0) / 1000, (60 + size[0]) / 800, float(y1) / 1000)
    return drawn.pixels, TextLine(text=kept, box=box, confidence=0.95)


def says(text: str, *, confidence: float = 0.98) -> ScriptedEngine:
    reading = Recognised(text, confidence, (), (confidence,) * len(text))
    return ScriptedEngine(read=lambda crop: reading)


def test_digits_that_were_cut_off_come_back(engine: OcrEngine) -> None:
    pixels, line = drawn_line(TEXT, CUT)
    (found,) = complete_ends(pixels, [line], engine=engine)
    assert found.text == TEXT
    assert found.box.x1 > line.box.x1
    assert found.box.x0 == line.box.x0


def test_a_whole_line_is_not_read_again() -> None:
    pixels, line = drawn_line(TEXT, TEXT)
    engine = says("anything")
    assert complete_ends(pixels, [line], engine=engine) == [line]
    assert engine.crops == []


def test_a_rule_beside_a_number_is_no_character() -> None:
    pixels, line = drawn_line(CUT, CUT)
    x = round(line.box.x1 * 800) + 8
    cv2.line(pixels, (x, 40), (x, 400), (0, 0, 0), 3)
    engine = says(CUT + "8")
    assert complete_ends(pixels, [line], engine=engine) == [line]
    assert engine.crops == []


def test_a_rule_below_is_no_character() -> None:
    pixels, line = drawn_line(CUT, CUT)
    y = round(line.box.y1 * 1000) - 2
    cv2.line(pixels, (10, y), (790, y - 2), (0, 0, 0), 2)
    engine = says(CUT + "8")
    assert complete_ends(pixels, [line], engine=engine) == [line]
    assert engine.crops == []


def test_another_line_beside_is_left_alone() -> None:
    pixels, line = drawn_line(TEXT, CUT)
    beside = line.model_copy(
        update={"text": "78", "box": line.box._replace(x0=line.box.x1 - 0.005, x1=0.9)}
    )
    engine = says(TEXT)
    assert complete_ends(pixels, [line, beside], engine=engine) == [line, beside]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("Net profit 1234567", 0.6), ("Net profit 123456|", 0.99), ("Net prafit 1234567", 0.99)],
)
def test_a_longer_reading_must_be_sure_and_repeat_the_line(text: str, confidence: float) -> None:
    pixels, line = drawn_line(TEXT, CUT)
    assert complete_ends(pixels, [line], engine=says(text, confidence=confidence)) == [line]


def test_no_lines_no_work() -> None:
    assert complete_ends(paper(), [], engine=says("x")) == []
