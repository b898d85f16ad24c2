"""Check boxes on drawn pages: empty, ticked, crossed, filled, and what only looks like a box."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.marks import find_check_boxes
from models.page import MarkState
from tests.unit.ocr.drawn_marks import INK, Drawing, states


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


@pytest.mark.parametrize("shift", [0, -3])
def test_stroke_of_a_character_close_behind_a_box_is_no_tick(shift: int) -> None:
    page = Drawing()
    edges = page.row("□ 乙      □丙丁", y=100, read_as="□甲乙      □丙丁")
    stroke = np.array([(5, 14), (11, 21), (23, 4)]) + np.array([edges[0] + 28 + shift, 102])
    cv2.polylines(page.pixels, [stroke.astype(np.int32)], isClosed=False, color=INK, thickness=2)
    assert states(page.boxes()) == [MarkState.empty, MarkState.empty]


def test_round_ornaments_away_from_text_are_no_boxes() -> None:
    page = Drawing()
    page.row("甲乙丙丁", y=100, x=500)
    for x in range(60, 400, 60):
        cv2.circle(page.pixels, (x, 117), 12, INK, 2)
    assert page.boxes() == ()
