"""Watermarks: found where slanted words lie over the page, lifted for a second reading, never read as print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.engine import Pixels, Recognised
from extractor.ocr.watermarks import (
    Watermark,
    find_watermark,
    is_own_line,
    reread_under_watermark,
)
from models.geometry import Box
from models.page import TextLine
from tests.unit.ocr.engines import ScriptedEngine
from tests.unit.ocr.pictures import paper, text_page

PALE = 190


def watermark(pixels: Pixels, *, slant: float = 32.0) -> None:
    """Slanted words in rows over the page, paler than print."""
    height, width = pixels.shape[:2]
    sheet = np.full((2 * height, 2 * width), 255, dtype=np.uint8)
    for row in range(0, 2 * height, 190):
        for column in range(0, 2 * width, 420):
            place = (column + (row % 380) // 2, row + 60)
            cv2.putText(sheet, "COPY ONLY", place, cv2.FONT_HERSHEY_SIMPLEX, 1.9, PALE, 9)
    turn = cv2.getRotationMatrix2D((width, height), slant, 1.0)
    turned = cv2.warpAffine(sheet, turn, (2 * width, 2 * height), borderValue=255.0)
    layer = turned[height // 2 : height // 2 + height, width // 2 : width // 2 + width]
    pixels[:] = (pixels * (layer[:, :, None] / 255.0)).astype(np.uint8)


def line(box: Box, *, score: float) -> TextLine:
    return TextLine(text="12345", box=box, confidence=score, char_confidences=(score,) * 5)


def test_a_slanted_watermark_is_found_and_print_is_none() -> None:
    marked = text_page().pixels
    watermark(marked)
    assert find_watermark(marked) is not None
    for plain in (text_page().pixels, paper()):
        assert find_watermark(plain) is None


def test_level_bands_of_grey_are_no_watermark() -> None:
    pixels = text_page().pixels
    for top in range(0, 1000, 60):
        pixels[top : top + 24] = np.minimum(pixels[top : top + 24], PALE)
    assert find_watermark(pixels) is None


@pytest.mark.parametrize(
    ("score", "again", "confidence", "text", "second"),
    [
        (0.7, "12845", 0.97, "12845", "12345"),
        (0.7, "?1,", 0.5, "12345", None),  # more than the watermark was lifted
        (0.99, "12845", 0.97, "12345", None),  # sure: not read again
    ],
)
def test_unsure_lines_are_read_again_without_the_watermark(
    score: float, again: str, confidence: float, text: str, second: str | None
) -> None:
    marked = text_page().pixels
    watermark(marked)
    reading = Recognised(again, confidence, (), (confidence,) * len(again))
    engine = ScriptedEngine(read=lambda crop: reading)
    box = Box(0.05, 0.31, 0.9, 0.35)
    (found,) = reread_under_watermark(marked, [line(box, score=score)], engine=engine)
    assert (found.text, found.second, found.under_seal) == (text, second, False)


def slanted(degrees: float, *, printed: bool) -> Watermark:
    """A band of pale strokes across a page at an angle, and print over it where asked for."""
    mask = np.zeros((600, 600), dtype=np.uint8)
    reach = 220 * np.array([np.cos(np.radians(degrees)), -np.sin(np.radians(degrees))])
    ends = (300 + reach).astype(int), (300 - reach).astype(int)
    cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 1, 40)
    dark = np.full((600, 600), printed) & (np.arange(600) % 3 == 0)[None, :]
    return Watermark(mask > 0, dark, 0.4)


@pytest.mark.parametrize(
    ("degrees", "printed", "own"),
    [
        (32, False, True),
        (-40, False, True),
        (3, False, False),
        (88, False, False),
        (32, True, False),
    ],
)
def test_the_watermarks_own_words_are_told(degrees: float, printed: bool, own: bool) -> None:
    found = slanted(degrees, printed=printed)
    assert is_own_line(Box(0.1, 0.1, 0.9, 0.9), found) is own
