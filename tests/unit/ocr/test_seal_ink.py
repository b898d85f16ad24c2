"""Ink and print lie on each other: each is shown alone, on any paper, and print is never taken for ink."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.engine import Pixels
from extractor.ocr.seal_ink import even_paper, split_grey, split_inks
from extractor.ocr.seal_print import lift_seals
from extractor.ocr.seals import find_seals
from models.geometry import Box
from models.page import Seal, SealColour
from tests.unit.ocr.pictures import BLUE, GREY, RED, paper, ring, text_page

DARK_RED, PALE_RED = (140, 25, 40), (225, 165, 170)
BLACK = (20, 20, 22)


def crossed(ink: tuple[int, int, int], *, sheet: tuple[int, int, int] = (255, 255, 255)) -> Pixels:
    """A bar of ink across a bar of print: densities add up where they cross."""
    share = np.ones((400, 400, 3))
    share[100:108] *= np.array(ink) / 255
    share[:, 200:208] *= np.array(BLACK) / 255
    return np.asarray(share * np.array(sheet), dtype=np.uint8)


@pytest.mark.parametrize("sheet", [(255, 255, 255), (200, 190, 150), (215, 235, 245)])
@pytest.mark.parametrize(
    ("ink", "colour"),
    [(RED, SealColour.red), (DARK_RED, SealColour.red), (BLUE, SealColour.blue)],
)
def test_ink_and_print_are_told_apart_on_any_paper(
    ink: tuple[int, int, int], colour: SealColour, sheet: tuple[int, int, int]
) -> None:
    inks = split_inks(even_paper(crossed(ink, sheet=sheet)), colour)
    assert inks.seal[104, 50] < 60
    assert inks.print[104, 50] > 200
    assert inks.print[104, 204] < 60
    assert inks.print[300, 204] < 60
    assert inks.seal[300, 204] == 255
    assert (inks.printed[300, 204], inks.printed[104, 50]) == (0, 255)


def test_a_copy_of_red_ink_is_paler_than_print() -> None:
    page = crossed((150, 150, 150))
    inks = split_grey(even_paper(page), 0.55)
    assert inks is not None
    assert inks.print[104, 50] > 200
    assert inks.print[300, 204] < 60


def test_where_ink_is_as_dark_as_print_nothing_is_split() -> None:
    assert split_grey(even_paper(crossed(BLACK)), 2.0) is None


def test_print_between_two_seals_of_different_colours_stays() -> None:
    pixels = text_page(("INVOICE 20210506",)).pixels
    ring(pixels, (200, 120), 90, RED)
    ring(pixels, (300, 120), 90, BLUE)
    seals = [
        Seal(box=Box(0.14, 0.03, 0.36, 0.21), colour=SealColour.red, shape="round"),
        Seal(box=Box(0.26, 0.03, 0.49, 0.21), colour=SealColour.blue, shape="round"),
    ]
    below = lift_seals(pixels, seals)
    plain = text_page(("INVOICE 20210506",)).pixels
    inside = np.s_[30:210, 110:390]
    lost = (plain[inside].min(axis=2) < 60) & (below.pixels[inside].max(axis=2) > 200)
    left = (plain[inside].min(axis=2) > 200) & (below.pixels[inside].max(axis=2) < 120)
    assert len(below.lifted) == 2
    assert float(lost.sum()) < 0.5 * float((plain[inside].min(axis=2) < 60).sum())
    assert float(left.mean()) < 0.02


@pytest.mark.parametrize("sheet", [(255, 255, 255), (205, 195, 150), (200, 232, 238)])
@pytest.mark.parametrize("ink", [RED, DARK_RED, PALE_RED])
def test_pale_and_dark_seals_are_found_on_any_paper(
    ink: tuple[int, int, int], sheet: tuple[int, int, int]
) -> None:
    pixels = paper()
    ring(pixels, (400, 500), 90, ink)
    tinted = (pixels / 255 * np.array(sheet)).astype(np.uint8)
    seal, *others = find_seals(tinted)
    assert others == []
    assert (seal.colour, seal.shape) == (SealColour.red, "round")
    assert seal.box == pytest.approx((0.3875, 0.41, 0.6125, 0.59), abs=0.012)


@pytest.mark.parametrize(("x", "left"), [(-20, True), (820, False)])
def test_a_seal_that_the_edge_cuts_is_found(x: int, left: bool) -> None:
    pixels = paper()
    ring(pixels, (x, 500), 90, RED)
    (seal,) = find_seals(pixels)
    assert seal.shape == "part"
    expected = (0.0, 0.41, 70 / 800, 0.59) if left else (730 / 800, 0.41, 1.0, 0.59)
    assert seal.box == pytest.approx(expected, abs=0.015)


def test_a_red_margin_is_no_cut_seal() -> None:
    pixels = paper()
    pixels[300:700, :40] = RED
    assert find_seals(pixels) == ()


def test_grey_ink_that_is_not_told_apart_stays_on_the_page() -> None:
    pixels = text_page().pixels
    ring(pixels, (560, 780), 110, GREY)
    dark = (pixels.astype(float) * 0.2 * (pixels < 200) + pixels * (pixels >= 200)).astype(np.uint8)
    seals = [Seal(box=Box(0.56, 0.67, 0.84, 0.89), colour=SealColour.grey, shape="round")]
    assert lift_seals(dark, seals).lifted == ()
