"""Crops show the value upright, framed and with its surroundings, whatever way the page lies."""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
import pytest
from PIL import Image

from extractor.report.crops import FRAME_COLOUR, Crop, Pixels, cut_crop, cut_crops
from models.finding import Outcome
from models.geometry import Box, Frame, Place
from tests.unit.report.builders import CELL, DECLARED, LEDGER, finding, load_page, report

UPRIGHT = Box(0.4, 0.3, 0.6, 0.34)
"""A value whose left half is black and whose right half is white."""


def upright_page() -> Pixels:
    page = np.full((1000, 700, 3), 255, dtype=np.uint8)
    page[300:340, 280:350] = 0
    return page


def displayed(turns: int) -> tuple[Pixels, Box]:
    """The page as it is displayed when `turns` clockwise quarter turns bring it upright."""
    page, box = upright_page(), UPRIGHT
    for _ in range(turns):
        page = np.ascontiguousarray(np.rot90(page))
        box = Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
    return page, box


def picture_of(crop: Crop) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(crop.jpeg)).convert("RGB"), dtype=np.uint8)


def inside_frame(crop: Crop) -> Pixels:
    """What the orange frame encloses."""
    picture = picture_of(crop)
    distance = np.abs(picture.astype(int) - np.array(FRAME_COLOUR)).sum(axis=2)
    rows, columns = np.where(distance < 90)
    part = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return part[5:-5, 5:-5]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_page_comes_out_upright_and_framed(turns: int) -> None:
    page, box = displayed(turns)
    crop = cut_crop(page, box, quarter_turns=turns)
    assert (crop.width, crop.height) == picture_of(crop).shape[1::-1]
    assert crop.width > 2 * crop.height
    value = inside_frame(crop)
    height, width = value.shape[:2]
    assert width > 2 * height
    assert value[:, : width // 2 - 8].mean() < 60
    assert value[:, width // 2 + 8 :].mean() > 220


@pytest.mark.parametrize(
    "box", [Box(0, 0, 0.01, 0.01), Box(0.99, 0.99, 1, 1), Box(0, 0, 1, 1), Box(0.5, 0.5, 0.5, 0.5)]
)
def test_a_place_at_the_border_or_without_extent_has_a_picture(box: Box) -> None:
    crop = cut_crop(upright_page(), box, quarter_turns=0)
    assert crop.width > 0
    assert crop.height > 0


def test_crops_are_made_for_what_a_person_looks_at() -> None:
    made = cut_crops(report(), load=load_page, frames={})
    assert set(made) == {CELL, LEDGER}
    passed = finding(Outcome.passed)
    assert cut_crops(report(passed), load=load_page, frames={}) == {}


def test_every_page_is_loaded_once_and_pages_without_picture_have_none() -> None:
    loaded: list[tuple[str, int]] = []

    def load(file: str, page: int) -> Pixels | None:
        loaded.append((file, page))
        return None

    elsewhere = Place(file=CELL.file, page=CELL.page, box=Box(0.1, 0.1, 0.2, 0.2))
    made = cut_crops(report(finding(places=(elsewhere,))), load=load, frames={})
    assert made == {}
    assert sorted(loaded) == [(LEDGER.file, LEDGER.page), (CELL.file, CELL.page)]


def test_crops_are_repeatable_and_turned_by_the_frame_of_their_page() -> None:
    frames: Mapping[tuple[str, int], Frame] = {(CELL.file, CELL.page): Frame(quarter_turns=1)}
    assert DECLARED.place == CELL
    made = cut_crops(report(), load=load_page, frames=frames)
    assert made == cut_crops(report(), load=load_page, frames=frames)
    plain = cut_crops(report(), load=load_page, frames={})
    assert made[LEDGER] == plain[LEDGER]
    assert made[CELL] != plain[CELL]


@pytest.mark.parametrize("x", [0.0, 0.3, 0.9])
def test_a_value_at_the_border_shows_as_much_as_one_in_the_middle(x: float) -> None:
    crop = cut_crop(upright_page(), Box(x, 0.5, x + 0.1, 0.52), quarter_turns=0)
    middle = cut_crop(upright_page(), Box(0.45, 0.5, 0.55, 0.52), quarter_turns=0)
    assert abs(crop.width - middle.width) <= 1
    assert abs(crop.height - middle.height) <= 1


def test_a_value_on_a_page_that_lies_is_shown_as_large_as_on_one_that_stands() -> None:
    page = np.full((700, 1000, 3), 255, dtype=np.uint8)
    crop = cut_crop(page, Box(0.4, 0.3, 0.45, 0.33), quarter_turns=0)
    assert 390 <= crop.width <= 410  # of 1000 pixels
    assert 70 <= crop.height <= 80
