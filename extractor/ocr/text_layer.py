"""Whether a PDF's text layer says what the page shows; only then is it taken for the page's text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels, Quad, Recognised
from models.geometry import Box
from models.page import TextLine

SAMPLE = 12  # lines read from the picture and compared with the layer
AGREES = 0.88  # mean likeness of the sample that makes a layer trustworthy
CLEAR = 0.95  # mean likeness of the first look that needs no second one
FIRST = 6  # lines of the first look at a layer whose characters are drawn
SHORT = 8  # characters that a line of the first look has at least
SURE = 0.97  # confidence of a line of the picture against which a hidden layer must hold
COVERED = 0.5  # share of a line seen on the picture that the layer must cover


def layer_agrees(
    pixels: Pixels, lines: Sequence[TextLine], *, engine: OcrEngine, is_hidden: bool = False
) -> bool:
    """Whether the layer's lines read like the picture does in the same places.

    Compared are the lines with most digits and the longest ones, since a wrong figure does most harm;
    a few lines first, which settle it where they agree well. A layer hidden under a picture
    (`is_hidden`) is looked at in all of them and must also give the same digits wherever the picture
    is surely read: people see the picture.
    """
    if not is_hidden:
        first = _compared(pixels, first_lines(lines), engine=engine)
        if first and _likeness(first) >= CLEAR:
            return True
    compared = _compared(pixels, sample_lines(lines), engine=engine)
    if is_hidden and any(
        reading.confidence >= SURE and _digits(text) != _digits(reading.text)
        for text, reading in compared
    ):
        return False
    return bool(compared) and _likeness(compared) >= AGREES


def _compared(
    pixels: Pixels, lines: Sequence[TextLine], *, engine: OcrEngine
) -> list[tuple[str, Recognised]]:
    """What the layer says in each line, and what is read there on the picture."""
    height, width = pixels.shape[:2]
    crops = [cut_quad(pixels, quad_of(line.box, width=width, height=height)) for line in lines]
    readings = engine.recognise(crops) if crops else ()
    return [(line.text, reading) for line, reading in zip(lines, readings, strict=True)]


def _likeness(compared: Sequence[tuple[str, Recognised]]) -> float:
    """Mean likeness of both texts, from 0 to 1."""
    ratios = [
        SequenceMatcher(None, _plain(text), _plain(reading.text), autojunk=False).ratio()
        for text, reading in compared
    ]
    return sum(ratios) / len(ratios)


def uncovered(
    quads: Sequence[Quad], lines: Sequence[TextLine], *, size: tuple[int, int]
) -> list[Quad]:
    """Return the text lines seen on the picture that no line of the layer covers.

    `quads` in pixels of a picture of `size` (width, height); lines in fractions of it.
    """
    width, height = size
    missing = []
    for quad in quads:
        box = Box(
            float(quad[:, 0].min()) / width,
            float(quad[:, 1].min()) / height,
            float(quad[:, 0].max()) / width,
            float(quad[:, 1].max()) / height,
        )
        if sum(box.overlap(line.box) for line in lines) < COVERED:
            missing.append(quad)
    return missing


def quad_of(box: Box, *, width: int, height: int) -> Quad:
    """Return the corners in pixels of a box in fractions of a picture of width x height."""
    x0, y0, x1, y1 = box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def sample_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines of a layer that are compared: those with most digits, then the longest."""
    readable = _readable(lines)
    chosen = _most_digits(readable)[: SAMPLE // 2]
    by_length = sorted(readable, key=lambda line: -len(line.text))
    chosen += [line for line in by_length if line not in chosen][: SAMPLE - len(chosen)]
    return chosen


def first_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines of the first look, which are read soonest: some with most digits, some short ones.

    There are none where the layer has too few to tell.
    """
    readable = [line for line in _readable(lines) if len(_plain(line.text)) >= SHORT]
    chosen = _most_digits(readable)[: FIRST // 2]
    by_length = sorted(readable, key=lambda line: len(line.text))
    chosen += [line for line in by_length if line not in chosen][: FIRST - len(chosen)]
    return chosen if len(chosen) == FIRST else []


def _readable(lines: Sequence[TextLine]) -> list[TextLine]:
    return [
        line
        for line in lines
        if len(_plain(line.text)) >= 3 and line.box.height > 0 and line.box.width > 0
    ]


def _most_digits(lines: Sequence[TextLine]) -> list[TextLine]:
    return sorted(lines, key=lambda line: -sum(char.isdigit() for char in line.text))


def _digits(text: str) -> str:
    return "".join(char for char in _plain(text) if char.isdigit())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if char.isalnum())
