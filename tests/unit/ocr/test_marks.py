"""Check boxes on drawn pages: empty, ticked, crossed, filled, and what only looks like a box."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

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


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        ("☑", MarkState.ticked),
        ("✓", MarkState.ticked),
        ("☒", MarkState.crossed),
        ("■", MarkState.filled),
        ("√", MarkState.ticked),
    ],
)
def test_states_of_marks(mark: str, state: MarkState) -> None:
    page = Drawing()
    page.row(f"□甲乙  {mark}丙丁  □戊己", y=100)
    page.row("□子丑  □寅卯", y=200)
    empty = MarkState.empty
    assert states(page.boxes()) == [empty, state, empty, empty, empty]


def test_boxes_lie_where_they_are_drawn() -> None:
    page = Drawing()
    edges = page.row("□甲乙  ☑丙丁  □戊己", y=100)
    found = [box.box for box in page.boxes()]
    assert [round(box.x0 * 1200) for box in found] == pytest.approx(edges, abs=3)
    assert [round(box.y0 * 600) for box in found] == pytest.approx([102] * 3, abs=3)


def test_recognised_characters_are_no_boxes() -> None:
    page = Drawing()
    page.row("主导产品出口额甲乙", y=100)
    page.row("□甲乙  □丙丁", y=200)
    assert states(page.boxes()) == [MarkState.empty, MarkState.empty]


def test_box_that_was_recognised_as_a_character() -> None:
    page = Drawing()
    page.row("□甲乙  □丙丁", y=100, read_as="□甲乙  口丙丁")
    assert states(page.boxes()) == [MarkState.empty, MarkState.empty]


def test_table_cells_are_no_boxes() -> None:
    page = Drawing()
    page.row("□甲乙  □丙丁", y=100)
    for column in range(12):
        left = 100 + column * 27
        cv2.rectangle(page.pixels, (left, 300), (left + 27, 327), INK, 2)
    page.row("子丑寅卯", y=300, x=500)
    assert len(page.boxes()) == 2


def test_modules_of_a_code_are_no_boxes() -> None:
    page = Drawing()
    page.row("□甲乙  □丙丁", y=100)
    page.row("子丑寅卯", y=300)
    draw = np.random.default_rng(5)
    modules = (draw.random((29, 29)) < 0.5).astype(np.uint8)
    for y, x in ((0, 0), (0, 22), (22, 0)):
        modules[y : y + 7, x : x + 7] = 1
        modules[y + 1 : y + 6, x + 1 : x + 6] = 0
        modules[y + 2 : y + 5, x + 2 : x + 5] = 1
    code = np.kron(1 - modules, np.full((4, 4), 255, dtype=np.uint8))
    page.pixels[260:376, 700:816] = code[:, :, None]
    assert len(page.boxes()) == 2


def test_box_broken_by_scanning() -> None:
    page = Drawing()
    edges = page.row("□甲乙  □丙丁  □戊己", y=100, read_as="□甲乙  □丙丁  □戊己")
    page.pixels[108:113, edges[1] - 1 : edges[1] + 4] = 252
    page.pixels[126:130, edges[1] + 10 : edges[1] + 14] = 252
    assert states(page.boxes()) == [MarkState.empty] * 3


def test_seal_across_boxes_is_no_mark() -> None:
    page = Drawing()
    page.row("□甲乙  ☑丙丁  □戊己", y=100)
    seal = np.full_like(page.pixels, 255)
    cv2.circle(seal, (220, 160), 110, (225, 60, 60), 8)
    page.pixels = np.minimum(page.pixels, seal)
    assert states(page.boxes()) == [MarkState.empty, MarkState.ticked, MarkState.empty]


@pytest.mark.parametrize("scale", [0.6, 1.7])
def test_size_of_the_picture_does_not_matter(scale: float) -> None:
    page = Drawing()
    page.row("□甲乙  ☑丙丁  □戊己", y=100)
    expected = states(page.boxes())
    resized = cv2.resize(page.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = find_check_boxes(np.asarray(resized, dtype=np.uint8), page.lines)
    assert states(found) == expected


def test_box_read_but_not_seen_is_unclear() -> None:
    page = Drawing()
    edges = page.row("□甲乙  □丙丁", y=100, read_as="□甲乙  □丙丁")
    page.pixels[100:131, edges[1] - 2 : edges[1] + 28] = 252
    assert states(page.boxes()) == [MarkState.empty, MarkState.unclear]


def test_page_without_text_has_no_boxes() -> None:
    page = Drawing()
    cv2.rectangle(page.pixels, (100, 100), (125, 125), INK, 2)
    assert find_check_boxes(page.pixels, ()) == ()


def test_round_boxes_with_and_without_a_dot() -> None:
    page = Drawing()
    for x, dotted in ((400, False), (560, True), (720, False)):
        cv2.circle(page.pixels, (x, 117), 12, INK, 2)
        if dotted:
            cv2.circle(page.pixels, (x, 117), 6, INK, -1)
    page.row("甲乙丙丁", y=100)
    page.row("子丑", y=100, x=420)
    page.row("寅卯", y=100, x=580)
    page.row("辰巳", y=100, x=740)
    assert states(page.boxes()) == [MarkState.empty, MarkState.filled, MarkState.empty]


def test_ring_around_words() -> None:
    page = Drawing()
    page.row("甲乙  丙丁  戊己", y=100)
    cv2.ellipse(page.pixels, (250, 115), (50, 27), 0, 0, 360, (30, 40, 110), 2)
    (ring,) = page.boxes()
    assert ring.state is MarkState.circled
    assert not ring.is_box
    assert ring.box.holds((250 / 1200, 115 / 600))


def test_table_around_words_is_no_ring() -> None:
    page = Drawing()
    page.row("甲乙  丙丁  戊己", y=100)
    cv2.rectangle(page.pixels, (200, 88), (300, 142), INK, 2)
    assert page.boxes() == ()


def test_brackets_with_a_mark_and_without() -> None:
    page = Drawing()
    for left in (100, 300):
        cv2.ellipse(page.pixels, (left + 20, 115), (6, 14), 0, 90, 270, INK, 2)
        cv2.ellipse(page.pixels, (left + 68, 115), (6, 14), 0, -90, 90, INK, 2)
    tick = np.array([(134, 112), (142, 122), (156, 102)])
    cv2.polylines(page.pixels, [tick.astype(np.int32)], isClosed=False, color=INK, thickness=2)
    page.lines.append(
        page.line([("（", 115), ("√", 145), ("）", 170), ("甲", 215), ("乙", 245)], 100)
    )
    page.lines.append(page.line([("（", 315), ("）", 370), ("丙", 415), ("丁", 445)], 100))
    assert states(page.boxes()) == [MarkState.ticked, MarkState.empty]


def test_tick_beside_a_box_belongs_to_it() -> None:
    page = Drawing()
    edges = page.row("□甲乙      □丙丁      □戊己", y=100)
    pen = np.array([(-34, 12), (-24, 24), (-6, -4)]) + np.array([edges[1], 102])
    cv2.polylines(page.pixels, [pen.astype(np.int32)], isClosed=False, color=INK, thickness=3)
    assert states(page.boxes()) == [MarkState.empty, MarkState.ticked, MarkState.empty]


def test_round_ornaments_away_from_text_are_no_boxes() -> None:
    page = Drawing()
    page.row("甲乙丙丁", y=100, x=500)
    for x in range(60, 400, 60):
        cv2.circle(page.pixels, (x, 117), 12, INK, 2)
    assert page.boxes() == ()
