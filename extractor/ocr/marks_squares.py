"""Squares of about a character's size on a page of ink: hollow ones by their four sides, solid ones by their mass."""

from __future__ import annotations

from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.marks_ink import Ink, Mask
from extractor.ocr.pieces import piece_boxes

SMALLEST, LARGEST = 0.48, 1.3  # side of a box in characters
UNEVEN = 0.22  # by how much the sides of a box may differ, as a share of the longer
WEAKEST_SIDE, MEAN_SIDE = 0.6, 0.84  # share of a side that must be inked
ALL_ROUND = 0.7  # share of a side that must be inked where a pen may have run over it
RUN_ON = 0.9  # ink in the prolongation of a side that makes it a table rule

Numbers = NDArray[np.intp]
Shares = NDArray[np.float64]


Kind = Literal["hollow", "solid", "round", "brackets"]


class Square(NamedTuple):
    """A square in pixels of the ink page; `score` 0..1 tells how complete its outline is.

    `kind`: `solid` is all ink, the outline of `round` is the circle in the square, `brackets` is the
    room between two of them.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    score: float
    kind: Kind = "hollow"

    @property
    def side(self) -> float:
        """Mean of width and height in pixels."""
        return (self.x1 - self.x0 + self.y1 - self.y0) / 2

    @property
    def middle(self) -> tuple[float, float]:
        """Centre in pixels."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


