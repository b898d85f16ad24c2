"""The part of a page beyond which its paper is bare: what lies outside need not be searched."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels

MEASURED_SIDE = 600  # longer side in pixels of the picture on which bare paper is told
AROUND = 31  # pixels of it around a place whose mean is its paper
DIFFERENT = 10  # grey levels from its surroundings beyond which a place is not bare
MARGIN = 14  # pixels of bare paper kept around what is printed
WORTH = 0.92  # of the page: a larger part is not worth cutting out


def printed_part(pixels: Pixels) -> tuple[slice, slice]:
    """Return the rows and columns of a page (RGB) outside which nothing stands at all.

    Noise, the grain of a photograph and the edge of a sheet count as something: then the part is the
    whole page, as it is for a blank one.
    """
    height, width = pixels.shape[:2]
    whole = slice(0, height), slice(0, width)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    factor = min(1.0, MEASURED_SIDE / max(height, width))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    something = cv2.absdiff(small, cv2.blur(small, (AROUND, AROUND))) > DIFFERENT
    rows = _span(np.flatnonzero(something.any(axis=1)), height, factor)
    columns = _span(np.flatnonzero(something.any(axis=0)), width, factor)
    if rows is None or columns is None:
        return whole
    share = (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)
    return (rows, columns) if share <= WORTH else whole


def _span(inked: NDArray[np.intp], side: int, factor: float) -> slice | None:
    """From the first to the last of the inked rows (or columns) with a margin, in pixels of the page."""
    if not inked.size:
        return None
    first, last = int(inked[0]) - MARGIN, int(inked[-1]) + 1 + MARGIN
    return slice(max(0, int(first / factor)), min(side, int(last / factor) + 1))
