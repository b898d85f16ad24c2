"""A page drawn with text rows and check boxes, as the tests of marks need it."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from extractor.ocr.engine import Pixels
from extractor.ocr.marks import find_check_boxes
from models.geometry import Box
from models.page import CheckBox, MarkState, TextLine

EM = 30
INK = (25, 25, 30)


class Drawing:
    """A page of text rows; characters are drawn as strokes, boxes and ticks as shapes."""

    def __init__(self, *, width: int = 1200, height: int = 600) -> None:
        self.pixels: Pixels = np.full((height, width, 3), 252, dtype=np.uint8)
        self.lines: list[TextLine] = []

    def row(self, text: str, *, y: int, x: int = 100, read_as: str | None = None) -> list[int]:
        """Draw a row and return the left edges of its marks.

        `□` empty, `☑` ticked inside, `✓` ticked beyond the box, `☒` crossed, `■` solid, `√` a tick alone.
        The marks are not recognised unless `read_as` gives the text as the recogniser has it.
        """
        edges: list[int] = []
        chars: list[tuple[str, int]] = []
        for index, char in enumerate(text):
            left = x + index * EM
            if char in "□☑✓☒■√":
                edges.append(left + 2)
                self._mark(char, left + 2, y + 2)
            elif char == "口":
                cv2.rectangle(self.pixels, (left + 5, y + 6), (left + 24, y + 24), INK, 2)
            elif char != " ":
                self._strokes(left, y, seed=ord(char))
            if read_as is None and char not in "□☑✓☒■√ ":
                chars.append((char, left + EM // 2))
            elif read_as is not None and read_as[index] != " ":
                chars.append((read_as[index], left + EM // 2))
        self.lines.append(self.line(chars, y))
        return edges

    def boxes(self) -> tuple[CheckBox, ...]:
        """What is found on the page."""
        return find_check_boxes(self.pixels, self.lines)

    def _mark(self, char: str, x: int, y: int) -> None:
        side = 25
        tick = np.array([(4, 13), (10, 20), (21, 5)]) + np.array([x, y])
        if char == "■":
            cv2.rectangle(self.pixels, (x, y), (x + side, y + side), INK, -1)
            return
        if char != "√":
            cv2.rectangle(self.pixels, (x, y), (x + side, y + side), INK, 2)
        if char == "☒":
            cv2.line(self.pixels, (x + 4, y + 4), (x + 21, y + 21), INK, 2)
            cv2.line(self.pixels, (x + 4, y + 21), (x + 21, y + 4), INK, 2)
        if char in "☑√":
            cv2.polylines(
                self.pixels, [tick.astype(np.int32)], isClosed=False, color=INK, thickness=2
            )
        if char == "✓":
            pen = np.array([(-5, 10), (7, 20), (30, -12)]) + np.array([x, y])
            cv2.polylines(
                self.pixels,
                [pen.astype(np.int32)],
                isClosed=False,
                color=(30, 40, 110),
                thickness=3,
            )

    def _strokes(self, left: int, y: int, *, seed: int) -> None:
        draw = np.random.default_rng(seed)
        for _ in range(5):
            ends = draw.integers(4, 25, size=4)
            start = (int(left + ends[0]), int(y + ends[1]))
            cv2.line(self.pixels, start, (int(left + ends[2]), int(y + ends[3])), INK, 2)

    def line(self, chars: list[tuple[str, int]], y: int) -> TextLine:
        """A line as the recogniser gives it: characters with the middles of their places."""
        height, width = self.pixels.shape[:2]
        middles = [x for _, x in chars]
        borders = [(a + b) / 2 for a, b in pairwise(middles)]
        edges = [middles[0] - EM / 2, *borders, middles[-1] + EM / 2]
        return TextLine(
            text="".join(char for char, _ in chars),
            box=Box(edges[0] / width, (y - 4) / height, edges[-1] / width, (y + EM + 4) / height),
            confidence=0.99,
            char_spans=tuple((a / width, b / width) for a, b in pairwise(edges)),
            char_confidences=(0.99,) * len(chars),
        )


def states(boxes: tuple[CheckBox, ...]) -> list[MarkState]:
    """The states from left to right, row by row (rows are 100 pixels apart)."""
    ordered = sorted(boxes, key=lambda box: (round(box.box.y0 * 6), box.box.x0))
    return [box.state for box in ordered]
