"""What a page shows beside its text layer: pasted scans and stamps; a page of nothing but text is not searched."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.detect import detect_lines
from extractor.ocr.engine import OcrEngine, Pixels, Quad
from extractor.ocr.text_layer import uncovered
from models.page import TextLine

PAPER = 245  # a channel darker than this is no bare paper: faint stamps and grey print count
AROUND = 0.35  # of a line's height: how far its strokes reach beyond its box
RULE = 3.0  # heights of a usual line from which a straight stroke is a rule
THICK = 0.4  # of a usual line's height: what is thicker is no rule
MARK = 0.3  # of a usual line's height: what is lower and narrower is no character


def find_beside(pixels: Pixels, lines: Sequence[TextLine], *, engine: OcrEngine) -> list[Quad]:
    """Return the text lines on the picture that no line of the layer covers, as quads in its pixels.

    The picture is searched only where something else than the layer's text and rules is on it.
    """
    if is_all_text(pixels, lines):
        return []
    size = (pixels.shape[1], pixels.shape[0])
    return uncovered(detect_lines(pixels, engine=engine), lines, size=size)


def is_all_text(pixels: Pixels, lines: Sequence[TextLine]) -> bool:
    """Whether nothing but the layer's lines and straight rules is on the picture."""
    heights = [line.box.height for line in lines if line.box.height > 0]
    if not heights:
        return False
    usual = float(np.median(heights)) * pixels.shape[0]
    ink = _ink_beside(pixels, lines)
    thick = np.ones((max(3, round(THICK * usual)),) * 2, np.uint8)
    if cv2.morphologyEx(ink, cv2.MORPH_OPEN, thick).any():
        return False  # a filled area: a picture, tinted paper
    ink = cv2.subtract(ink, _rules(ink, longest=max(3, round(RULE * usual))))
    least = max(3.0, MARK * usual)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sizes = np.maximum(stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT])
    return not bool((sizes >= least).any())


def _ink_beside(pixels: Pixels, lines: Sequence[TextLine]) -> NDArray[np.uint8]:
    """255 where the page is not bare and no line of the layer stands."""
    height, width = pixels.shape[:2]
    darkest = pixels.min(axis=2)
    ink = np.where(darkest < PAPER, 255, 0).astype(np.uint8)
    for line in lines:
        margin = AROUND * line.box.height * height
        left, right = line.box.x0 * width - margin, line.box.x1 * width + margin
        top, bottom = line.box.y0 * height - margin, line.box.y1 * height + margin
        ink[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1] = 0
    return ink


def _rules(ink: NDArray[np.uint8], *, longest: int) -> NDArray[np.uint8]:
    """The straight strokes across and down, with the pixels around them."""
    kernels = (np.ones((1, longest), np.uint8), np.ones((longest, 1), np.uint8))
    across, down = (cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel) for kernel in kernels)
    rules = cv2.dilate(cv2.max(across, down), np.ones((5, 5), np.uint8))
    return np.asarray(rules, dtype=np.uint8)
