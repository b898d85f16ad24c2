"""Rectangles without grain on a grainy scan: where something was painted out, and perhaps written anew.

A scanner that cuts its whites, or a strong compression, leaves flat paper everywhere; such a page says
nothing.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.tamper.glyphs import Grey
from models.geometry import Box
from models.trace import Trace, TraceKind

CELL = 4  # pixels
LEAST_GRAIN = 3
"""Grey levels by which the pixels of a cell of bare paper differ, on a page with grain."""
MOST_FLAT = 0.06
"""Share of the bare paper that may be flat on a page with grain."""
BARE = 26  # grey levels: a cell that differs by more holds print
BRIGHT = 150  # grey level of paper
LEAST = (10, 5)  # cells: width and height of a patch
MOST_AREA = 0.08  # of the page
FILLED = 0.7
"""Share of the patch's own rectangle that it fills: hands paint rectangles, light does not."""
FLAT_INSIDE = 0.33
TOGETHER = 8
"""Flat cells among the 25 around one; fewer are chance, which would fray the edges of a patch."""
BRIDGED = 13  # cells of print that do not part a patch


def find_flat_patches(grey: Grey) -> list[Trace]:
    """Return the patches of a picture (quarter turns upright), the largest first."""
    differ, brightest = _cells(grey)
    bare = (differ <= BARE) & (brightest >= BRIGHT)
    if not bare.any() or float(np.median(differ[bare])) < LEAST_GRAIN:
        return []
    flat = (bare & (differ <= 1)).astype(np.uint8)
    if flat.sum() > MOST_FLAT * bare.sum():
        return []
    together = flat & (_around(flat) >= TOGETHER).astype(np.uint8)
    whole = cv2.morphologyEx(together, cv2.MORPH_CLOSE, np.ones((BRIDGED, BRIDGED), dtype=np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=4)
    found = []
    for label in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[label])
        inside = flat[y : y + height, x : x + width]
        if (
            width >= LEAST[0]
            and height >= LEAST[1]
            and area >= FILLED * width * height
            and area <= MOST_AREA * flat.size
            and inside.mean() >= FLAT_INSIDE
        ):
            found.append((area, _box(x, y, width, height, grey)))
    return [Trace(kind=TraceKind.flat_patch, box=box) for _, box in sorted(found, reverse=True)]


def _around(flat: NDArray[np.uint8]) -> NDArray[np.float32]:
    """For every cell, how many of the 25 around it are flat."""
    counts = cv2.boxFilter(flat, cv2.CV_32F, (5, 5), normalize=False)
    return np.asarray(counts, dtype=np.float32)


def _cells(grey: Grey) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """For every cell: by how much its pixels differ, and the brightest of them."""
    rows, columns = grey.shape[0] // CELL, grey.shape[1] // CELL
    cells = grey[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL)
    brightest = cells.max(axis=(1, 3))
    return brightest - cells.min(axis=(1, 3)), brightest


def _box(x: int, y: int, width: int, height: int, grey: Grey) -> Box:
    rows, columns = grey.shape
    return Box(
        x * CELL / columns,
        y * CELL / rows,
        (x + width) * CELL / columns,
        (y + height) * CELL / rows,
    ).clipped()
