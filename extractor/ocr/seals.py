"""Seals on a page: where they are, and the page as it would read without their ink."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from models.geometry import Box
from models.page import Seal, SealColour

SMALLEST = 0.035  # side of the smallest seal as a share of the page's longer side
LARGEST = 0.45
HUES = {  # OpenCV hue, 0..179
    SealColour.red: ((0, 12), (158, 179)),
    SealColour.blue: ((95, 135),),
}


def find_seals(pixels: Pixels) -> tuple[Seal, ...]:
    """Return the coloured seals of a page, boxes in fractions of `pixels`."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    seals: list[Seal] = []
    for colour in (SealColour.red, SealColour.blue):
        seals.extend(_seals_of(ink_mask(hsv, colour), colour))
    return tuple(sorted(seals, key=lambda seal: (seal.box.y0, seal.box.x0)))


def ink_mask(hsv: NDArray[np.uint8], colour: SealColour) -> NDArray[np.uint8]:
    """Return 255 where a pixel (HSV) carries ink of the colour."""
    mask = np.zeros(hsv.shape[:2], dtype=np.uint8)
    for low, high in HUES[colour]:
        mask |= cv2.inRange(hsv, np.array([low, 55, 60]), np.array([high, 255, 255])).astype(
            np.uint8
        )
    return mask


def _seals_of(mask: NDArray[np.uint8], colour: SealColour) -> list[Seal]:
    height, width = mask.shape
    side = max(height, width)
    reach = max(3, round(side * 0.006))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    seals = []
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        if not SMALLEST * side <= max(w, h) <= LARGEST * side or min(w, h) < 0.45 * max(w, h):
            continue
        share = area / (w * h)
        if not 0.06 <= share <= 0.97:
            continue
        part = labels[y : y + h, x : x + w] == index
        shape = _shape(part)
        if shape is None:
            continue
        box = Box(x / width, y / height, (x + w) / width, (y + h) / height).clipped()
        seals.append(Seal(box=box, colour=colour, shape=shape))
    return seals


def _shape(part: NDArray[np.bool_]) -> str | None:
    """Round, oval or square by how the outline fills its box; None for anything else."""
    outline, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(np.vstack(outline))
    height, width = part.shape
    fill = float(cv2.contourArea(hull)) / (width * height)
    if fill >= 0.93:
        return "square"
    if 0.70 <= fill < 0.93:
        return "round" if min(width, height) >= 0.82 * max(width, height) else "oval"
    return None


def without_ink(pixels: Pixels, colour: SealColour) -> Pixels:
    """Return the page in grey as it looks through a filter of the ink's colour.

    Ink of that colour turns as light as the paper, black print stays dark. A pixel that is dark in
    every channel belongs to the print below.
    """
    channel = 0 if colour is SealColour.red else 2
    seen = pixels[:, :, channel].astype(np.int16)
    paper = int(np.percentile(seen[::4, ::4], 90))
    low, high = 60, max(120, paper - 40)
    stretched = np.clip((seen - low) * 255 // max(1, high - low), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(stretched[:, :, None], 3, axis=2))


def touches_seal(box: Box, seals: Sequence[Seal]) -> bool:
    """Whether a line lies at least partly inside a seal."""
    return any(box.overlap(seal.box) > 0.08 for seal in seals)
