"""The small rotation of a scanned page: told by its text lines, measured to a tenth of a degree on their ink."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import side
from extractor.ocr.engine import Pixels, Quad

LARGEST_SKEW = 20.0  # degrees; beyond, the lines do not tell a common angle
FEWEST_LINES = 3
MEASURED_SIDE = 1400  # longest side in pixels of the picture that is measured
MOST_POINTS = 30_000
REACH, STEP = 0.6, 0.02  # degrees searched on either side of what the lines tell
BLUR = 0.15  # degrees over which the sharpness is averaged, so that a single row of ink decides nothing


def skew_degrees(quads: Sequence[Quad]) -> float:
    """Return the common slope of the text lines in degrees, positive when they fall to the right.

    The median of the slopes of lines at least four times as long as high, weighted by length. Good to
    about a quarter of a degree, since the corners of lines are found coarsely.
    """
    slopes, weights = [], []
    for quad in long_lines(quads):
        top, bottom = quad[1] - quad[0], quad[2] - quad[3]
        angle = float(np.degrees(np.arctan2(top[1] + bottom[1], top[0] + bottom[0])))
        if abs(angle) <= LARGEST_SKEW:
            slopes.append(angle)
            weights.append(side(quad, 0, 1))
    if len(slopes) < FEWEST_LINES:
        return 0.0
    order = np.argsort(slopes)
    cumulated = np.cumsum(np.asarray(weights)[order])
    middle = int(np.searchsorted(cumulated, cumulated[-1] / 2))
    return float(np.asarray(slopes)[order][middle])


def long_lines(quads: Sequence[Quad]) -> list[Quad]:
    """Return the lying lines that are at least four times as long as high."""
    return [quad for quad in quads if side(quad, 0, 1) >= 4 * side(quad, 0, 3)]


def measured_skew(pixels: Pixels, quads: Sequence[Quad]) -> float:
    """Return the skew in degrees as `skew_degrees`, measured to a tenth of a degree on the ink.

    The ink of the text lines is summed up along slopes around the one that the lines tell; on the
    right one the sums change most abruptly from row to row (projection profile, Postl 1986).
    """
    lines = long_lines(quads)
    coarse = skew_degrees(lines)
    if len(lines) < FEWEST_LINES:
        return coarse
    points = _ink_points(pixels, lines)
    if len(points) < 100:
        return coarse
    angles = np.arange(coarse - REACH, coarse + REACH + STEP / 2, STEP)
    sharpness = np.array([_sharpness(points, float(angle)) for angle in angles])
    return float(angles[int(np.argmax(_averaged(sharpness)))])


def _ink_points(pixels: Pixels, lines: Sequence[Quad]) -> NDArray[np.float64]:
    """Ink of the text lines as (x, y) on a reduced picture, x from its middle; at most `MOST_POINTS`."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    factor = min(1.0, MEASURED_SIDE / max(grey.shape))
    if factor < 1.0:
        grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    block = max(15, (min(grey.shape) // 40) | 1)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12
    )
    area = np.zeros_like(grey)
    for quad in lines:
        cv2.fillConvexPoly(area, np.round(quad * factor).astype(np.int32), 255)
    area = cv2.dilate(area, np.ones((5, 1), np.uint8))
    rows, columns = np.nonzero((ink > 0) & (area > 0))
    points = np.stack([columns - grey.shape[1] / 2, rows], axis=1).astype(np.float64)
    points = points[:: len(points) // MOST_POINTS + 1]
    # Spread evenly within their pixels: on the bare raster a straight page always looks sharpest.
    counted = np.arange(len(points))[:, None]
    return np.asarray(points + np.modf(counted * (0.7548776662, 0.6180339887))[0])


def _sharpness(points: NDArray[np.float64], degrees: float) -> float:
    levels = points[:, 1] - points[:, 0] * np.tan(np.radians(degrees))
    sums = np.bincount((levels - levels.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(sums)).sum())


def _averaged(values: NDArray[np.float64]) -> NDArray[np.float64]:
    reach = round(3 * BLUR / STEP)
    weights = np.exp(-0.5 * np.square(np.arange(-reach, reach + 1) * STEP / BLUR))
    padded = np.pad(values, reach, mode="edge")
    return np.convolve(padded, weights / weights.sum(), mode="valid")
