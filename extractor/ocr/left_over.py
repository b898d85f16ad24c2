"""Lines that the search for lines missed: ink the size of characters, in rows, that no line covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import cut_quad
from extractor.ocr.ends import ink_of
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.lines import line_of
from extractor.ocr.pieces import piece_boxes
from extractor.ocr.text_layer import quad_of
from models.geometry import Box
from models.page import Seal, TextLine

CHARACTER = 0.72  # height of a character in heights of the box of its line
SMALLEST, LARGEST = 0.3, 1.5  # height of a piece of ink in characters
WIDEST = 2.2  # width of a piece of ink in characters: wider ones are rules and drawings
GAP = 1.1  # characters between two pieces of ink of one row
SHORTEST = 1.6  # length of a row in characters
LOWEST, HIGHEST = 0.55, 1.6  # height of a row in characters
DENSE = (0.08, 0.6)  # share of a row that is inked: less is noise, more is a pattern
MOST = 40  # rows left over: more of them are a pattern or a photograph, not text
PROBE = 8  # heights of a row that are read first where it is more than twice as long
LIKELY = 0.75  # mean confidence of such a beginning from which the whole row is read
SURE = 0.9  # mean confidence of a reading that is taken for text
WEAKEST = 0.5  # confidence of its weakest character


class _Page(NamedTuple):
    """The ink of a page that no line covers, and the height of its characters in pixels."""

    ink: NDArray[np.uint8]
    em: float


def read_left_over(
    pixels: Pixels, lines: Sequence[TextLine], seals: Sequence[Seal], *, engine: OcrEngine
) -> list[TextLine]:
    """Return the lines with those that were missed; a missed one counts only where it reads surely.

    `pixels` is the upright, straight page. Seals are left out: what lies under them is read apart.
    """
    page = _uncovered(pixels, lines, seals)
    rows = _rows(page) if page is not None else []
    if not rows or len(rows) > MOST:
        return list(lines)
    height, width = pixels.shape[:2]
    quads = [quad_of(box, width=width, height=height) for box in rows]
    crops = [cut_quad(pixels, quad) for quad in quads]
    likely = [_begins_as_text(crop, engine=engine) for crop in crops]
    quads = [quad for quad, worth in zip(quads, likely, strict=True) if worth]
    readings = engine.recognise([crop for crop, worth in zip(crops, likely, strict=True) if worth])
    found = [
        line_of(quad, reading, width=width, height=height)
        for quad, reading in zip(quads, readings, strict=True)
        if _is_text(reading)
    ]
    return [*lines, *found]


def _begins_as_text(crop: Pixels, *, engine: OcrEngine) -> bool:
    """Whether the beginning of a long row reads at all: ornamental borders do not, and cost most."""
    height, width = crop.shape[:2]
    if width <= 2 * PROBE * height:
        return True
    (reading,) = engine.recognise([np.ascontiguousarray(crop[:, : PROBE * height])])
    return reading.confidence >= LIKELY


def _uncovered(pixels: Pixels, lines: Sequence[TextLine], seals: Sequence[Seal]) -> _Page | None:
    """Pieces of ink of a character's size outside lines and seals; None where no line tells the size."""
    height, width = pixels.shape[:2]
    lying = [line.box.height * height for line in lines if line.box.width > 2 * line.box.height]
    if not lying:
        return None
    em = CHARACTER * float(np.median(lying))
    ink = ink_of(pixels).astype(np.uint8)
    reach = 0.15 * em
    for box in [line.box for line in lines] + [seal.box for seal in seals]:
        x0, x1 = round(box.x0 * width - reach), round(box.x1 * width + reach)
        y0, y1 = round(box.y0 * height - reach), round(box.y1 * height + reach)
        ink[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = stats[:, cv2.CC_STAT_HEIGHT]
    wide = stats[:, cv2.CC_STAT_WIDTH]
    large = np.maximum(tall, wide)
    keep = (large >= SMALLEST * em) & (tall <= LARGEST * em) & (wide <= WIDEST * em)
    keep[0] = False
    return _Page(np.asarray(keep[labels], dtype=np.uint8), em) if count > 1 else None


def _rows(page: _Page) -> list[Box]:
    """Rows of pieces that stand beside each other, as boxes with a margin, in fractions of the page."""
    height, width = page.ink.shape
    reach = max(3, round(GAP * page.em)) | 1
    joined = cv2.morphologyEx(page.ink, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    rows = []
    for x, y, w, h in piece_boxes(np.asarray(joined, dtype=np.uint8)).tolist():
        inked = float(page.ink[y : y + h, x : x + w].mean())
        if not LOWEST * page.em <= h <= HIGHEST * page.em or w < SHORTEST * page.em:
            continue
        if DENSE[0] <= inked <= DENSE[1]:
            margin = 0.2 * page.em
            box = Box(
                (x - margin) / width,
                (y - margin) / height,
                (x + w + margin) / width,
                (y + h + margin) / height,
            )
            rows.append(box.clipped())
    return rows


def _is_text(reading: Recognised) -> bool:
    """Whether a reading is sure enough that it is no pattern: words or figures, every one of them clear."""
    characters = [char for char in reading.text if char.isalnum()]
    return (
        len(characters) >= 2
        and len(characters) >= 0.6 * len(reading.text.strip())
        and reading.confidence >= SURE
        and min(reading.char_confidences, default=reading.confidence) >= WEAKEST
    )
