"""Seals on a page: where they are, told by the colour of their ink and by their outline."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import scaled
from extractor.ocr.engine import Pixels
from extractor.ocr.pieces import piece_boxes
from extractor.ocr.seal_ink import even_paper, hues_of, ink_mask
from extractor.ocr.seal_shape import Oval, find_circles, fit_cut_circle, fit_oval, is_frame, is_ring
from models.geometry import Box
from models.page import Seal, SealColour

SEARCHED_SIDE = 1600  # longer side in pixels of the picture that is searched for coloured seals
SMALLEST = 0.035  # side of the smallest seal as a share of the page's longer side
LARGEST = 0.45
SQUARE_LARGEST = 0.2  # side of the largest square seal as the same share
CUT_LARGEST = 0.13  # radius of the largest seal that the page's edge may cut, as the same share
SATURATIONS = (
    60,
    34,
)  # of full, and of pale ink (0..255); what full ink shows is not looked for again
RING_SMALLEST = 0.08  # diameter of the smallest ring as a share of the longer side (24 mm on A4)
RING_LARGEST = 0.28  # and of the largest
RING_INKED = 0.93  # share of a ring's directions that carry ink
RING_SIDE = 1000  # longer side in pixels of the picture that is searched for rings
EDGE = 0.03  # of the page: nearer to its side ink may belong to a seal that the edge cuts


def find_seals(pixels: Pixels) -> tuple[Seal, ...]:
    """Return the seals of a page, boxes in fractions of `pixels`.

    Seals are told by the colour of their ink; on a page scanned without colour by their ring. A seal
    that the side of the page cuts (骑缝章) has the shape "part".
    """
    seals: list[Seal] = []
    hues = hues_of(even_paper(scaled(pixels, min(1.0, SEARCHED_SIDE / max(pixels.shape[:2])))))
    for colour in (SealColour.red, SealColour.blue):
        found: list[Seal] = []
        palest = _joined(ink_mask(hues, colour, least=min(SATURATIONS)))
        if not _has_patches(palest):
            continue
        for least in SATURATIONS:
            more = _seals_of(ink_mask(hues, colour, least=least), colour)
            if least != SATURATIONS[0]:  # pale patches are told by a ring alone
                more = [seal for seal in more if seal.shape == "round"]
            found.extend(seal for seal in more if not _is_same(seal, found))
        seals.extend(seal for seal in found if not _inside_another(seal, found))
    if is_grey(pixels):
        seals.extend(seal for seal in _rings(pixels) if not _is_same(seal, seals))
    return tuple(sorted(seals, key=lambda seal: (seal.box.y0, seal.box.x0)))


def is_grey(pixels: Pixels) -> bool:
    """Whether a page was scanned without colour: hardly any pixel is far from grey."""
    red, green, blue = cv2.split(pixels[::3, ::3])
    spread = cv2.max(cv2.max(red, green), blue) - cv2.min(cv2.min(red, green), blue)
    return float(np.mean(spread > 40)) < 0.0004


def touches_seal(box: Box, seals: Sequence[Seal]) -> bool:
    """Whether a line lies at least partly inside a seal: by half a character's height or more."""
    return any(_touches(box, seal.box) for seal in seals)


def ends_at_seal(box: Box, seals: Sequence[Seal]) -> bool:
    """Whether a line has an end in a seal, or within a character's height of its border."""
    for seal in (seal.box for seal in seals):
        margin = box.height * seal.width / max(seal.height, 1e-9)
        level = seal.y0 < box.center[1] < seal.y1
        if level and any(seal.x0 - margin < end < seal.x1 + margin for end in (box.x0, box.x1)):
            return True
    return False


def _touches(line: Box, seal: Box) -> bool:
    across = min(line.x1, seal.x1) - max(line.x0, seal.x0)
    down = min(line.y1, seal.y1) - max(line.y0, seal.y0)
    # A seal is about as high as wide in pixels; so a character's width is known from its height.
    character = line.height * seal.width / max(seal.height, 1e-9)
    return down > 0.3 * min(line.height, seal.height) and across > 0.5 * min(character, line.width)


