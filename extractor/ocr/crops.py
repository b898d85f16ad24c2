"""Cutting text lines out of a page picture, and turning pictures."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.ocr.engine import Pixels, Quad

SMALL_PRINT = (
    26.0  # height in pixels of a line under which sampling it twice blurs its strokes away
)
READ_HEIGHT = 48.0  # pixels, the height at which the recogniser reads a line


def cut_quad(pixels: Pixels, quad: Quad) -> Pixels:
    """Return the straightened picture of a text line; a tall one is turned to lie along the row.

    Small print is sampled once, at the height at which it is read; other lines keep their size.
    """
    across, down = max(side(quad, 0, 1), side(quad, 3, 2)), max(side(quad, 0, 3), side(quad, 1, 2))
    lower = across if is_upright_column(quad) else down
    factor = READ_HEIGHT / max(1.0, lower) if lower < SMALL_PRINT else 1.0
    width, height = max(1, int(across * factor)), max(1, int(down * factor))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    crop = cv2.warpPerspective(
        pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    if is_upright_column(quad):
        crop = np.rot90(crop)
    return np.ascontiguousarray(crop, dtype=np.uint8)


def is_upright_column(quad: Quad) -> bool:
    """Whether a quad is at least one and a half times as tall as wide."""
    return side(quad, 0, 3) >= 1.5 * side(quad, 0, 1)


def side(quad: Quad, start: int, end: int) -> float:
    """Return the distance in pixels between two corners of a quad."""
    across = quad[start] - quad[end]
    return float(np.sqrt(across.dot(across)))


def turned(pixels: Pixels, quarter_turns: int) -> Pixels:
    """Return the picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(pixels, k=-quarter_turns % 4))


def scaled(pixels: Pixels, factor: float) -> Pixels:
    """Return the picture scaled by `factor` (area averaging when it shrinks)."""
    if abs(factor - 1.0) < 1e-6:
        return pixels
    height, width = pixels.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=how), dtype=np.uint8)
