"""Printed straight lines of a page: the rules of tables and underlines."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from extractor.ocr.pieces import piece_boxes
from models.page import Ruling

SHORTEST = 0.012  # shortest ruling as a share of the page's longer side
ACROSS_TEXT = 2.0  # shortest horizontal ruling in heights of the text, longer than any stroke
DOWN_TEXT = (
    1.15  # shortest vertical ruling in heights of text lines, which are taller than the print
)
THICKEST = 0.006  # thickest ruling as a share of the page's longer side


def find_rulings(pixels: Pixels, *, text_height: float) -> tuple[Ruling, ...]:
    """Return the horizontal and vertical rules of a deskewed page, in fractions of the page.

    `text_height` is the usual height of a line of text in pixels (0 when there is no text): what is
    not longer than the strokes of characters is no ruling.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    block = max(15, (min(height, width) // 40) | 1)
    dark = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12
    )
    side = max(height, width)
    least = max(12, round(side * SHORTEST))
    across = max(least, round(ACROSS_TEXT * text_height))
    down = max(least, round(DOWN_TEXT * text_height))
    thick = max(3, round(side * THICKEST))
    mask = np.asarray(dark, dtype=np.uint8)
    found = _runs(mask, length=across, thick=thick, along=1)
    found += _runs(mask, length=down, thick=thick, along=0)
    return tuple(
        Ruling(
            x0=round(x0 / width, 5),
            y0=round(y0 / height, 5),
            x1=round(x1 / width, 5),
            y1=round(y1 / height, 5),
        )
        for x0, y0, x1, y1 in found
    )


def _runs(
    dark: NDArray[np.uint8], *, length: int, thick: int, along: int
) -> list[tuple[float, float, float, float]]:
    """Segments along the x axis (1) or the y axis (0), as centre lines in pixels."""
    gap = max(3, length // 6)
    size = (length, 1) if along else (1, length)
    bridge = (gap, 1) if along else (1, gap)
    widen = (1, 3) if along else (3, 1)
    mask = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, widen))
    mask = cv2.morphologyEx(
        mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge)
    )
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    segments = []
    for x, y, w, h in piece_boxes(np.asarray(mask, dtype=np.uint8)).tolist():
        run, across = (w, h) if along else (h, w)
        if run < length or across > max(thick, run // 12):
            continue
        if along:
            segments.append((float(x), y + h / 2, float(x + w), y + h / 2))
        else:
            segments.append((x + w / 2, float(y), x + w / 2, float(y + h)))
    return sorted(segments, key=lambda s: (s[1], s[0]))
