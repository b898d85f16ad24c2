"""Finding the text lines of a page at the size its print calls for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.ocr.crops import scaled, side
from extractor.ocr.engine import OcrEngine, Pixels, Quad

FIRST_SIDE = 1600  # longer side in pixels of the first search: decision 0011
LARGEST_SIDE = 3600  # longer side in pixels that is never exceeded
SMALLEST_PRINT = 13.0  # height in searched pixels under which lines get lost or merged
MAGNIFY_UP_TO = 2.0  # small pictures are enlarged at most this much


def detect_lines(pixels: Pixels, *, engine: OcrEngine) -> tuple[Quad, ...]:
    """Return the text lines of a page as quads in its pixels.

    The page is searched at a moderate size first; where the smaller lines turn out lower than
    `SMALLEST_PRINT` it is searched again, larger, up to its own resolution.
    """
    longest = max(pixels.shape[:2])
    first = min(1.0, FIRST_SIDE / longest)
    quads = _search(pixels, first, engine=engine)
    height = small_print_height(quads) * first
    if not quads or height >= SMALLEST_PRINT:
        return quads
    largest = min(LARGEST_SIDE / longest, 1.0 if longest > FIRST_SIDE else MAGNIFY_UP_TO)
    wanted = min(largest, first * 1.25 * SMALLEST_PRINT / max(height, 1.0))
    if wanted < first * 1.15:
        return quads
    return _search(pixels, wanted, engine=engine)


def small_print_height(quads: Sequence[Quad]) -> float:
    """Return the height in pixels that four fifths of the lines exceed (0 without lines)."""
    heights = [min(side(quad, 0, 3), side(quad, 0, 1)) for quad in quads]
    return float(np.percentile(heights, 20)) if heights else 0.0


def _search(pixels: Pixels, factor: float, *, engine: OcrEngine) -> tuple[Quad, ...]:
    found = engine.detect(scaled(pixels, factor))
    return tuple((quad / factor).astype(np.float32) for quad in found)
