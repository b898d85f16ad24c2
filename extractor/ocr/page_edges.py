"""Where the sheet ends on its picture: scanner lids, desks and neighbouring pages around it are painted over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels, Quad

SEARCHED_SIDE = 500  # longest side in pixels of the picture on which the sheet is searched
DARK = 0.55  # of the paper's brightness: darker ground is not the sheet
SMALLEST_SHEET = 0.2  # of the picture
LEAST_GROUND = 0.004  # of the picture, below which there is nothing to paint over
CONVEX = 0.9  # share of its hull that a sheet fills
READABLE, LEAST_CHARACTERS = 0.85, 4  # confidence and length of a line that is no scrap
INWARD = (
    0.004  # of the longer side, by which the painting reaches into the sheet over its dark edge
)


class Sheet(NamedTuple):
    """A picture whose surroundings were painted over, and the text lines that lie on the sheet."""

    pixels: Pixels
    quads: tuple[Quad, ...]


def paint_surroundings(pixels: Pixels, quads: Sequence[Quad], *, engine: OcrEngine) -> Sheet:
    """Return the picture with all that lies around the sheet in the colour of the nearest paper.

    The sheet is a convex part of the upright picture, brighter than its ground. Without clear dark
    ground around it, or where a line that can be read lies on that ground, nothing is changed. Scraps
    of lines out there (patterns of a desk, the edge of a neighbouring page) are dropped.
    """
    height, width = pixels.shape[:2]
    factor = min(1.0, SEARCHED_SIDE / max(height, width))
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    hull = _sheet_hull(small)
    if hull is None:
        return Sheet(pixels, tuple(quads))
    on_sheet = [_inside(hull, quad.mean(axis=0) * factor) for quad in quads]
    outside = [quad for quad, inside in zip(quads, on_sheet, strict=True) if not inside]
    if _any_readable(pixels, outside, engine=engine):
        return Sheet(pixels, tuple(quads))
    kept = tuple(quad for quad, inside in zip(quads, on_sheet, strict=True) if inside)
    return Sheet(_painted(pixels, small, hull), kept)


def _any_readable(pixels: Pixels, quads: Sequence[Quad], *, engine: OcrEngine) -> bool:
    readings = engine.recognise([cut_quad(pixels, quad) for quad in quads])
    return any(
        reading.confidence >= READABLE and len(reading.text) >= LEAST_CHARACTERS
        for reading in readings
    )


def _sheet_hull(small: Pixels) -> NDArray[np.int32] | None:
    """The outline of the sheet on the small picture, None where it fills the picture or is not clear."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.2)
    light = (grey > DARK * float(np.percentile(grey, 85))).astype(np.uint8)
    light = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(light, connectivity=4)
    if count < 2:
        return None
    sheet = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    outlines, _ = cv2.findContours(
        (labels == sheet).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    outline = max(outlines, key=cv2.contourArea)
    hull = np.asarray(cv2.convexHull(outline), dtype=np.int32)
    area, ground = cv2.contourArea(hull), float(grey.size)
    if not SMALLEST_SHEET * ground < area < (1 - LEAST_GROUND) * ground - sum(grey.shape):
        return None
    return hull if cv2.contourArea(outline) >= CONVEX * area else None


def _inside(hull: NDArray[np.int32], point: NDArray[np.float32]) -> bool:
    return cv2.pointPolygonTest(hull, (float(point[0]), float(point[1])), measureDist=False) >= 0


def _painted(pixels: Pixels, small: Pixels, hull: NDArray[np.int32]) -> Pixels:
    """The picture with every pixel outside the hull in the colour of the paper nearest to it."""
    inside = np.zeros(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, hull, 1)
    inward = max(1, round(INWARD * max(small.shape)))
    inside = cv2.erode(
        inside,
        np.ones((3, 3), np.uint8),
        iterations=inward,
        borderType=cv2.BORDER_CONSTANT,
        borderValue=1,
    )
    # Ink must not be drawn out into stripes: the colour is that of the paper around it.
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    _, nearest = cv2.distanceTransformWithLabels(
        1 - inside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    colours = np.zeros((int(nearest.max()) + 1, 3), np.uint8)
    colours[nearest[inside > 0]] = paper[inside > 0]
    ground = cv2.GaussianBlur(colours[nearest], (0, 0), 3)
    height, width = pixels.shape[:2]
    keep = cv2.resize(inside, (width, height), interpolation=cv2.INTER_LINEAR)[:, :, None]
    around = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.where(keep > 0, pixels, around), dtype=np.uint8)
