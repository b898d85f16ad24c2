"""A text layer is believed only where it says what the picture shows."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.engine import OcrEngine, Quad
from extractor.ocr.read import read_layered
from extractor.ocr.text_layer import layer_agrees, quad_of, uncovered
from models.geometry import Box
from models.page import TextLine, TextSource
from tests.unit.ocr.engines import BlindEngine
from tests.unit.ocr.pictures import TEXTS, Drawn, text_page

WRONG = tuple("Something else altogether" for _ in TEXTS)


def box_of(quad: Quad, drawn: Drawn) -> Box:
    height, width = drawn.pixels.shape[:2]
    (x0, y0), (x1, y1) = quad.min(axis=0) - 6, quad.max(axis=0) + 8
    return Box(float(x0 / width), float(y0 / height), float(x1 / width), float(y1 / height))


def layer(drawn: Drawn, texts: tuple[str, ...]) -> list[TextLine]:
    return [
        TextLine(text=text, box=box_of(quad, drawn), confidence=1.0)
        for text, quad in zip(texts, drawn.quads, strict=False)
    ]


def test_a_true_layer_agrees(engine: OcrEngine) -> None:
    drawn = text_page()
    assert layer_agrees(drawn.pixels, layer(drawn, TEXTS), engine=engine)


def test_a_layer_that_says_something_else_does_not(engine: OcrEngine) -> None:
    drawn = text_page()
    assert not layer_agrees(drawn.pixels, layer(drawn, WRONG), engine=engine)


def test_a_layer_beside_the_print_does_not(engine: OcrEngine) -> None:
    drawn = text_page()
    shifted = [
        line.model_copy(
            update={"box": line.box._replace(y0=line.box.y0 + 0.05, y1=line.box.y1 + 0.05)}
        )
        for line in layer(drawn, TEXTS)
    ]
    assert not layer_agrees(drawn.pixels, shifted, engine=engine)


def test_a_layer_without_words_tells_nothing() -> None:
    marks = [TextLine(text="—", box=Box(0.1, 0.1, 0.2, 0.2), confidence=1.0)]
    assert not layer_agrees(text_page().pixels, marks, engine=BlindEngine())


def test_only_what_no_line_covers_is_read_from_the_picture() -> None:
    drawn = text_page()
    size = (drawn.pixels.shape[1], drawn.pixels.shape[0])
    missing = uncovered(drawn.quads, layer(drawn, TEXTS)[:-2], size=size)
    assert [quad.tolist() for quad in missing] == [quad.tolist() for quad in drawn.quads[-2:]]


def test_a_trusted_layer_gives_the_text_and_the_picture_the_rest(engine: OcrEngine) -> None:
    drawn = text_page()
    known = layer(drawn, TEXTS)[:-1]
    result = read_layered(drawn.pixels, known, turns=0, file="a.pdf", page=2, engine=engine)
    assert result is not None
    page, issues = result
    assert page.source is TextSource.text_layer
    assert tuple(line.text for line in page.lines) == TEXTS
    assert [line for line in page.lines if line in known] == known
    assert issues == ()


def test_a_distrusted_layer_gives_no_page(engine: OcrEngine) -> None:
    drawn = text_page()
    lines = layer(drawn, WRONG)
    assert read_layered(drawn.pixels, lines, turns=0, file="a", page=1, engine=engine) is None


def test_corners_of_a_box() -> None:
    quad = quad_of(Box(0.1, 0.2, 0.3, 0.4), width=100, height=50)
    assert quad == pytest.approx(np.array([[10, 10], [30, 10], [30, 20], [10, 20]]))
