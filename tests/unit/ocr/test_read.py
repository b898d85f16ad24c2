"""A whole page: the same every time, whatever was read before; blank pages; what is unsure is said."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.errors import OcrError
from extractor.ocr.crops import cut_quad, turned
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.orientation import classify_turns, lies_sideways, upright_turns
from extractor.ocr.read import ink_share, read_picture, usual_height
from models.geometry import Box
from models.issue import IssueCode
from models.page import PageText, TextLine
from tests.unit.ocr.engines import (
    BlindEngine,
    FailingEngine,
    RecordedEngine,
    RecordingEngine,
    ScriptedEngine,
)
from tests.unit.ocr.pictures import RED, TEXTS, arc_text_seal, paper, text_page


def busy_page() -> Pixels:
    """Text, a ruled table and a seal."""
    pixels = text_page().pixels
    for y in (850, 900, 950):
        cv2.line(pixels, (60, y), (500, y), (0, 0, 0), 2)
    for x in (60, 280, 500):
        cv2.line(pixels, (x, 850), (x, 950), (0, 0, 0), 2)
    arc_text_seal(pixels, "GEARWORKS2026", centre=(640, 820), radius=120, colour=RED)
    return pixels


def small_page() -> Pixels:
    return text_page(("Something else 42", "and more of it 43", "third line 44"), scale=0.6).pixels


def read(pixels: Pixels, engine: OcrEngine) -> PageText:
    return read_picture(pixels, file="page.png", page=1, engine=engine)[0]


@pytest.fixture(scope="module")
def busy(recording: RecordingEngine) -> PageText:
    return read(busy_page(), recording)


def test_text_rules_and_seals_of_one_page(busy: PageText) -> None:
    assert set(TEXTS) <= {line.text for line in busy.lines}
    assert len([rule for rule in busy.rulings if rule.is_horizontal]) >= 3
    assert len([rule for rule in busy.rulings if not rule.is_horizontal]) >= 3
    (seal,) = busy.seals
    assert seal.text == "GEARWORKS2026"
    assert (busy.width, busy.height) == (800, 1000)
    assert not busy.is_grey


def test_a_page_reads_the_same_after_other_pages(busy: PageText, engine: OcrEngine) -> None:
    read(small_page(), engine)
    assert read(busy_page(), engine) == busy


def test_a_recording_replays_the_page(busy: PageText, recording: RecordingEngine) -> None:
    assert read(busy_page(), RecordedEngine(recording)) == busy


def test_character_spans_are_in_order(busy: PageText) -> None:
    for line in busy.lines:
        if line.char_spans:
            assert len(line.char_spans) == len(line.text) == len(line.char_confidences)
            edges = [edge for span in line.char_spans for edge in span]
            assert edges == sorted(edges)


def test_a_blank_page_has_no_text_and_no_issue() -> None:
    text, issues = read_picture(paper(), file="a.pdf", page=7, engine=BlindEngine())
    assert (text.file, text.page, text.lines, text.seals) == ("a.pdf", 7, (), ())
    assert text.ink == 0.0
    assert issues == ()


def test_a_real_engine_finds_nothing_on_a_blank_page(engine: OcrEngine) -> None:
    assert read(paper(), engine).lines == ()


def test_an_engine_that_fails_is_not_silenced() -> None:
    with pytest.raises(OcrError) as raised:
        read(small_page(), FailingEngine())
    assert raised.value.detail == "broken on purpose"


def test_an_engine_that_finds_lines_but_reads_nothing_gives_no_lines() -> None:
    drawn = text_page()
    assert read(drawn.pixels, ScriptedEngine(drawn.quads, width=800)).lines == ()


def test_a_page_that_reads_badly_both_ways_says_so() -> None:
    drawn = text_page()
    doubtful = Recognised("doubtful", 0.4, (), ())
    engine = ScriptedEngine(drawn.quads, width=800, read=lambda crop: doubtful)
    _, issues = read_picture(drawn.pixels, file="a.pdf", page=2, engine=engine)
    assert {issue.code for issue in issues} == {
        IssueCode.orientation_unsure,
        IssueCode.low_confidence,
    }
    assert all((issue.file, issue.page) == ("a.pdf", 2) for issue in issues)


def test_the_direction_is_decided_by_reading_where_the_classifier_errs() -> None:
    drawn = text_page()
    hint = classify_turns(drawn.pixels)

    def reads(crop: Pixels) -> Recognised:
        known = any(np.array_equal(crop, upright) for upright in as_it_lies)
        return Recognised("ten letters", 0.5 if known else 0.9, (), ())

    as_it_lies = engine_crops(drawn.pixels)
    engine = ScriptedEngine(drawn.quads, width=800, read=reads)
    turns, sure = upright_turns(drawn.pixels, drawn.quads, engine=engine)
    assert hint == 0
    assert (turns, sure) == (2, True)


def test_figures_are_read_both_ways_before_they_are_believed() -> None:
    drawn = text_page()
    figures = Recognised("1069,698,801.90", 0.99, (), ())
    engine = ScriptedEngine(drawn.quads, width=800, read=lambda crop: figures)
    assert upright_turns(drawn.pixels, drawn.quads, engine=engine) == (0, False)
    assert len(engine.crops) == 2 * len(drawn.quads)


def test_lines_of_no_clear_axis_are_read_in_all_directions() -> None:
    drawn = text_page()
    lying = drawn.quads[:2]
    standing = [quad[[3, 0, 1, 2]][:, ::-1] for quad in lying]

    def reads(crop: Pixels) -> Recognised:
        known = any(np.array_equal(crop, upright) for upright in after_one_turn)
        return Recognised("half a line", 0.9 if known else 0.5, (), ())

    quads = [*lying, *standing]
    after_one_turn = [turned(cut_quad(drawn.pixels, quad), 2) for quad in standing]
    engine = ScriptedEngine(quads, width=800, read=reads)
    assert upright_turns(drawn.pixels, quads, engine=engine)[0] == 1
    assert len(engine.crops) == 4 * len(lying)


def engine_crops(pixels: Pixels) -> list[Pixels]:
    """The crops that are read when the page is taken as it lies."""
    noting = ScriptedEngine(
        text_page().quads,
        width=800,
        read=lambda crop: Recognised("十来个汉字写成的一行文字", 1.0, (), ()),
    )
    upright_turns(pixels, text_page().quads, engine=noting)
    return noting.crops


def test_lines_that_run_down_the_page_lie_sideways() -> None:
    quads = text_page().quads
    assert not lies_sideways(quads)
    assert lies_sideways([quad[[3, 0, 1, 2]][:, ::-1] for quad in quads])


def test_ink_is_what_is_darker_than_its_surroundings() -> None:
    shaded = np.repeat(np.linspace(120, 250, 1000, dtype=np.uint8)[:, None], 800, axis=1)
    assert ink_share(np.repeat(shaded[:, :, None], 3, axis=2)) == 0.0
    assert 0.005 < ink_share(text_page().pixels) < 0.2


def test_the_usual_height_is_that_of_lying_lines() -> None:
    lines = [
        TextLine(text="a", box=Box(0.1, 0.1, 0.5, 0.12), confidence=1),
        TextLine(text="b", box=Box(0.1, 0.2, 0.5, 0.22), confidence=1),
        TextLine(text="c", box=Box(0.9, 0.1, 0.92, 0.6), confidence=1),
    ]
    assert usual_height(lines) == pytest.approx(0.02)
    assert usual_height([]) == 0.0
