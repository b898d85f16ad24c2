"""What stands in a box: nothing, a tick, a cross, solid ink, or something that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractor.ocr.marks_ink import Ink, Mask
from extractor.ocr.marks_squares import Square
from models.page import MarkState

EMPTY, MARKED, FILLED = 0.025, 0.055, 0.62  # share of the inside that is inked
WITHIN = 0.58  # of the radius of a round box: so far from its middle reaches what is clear of its outline
DOTTED = 0.28  # share of the inside of a round box that its dot covers
BARE, WRITTEN = 0.012, 0.03  # ink between brackets, as a share of a character
VEILED = (
    0.34  # darkness of the middle of a box, as a share of its outline, that may be a faint mark
)
THICKEST = 0.3  # of the side of a box: so far in its outline may reach, thick or blurred
FRAYED = 0.1  # of the side of a box: ink inside that reaches no deeper is frayed outline
SPECK = 0.25  # of the side of a box: shorter ink in it is a speck
RULED = 0.8  # ink share of a row from which it belongs to a rule beside the box
ALONG = 0.5  # ink share of a row or column that belongs to the outline


class Shape(NamedTuple):
    """A connected stroke of ink: its box in pixels of the ink page and its own pixels."""

    x0: int
    y0: int
    x1: int
    y1: int
    pixels: Mask


def judge(square: Square, ink: Ink) -> tuple[MarkState, float, float]:
    """Return the state of a square, the ink share of its inside, and the confidence of the judgement."""
    if square.kind == "solid":
        return MarkState.filled, 1.0, square.score
    if square.kind == "brackets":
        return _between_brackets(square, ink)
    inside, clear = _inside(square, _sharp(square, ink.depth))
    share = float(inside.sum()) / clear if clear else 0.0
    if share < EMPTY:
        veiled = _veil(square, ink.depth) >= VEILED
        return (MarkState.unclear if veiled else MarkState.empty), share, square.score
    if share >= (DOTTED if square.kind == "round" else FILLED):
        return MarkState.filled, share, square.score
    if share < MARKED:
        return _faint(square, inside, ink), share, 0.6
    if _both_diagonals(inside):
        return MarkState.crossed, share, square.score
    return MarkState.ticked, share, square.score


def _sharp(square: Square, depth: Mask) -> Mask:
    """The square's ink at half the depth of its outline: blurred strokes at their own width."""
    part = depth[square.y0 : square.y1, square.x0 : square.x1]
    return np.asarray(part > 0.5 * _rim(square, depth), dtype=np.uint8)


def _rim(square: Square, depth: Mask) -> float:
    """How much darker than the paper the outline of a square is (0..255)."""
    part = depth[square.y0 : square.y1, square.x0 : square.x1]
    edge = max(2, round(0.15 * square.side))
    rim = (part[:edge], part[-edge:], part[:, :edge], part[:, -edge:])
    return float(np.percentile(np.concatenate([side.ravel() for side in rim]), 80))


def _veil(square: Square, depth: Mask) -> float:
    """How dark the middle of a square is, as a share of its outline."""
    inset = round(0.32 * square.side)
    part = depth[square.y0 + inset : square.y1 - inset, square.x0 + inset : square.x1 - inset]
    return float(part.mean()) / max(1.0, _rim(square, depth)) if part.size else 0.0


def _between_brackets(square: Square, ink: Ink) -> tuple[MarkState, float, float]:
    """What stands between two brackets; ink counts against a character, however wide the room is."""
    part = ink.dark[max(0, square.y0) : square.y1, max(0, square.x0) : square.x1]
    share = float(part.sum()) / ink.em**2
    if share < BARE:
        return MarkState.empty, share, square.score
    if share < WRITTEN:
        return MarkState.unclear, share, 0.5
    return MarkState.ticked, share, square.score


def _inside(square: Square, part: Mask) -> tuple[Mask, int]:
    """Of a square's own ink what is clear of its outline, and how many pixels are clear of it."""
    if square.kind == "round":
        return _in_circle(part)
    inner = _peeled(part)
    return inner, inner.size


def _in_circle(part: Mask) -> tuple[Mask, int]:
    """The ink around the middle of a round box, and the pixels of that circle."""
    height, width = part.shape
    y, x = np.mgrid[:height, :width]
    radius = WITHIN * min(height, width) / 2
    near = np.hypot(x - (width - 1) / 2, y - (height - 1) / 2) <= radius
    return np.asarray(part * near, dtype=np.uint8), int(near.sum())


def _peeled(part: Mask) -> Mask:
    """A square without the rows and columns that run along its sides."""
    measured = [_outline(side) for side in (part, part.T, part[::-1], part.T[::-1])]
    usual = sorted(measured)[1]  # a stroke inside may run along two sides, not along three
    top, left, bottom, right = (min(side, usual + 2) for side in measured)
    inner = part[top : part.shape[0] - bottom, left : part.shape[1] - right]
    return _unfrayed(np.ascontiguousarray(inner), max(1, round(FRAYED * len(part))))


