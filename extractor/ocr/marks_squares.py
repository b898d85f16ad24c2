"""Squares of about a character's size on a page of ink: hollow ones by their four sides, solid ones by their mass."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.marks_ink import Ink, Mask

SMALLEST, LARGEST = 0.48, 1.3  # side of a box in characters
UNEVEN = 0.22  # by how much the sides of a box may differ, as a share of the longer
WEAKEST_SIDE, MEAN_SIDE = 0.6, 0.84  # share of a side that must be inked
RUN_ON = 0.5  # ink in the prolongation of a side that makes it a table rule


class Square(NamedTuple):
    """A square in pixels of the ink page; `score` 0..1 tells how complete its outline is."""

    x0: int
    y0: int
    x1: int
    y1: int
    score: float
    solid: bool = False

    @property
    def side(self) -> float:
        """Mean of width and height in pixels."""
        return (self.x1 - self.x0 + self.y1 - self.y0) / 2


class _Stroke(NamedTuple):
    """A straight stroke: its place across (middle) and its run along, in pixels."""

    at: float
    start: int
    end: int


def find_squares(ink: Ink) -> list[Square]:
    """Return hollow and solid squares, each once, from the top."""
    return distinct(_hollow(ink) + _solid(ink))


def find_squares_like(ink: Ink, *, width: int, height: int) -> list[Square]:
    """Return hollow squares of a known size (pixels, give or take one), even where pen strokes run through them."""
    across = cv2.dilate(ink.dark, np.ones((3, 1), np.uint8)).astype(np.float32)
    down = cv2.dilate(ink.dark, np.ones((1, 3), np.uint8)).astype(np.float32)
    found: list[Square] = []
    for w in (width - 1, width, width + 1):
        for h in (height - 1, height, height + 1):
            found.extend(_matches(across, down, w, h, ink.dark))
    return distinct(found)


def _matches(
    across: NDArray[np.float32], down: NDArray[np.float32], w: int, h: int, dark: Mask
) -> list[Square]:
    """Places at which the four sides of a w x h outline are inked."""
    rows = cv2.boxFilter(across, -1, (w, 1), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    columns = cv2.boxFilter(down, -1, (1, h), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    top, bottom = rows[: 1 - h, : 1 - w], rows[h - 1 :, : 1 - w]
    left, right = columns[: 1 - h, : 1 - w], columns[: 1 - h, w - 1 :]
    weakest = np.minimum(np.minimum(top, bottom), np.minimum(left, right))
    mean = (top + bottom + left + right) / 4
    good = np.asarray((weakest >= WEAKEST_SIDE + 0.1) & (mean >= MEAN_SIDE + 0.04), dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(good, connectivity=8)
    squares = []
    for number in range(1, len(stats)):
        x, y, width, height = (int(v) for v in stats[number][:4])
        part = np.where(
            labels[y : y + height, x : x + width] == number, mean[y : y + height, x : x + width], 0
        )
        places = np.argwhere(part >= part.max() - 1e-6)
        row, column = (int(v) for v in places[len(places) // 2])
        x0, y0 = x + column, y + row
        if x0 >= 2 and y0 >= 2 and not _runs_on(dark, (x0, y0, x0 + w - 1, y0 + h - 1)):
            squares.append(Square(x0, y0, x0 + w, y0 + h, round(float(part.max()), 4)))
    return squares


def distinct(found: list[Square]) -> list[Square]:
    """Return the squares, of those that overlap only the most complete, from the top."""
    found = list(found)
    found.sort(key=lambda square: (-square.score, square.y0, square.x0))
    kept: list[Square] = []
    for square in found:
        if not any(_overlap(square, other) > 0.3 for other in kept):
            kept.append(square)
    return sorted(kept, key=lambda square: (square.y0, square.x0))


def _hollow(ink: Ink) -> list[Square]:
    across = cv2.dilate(ink.dark, np.ones((3, 1), np.uint8))
    down = cv2.dilate(ink.dark, np.ones((1, 3), np.uint8))
    squares = []
    for upright in (False, True):
        mask = np.ascontiguousarray(down.T) if upright else across
        for first, second in _pairs(_strokes(mask, ink.em), ink.em):
            start, end = (first.start + second.start) / 2, (first.end + second.end) / 2
            box = (start, first.at, end, second.at)
            if upright:
                box = (first.at, start, second.at, end)
            square = _checked(box, across, down, ink)
            if square is not None:
                squares.append(square)
    return squares


def _strokes(mask: Mask, em: float) -> list[_Stroke]:
    """Horizontal strokes of a mask that are as long as the side of a box may be."""
    shortest, longest = round(em * SMALLEST), round(em * LARGEST)
    gap = max(2, round(em * 0.12))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=4)
    strokes = [
        _Stroke(float(y) + (h - 1) / 2, int(x), int(x + w - 1))
        for x, y, w, h, _ in stats[1:]
        if w <= longest * 1.25 and h <= max(5, em * 0.42)
    ]
    return sorted(strokes)


def _pairs(strokes: list[_Stroke], em: float) -> list[tuple[_Stroke, _Stroke]]:
    """Pairs of parallel strokes that may be two opposite sides of a box."""
    pairs = []
    for number, first in enumerate(strokes):
        for second in strokes[number + 1 :]:
            apart = second.at - first.at
            if apart > em * LARGEST:
                break
            length = (first.end - first.start + second.end - second.start) / 2
            shift = max(abs(first.start - second.start), abs(first.end - second.end))
            even = abs(apart - length) <= UNEVEN * max(apart, length)
            if apart >= em * SMALLEST and shift <= 0.28 * length and even:
                pairs.append((first, second))
    return pairs


def _checked(
    box: tuple[float, float, float, float], across: Mask, down: Mask, ink: Ink
) -> Square | None:
    x0, y0, x1, y1 = (round(v) for v in box)
    height, width = ink.dark.shape
    if x0 < 2 or y0 < 2 or x1 > width - 3 or y1 > height - 3:
        return None
    reach = max(1, round(0.06 * ink.em))
    (top, y0), (bottom, y1) = (
        _best(across, y, (x0, x1 + 1), reach, upright=False) for y in (y0, y1)
    )
    (left, x0), (right, x1) = (_best(down, x, (y0, y1 + 1), reach, upright=True) for x in (x0, x1))
    sides = (top, bottom, left, right)
    mean = sum(sides) / 4
    if min(sides) < WEAKEST_SIDE or mean < MEAN_SIDE or _runs_on(ink.dark, (x0, y0, x1, y1)):
        return None
    return Square(x0, y0, x1 + 1, y1 + 1, round(mean, 4))


def _best(
    mask: Mask, at: int, run: tuple[int, int], reach: int, *, upright: bool
) -> tuple[float, int]:
    """The inked share of the best inked line near `at`, and where it lies (the middle of equals)."""
    low = max(0, at - reach)
    strip = (
        mask[run[0] : run[1], low : at + reach + 1]
        if upright
        else mask[low : at + reach + 1, run[0] : run[1]]
    )
    shares = strip.mean(axis=0 if upright else 1)
    if not shares.size:
        return 0.0, at
    best = np.flatnonzero(shares >= shares.max() - 1e-9)
    return float(shares.max()), low + int(best[len(best) // 2])


def _runs_on(dark: Mask, box: tuple[int, int, int, int]) -> bool:
    """Whether at least two sides go on straight beyond the corners, as the rules of a table do."""
    x0, y0, x1, y1 = box
    reach = max(4, round(0.4 * (x1 - x0)))
    skip = max(2, round(0.12 * (x1 - x0)))
    count = 0
    for y in (y0, y1):
        band = dark[max(0, y - 1) : y + 2]
        for part in (
            band[:, max(0, x0 - skip - reach) : max(0, x0 - skip)],
            band[:, x1 + skip : x1 + skip + reach],
        ):
            count += part.size > 0 and float(part.any(axis=0).mean()) > 0.9
    for x in (x0, x1):
        band = dark[:, max(0, x - 1) : x + 2]
        for part in (
            band[max(0, y0 - skip - reach) : max(0, y0 - skip)],
            band[y1 + skip : y1 + skip + reach],
        ):
            count += part.size > 0 and float(part.any(axis=1).mean()) > 0.9
    return count >= 2


def _solid(ink: Ink) -> list[Square]:
    opened = cv2.morphologyEx(
        ink.dark, cv2.MORPH_OPEN, np.ones((max(3, round(ink.em * 0.3)),) * 2, np.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    squares = []
    for x, y, w, h, area in stats[1:]:
        size = max(w, h)
        if not SMALLEST * ink.em <= size <= LARGEST * ink.em or min(w, h) < 0.82 * size:
            continue
        if area >= 0.9 * w * h:
            squares.append(Square(int(x), int(y), int(x + w), int(y + h), 0.9, solid=True))
    return squares


def _overlap(left: Square, right: Square) -> float:
    width = min(left.x1, right.x1) - max(left.x0, right.x0)
    height = min(left.y1, right.y1) - max(left.y0, right.y0)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min(left.side, right.side) ** 2
