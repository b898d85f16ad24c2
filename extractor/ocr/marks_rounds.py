"""Round shapes on a page of ink: round boxes of a character's size, and rings that a pen drew around words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.marks_ink import Ink, Mask
from extractor.ocr.marks_squares import Square, distinct
from extractor.ocr.marks_text import Glyphs

SMALLEST, LARGEST = 0.45, 1.3  # diameter of a round box in characters
RING_HEIGHT, RING_WIDTH = (1.05, 2.8), (1.1, 9.0)  # of a ring around words, in characters
ROOM = 1.2  # least height and width of a ring in characters that it holds
CLOSED = 0.9  # share of the directions in which a circle is inked
MERGED = 0.8  # the same where a pen may have run over it
_ANGLES = np.linspace(0, 2 * np.pi, 32, endpoint=False)
Numbers = NDArray[np.float64]
_LONG = 4  # characters from which a straight run is a rule


class Blob(NamedTuple):
    """A connected piece of ink: its box in pixels of the ink page."""

    x0: int
    y0: int
    x1: int
    y1: int


class Pieces:
    """The connected pieces of a page without its long rules, found on a page of half the size."""

    def __init__(self, ink: Ink) -> None:
        """Reduce the page so that thin strokes stay, take the rules out, and join what touches."""
        half = cv2.dilate(ink.dark, np.ones((2, 2), np.uint8), anchor=(0, 0))[::2, ::2]
        long = max(3, round(_LONG * ink.em / 2))
        rules = cv2.morphologyEx(half, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
        rules |= cv2.morphologyEx(half, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
        rest = cv2.subtract(half, rules)
        _, self.labels, self.stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)

    def sized(
        self, *, widths: tuple[float, float], heights: tuple[float, float]
    ) -> Iterator[tuple[int, Blob]]:
        """Numbers and boxes of the pieces of such a size, in pixels of the ink page."""
        x, y, w, h, _ = self.stats.T * 2
        fits = (w >= widths[0]) & (w <= widths[1]) & (h >= heights[0]) & (h <= heights[1])
        for number in np.flatnonzero(fits[1:]) + 1:
            at = (x[number], y[number], x[number] + w[number], y[number] + h[number])
            yield int(number), Blob(*(int(v) for v in at))

    def pixels(self, number: int) -> Mask:
        """The piece's own pixels in its box, at half the size."""
        x, y, w, h = self.stats[number, :4]
        return np.asarray(self.labels[y : y + h, x : x + w] == number, dtype=np.uint8)


def find_rounds(ink: Ink, pieces: Pieces) -> list[Square]:
    """Return the circles of a character's size as the squares around them."""
    low, high = SMALLEST * ink.em, LARGEST * ink.em
    sized = [blob for _, blob in pieces.sized(widths=(low, high + 2), heights=(low, high + 2))]
    x0, y0, x1, y1 = np.array(sized, dtype=np.float64).reshape(-1, 4).T
    even = np.abs((x1 - x0) - (y1 - y0)) <= 0.2 * np.maximum(x1 - x0, y1 - y0)
    x0, y0, x1, y1 = x0[even], y0[even], x1[even], y1[even]
    middles = np.stack([(x0 + x1 - 1) / 2, (y0 + y1 - 1) / 2], axis=1)
    scores, radii = _circles(ink.dark, middles, (x1 - x0 + y1 - y0) / 4)
    closed = np.flatnonzero(scores >= CLOSED)
    return distinct([_around(middles[n], float(radii[n]), float(scores[n])) for n in closed])


def find_rounds_like(ink: Ink, rounds: Sequence[Square]) -> list[Square]:
    """Return circles of the size of known ones in their rows, even where pen strokes run through them."""
    found: list[Square] = []
    size = float(np.median([square.side for square in rounds]))
    reach = round(ink.em)
    thick = cv2.dilate(ink.dark, np.ones((3, 3), np.uint8))
    for level in sorted({round(square.middle[1] / ink.em) for square in rounds}):
        top = max(0, round(level * ink.em - 1.5 * reach))
        band = thick[top : top + 3 * reach + round(size)]
        found.extend(_circles_in(band, top, size))
    return distinct(found)


