"""Seals: rings of ink, in three colours; no emblem, code, photograph or heading is one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.seal_text import read_seals
from extractor.ocr.seals import find_seals, is_grey, touches_seal
from extractor.ocr.under_seal import reread_under_seals
from models.geometry import Box
from models.page import Seal, SealColour, TextLine
from tests.unit.ocr.engines import ScriptedEngine
from tests.unit.ocr.pictures import (
    BLUE,
    GREY,
    RED,
    arc_text_seal,
    dot_code,
    filled_emblem,
    paper,
    ring,
    text_page,
)

CENTRE, RADIUS = (560, 780), 110
WHERE = Box(0.5625, 0.67, 0.8375, 0.89)


def spoken(text: str, *, confidence: float) -> Recognised:
    centres = tuple((index + 0.5) / len(text) for index in range(len(text)))
    return Recognised(text, confidence, centres, (confidence,) * len(text))


@pytest.mark.parametrize(
    ("colour", "name"), [(RED, SealColour.red), (BLUE, SealColour.blue), (GREY, SealColour.grey)]
)
def test_a_round_seal_is_found_where_it_is(colour: tuple[int, int, int], name: SealColour) -> None:
    pixels = text_page().pixels
    ring(pixels, CENTRE, RADIUS, colour)
    (seal,) = find_seals(pixels)
    assert (seal.colour, seal.shape) == (name, "round")
    assert seal.box == pytest.approx(WHERE, abs=0.012)


def test_an_oval_seal_is_found() -> None:
    pixels = paper()
    cv2.ellipse(pixels, CENTRE, (140, 95), 0, 0, 360, RED, 6, cv2.LINE_AA)
    cv2.putText(pixels, "TAX", (500, 800), cv2.FONT_HERSHEY_SIMPLEX, 1.5, RED, 4)
    (seal,) = find_seals(pixels)
    assert seal.shape == "oval"


def test_a_framed_name_seal_is_found() -> None:
    pixels = paper()
    cv2.rectangle(pixels, (500, 700), (600, 800), RED, 6)
    cv2.putText(pixels, "WLI", (515, 765), cv2.FONT_HERSHEY_SIMPLEX, 1.2, RED, 4)
    (seal,) = find_seals(pixels)
    assert seal.shape == "square"


def test_two_seals_that_touch_are_both_found() -> None:
    pixels = paper()
    ring(pixels, (300, 500), RADIUS, RED)
    ring(pixels, (500, 520), RADIUS, RED)
    centres = sorted(seal.box.center for seal in find_seals(pixels))
    assert centres == [
        pytest.approx((300 / 800, 500 / 1000), abs=0.02),
        pytest.approx((500 / 800, 520 / 1000), abs=0.02),
    ]


def clean_page() -> Pixels:
    return text_page().pixels


def page_with_emblem() -> Pixels:
    pixels = text_page().pixels
    filled_emblem(pixels, CENTRE, RADIUS)
    return pixels


def page_with_code() -> Pixels:
    pixels = text_page().pixels
    dot_code(pixels, (500, 700), modules=25, module=6)
    return pixels


def page_with_red_heading() -> Pixels:
    """Large characters of bars, as in the heading of a certificate."""
    pixels = paper()
    for left in (100, 260, 420, 580):
        for top in (110, 150, 190):
            cv2.rectangle(pixels, (left, top), (left + 100, top + 14), RED, -1)
        cv2.rectangle(pixels, (left + 43, 110), (left + 57, 204), RED, -1)
    return pixels


def page_with_photograph() -> Pixels:
    pixels = paper()
    noise = np.random.default_rng(3).integers(0, 60, (300, 300, 3))
    pixels[400:700, 300:600] = np.clip(noise + np.array([170, 60, 60]), 0, 255)
    return pixels


def page_with_red_frame() -> Pixels:
    pixels = text_page().pixels
    cv2.rectangle(pixels, (10, 10), (790, 990), RED, 8)
    return pixels


@pytest.mark.parametrize(
    "draw",
    [
        clean_page,
        page_with_emblem,
        page_with_code,
        page_with_red_heading,
        page_with_photograph,
        page_with_red_frame,
    ],
)
def test_what_is_no_seal(draw: object) -> None:
    assert find_seals(draw()) == ()  # type: ignore[operator]


def test_a_page_is_grey_without_coloured_ink_only() -> None:
    pixels = text_page().pixels
    ring(pixels, CENTRE, RADIUS, GREY)
    assert is_grey(pixels)
    ring(pixels, CENTRE, RADIUS, RED)
    assert not is_grey(pixels)


@pytest.mark.parametrize(
    ("colour", "ink"), [(RED, SealColour.red), (BLUE, SealColour.blue), (GREY, SealColour.grey)]
)
def test_the_text_along_the_ring_is_read(
    colour: tuple[int, int, int], ink: SealColour, engine: OcrEngine
) -> None:
    pixels = paper()
    arc_text_seal(pixels, "NEW2026GEARWORKS", centre=(400, 500), radius=180, colour=colour)
    seal = Seal(box=Box(0.275, 0.32, 0.725, 0.68), colour=ink, shape="round")
    (read,) = read_seals(pixels, [seal], engine=engine)
    assert read.text == "NEW2026GEARWORKS"
    assert read.confidence >= 0.85


def test_a_seal_that_is_not_read_surely_stays_without_text() -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    seals = find_seals(pixels)
    doubtful = ScriptedEngine(read=lambda crop: spoken("某市工商局", confidence=0.7))
    assert [(s.text, s.confidence) for s in read_seals(pixels, seals, engine=doubtful)] == [
        ("", 0.0)
    ]


def test_two_readings_of_a_ring_that_differ_give_little_confidence() -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    texts = iter(["某市工商行政管理局", "某县税务总局"] * 9)
    engine = ScriptedEngine(read=lambda crop: spoken(next(texts), confidence=0.99))
    (read,) = read_seals(pixels, find_seals(pixels), engine=engine)
    assert read.text == ""


def test_the_number_at_the_foot_is_no_part_of_the_name() -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    engine = ScriptedEngine(read=lambda crop: spoken("12某市工商行政管理局07", confidence=0.99))
    (read,) = read_seals(pixels, find_seals(pixels), engine=engine)
    assert read.text.split()[0] == "某市工商行政管理局"


def line(text: str, confidence: float) -> TextLine:
    return TextLine(text=text, box=Box(0.6, 0.75, 0.8, 0.78), confidence=confidence)


@pytest.mark.parametrize(
    ("first", "again", "text", "second"),
    [
        (("2021 05 06", 0.60), ("2021-05-06", 0.95), "2021-05-06", "2021 05 06"),
        (("2021-05-06", 0.97), ("2021 05 00", 0.95), "2021-05-06", "2021 05 00"),
        (("20210506", 0.90), ("2021 0506", 0.91), "20210506", None),
        (("20210506", 0.60), ("", 0.0), "20210506", None),
    ],
)
def test_a_line_under_a_seal_keeps_both_readings(
    first: tuple[str, float], again: tuple[str, float], text: str, second: str | None
) -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    engine = ScriptedEngine(read=lambda crop: spoken(again[0], confidence=again[1]))
    (found,) = reread_under_seals(pixels, [line(*first)], find_seals(pixels), engine=engine)
    assert (found.text, found.second, found.under_seal) == (text, second, True)


def test_lines_beside_the_seal_are_left_alone() -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    beside = TextLine(text="beside", box=Box(0.1, 0.1, 0.3, 0.12), confidence=0.5)
    engine = ScriptedEngine(read=lambda crop: spoken("other", confidence=1.0))
    assert reread_under_seals(pixels, [beside], find_seals(pixels), engine=engine) == [beside]
    assert not touches_seal(beside.box, find_seals(pixels))


def test_a_line_that_shows_without_the_ink_is_added() -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    quad = np.array([[10, 100], [200, 100], [200, 130], [10, 130]], dtype=np.float32)
    part_width = round((WHERE.width + 0.02) * 800)
    engine = ScriptedEngine(
        [quad], width=part_width, read=lambda crop: spoken("hidden", confidence=0.9)
    )
    (found,) = reread_under_seals(pixels, [], find_seals(pixels), engine=engine)
    assert (found.text, found.under_seal) == ("hidden", True)
    assert WHERE.holds(found.box.center)


@pytest.mark.parametrize(
    ("again", "confidence", "text"),
    [
        ("Province Office", 0.97, "Province Office"),  # the rest shows once the ink is gone
        ("Province Office", 0.80, "Province"),  # not sure
        ("Provence Office", 0.97, "Province"),  # does not repeat what was read
    ],
)
def test_a_line_that_ends_at_a_seal_is_followed_under_it(
    again: str, confidence: float, text: str
) -> None:
    pixels = paper()
    ring(pixels, CENTRE, RADIUS, RED)
    end = WHERE.x0 - 0.005
    y = WHERE.center[1]
    cut = TextLine(text="Province", box=Box(end - 0.3, y - 0.01, end, y + 0.01), confidence=1.0)
    engine = ScriptedEngine(read=lambda crop: spoken(again, confidence=confidence))
    (found,) = reread_under_seals(pixels, [cut], find_seals(pixels), engine=engine)
    assert (found.text, found.under_seal) == (text, text != "Province")
