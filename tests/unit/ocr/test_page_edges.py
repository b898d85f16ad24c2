"""What lies around a sheet is painted over: no rule, mark or scrap of text remains there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.engine import Pixels, Quad, Recognised
from extractor.ocr.page_edges import paint_surroundings
from extractor.ocr.rulings import find_rulings
from extractor.ocr.warp import canvas_of, rotation_about, warp_picture
from tests.unit.ocr.engines import BlindEngine, ScriptedEngine
from tests.unit.ocr.pictures import paper, text_page

LID = 40


def on_a_lid(page: Pixels, *, degrees: float = 0.0) -> Pixels:
    """The page on the dark lid of a scanner, slightly turned."""
    bed = cv2.copyMakeBorder(page, LID, LID, LID, LID, cv2.BORDER_CONSTANT, value=(40, 40, 40))
    height, width = bed.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 0.97)
    return np.asarray(
        cv2.warpAffine(bed, turn, (width, height), borderValue=(40, 40, 40)), dtype=np.uint8
    )


def quads_on_lid() -> tuple[Quad, ...]:
    return tuple((quad + LID).astype(np.float32) for quad in text_page().quads)


def scrap(x: float, y: float) -> Quad:
    return np.array([[x, y], [x + 30, y], [x + 30, y + 14], [x, y + 14]], dtype=np.float32)


@pytest.mark.parametrize("degrees", [0.0, 1.0])
def test_a_lid_leaves_no_rules(degrees: float) -> None:
    pixels = on_a_lid(paper(), degrees=degrees)
    sheet = paint_surroundings(pixels, (), engine=BlindEngine())
    assert find_rulings(pixels, text_height=25) != ()
    assert find_rulings(sheet.pixels, text_height=25) == ()
    assert sheet.pixels[:5].min() > 200


def test_straightening_adds_no_rules_at_the_edges_of_a_shaded_page() -> None:
    shaded = np.full((1000, 800, 3), 170, dtype=np.uint8)
    matrix, size = canvas_of(rotation_about((400, 500), 1.5), width=800, height=1000)
    assert find_rulings(warp_picture(shaded, matrix, size=size), text_height=25) == ()


def test_print_on_the_sheet_is_left_as_it_is() -> None:
    pixels = on_a_lid(text_page().pixels)
    sheet = paint_surroundings(pixels, quads_on_lid(), engine=BlindEngine())
    inner = np.s_[LID + 40 : -LID - 40, LID + 40 : -LID - 40]
    assert np.array_equal(sheet.pixels[inner], pixels[inner])


def test_scraps_on_the_ground_are_dropped_and_lines_there_keep_it() -> None:
    pixels = on_a_lid(text_page().pixels)
    quads = (*quads_on_lid(), scrap(2, 500))
    scraps = ScriptedEngine(quads, width=880, read=lambda crop: Recognised("l|", 0.9, (), ()))
    assert len(paint_surroundings(pixels, quads, engine=scraps).quads) == len(quads) - 1
    banner = ScriptedEngine(
        quads, width=880, read=lambda crop: Recognised("banner in white", 0.97, (), ())
    )
    sheet = paint_surroundings(pixels, quads, engine=banner)
    assert sheet.pixels is pixels
    assert len(sheet.quads) == len(quads)


def test_a_page_that_fills_its_picture_is_left_alone() -> None:
    drawn = text_page()
    assert (
        paint_surroundings(drawn.pixels, drawn.quads, engine=BlindEngine()).pixels is drawn.pixels
    )


def test_a_dark_page_is_left_alone() -> None:
    dark = 255 - text_page().pixels
    assert paint_surroundings(dark, text_page().quads, engine=BlindEngine()).pixels is dark
