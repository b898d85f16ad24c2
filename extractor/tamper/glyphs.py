"""The figures of a scanned page as shapes of ink, each on the pixels that the scanner gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.geometry import Box
from models.page import PageText, TextLine

Grey = NDArray[np.uint8]

DARKER = 40
"""Grey levels by which ink is darker than its surroundings."""
AROUND = 41  # pixels: the surroundings
SURE = 0.9
"""Least confidence of a line whose figures are looked at."""
TALLEST = 1.25  # of the line's height
SMALLEST = 8  # pixels in height


@dataclass(frozen=True)
class Glyph:
    """One figure: its character, and the box of its ink in pixels of the turned page (x1, y1 exclusive).

    `line` is the number of its line on the page, `at` its place in the line.
    """

    char: str
    x0: int
    y0: int
    x1: int
    y1: int
    line: int
    at: int

    @property
    def height(self) -> int:
        """Height of the ink in pixels."""
        return self.y1 - self.y0


def find_glyphs(grey: Grey, page: PageText) -> list[Glyph]:
    """Return the figures of the page's lines whose ink is one shape that belongs to no other character.

    `grey` is the page picture in quarter turns upright, not yet straightened. Lines under a seal or
    not surely read are left out.
    """
    ink = ink_of(grey)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [
        glyph
        for number, line in enumerate(page.lines)
        if line.char_spans and not line.under_seal and line.confidence >= SURE
        for glyph in _of_line(line, number, page, labels, stats)
    ]


def ink_of(grey: Grey) -> NDArray[np.uint8]:
    """Return 1 where the picture is clearly darker than its surroundings."""
    smooth = cv2.boxFilter(grey, -1, (AROUND, AROUND))
    dark = np.asarray(cv2.subtract(smooth, grey) > DARKER)
    return dark.astype(np.uint8)


def box_of(glyphs: list[Glyph], grey: Grey) -> Box:
    """Return the box around figures in fractions of the turned page."""
    height, width = grey.shape
    return Box(
        min(g.x0 for g in glyphs) / width,
        min(g.y0 for g in glyphs) / height,
        max(g.x1 for g in glyphs) / width,
        max(g.y1 for g in glyphs) / height,
    ).clipped()


def _of_line(
    line: TextLine, number: int, page: PageText, labels: NDArray[np.int32], stats: NDArray[np.int32]
) -> Iterator[Glyph]:
    """The figures of one line; a shape that two characters claim is none."""
    found = []
    for at, (char, span) in enumerate(zip(line.text, line.char_spans, strict=True)):
        if char.isascii() and char.isdigit():
            label = _shape_at(Box(span[0], line.box.y0, span[1], line.box.y1), page, labels, stats)
            if label is not None:
                found.append((label, at, char))
    claimed = [label for label, _, _ in found]
    for label, at, char in found:
        if claimed.count(label) == 1:
            x, y, width, height, _ = (int(v) for v in stats[label])
            yield Glyph(char, x, y, x + width, y + height, number, at)


def _shape_at(
    box: Box, page: PageText, labels: NDArray[np.int32], stats: NDArray[np.int32]
) -> int | None:
    """The only shape of a figure's height whose middle lies in a character's box."""
    height, width = labels.shape
    seen = turned_box(page.frame.to_displayed(box), page.frame.quarter_turns)
    x0, x1 = int(seen.x0 * width), int(seen.x1 * width) + 1
    y0, y1 = int(seen.y0 * height), int(seen.y1 * height) + 1
    tall = y1 - y0
    fitting = []
    for label in np.unique(labels[y0:y1, x0:x1]):
        x, _, w, h, _ = stats[label]
        middle = x + w / 2
        if label and x0 <= middle <= x1 and max(SMALLEST, 0.35 * tall) <= h <= TALLEST * tall:
            fitting.append(int(label))
    return fitting[0] if len(fitting) == 1 else None


def turned_box(box: Box, turns: int) -> Box:
    """Return where a box of the displayed page lies after clockwise quarter turns of it."""
    for _ in range(turns % 4):
        box = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    return box
