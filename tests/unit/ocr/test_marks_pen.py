"""Marks of a pen that runs over words, outlines and brackets, on drawn pages."""

from __future__ import annotations

import cv2
import numpy as np

from models.page import MarkState
from tests.unit.ocr.drawn_marks import INK, Drawing, states


def test_tick_over_the_words_of_an_option_belongs_to_its_box() -> None:
    page = Drawing()
    edges = page.row("□甲乙丙    □丁戊己    □庚辛壬", y=100)
    pen = np.array([(34, 14), (46, 28), (78, -12)]) + np.array([edges[1], 102])
    cv2.polylines(page.pixels, [pen.astype(np.int32)], isClosed=False, color=INK, thickness=3)
    assert states(page.boxes()) == [MarkState.empty, MarkState.ticked, MarkState.empty]


def test_tick_over_words_goes_to_the_side_on_which_the_row_has_its_boxes() -> None:
    page = Drawing()
    edges = page.row("甲乙丙□      丁戊己□      庚辛壬□", y=100)
    pen = np.array([(-62, 14), (-50, 28), (-18, -12)]) + np.array([edges[1], 102])
    cv2.polylines(page.pixels, [pen.astype(np.int32)], isClosed=False, color=INK, thickness=3)
    assert states(page.boxes()) == [MarkState.empty, MarkState.ticked, MarkState.empty]


def test_thick_round_outlines_are_no_marks() -> None:
    page = Drawing()
    for x, ticked in ((400, False), (560, True), (720, False)):
        cv2.circle(page.pixels, (x, 117), 12, INK, 4)
        if ticked:
            cv2.line(page.pixels, (x - 7, 117), (x, 123), INK, 3)
            cv2.line(page.pixels, (x, 123), (x + 9, 105), INK, 3)
    page.row("甲乙丙丁", y=100)
    for x in (420, 580, 740):
        page.row("子丑", y=100, x=x)
    empty, marked, last = states(page.boxes())
    assert (empty, last) == (MarkState.empty, MarkState.empty)
    assert marked in (MarkState.ticked, MarkState.filled)


def test_frayed_outline_is_no_mark() -> None:
    page = Drawing()
    edges = page.row("□甲乙    □丙丁", y=100)
    for step in range(6, 20, 2):
        page.pixels[102 + 22 : 102 + 24, edges[0] + step] = INK
    assert states(page.boxes()) == [MarkState.empty, MarkState.empty]


def test_brackets_of_which_a_pen_hid_one_side() -> None:
    page = Drawing()
    for row, read in ((100, "（）"), (200, "（）"), (300, "（")):
        cv2.ellipse(page.pixels, (320, row + 15), (6, 14), 0, 90, 270, INK, 2)
        cv2.ellipse(page.pixels, (368, row + 15), (6, 14), 0, -90, 90, INK, 2)
        places = [("甲", 215), ("乙", 245), *zip(read, (315, 372), strict=False)]
        page.lines.append(page.line(places, row))
    tick = np.array([(334, 312), (342, 322), (356, 302)])
    cv2.polylines(page.pixels, [tick.astype(np.int32)], isClosed=False, color=INK, thickness=2)
    assert states(page.boxes()) == [MarkState.empty, MarkState.empty, MarkState.ticked]