def _circles_in(band: Mask, top: int, size: float) -> Iterator[Square]:
    """Circles of one size in a band of the page whose first row is `top`."""
    radius = size / 2 - 1
    side = int(np.ceil(size))
    if band.shape[0] <= side or band.shape[1] <= side:
        return
    rows, columns = band.shape[0] - side, band.shape[1] - side
    hits = np.zeros((rows, columns), dtype=np.float32)
    for angle in _ANGLES:
        y = round(size / 2 + radius * np.sin(angle) - 0.5)
        x = round(size / 2 + radius * np.cos(angle) - 0.5)
        hits += band[y : y + rows, x : x + columns]
    hits /= len(_ANGLES)
    best = cv2.dilate(hits, np.ones((side, side), np.uint8))
    for y, x in np.argwhere((hits >= MERGED) & (hits >= best)):
        yield Square(
            int(x),
            top + int(y),
            int(x) + side,
            top + int(y) + side,
            float(hits[y, x]),
            kind="round",
        )


def _around(middle: Numbers, radius: float, score: float) -> Square:
    x0, y0 = round(float(middle[0]) - radius), round(float(middle[1]) - radius)
    side = round(2 * radius) + 1
    return Square(x0, y0, x0 + side, y0 + side, round(score, 4), kind="round")


def _circles(dark: Mask, middles: Numbers, radii: Numbers) -> tuple[Numbers, Numbers]:
    """In how many directions ink stands at about each radius, and the radius at which most does.

    The share is 0 for what has corners, as squares and characters have.
    """
    steps = radii[:, None] * np.arange(0.78, 1.1, 0.04)
    inked = _sampled(dark, middles, steps)
    about = np.maximum(np.maximum(inked[:, :-2], inked[:, 1:-1]), inked[:, 2:]).mean(axis=2)
    best = about.argmax(axis=1)
    beyond = _sampled(dark, middles, radii[:, None] * np.array([1.18, 1.24, 1.3])).max(axis=1)
    corners = sum(beyond[:, number : number + 3].max(axis=1) for number in (3, 11, 19, 27))
    every = np.arange(len(radii))
    return np.where(corners > 2, 0.0, about[every, best]), steps[every, best + 1]


def _sampled(dark: Mask, middles: Numbers, radii: Numbers) -> Mask:
    """Ink around each middle (x, y), at each of its radii (rows), in each direction (columns)."""
    x = np.rint(middles[:, :1, None] + radii[:, :, None] * np.cos(_ANGLES)).astype(np.intp)
    y = np.rint(middles[:, 1:, None] + radii[:, :, None] * np.sin(_ANGLES)).astype(np.intp)
    height, width = dark.shape
    return np.asarray(dark[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)])


def find_rings(ink: Ink, pieces: Pieces, glyphs: Glyphs) -> list[Blob]:
    """Return the rings that a pen drew around one or more recognised characters."""
    em = ink.em
    rings = []
    widths = (RING_WIDTH[0] * em, RING_WIDTH[1] * em)
    heights = (RING_HEIGHT[0] * em, RING_HEIGHT[1] * em)
    for number, blob in pieces.sized(widths=widths, heights=heights):
        if _holds_words(blob, glyphs) and _is_ring(pieces.pixels(number)):
            rings.append(blob)
    return rings


def _holds_words(blob: Blob, glyphs: Glyphs) -> bool:
    """Whether characters stand in the middle of a ring, clearly smaller than it: not its own strokes."""
    x, y = (blob.x0 + blob.x1) / 2, (blob.y0 + blob.y1) / 2
    wide, high = blob.x1 - blob.x0, blob.y1 - blob.y0
    held = glyphs.near(x, y, across=0.42 * wide, down=0.25 * high)
    return any(ROOM * glyph.em <= min(wide, high) for glyph in held)


def _is_ring(piece: Mask) -> bool:
    """Whether the outermost ink of a piece lies on an ellipse in nearly all directions."""
    height, width = piece.shape
    y, x = np.nonzero(piece)
    across = (x - (width - 1) / 2) / (width / 2)
    down = (y - (height - 1) / 2) / (height / 2)
    radius = np.hypot(across, down)
    sector = np.floor(np.arctan2(down, across) / (2 * np.pi) * 48).astype(np.intp) % 48
    outermost = np.zeros(48)
    np.maximum.at(outermost, sector, radius)
    on_it = (outermost >= 0.74) & (outermost <= 1.14)
    thin = float(piece.mean()) < 0.55
    return thin and float(on_it.mean()) >= 0.87