def _unfrayed(inner: Mask, depth: int) -> Mask:
    """The ink that hangs together with some that lies deeper than so many pixels inside."""
    if min(inner.shape) <= 2 * depth:
        return inner
    count, labels = cv2.connectedComponents(inner, connectivity=8)
    deep = np.zeros(count, dtype=np.bool_)
    deep[np.unique(labels[depth:-depth, depth:-depth])] = True
    deep[0] = False
    return np.asarray(deep[labels], dtype=np.uint8)


def _outline(part: Mask) -> int:
    """Rows from the top up to which the outline reaches, and one more for its frayed edge."""
    least, most = max(2, round(0.12 * len(part))), round(THICKEST * len(part))
    rows = part[:, len(part[0]) // 8 : -(len(part[0]) // 8) or None].mean(axis=1)
    inked = np.flatnonzero(rows[:most] > ALONG)
    if not len(inked):
        return least
    first = int(inked[0])
    run = int(np.argmin(np.append(rows[first:most] > ALONG, False)))
    return max(least, first + run + 1)


def _faint(square: Square, inside: Mask, ink: Ink) -> MarkState:
    """Little ink inside: specks are nothing, the tail of a stroke that runs across the outline is a tick."""
    longest = _longest(inside)
    reach = round(0.4 * square.side)
    above = ink.dark[max(0, square.y0 - reach) : square.y0 - 1, square.x0 : square.x1 + reach]
    left = ink.dark[square.y0 : square.y1, max(0, square.x0 - reach) : square.x0 - 1]
    tail = min(_without_rule(above), _without_rule(left.T)) / square.side**2
    if tail >= 0.02 and longest >= 0.12 * square.side:
        return MarkState.ticked
    return MarkState.empty if longest < SPECK * square.side else MarkState.unclear


def _longest(inside: Mask) -> int:
    """Pixels that the longest connected stroke spans."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    return max((int(max(w, h)) for _, _, w, h, _ in stats[1:]), default=0)


def _without_rule(part: Mask) -> float:
    """Ink of a strip in pixels, rows that are all ink left out: they belong to a rule."""
    rows = part.sum(axis=1, dtype=np.float64)
    return float(rows[rows < RULED * part.shape[1]].sum())


def _both_diagonals(inside: Mask) -> bool:
    size = 16
    small = cv2.resize(inside, (size, size), interpolation=cv2.INTER_NEAREST)
    thick = cv2.dilate(small, np.ones((3, 3), np.uint8))
    falling = float(np.mean([thick[i, i] for i in range(1, size - 1)]))
    rising = float(np.mean([thick[i, size - 1 - i] for i in range(1, size - 1)]))
    return falling >= 0.8 and rising >= 0.8


def strokes_outside(squares: Sequence[Square], ink: Ink, heights: Sequence[float]) -> list[Shape]:
    """Connected strokes of up to two and a half characters that are left when the squares are taken out.

    Only those are returned whose middle lies within two characters of one of the `heights` (pixels).
    """
    rest = ink.dark.copy()
    for square in squares:
        rest[square.y0 - 1 : square.y1 + 1, square.x0 - 1 : square.x1 + 1] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    x, y, w, h, area = stats.T
    low, high = 0.35 * ink.em, 2.5 * ink.em
    fits = (w >= low) & (w <= high) & (h >= low) & (h <= high) & (area <= 0.45 * w * h)
    levels = np.sort(np.asarray(heights, dtype=np.float64))
    middle = y + h / 2
    after = np.clip(np.searchsorted(levels, middle), 0, len(levels) - 1)
    before = np.clip(after - 1, 0, len(levels) - 1)
    off = np.minimum(np.abs(levels[after] - middle), np.abs(levels[before] - middle))
    fits &= off < 2 * ink.em
    shapes = []
    for number in np.flatnonzero(fits[1:]) + 1:
        x0, y0, x1, y1 = x[number], y[number], x[number] + w[number], y[number] + h[number]
        part = np.asarray(labels[y0:y1, x0:x1] == number, dtype=np.uint8)
        shapes.append(Shape(int(x0), int(y0), int(x1), int(y1), part))
    return shapes


def is_tick(shape: Shape) -> bool:
    """Whether a stroke runs down to a low point left of the middle and up to the top right: √."""
    height, width = shape.pixels.shape
    if not 0.45 <= width / height <= 2.2:
        return False
    columns = np.arange(width)
    inked = shape.pixels.any(axis=0)
    if float(inked.mean()) < 0.95:
        return False
    rows = np.arange(height)[:, None]
    weight = shape.pixels.sum(axis=0)
    middle = (shape.pixels * rows).sum(axis=0) / np.maximum(weight, 1)
    lowest = int(np.argmax(middle))
    if not 0.12 * width <= lowest <= 0.6 * width or middle[lowest] < 0.6 * height:
        return False
    right = middle[lowest:]
    rising = float(np.mean(np.diff(right) <= 0.75))
    if len(right) < 4 or float(np.std(right)) < 0.5:
        return False
    straight = abs(float(np.corrcoef(columns[lowest:], right)[0, 1]))
    left = middle[: lowest + 1]
    dips = middle[lowest] - float(left.min()) >= 0.12 * height
    thin = float(np.median(weight[lowest:])) <= 0.5 * height
    return middle[-1] <= 0.25 * height and rising >= 0.85 and straight >= 0.85 and dips and thin