class Sides:
    """How much of any straight stretch of a page is inked, with a tolerance of one pixel across it."""

    def __init__(self, dark: Mask) -> None:
        """Sums over `dark` thickened by one pixel across the direction of the stretch."""
        self.across = cv2.dilate(dark, np.ones((3, 1), np.uint8))
        self.down = cv2.dilate(dark, np.ones((1, 3), np.uint8))
        self.shape = dark.shape
        self._lying = cv2.integral(self.across)
        self._upright = cv2.integral(self.down)
        self._crisp = cv2.integral(dark)

    def lying(self, y: Numbers, x0: Numbers, x1: Numbers) -> Shares:
        """Inked shares of the rows `y` from column x0 up to but not including x1 (clipped to the page)."""
        width = self.shape[1]
        return _share(self._lying, y, y + 1, np.clip(x0, 0, width), np.clip(x1, 0, width))

    def upright(self, x: Numbers, y0: Numbers, y1: Numbers) -> Shares:
        """Inked shares of the columns `x` from row y0 up to but not including y1 (clipped to the page)."""
        height = self.shape[0]
        return _share(self._upright, np.clip(y0, 0, height), np.clip(y1, 0, height), x, x + 1)

    def crisp(self, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> Shares:
        """Inked shares of the outlines of boxes on the page, without tolerance."""
        sums = self._crisp
        sides = [_share(sums, y, y + 1, x0, x1) for y in (y0, y1 - 1)]
        sides += [_share(sums, y0, y1, x, x + 1) for x in (x0, x1 - 1)]
        return np.asarray(np.mean(sides, axis=0), dtype=np.float64)


def _share(sums: NDArray[np.int32], y0: Numbers, y1: Numbers, x0: Numbers, x1: Numbers) -> Shares:
    ink = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
    return np.asarray(ink / np.maximum((y1 - y0) * (x1 - x0), 1), dtype=np.float64)


def find_squares(ink: Ink, sides: Sides) -> list[Square]:
    """Return hollow and solid squares, each once, from the top."""
    return distinct(_hollow(ink, sides) + _solid(ink))


def distinct(found: list[Square]) -> list[Square]:
    """Return the squares, of those that overlap only the most complete, from the top."""
    kept: list[Square] = []
    rows: dict[int, list[Square]] = {}
    for square in sorted(found, key=lambda square: (-square.score, square.y0, square.x0)):
        row = square.y0 // 64
        near = (other for n in (row - 1, row, row + 1) for other in rows.get(n, ()))
        if not any(_overlap(square, other) > 0.3 for other in near):
            kept.append(square)
            rows.setdefault(row, []).append(square)
    return sorted(kept, key=lambda square: (square.y0, square.x0))


def find_squares_like(sides: Sides, *, width: int, height: int) -> list[Square]:
    """Return hollow squares of a known size (pixels, give or take one), even where pen strokes run through them."""
    x, y = _corners(sides, width, height)
    found = [
        _outlined(sides, x, y, w, h)
        for w in (width - 1, width, width + 1)
        for h in (height - 1, height, height + 1)
    ]
    outlines = np.concatenate(found)
    # of outlines that begin in the same spot only the best: crisp lines before merely near ones
    outlines = outlines[np.lexsort((-outlines[:, 5], -outlines[:, 4]))]
    spots = outlines[:, :2] // max(2, width // 4)
    _, best = np.unique(spots, axis=0, return_index=True)
    outlines = outlines[np.sort(best)]
    x0, y0, x1, y1 = outlines[:, :4].astype(np.intp).T
    alone = ~_runs_on(sides, x0, y0, x1 - 1, y1 - 1)
    squares = [
        Square(int(a), int(b), int(c), int(d), float(score))
        for a, b, c, d, score, _ in outlines[alone]
    ]
    return distinct(squares)


def _corners(sides: Sides, width: int, height: int) -> tuple[Numbers, Numbers]:
    """Top left corners from which about `width` x `height` pixels further an outline may close."""
    w, h = max(3, width - 1), max(3, height - 1)
    lying = _run_sums(sides.across, (w, 1)) >= ALL_ROUND * w
    upright = _run_sums(sides.down, (1, h)) >= ALL_ROUND * h
    y, x = np.nonzero(lying & upright)
    inside = (x >= 2) & (y >= 2) & (x + w + 4 < sides.shape[1]) & (y + h + 4 < sides.shape[0])
    x, y = x[inside], y[inside]
    closes = np.zeros(len(x), dtype=np.bool_)
    reaches = np.zeros(len(x), dtype=np.bool_)
    for step in (-1, 0, 1):
        closes |= lying[y + height - 1 + step, x]
        reaches |= upright[y, x + width - 1 + step]
    return x[closes & reaches], y[closes & reaches]


def _run_sums(mask: Mask, size: tuple[int, int]) -> NDArray[np.uint16]:
    """For each pixel the ink of the stretch of `size` (width, height) that begins there."""
    sums = cv2.boxFilter(
        mask, cv2.CV_16U, size, anchor=(0, 0), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return np.asarray(sums, dtype=np.uint16)


def _outlined(sides: Sides, x: Numbers, y: Numbers, w: int, h: int) -> NDArray[np.float64]:
    """Of the top left corners those of inked w x h outlines: rows of (x0, y0, x1, y1, inked share, crisp share)."""
    shares = np.stack(
        [
            sides.lying(y, x, x + w),
            sides.lying(y + h - 1, x, x + w),
            sides.upright(x, y, y + h),
            sides.upright(x + w - 1, y, y + h),
        ]
    )
    score = np.round(shares.mean(axis=0), 4)
    good = (shares.min(axis=0) >= ALL_ROUND) & (score >= MEAN_SIDE + 0.04)
    x, y, score = x[good], y[good], score[good]
    crisp = sides.crisp(x, y, x + w, y + h)
    return np.stack([x, y, x + w, y + h, score, crisp], axis=1)


def _hollow(ink: Ink, sides: Sides) -> list[Square]:
    squares: list[Square] = []
    for upright in (False, True):
        mask = np.ascontiguousarray(sides.down.T) if upright else sides.across
        first, second = _pairs(_strokes(mask, ink.em), ink.em)
        start = np.rint((first[:, 1] + second[:, 1]) / 2).astype(np.intp)
        end = np.rint((first[:, 2] + second[:, 2]) / 2).astype(np.intp)
        low, high = np.rint(first[:, 0]).astype(np.intp), np.rint(second[:, 0]).astype(np.intp)
        box = (low, start, high, end) if upright else (start, low, end, high)
        squares.extend(_checked(sides, *box, reach=max(1, round(0.06 * ink.em))))
    return squares


def _strokes(mask: Mask, em: float) -> NDArray[np.float64]:
    """Horizontal strokes of a mask that are as long as the side of a box may be: rows of (middle, start, end)."""
    shortest, longest = round(em * SMALLEST), round(em * LARGEST)
    gap = max(2, round(em * 0.12))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    x, y, w, h = piece_boxes(np.asarray(runs, dtype=np.uint8)).T.astype(np.float64)
    fits = (w <= longest * 1.25) & (h <= max(5, em * 0.42))
    strokes = np.stack([y + (h - 1) / 2, x, x + w - 1], axis=1)[fits]
    return np.asarray(strokes[np.lexsort((strokes[:, 2], strokes[:, 1], strokes[:, 0]))])


def _pairs(
    strokes: NDArray[np.float64], em: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pairs of parallel strokes (sorted by their middle) that may be two opposite sides of a box."""
    firsts, seconds = [strokes[:0]], [strokes[:0]]
    for step in range(1, len(strokes)):
        first, second = strokes[:-step], strokes[step:]
        apart = second[:, 0] - first[:, 0]
        if float(apart.min()) > em * LARGEST:
            break
        length = (first[:, 2] - first[:, 1] + second[:, 2] - second[:, 1]) / 2
        shift = np.abs(first[:, 1:] - second[:, 1:]).max(axis=1)
        even = np.abs(apart - length) <= UNEVEN * np.maximum(apart, length)
        good = even & (apart >= em * SMALLEST) & (apart <= em * LARGEST) & (shift <= 0.28 * length)
        firsts.append(first[good])
        seconds.append(second[good])
    return np.concatenate(firsts), np.concatenate(seconds)


def _checked(
    sides: Sides, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers, *, reach: int
) -> list[Square]:
    """The boxes whose four sides, moved by up to `reach` pixels to where most ink is, are inked."""
    height, width = sides.shape
    on_page = (x0 >= 2) & (y0 >= 2) & (x1 <= width - 3) & (y1 <= height - 3)
    x0, y0, x1, y1 = x0[on_page], y0[on_page], x1[on_page], y1[on_page]
    if not len(x0):
        return []
    moves = np.arange(-reach, reach + 1)[:, None]
    top, y0 = _best(sides.lying(np.clip(y0 + moves, 0, height - 1), x0, x1 + 1), y0, reach)
    bottom, y1 = _best(sides.lying(np.clip(y1 + moves, 0, height - 1), x0, x1 + 1), y1, reach)
    left, x0 = _best(sides.upright(np.clip(x0 + moves, 0, width - 1), y0, y1 + 1), x0, reach)
    right, x1 = _best(sides.upright(np.clip(x1 + moves, 0, width - 1), y0, y1 + 1), x1, reach)
    shares = np.stack([top, bottom, left, right])
    score = shares.mean(axis=0)
    good = (shares.min(axis=0) >= WEAKEST_SIDE) & (score >= MEAN_SIDE) & (x0 >= 2) & (y0 >= 2)
    x0, y0, x1, y1, score = x0[good], y0[good], x1[good], y1[good], score[good]
    alone = ~_runs_on(sides, x0, y0, x1, y1)
    return [
        Square(int(a), int(b), int(c) + 1, int(d) + 1, round(float(s), 4))
        for a, b, c, d, s in zip(
            x0[alone], y0[alone], x1[alone], y1[alone], score[alone], strict=True
        )
    ]


def _best(shares: Shares, at: Numbers, reach: int) -> tuple[Shares, Numbers]:
    """The highest share of each column, and where it lies (the middle of equals)."""
    most = shares.max(axis=0)
    equal = shares >= most - 1e-9
    number = np.cumsum(equal, axis=0)
    middle = np.argmax(number > equal.sum(axis=0) // 2, axis=0)
    return most, np.asarray(at - reach + middle, dtype=np.intp)


def _runs_on(sides: Sides, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> NDArray[np.bool_]:
    """Whether at least two sides go on straight beyond the corners, as the rules of a table do."""
    reach = np.maximum(4, np.rint(0.4 * (x1 - x0)).astype(np.intp))
    skip = np.maximum(2, np.rint(0.12 * (x1 - x0)).astype(np.intp))
    count = np.zeros(len(x0), dtype=np.intp)
    for y in (y0, y1):
        count += sides.lying(y, x0 - skip - reach, x0 - skip) > RUN_ON
        count += sides.lying(y, x1 + skip, x1 + skip + reach) > RUN_ON
    for x in (x0, x1):
        count += sides.upright(x, y0 - skip - reach, y0 - skip) > RUN_ON
        count += sides.upright(x, y1 + skip, y1 + skip + reach) > RUN_ON
    return np.asarray(count >= 2)


def _solid(ink: Ink) -> list[Square]:
    core = max(3, round(ink.em * 0.3))
    opened = cv2.morphologyEx(ink.dark, cv2.MORPH_OPEN, np.ones((core, core), np.uint8))
    boxes = piece_boxes(np.asarray(opened, dtype=np.uint8))
    size, narrow = boxes[:, 2:].max(axis=1), boxes[:, 2:].min(axis=1)
    fits = (size >= SMALLEST * ink.em) & (size <= LARGEST * ink.em) & (narrow >= 0.82 * size)
    return [
        Square(x, y, x + w, y + h, 0.9, kind="solid")
        for x, y, w, h in boxes[fits].tolist()
        if float(opened[y : y + h, x : x + w].mean()) >= 0.9
    ]


def _overlap(left: Square, right: Square) -> float:
    width = min(left.x1, right.x1) - max(left.x0, right.x0)
    height = min(left.y1, right.y1) - max(left.y0, right.y0)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min(left.side, right.side) ** 2
