"""Ticks that a pen drew over the words of an option, and the box that these words belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from extractor.ocr.marks_ink import Ink, Mask
from extractor.ocr.marks_rounds import Blob, Pieces
from extractor.ocr.marks_squares import Square
from extractor.ocr.marks_text import Glyphs

ARM = 0.85  # length in characters of the straight stroke that is looked for
LEAST, MOST = (0.88, 1.18), (2.2, 2.6)  # width and height of the long arm of a tick, in characters
STEEP = range(38, 72, 4)  # degrees over the line at which it may rise
LEVEL = 0.9  # characters by which the middle of an arm may lie over or under that of its box
WORDS = 6.0  # characters from a box to a tick over its words
BESIDE = 0.45  # characters to the next box within which a tick may as well belong to that
GAP = 1.2  # characters of blank paper that part two options
INTO = 0.1  # characters by which a tick reaches into a box that it runs over


def find_word_ticks(
    squares: Sequence[Square], glyphs: Glyphs, ink: Ink, pieces: Pieces
) -> Iterator[Blob]:
    """Yield the long arms of ticks that run through words in the rows of boxes, touching their strokes.

    No stroke of print is as long, as straight and as high as the arm of such a tick. A tick
    that stands free of all print is not looked for here.
    """
    if not squares:
        return
    levels = np.array([square.middle[1] for square in squares])
    sizes = (LEAST[0] * ink.em, 12 * ink.em), (LEAST[1] * ink.em, 2 * MOST[1] * ink.em)
    for number, blob in pieces.sized(widths=sizes[0], heights=sizes[1]):
        middle = (blob.y0 + blob.y1) / 2
        if float(np.abs(levels - middle).min()) > LEVEL * ink.em:
            continue
        em = _size_of_words(blob, glyphs, ink)
        for arm in _arms(_own_ink(number, blob, ink, pieces), em):
            x0, y0, x1, y1 = arm
            yield Blob(x0 + blob.x0, y0 + blob.y0, x1 + blob.x0, y1 + blob.y0)


def _size_of_words(blob: Blob, glyphs: Glyphs, ink: Ink) -> float:
    """Width of a character where a piece of ink stands, in pixels of the ink page."""
    x, y = (blob.x0 + blob.x1) / 2, (blob.y0 + blob.y1) / 2
    reach = (blob.x1 - blob.x0) / 2 + 12 * ink.em
    near = [glyph.em for glyph in glyphs.near(x, y, across=reach, down=0.8 * ink.em)]
    return max(ink.em, sorted(near)[len(near) // 4]) if near else ink.em


def _own_ink(number: int, blob: Blob, ink: Ink, pieces: Pieces) -> Mask:
    """The ink of one piece at the full size."""
    dark = ink.dark[blob.y0 : blob.y1, blob.x0 : blob.x1]
    size = (dark.shape[1], dark.shape[0])
    own = cv2.resize(pieces.pixels(number), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(dark & own, dtype=np.uint8)


def _arms(part: Mask, em: float) -> Iterator[Blob]:
    """Straight strokes in a piece of ink that rise to the right, of the size of a tick's long arm."""
    rising = np.zeros_like(part)
    for angle in STEEP:
        rising |= np.asarray(cv2.morphologyEx(part, cv2.MORPH_OPEN, _line(angle, ARM * em)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(rising, connectivity=8)
    for x, y, w, h, _ in stats[1:].tolist():
        if LEAST[0] * em <= w <= MOST[0] * em and LEAST[1] * em <= h <= MOST[1] * em:
            yield Blob(x, y, x + w, y + h)


def _line(angle: int, length: float) -> Mask:
    """A straight stroke one pixel wide that rises to the right by `angle` degrees."""
    wide = max(1, round(float(np.cos(np.radians(angle))) * length))
    high = max(1, round(float(np.sin(np.radians(angle))) * length))
    mask = np.zeros((high, wide), np.uint8)
    cv2.line(mask, (0, high - 1), (wide - 1, 0), 1, 1)
    return mask


def boxes_of_words(arm: Blob, squares: Sequence[Square], glyphs: Glyphs, ink: Ink) -> list[Square]:
    """Return the box whose words a tick runs over: the one on the side on which the row has its boxes.

    A box that it runs over is its own. Both neighbours are returned where the words do not tell
    whose they are, or where it as well stands beside the next box.
    """
    em = ink.em
    x, y = (arm.x0 + arm.x1) / 2, (arm.y0 + arm.y1) / 2
    row = [square for square in squares if abs(square.middle[1] - y) <= LEVEL * em]
    over = [s for s in row if arm.x0 + INTO * em < s.x1 and s.x0 < arm.x1 - INTO * em]
    if over:
        return over
    before = max((s for s in row if s.middle[0] < x), key=lambda s: s.x1, default=None)
    behind = min((s for s in row if s.middle[0] > x), key=lambda s: s.x0, default=None)
    gaps = [(s, max(0.0, arm.x0 - s.x1)) for s in (before,) if s]
    gaps += [(s, max(0.0, s.x0 - arm.x1)) for s in (behind,) if s]
    side = sum(_side(square, glyphs, em) for square in row)
    own = before if side > 0 else behind
    return [
        square
        for square, gap in gaps
        if gap <= BESIDE * em
        or ((side == 0 or square is own) and gap <= WORDS * em and _run_on(square, arm, ink))
    ]


def _run_on(square: Square, arm: Blob, ink: Ink) -> bool:
    """Whether words go on between a box and an arm without a gap as between two options."""
    y, half = (arm.y0 + arm.y1) / 2, 0.4 * ink.em
    x0, x1 = sorted((square.x1, arm.x0)) if square.x1 < arm.x1 else sorted((arm.x1, square.x0))
    band = ink.dark[max(0, round(y - half)) : round(y + half), x0:x1]
    inked = np.flatnonzero(np.concatenate([[True], band.any(axis=0), [True]]))
    return int(np.diff(inked).max()) <= GAP * ink.em


def _side(square: Square, glyphs: Glyphs, em: float) -> int:
    """1 where the nearest words of a box stand behind it, -1 before it, 0 where neither is nearer."""
    x, y = square.middle
    row = glyphs.near(x, y, across=4 * em, down=0.7 * em)
    away = 0.5 * square.side
    behind = min((g.x - x for g in row if g.x - x > away), default=4 * em)
    before = min((x - g.x for g in row if x - g.x > away), default=4 * em)
    return 0 if abs(behind - before) < 0.3 * em else 1 if behind < before else -1
