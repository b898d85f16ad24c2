"""Weak figures and codes are read twice; agreement is noted, a difference is kept as the other reading."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.engine import Recognised
from extractor.ocr.second_look import decisive_spans, look_again
from models.geometry import Box
from models.kinds.uscc import check_character
from models.page import TextLine
from tests.unit.ocr.engines import ScriptedEngine

PAGE = np.full((200, 800, 3), 255, dtype=np.uint8)
CODE = "91510100MA6ABCDE0"
CODE += check_character(CODE)


def line(text: str, confidence: float, **changes: object) -> TextLine:
    spans = tuple((0.1 + 0.01 * at, 0.11 + 0.01 * at) for at in range(len(text)))
    made = TextLine(
        text=text,
        box=Box(0.1, 0.1, 0.9, 0.2),
        confidence=confidence,
        char_spans=spans,
        char_confidences=(confidence,) * len(text),
    )
    return made.model_copy(update=changes)


def says(text: str, confidence: float) -> ScriptedEngine:
    centres = tuple((at + 0.5) / max(1, len(text)) for at in range(len(text)))
    reading = Recognised(text, confidence, centres, (confidence,) * len(text))
    return ScriptedEngine(read=lambda crop: reading)


@pytest.mark.parametrize(
    ("text", "decisive"),
    [
        ("营业收入 1,234,567.89元", ["1,234,567.89"]),
        ("二〇二〇年", ["二〇二〇"]),
        ("贰佰万元整", ["贰佰万"]),
        (f"统一社会信用代码:{CODE}", [CODE]),
        ("12、应收账款", []),
        ("主要产品名称", []),
    ],
)
def test_figures_and_codes_are_decisive(text: str, decisive: list[str]) -> None:
    assert [text[start:end] for start, end in decisive_spans(text)] == decisive


def test_a_weak_amount_is_read_again_larger_and_agreement_noted() -> None:
    engine = says("1,234.56", 0.99)
    (found,) = look_again(PAGE, [line("1,234.56", 0.8)], engine=engine)
    assert found.seconded
    assert found.second is None
    assert found.confidence == 0.99  # the surer of two readings that agree
    assert [crop.shape[:2] for crop in engine.crops] == [
        (96, 3994)
    ]  # small print is cut at 48 pixels, then doubled


def test_a_difference_keeps_the_surer_reading_and_the_other_one() -> None:
    (found,) = look_again(PAGE, [line("1,234.56", 0.8)], engine=says("1,284.56", 0.7))
    assert (found.text, found.second, found.seconded) == ("1,234.56", "1,284.56", False)
    (found,) = look_again(PAGE, [line("1,234.56", 0.8)], engine=says("1,284.56", 0.97))
    assert (found.text, found.second, found.seconded) == ("1,284.56", "1,234.56", False)


def test_a_code_whose_check_character_fits_wins_over_a_surer_one() -> None:
    damaged = CODE.replace("0", "O", 1).replace("MA6", "MA8")
    (found,) = look_again(PAGE, [line(damaged, 0.97)], engine=says(CODE, 0.8))
    assert (found.text, found.second) == (CODE, damaged)


def test_only_separators_differ_is_agreement() -> None:
    (found,) = look_again(PAGE, [line("1.234,56", 0.8)], engine=says("1,234.56", 0.95))
    assert found.text == "1,234.56"
    assert found.seconded


@pytest.mark.parametrize(
    "sure",
    [line("1,234.56", 0.999), line("主要产品名称", 0.5), line("1,234.56", 0.5, second="1,234.66")],
)
def test_sure_figures_words_and_lines_read_twice_already_are_left_alone(sure: TextLine) -> None:
    engine = says("9", 0.99)
    assert look_again(PAGE, [sure], engine=engine) == [sure]
    assert engine.crops == []


def test_a_second_look_that_sees_nothing_changes_nothing() -> None:
    weak = line("1,234.56", 0.8)
    assert look_again(PAGE, [weak], engine=says("", 0.0)) == [weak]
