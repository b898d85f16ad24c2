"""The perspective of a photographed page, from how its text lines, rules and edges run together.

Lines that are parallel on paper meet in one point on a photo. Every line of text tells where the level
ones meet, every long straight edge (table rules, frames, the border of the sheet) where the level or the
standing ones do; no border needs to be visible. A page without convergence that is clearly measured is
left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import side
from extractor.ocr.engine import Pixels, Quad
from extractor.ocr.skew import long_lines, skew_degrees
from extractor.ocr.warp import Matrix, canvas_of

SEARCHED_SIDE = 800  # longest side in pixels of the picture searched for straight edges
SHORTEST_EDGE = 0.12  # of half the longer side
OFF_LEVEL, OFF_UPRIGHT = 8.0, 12.0  # degrees that an edge of the page may deviate from the text
FEWEST_LINES = 8
OUTLIER = float(np.tan(np.radians(0.8)))  # slope from which on a line belongs to something else
LARGEST = 0.3  # change of slope per half of the longer side
LEAST = float(np.tan(np.radians(0.45)))  # the same, below which a page counts as flat
EXPLAINS = 0.8  # share of the misfit that may be left when convergence is real
LARGEST_MISFIT = 0.6  # beyond, the lines have no common vanishing point
LEAST_EDGES, LEAST_EDGE_LENGTH = 6, 3.0  # standing edges that are worth a belief; in half sides
LARGEST_CANVAS = 2.2  # times the picture: beyond, the far side would be blown up to mush


class Family(NamedTuple):
    """Lines that are parallel on paper: slope at the middle of the picture, and its change per half side.

    `misfit` is the mean deviation of the lines in units of `OUTLIER`, `misfit_flat` the same when the
    lines are taken as parallel.
    """

    slope: float
    change: float
    misfit: float
    misfit_flat: float

    @property
    def converges(self) -> bool:
        """Whether the lines clearly run together."""
        most = min(LARGEST_MISFIT, EXPLAINS * self.misfit_flat)
        return abs(self.change) >= LEAST and self.misfit <= most


def perspective_matrix(pixels: Pixels, quads: Sequence[Quad]) -> Matrix | None:
    """Return the homography that makes a photographed page rectangular, None where it is flat.

    In pixels of the picture, on a canvas that holds all of it; the middle keeps its scale. `quads` are
    the text lines of the picture, which is upright but for some degrees.
    """
    lines = long_lines(quads)
    if len(lines) < FEWEST_LINES:
        return None
    height, width = pixels.shape[:2]
    half = max(height, width) / 2
    level, standing = _edges(pixels, skew=skew_degrees(lines))
    rows = fit_family(np.vstack([_strokes(lines, (width / 2, height / 2), half), level]))
    columns = fit_family(standing) if _believable(standing) else None
    if not rows.converges and not (columns and columns.converges):
        return None
    matrix = _rectifying(rows, columns, middle=(width / 2, height / 2), half=half)
    _, size = canvas_of(matrix, width=width, height=height)
    return matrix if size[0] * size[1] <= LARGEST_CANVAS * width * height else None


def fit_family(strokes: NDArray[np.float64]) -> Family:
    """Fit slope = a - b (y - slope x), what lines through one vanishing point obey, by least deviation.

    `strokes` holds rows of (x, y, slope, length) about the middle of the picture, in half sides.
    Deviations beyond `OUTLIER` count no more than it. Deterministic: b is searched on a grid.
    """
    x, y, slope, length = strokes.T

    def fit(change: float) -> tuple[float, float]:
        at_middle = slope + change * (y - slope * x)
        order = np.argsort(at_middle)
        cumulated = np.cumsum(length[order])
        middle = at_middle[order][int(np.searchsorted(cumulated, cumulated[-1] / 2))]
        off = np.minimum(np.abs(at_middle - middle), OUTLIER)
        return float((off * length).sum() / length.sum() / OUTLIER), float(middle)

    coarse = min(np.arange(-LARGEST, LARGEST + 1e-6, 0.004), key=lambda b: fit(float(b))[0])
    change = float(min(coarse + np.arange(-8, 9) * 0.0005, key=lambda b: fit(float(b))[0]))
    misfit, middle = fit(change)
    return Family(middle, change, misfit, fit(0.0)[0])


def _strokes(
    lines: Sequence[Quad], middle: tuple[float, float], half: float
) -> NDArray[np.float64]:
    """Text lines as strokes (x, y, slope, length)."""
    rows = []
    for quad in lines:
        run = (quad[1] - quad[0]) + (quad[2] - quad[3])
        x, y = (quad.mean(axis=0) - middle) / half
        rows.append((x, y, run[1] / run[0], side(quad, 0, 1) / half))
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _edges(pixels: Pixels, *, skew: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Long straight edges as strokes: level ones, and standing ones with x and y exchanged."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    factor = min(1.0, SEARCHED_SIDE / max(grey.shape))
    grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector().detect(cv2.GaussianBlur(grey, (0, 0), 1.0))[0]
    ends = np.zeros((0, 4)) if found is None else np.asarray(found, dtype=np.float64)[:, 0]
    half = max(grey.shape) / 2
    middle = np.array([grey.shape[1], grey.shape[0]]) / 2
    run = ends[:, 2:] - ends[:, :2]
    x, y = ((ends[:, 2:] + ends[:, :2]) / 2 - middle).T / half
    length = np.hypot(run[:, 0], run[:, 1]) / half
    angle = (np.degrees(np.arctan2(run[:, 1], run[:, 0])) - skew + 90) % 180 - 90
    long = length >= SHORTEST_EDGE
    level = long & (np.abs(angle) < OFF_LEVEL)
    standing = long & (np.abs(angle) > 90 - OFF_UPRIGHT)
    return (
        np.stack([x, y, run[:, 1] / np.where(level, run[:, 0], 1), length], axis=1)[level],
        np.stack([y, x, run[:, 0] / np.where(standing, run[:, 1], 1), length], axis=1)[standing],
    )


def _believable(standing: NDArray[np.float64]) -> bool:
    """Whether there are enough standing edges, on both sides of the picture."""
    if len(standing) < LEAST_EDGES or standing[:, 3].sum() < LEAST_EDGE_LENGTH:
        return False
    return bool(standing[:, 1].min() < -0.2 and standing[:, 1].max() > 0.2)


def _rectifying(
    rows: Family, columns: Family | None, *, middle: tuple[float, float], half: float
) -> Matrix:
    """The homography under which both families run along the axes; without columns, at right angles."""
    b = rows.change if rows.converges else 0.0
    c, d = -rows.slope, 0.0
    if columns is not None and columns.misfit <= LARGEST_MISFIT:
        c = columns.slope
        d = columns.change if columns.converges else 0.0
    # Columns of the inverse: where the directions of the axes and the middle of the page are seen.
    across = np.array([1.0, rows.slope, b]) / np.hypot(1.0, rows.slope)
    down = np.array([c, 1.0, d]) / np.hypot(1.0, c)
    seen = np.stack([across, down, np.array([0.0, 0.0, 1.0])], axis=1)
    to_half = np.array(
        [[1 / half, 0, -middle[0] / half], [0, 1 / half, -middle[1] / half], [0, 0, 1]]
    )
    return np.asarray(np.linalg.inv(to_half) @ np.linalg.inv(seen) @ to_half, dtype=np.float64)
