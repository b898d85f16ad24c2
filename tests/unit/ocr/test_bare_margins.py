"""What is searched of a page: all that is printed, without the bare paper around it."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.ocr.bare_margins import printed_part
from extractor.ocr.engine import Pixels

WIDTH, HEIGHT = 1240, 1754
WHOLE = (slice(0, HEIGHT), slice(0, WIDTH))


def sheet(shade: int = 250) -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), shade, dtype=np.uint8)


def with_words(page: Pixels, *places: tuple[int, int], shade: int = 40) -> Pixels:
    for place in places:
        cv2.putText(page, "Heyan 2026", place, cv2.FONT_HERSHEY_SIMPLEX, 1.0, (shade,) * 3, 2)
    return page


def test_bare_margins_are_left_out_and_some_paper_stays_around_the_print() -> None:
    rows, columns = printed_part(with_words(sheet(), (200, 300), (500, 1000)))
    assert 200 < rows.start < 270 and 1010 < rows.stop < 1080
    assert 120 < columns.start < 190 and 690 < columns.stop < 780


def test_a_pale_number_at_the_foot_belongs_to_what_is_printed() -> None:
    page = with_words(sheet(), (200, 300))
    rows, _ = printed_part(with_words(page, (600, 1720), shade=190))
    assert rows.stop > 1720


def test_a_blank_page_is_searched_whole() -> None:
    assert printed_part(sheet()) == WHOLE


def test_the_edge_of_a_sheet_counts_as_something() -> None:
    page = with_words(sheet(), (200, 300))
    page[:, :30] = 90
    page[:, -30:] = 90
    assert printed_part(page) == WHOLE


def test_heavy_noise_keeps_the_whole_page() -> None:
    noise = np.random.default_rng(7).normal(0, 40, (HEIGHT, WIDTH, 1))
    page = np.clip(sheet(200) + noise, 0, 255).astype(np.uint8)
    assert printed_part(with_words(page, (200, 300))) == WHOLE


def test_a_page_that_is_printed_nearly_to_its_edges_is_not_cut() -> None:
    corners = ((10, 60), (1050, 60), (10, 1740), (1050, 1740))
    assert printed_part(with_words(sheet(), *corners)) == WHOLE
