"""Characters at the ends of lines that the search for lines cut off: a thin 一, a bracket, a last digit."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.lines import line_of
from extractor.ocr.text_layer import quad_of
from models.geometry import Box
from models.page import TextLine

REACH = 1.1  # heights of the line that are looked at beyond an end
NEAREST = 0.9  # heights of the line within which the lost character must begin
DARK = 14  # grey levels below the surroundings that count as ink
FLAT = 0.25  # share of the line's height up to which ink along its edge is a rule
RULE = 0.8  # share of the height that a column of a vertical rule fills
SURE = 0.9  # confidence of an added character
AMBIGUOUS = frozenset("1Il|丨!/\\·.,'`-_—~")
"""What a scrap of a rule, a dot or a fold is read as."""


def complete_ends(
    pixels: Pixels, lines: Sequence[TextLine], *, engine: OcrEngine
) -> list[TextLine]:
    """Return the lines, those with ink left at an end read again from a longer crop.

    `pixels` is the upright, straight page. A longer reading counts only where it repeats the shorter
    one and adds characters that are read surely and cannot be a rule or a dot.
    """
    ink = ink_of(pixels)
    places = _Places(lines)
    longer = {
        index: box
        for index, line in enumerate(lines)
        if line.box.width > line.box.height and (box := _longer_box(index, places, ink)) is not None
    }
    height, width = pixels.shape[:2]
    quads = [quad_of(box, width=width, height=height) for box in longer.values()]
    readings = engine.recognise([cut_quad(pixels, quad) for quad in quads])
    result = list(lines)
    for index, quad, reading in zip(longer, quads, readings, strict=True):
        if _only_adds(lines[index], reading):
            result[index] = line_of(quad, reading, width=width, height=height)
    return result


def ink_of(pixels: Pixels) -> NDArray[np.bool_]:
    """Return where a page (RGB) is clearly darker than around."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    block = max(15, (min(grey.shape) // 40) | 1)
    dark = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, DARK
    )
    return np.asarray(dark > 0)


class _Places:
    """Where the lines of a page lie, so that the room beside each is known at once."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        """Note the boxes of the lines."""
        self.boxes = [line.box for line in lines]
        self._all = np.array([tuple(box) for box in self.boxes], dtype=np.float64).reshape(-1, 4)

    def beside(self, index: int) -> tuple[float, float]:
        """Up to where the room to the left and to the right of a line is free (0 and 1: to the edge)."""
        x0, y0, x1, y1 = self._all.T
        own = self._all[index]
        level = np.minimum(y1, own[3]) - np.maximum(y0, own[1]) > 0
        level[index] = False
        middle, own_middle = (x0 + x1) / 2, (own[0] + own[2]) / 2
        after = level & (middle > own_middle) & (x1 > own[2])
        before = level & (middle < own_middle) & (x0 < own[0])
        return float(x1[before].max(initial=0.0)), float(x0[after].min(initial=1.0))


def _longer_box(index: int, places: _Places, ink: NDArray[np.bool_]) -> Box | None:
    """The box with what belongs to the line beyond its ends, or None where nothing does."""
    height, width = ink.shape
    box = places.boxes[index]
    tall = box.height * height
    reach = REACH * tall / width
    free = places.beside(index)
    left, right = max(free[0], box.x0 - reach), min(free[1], box.x1 + reach)
    rows = slice(max(0, round(box.y0 * height)), round(box.y1 * height))
    after = _inked_columns(ink[rows, round(box.x1 * width) : round(right * width)], tall)
    before = _inked_columns(ink[rows, round(left * width) : round(box.x0 * width)][:, ::-1], tall)
    if not after and not before:
        return None
    edge = 0.12 * tall / width
    return Box(
        max(0.0, left, box.x0 - before / width - edge) if before else box.x0,
        box.y0,
        min(1.0, right, box.x1 + after / width + edge) if after else box.x1,
        box.y1,
    )


def _inked_columns(part: NDArray[np.bool_], tall: float) -> int:
    """How many columns outward the ink of one more character reaches (0: there is none)."""
    if part.size == 0:
        return 0
    part = _without_rules(part)
    share = part.mean(axis=0)
    rules = np.flatnonzero(share > RULE)
    usable = share[: rules[0]] if rules.size else share
    inked = np.flatnonzero(usable * part.shape[0] >= 2)
    if inked.size < 0.15 * tall or inked[0] > NEAREST * tall:
        return 0
    return int(inked[-1]) + 1


def _without_rules(part: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The part without rules above and below the line: what runs through it, or flat along its edge."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        np.ascontiguousarray(part, dtype=np.uint8), connectivity=8
    )
    rows, columns = part.shape
    top, tall = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_HEIGHT]
    along = (tall <= FLAT * rows) & ((top == 0) | (top + tall == rows))
    rule = (along | (stats[:, cv2.CC_STAT_WIDTH] == columns)) & (np.arange(count) > 0)
    return np.asarray(part & ~rule[labels])


def _only_adds(line: TextLine, reading: Recognised) -> bool:
    start = reading.text.find(line.text)
    if start < 0 or len(reading.text) == len(line.text) or not reading.char_confidences:
        return False
    end = start + len(line.text)
    added = [
        (char, score)
        for index, (char, score) in enumerate(
            zip(reading.text, reading.char_confidences, strict=True)
        )
        if not start <= index < end
    ]
    return all(score >= SURE and char not in AMBIGUOUS for char, score in added)
