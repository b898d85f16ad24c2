"""Seals on a page: where they are, and the page as it would read without their ink."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from extractor.ocr.seal_shape import Oval, find_circles, fit_oval, is_frame, is_ring
from models.geometry import Box
from models.page import Seal, SealColour

SMALLEST = 0.035  # side of the smallest seal as a share of the page's longer side
LARGEST = 0.45
RING_SMALLEST = (
    0.08  # diameter of the smallest ring as a share of the page's longer side (24 mm on A4)
)
RING_INKED = 0.93  # share of a ring's directions that carry ink
RING_SIDE = 1000  # longer side in pixels of the picture that is searched for rings
HUES = {  # OpenCV hue, 0..179
    SealColour.red: ((0, 12), (158, 179)),
    SealColour.blue: ((95, 135),),
}


def find_seals(pixels: Pixels) -> tuple[Seal, ...]:
    """Return the seals of a page, boxes in fractions of `pixels`.

    Seals are told by the colour of their ink; on a page scanned without colour by their ring.
    """
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    seals: list[Seal] = []
    if is_grey(pixels):
        seals.extend(_rings(pixels))
    for colour in (SealColour.red, SealColour.blue):
        seals.extend(_seals_of(ink_mask(hsv, colour), colour))
    return tuple(sorted(seals, key=lambda seal: (seal.box.y0, seal.box.x0)))


def is_grey(pixels: Pixels) -> bool:
    """Whether a page was scanned without colour: hardly any pixel is far from grey."""
    small = pixels[::3, ::3].astype(np.int16)
    spread = small.max(axis=2) - small.min(axis=2)
    return float(np.mean(spread > 40)) < 0.0004


def _rings(pixels: Pixels) -> list[Seal]:
    """Round seals of a grey page: circles whose line is inked nearly all around."""
    height, width = pixels.shape[:2]
    factor = RING_SIDE / max(height, width)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small, (3, 3), 0)
    low, high = round(RING_SIDE * RING_SMALLEST / 2), round(RING_SIDE * 0.11)
    found = cv2.HoughCircles(
        smooth,
        cv2.HOUGH_GRADIENT_ALT,
        1.5,
        low,
        param1=180,
        param2=0.55,
        minRadius=low,
        maxRadius=high,
    )
    if found is None:
        return []
    dark = smooth < np.percentile(smooth, 60) - 25
    seals: list[Seal] = []
    for x, y, radius in found.reshape(-1, 3):
        box = Box(
            float(x - radius) / small.shape[1],
            float(y - radius) / small.shape[0],
            float(x + radius) / small.shape[1],
            float(y + radius) / small.shape[0],
        ).clipped()
        share = _inked_share(dark, float(x), float(y), float(radius))
        if share >= RING_INKED and not touches_seal(box, seals):
            seals.append(Seal(box=box, colour=SealColour.grey, shape="round", confidence=share))
    return seals


def _inked_share(dark: NDArray[np.bool_], x: float, y: float, radius: float) -> float:
    """The share of a circle's directions in which ink lies within two pixels of its line."""
    angles = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    hit = np.zeros(angles.shape, dtype=bool)
    for reach in (-2, -1, 0, 1, 2):
        xs = np.clip(
            np.rint(x + (radius + reach) * np.cos(angles)).astype(int), 0, dark.shape[1] - 1
        )
        ys = np.clip(
            np.rint(y + (radius + reach) * np.sin(angles)).astype(int), 0, dark.shape[0] - 1
        )
        hit |= dark[ys, xs]
    return round(float(hit.mean()), 3)


def ink_mask(hsv: NDArray[np.uint8], colour: SealColour) -> NDArray[np.uint8]:
    """Return 255 where a pixel (HSV) carries ink of the colour."""
    mask = np.zeros(hsv.shape[:2], dtype=np.uint8)
    for low, high in HUES[colour]:
        mask |= cv2.inRange(hsv, np.array([low, 55, 60]), np.array([high, 255, 255])).astype(
            np.uint8
        )
    return mask


def _seals_of(mask: NDArray[np.uint8], colour: SealColour) -> list[Seal]:
    """Patches of ink that have the outline of a seal: a ring, or a square frame."""
    side = max(mask.shape)
    reach = max(3, round(side * 0.006))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    seals: list[Seal] = []
    for index in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[index])
        if max(w, h) < SMALLEST * side or min(w, h) < 0.3 * max(w, h):
            continue
        if max(w, h) > LARGEST * side:
            continue
        part = labels[y : y + h, x : x + w] == index
        ink = np.where(part, mask[y : y + h, x : x + w], 0).astype(np.uint8)
        seals.extend(
            Seal(box=_box_of(oval, (x, y), mask.shape), colour=colour, shape=shape)
            for oval, shape in _outlines(part, ink, smallest=SMALLEST * side / 2)
        )
    return [seal for seal in seals if not _inside_another(seal, seals)]


def _outlines(
    part: NDArray[np.bool_], ink: NDArray[np.uint8], *, smallest: float
) -> list[tuple[Oval, str]]:
    """The seals in a patch of ink (`part` closed, `ink` as it is): one, or several that touch."""
    height, width = part.shape
    if is_frame(part) and _hull_share(part) >= 0.93 and min(part.shape) >= 0.45 * max(part.shape):
        return [(Oval(width / 2, height / 2, width / 2, height / 2), "square")]
    oval = fit_oval(part)
    if oval is not None and oval.is_compact and is_ring(ink, oval):
        return [(oval, "round" if oval.is_round else "oval")]
    circles = find_circles(ink, smallest=smallest, largest=0.55 * min(part.shape))
    return [(circle, "round") for circle in circles]


def _hull_share(part: NDArray[np.bool_]) -> float:
    """The share of its box that the hull of a patch covers."""
    outline, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return float(cv2.contourArea(cv2.convexHull(np.vstack(outline)))) / part.size


def _box_of(oval: Oval, corner: tuple[int, int], shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    x, y = corner[0] + oval.x, corner[1] + oval.y
    return Box(
        (x - oval.rx) / width,
        (y - oval.ry) / height,
        (x + oval.rx) / width,
        (y + oval.ry) / height,
    ).clipped()


def _inside_another(seal: Seal, seals: Sequence[Seal]) -> bool:
    """Whether a seal lies within a larger one, as the emblem in the middle of an office's seal does."""
    return any(
        other.box.area > seal.box.area and seal.box.overlap(other.box) > 0.8 for other in seals
    )


def without_ink(pixels: Pixels, colour: SealColour) -> Pixels:
    """Return the page in grey as it looks through a filter of the ink's colour.

    Ink of that colour turns as light as the paper, black print stays dark. A pixel that is dark in
    every channel belongs to the print below.
    """
    channel = 0 if colour is SealColour.red else 2
    seen = pixels[:, :, channel].astype(np.int32)
    paper = int(np.percentile(seen[::4, ::4], 90))
    low, high = 60, max(120, paper - 40)
    stretched = np.clip((seen - low) * 255 // max(1, high - low), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(stretched[:, :, None], 3, axis=2))


def touches_seal(box: Box, seals: Sequence[Seal]) -> bool:
    """Whether a line lies at least partly inside a seal."""
    return any(box.overlap(seal.box) > 0.08 for seal in seals)
