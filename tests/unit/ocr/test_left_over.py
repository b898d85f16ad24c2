"""Lines that the search missed are read from the ink left over; nothing is made of lines known, seals and patterns."""

from __future__ import annotations

import cv2

from extractor.ocr.engine import OcrEngine, Recognised
from extractor.ocr.left_over import read_left_over
from models.geometry import Box
from models.page import Seal, SealColour, TextLine
from tests.unit.ocr.engines import ScriptedEngine
from tests.unit.ocr.pictures import text_page

FOUND, MISSED = "Net 12345678", "Total 987654"
DRAWN = text_page((FOUND, MISSED))


def line_at(number: int, text: str) -> TextLine:
    quad = DRAWN.quads[number]
    height, width = DRAWN.pixels.shape[:2]
    (x0, y0), (x1, y1) = quad.min(axis=0) - 6, quad.max(axis=0) + 6  # as the search frames lines
    box = Box(float(x0) / width, float(y0) / height, float(x1) / width, float(y1) / height)
    return TextLine(text=text, box=box, confidence=0.99)


def says(text: str, confidence: float = 0.99) -> ScriptedEngine:
    centres = tuple((at + 0.5) / len(text) for at in range(len(text)))
    reading = Recognised(text, confidence, centres, (confidence,) * len(text))
    return ScriptedEngine(read=lambda crop: reading)


def test_a_line_that_was_missed_is_read(engine: OcrEngine) -> None:
    known = line_at(0, FOUND)
    lines = read_left_over(DRAWN.pixels, [known], [], engine=engine)
    assert lines[0] == known
    (missed,) = lines[1:]
    assert missed.text == MISSED
    assert missed.box.overlap(line_at(1, MISSED).box) > 0.7


def test_nothing_is_read_where_every_line_is_known() -> None:
    engine = says("anything")
    known = [line_at(0, FOUND), line_at(1, MISSED)]
    assert read_left_over(DRAWN.pixels, known, [], engine=engine) == known
    assert engine.crops == []


def test_an_unsure_reading_is_no_line() -> None:
    known = [line_at(0, FOUND)]
    assert read_left_over(DRAWN.pixels, known, [], engine=says("Total", 0.6)) == known
    assert read_left_over(DRAWN.pixels, known, [], engine=says("::::")) == known


def test_what_lies_under_a_seal_is_left_to_others() -> None:
    known = [line_at(0, FOUND)]
    seal = Seal(box=line_at(1, MISSED).box, colour=SealColour.red, shape="square")
    engine = says("anything")
    assert read_left_over(DRAWN.pixels, known, [seal], engine=engine) == known
    assert engine.crops == []


def test_a_pattern_is_not_read() -> None:
    pixels = DRAWN.pixels.copy()
    for y in range(400, 980, 12):
        for x in range(40, 760, 40):
            cv2.circle(pixels, (x, y), 3, (0, 0, 0), 2)
    engine = says("anything")
    known = [line_at(0, FOUND), line_at(1, MISSED)]
    assert read_left_over(pixels, known, [], engine=engine) == known
    assert engine.crops == []