def _rings(pixels: Pixels) -> list[Seal]:
    """Round seals of a grey page: circles whose line is inked nearly all around."""
    height, width = pixels.shape[:2]
    factor = RING_SIDE / max(height, width)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small, (3, 3), 0)
    low, high = round(RING_SIDE * RING_SMALLEST / 2), round(RING_SIDE * RING_LARGEST / 2)
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


def _seals_of(mask: NDArray[np.uint8], colour: SealColour) -> list[Seal]:
    """Patches of ink that have the outline of a seal: a ring, or a square frame."""
    side = max(mask.shape)
    joined = _joined(mask)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    seals: list[Seal] = []
    for index in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[index])
        if max(w, h) < SMALLEST * side or max(w, h) > LARGEST * side:
            continue
        part = labels[y : y + h, x : x + w] == index
        ink = np.where(part, mask[y : y + h, x : x + w], 0).astype(np.uint8)
        cut = _cut_outlines(part, (x, y), mask.shape)
        outlines = cut or _outlines(part, ink, side=side)
        seals.extend(
            Seal(box=_box_of(oval, (x, y), mask.shape), colour=colour, shape=shape)
            for oval, shape in outlines
        )
    return [seal for seal in seals if not _inside_another(seal, seals)]


def _joined(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The ink of seals with the gaps in their outlines closed."""
    if not cv2.countNonZero(mask):
        return mask
    reach = max(3, round(max(mask.shape) * 0.006))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), dtype=np.uint8)


def _has_patches(joined: NDArray[np.uint8]) -> bool:
    """Whether any patch of ink is as large as the smallest seal."""
    return bool((piece_boxes(joined)[:, 2:] >= SMALLEST * max(joined.shape)).any())


def _outlines(
    part: NDArray[np.bool_], ink: NDArray[np.uint8], *, side: int
) -> list[tuple[Oval, str]]:
    """The seals in a patch of ink (`part` closed, `ink` as it is): one, or several that touch.

    `side` is the page's longer side in pixels.
    """
    height, width = part.shape
    if min(height, width) < 0.3 * max(height, width):
        return []
    if max(part.shape) <= SQUARE_LARGEST * side and _is_square(part):
        return [(Oval(width / 2, height / 2, width / 2, height / 2), "square")]
    oval = fit_oval(part)
    if oval is not None and oval.is_compact and is_ring(ink, oval):
        return [(oval, "round" if oval.is_round else "oval")]
    smallest, largest = SMALLEST * side / 2, 0.55 * min(part.shape)
    circles = find_circles(ink, smallest=smallest, largest=largest)
    return [(circle, "round") for circle in circles]


def _cut_outlines(
    part: NDArray[np.bool_], corner: tuple[int, int], page: tuple[int, ...]
) -> list[tuple[Oval, str]]:
    """The seal that a side of the page cuts, when the patch of ink is what is left of one."""
    height, width = part.shape
    side, left = max(page), corner[0]
    at_left, at_right = left < EDGE * page[1], left + width > (1 - EDGE) * page[1]
    if at_left == at_right or height < SMALLEST * side:
        return []
    circle = fit_cut_circle(part if at_left else part[:, ::-1])
    if circle is None or not SMALLEST * side / 2 <= circle.rx <= CUT_LARGEST * side:
        return []
    x = circle.x if at_left else width - 1 - circle.x
    return [(circle._replace(x=x), "part")]


def _is_square(part: NDArray[np.bool_]) -> bool:
    compact = min(part.shape) >= 0.45 * max(part.shape)
    return compact and is_frame(part) and _hull_share(part) >= 0.93


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


def _is_same(seal: Seal, seals: Sequence[Seal]) -> bool:
    """Whether a seal was found before."""
    return any(
        min(seal.box.overlap(other.box), other.box.overlap(seal.box)) > 0.6 for other in seals
    )


def _inside_another(seal: Seal, seals: Sequence[Seal]) -> bool:
    """Whether a seal lies within a larger one, as the emblem in the middle of an office's seal does."""
    return any(
        other.box.area > seal.box.area and seal.box.overlap(other.box) > 0.8 for other in seals
    )
