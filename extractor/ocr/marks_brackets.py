"""Pairs of brackets that hold a mark or nothing, as forms print them in place of boxes: （ ） [ ] 【 】."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from extractor.ocr.marks_ink import Ink, Mask, line_em
from extractor.ocr.marks_rounds import Blob, Pieces
from extractor.ocr.marks_squares import Square
from extractor.ocr.marks_text import Glyphs, centres_of
from models.page import TextLine

_PAIR = re.compile(r"[（(\[［【〔]\s*[√✓✔VvＶ×xX/JvＬ○O0●■*]?\s*[）)\]］】〕]")
_LAST_OPENS = re.compile(r"[（(\[［【〔]$")
_LAST_CLOSES = re.compile(r"^[^（(\[［【〔]*[）)\]］】〕]$")
LEAST_ROOM = 0.2  # characters between two brackets in which something may be marked
MISREAD = "MWNVYKIl|/\\√✓()（）[]［］【】〔〕"
"""Characters as which a recogniser may read brackets with a pen's tick through them."""

STRUCK = (
    1.1  # height in characters from which a piece of ink that was read as one of these is no letter
)
BRACKET = (0.65, 0.5)  # least height and greatest width of a bracket in characters


class _Spot(NamedTuple):
    """Where a pair of brackets was read: the middles of both and of the line, in pixels of the ink page."""

    left: float
    right: float
    y: float
    em: float


def find_brackets(
    lines: Sequence[TextLine], glyphs: Glyphs, ink: Ink, pieces: Pieces, *, size: tuple[int, int]
) -> list[Square]:
    """Return the insides of bracket pairs of which a page has at least two, and those that a pen hid.

    `size` is width and height of the picture in pixels. A pair under a pen's tick is not read as
    brackets: in a row or column of pairs, a lone piece of ink of their size is one.
    """
    width, height = size
    spots = [spot for line in lines for spot in _spots(line, width * ink.scale, height * ink.scale)]
    if len(spots) < 2:
        return []
    spots = [spot._replace(em=min(spot.em, 1.3 * ink.em)) for spot in spots]
    found = [box for spot in spots if (box := _inside(spot, ink.dark)) is not None]
    apart = median(spot.right - spot.left for spot in spots)
    for line in lines:
        half = _half(line, apart, width * ink.scale, height * ink.scale)
        box = half and _inside(half, ink.dark)
        if box and _lined_up(box.middle, found, ink.em) and not any(_meets(box, o) for o in found):
            found.append(box)
    return found + list(_hidden(found, glyphs, ink, pieces))


def _half(line: TextLine, apart: float, width: float, height: float) -> _Spot | None:
    """A pair of brackets at the end of a line of which only one was read; `apart` pixels are between two."""
    text = line.text.strip()
    opens, closes = _LAST_OPENS.search(text), _LAST_CLOSES.search(text)
    if not (opens or closes):
        return None
    at = centres_of(line)[len(line.text.rstrip()) - 1] * width
    left = at if opens else at - apart
    em = line_em(line) * width or 0.7 * line.box.height * height
    return _Spot(left, left + apart, line.box.center[1] * height, em)


def _lined_up(middle: tuple[float, float], found: Sequence[Square], em: float) -> bool:
    """Whether a point lies in a row or a column of bracket pairs."""
    return any(
        abs(box.middle[1] - middle[1]) < 0.7 * em or abs(box.middle[0] - middle[0]) < 0.7 * em
        for box in found
    )


def _meets(one: Square | Blob, box: Square) -> bool:
    """Whether a place covers the middle of the height of a pair and some of its width."""
    return one.x0 < box.x1 and box.x0 < one.x1 and one.y0 < box.middle[1] < one.y1


def _spots(line: TextLine, width: float, height: float) -> Iterator[_Spot]:
    for match in _PAIR.finditer(line.text):
        centres = centres_of(line)
        yield _Spot(
            centres[match.start()] * width,
            centres[match.end() - 1] * width,
            line.box.center[1] * height,
            line_em(line) * width or 0.7 * line.box.height * height,
        )


def _inside(spot: _Spot, dark: Mask) -> Square | None:
    """The room between two brackets, None where there is none."""
    em = spot.em
    x0, x1 = max(0, round(spot.left - 0.7 * em)), round(spot.right + 0.7 * em)
    y0, y1 = max(0, round(spot.y - 0.65 * em)), round(spot.y + 0.65 * em)
    part = np.ascontiguousarray(dark[y0:y1, x0:x1])
    if not part.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    shapes = [
        (float(x) + x0, float(x + w) + x0)
        for x, _, w, h, _ in stats[1:]
        if h >= BRACKET[0] * em and w <= BRACKET[1] * em
    ]
    lefts = [s for s in shapes if abs((s[0] + s[1]) / 2 - spot.left) < 0.6 * em]
    rights = [s for s in shapes if abs((s[0] + s[1]) / 2 - spot.right) < 0.6 * em]
    left = min(lefts, key=lambda s: abs((s[0] + s[1]) / 2 - spot.left), default=None)
    rights = [s for s in rights if s != left and (left is None or s[0] > left[1])]
    right = min(rights, key=lambda s: abs((s[0] + s[1]) / 2 - spot.right), default=None)
    begin = left[1] + 1 if left else spot.left + 0.25 * em
    end = right[0] - 1 if right else spot.right - 0.25 * em
    if end - begin < LEAST_ROOM * em:
        return None
    top, bottom = round(spot.y - 0.45 * em), round(spot.y + 0.45 * em)
    return Square(round(begin), top, round(end), bottom, 0.9, kind="brackets")


def _hidden(found: Sequence[Square], glyphs: Glyphs, ink: Ink, pieces: Pieces) -> Iterator[Square]:
    """Pieces of ink that no character explains, in a row or column of bracket pairs and of their size."""
    em = ink.em
    for blob in _clusters(glyphs, ink, pieces):
        x, y = (blob.x0 + blob.x1) / 2, (blob.y0 + blob.y1) / 2
        w, h = blob.x1 - blob.x0, blob.y1 - blob.y0
        fits = 0.6 * em <= w <= 3 * em and 0.6 * em <= h <= 1.9 * em
        known = any(_meets(blob, box) for box in found)
        if fits and not known and _lined_up((x, y), found, em):
            yield Square(blob.x0, blob.y0, blob.x1, blob.y1, 0.7, kind="brackets")


def _clusters(glyphs: Glyphs, ink: Ink, pieces: Pieces) -> list[Blob]:
    """Pieces of ink that no recognised character explains, those side by side joined."""
    em = ink.em
    alone: list[Blob] = []
    for _, blob in pieces.sized(widths=(2, 3 * em), heights=(0.3 * em, 2 * em)):
        x, y = (blob.x0 + blob.x1) / 2, (blob.y0 + blob.y1) / 2
        near = glyphs.near(x, y, across=0.62 * em, down=0.9 * em)
        struck = blob.y1 - blob.y0 >= STRUCK * em and all(g.char in MISREAD for g in near)
        if near and not struck:
            continue
        alone.append(blob)
    alone.sort()
    joined: list[Blob] = []
    for blob in alone:
        for number, other in enumerate(joined):
            level = min(blob.y1, other.y1) - max(blob.y0, other.y0) > 0
            if level and blob.x0 - other.x1 < 0.5 * em:
                joined[number] = Blob(
                    other.x0, min(other.y0, blob.y0), max(other.x1, blob.x1), max(other.y1, blob.y1)
                )
                break
        else:
            joined.append(blob)
    return joined
