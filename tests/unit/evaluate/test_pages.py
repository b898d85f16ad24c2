"""Golden pages: facts are counted one by one, and truths are told apart by having facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.evaluate.facts.clear import ClearFact
from extractor.evaluate.facts.frame import FrameFact
from extractor.evaluate.facts.line import LineFact
from extractor.evaluate.pages import GoldenPage, PageTruth, find_pages, score_page
from models.geometry import Box, Frame
from models.page import PageText, TextLine, TextSource

BOX = Box(0.1, 0.1, 0.5, 0.13)
PAGE = PageText(
    file="a.jpg",
    page=1,
    width=1000,
    height=1400,
    source=TextSource.ocr,
    lines=(TextLine(text="营业收入：1,234.50 元", box=BOX, confidence=0.99),),
)


@pytest.mark.parametrize(
    ("fact", "right"),
    [
        (LineFact(text="营业收入:1,234.50元"), True),
        (LineFact(text="营业收入1,234.56"), False),
        (LineFact(text="1,234.50", box=Box(0.1, 0.101, 0.49, 0.13)), True),
        (LineFact(text="1,234.50", box=Box(0.6, 0.1, 0.9, 0.13)), False),
        (LineFact(text="营业收入", page=2), False),
    ],
)
def test_a_line_is_right_where_its_text_stands_at_its_place(fact: LineFact, right: bool) -> None:
    assert fact.check([PAGE]).right is right


@pytest.mark.parametrize(
    ("skew", "turns", "right"), [(1.56, 3, True), (1.7, 3, False), (1.5, 1, False)]
)
def test_a_frame_is_right_to_a_tenth_of_a_degree(skew: float, turns: int, right: bool) -> None:
    page = PAGE.model_copy(update={"frame": Frame(quarter_turns=3, skew_degrees=1.5)})
    assert FrameFact(turns=turns, skew=skew).check([page]).right is right


@pytest.mark.parametrize(
    ("fact", "right"),
    [
        (ClearFact(box=Box(0.0, 0.2, 1.0, 1.0)), True),
        (ClearFact(box=Box(0.0, 0.0, 1.0, 0.2)), False),
        (ClearFact(things=("check_box", "seal")), True),
        (ClearFact(things=("line",)), False),
    ],
)
def test_a_clear_part_holds_nothing(fact: ClearFact, right: bool) -> None:
    seen = fact.check([PAGE])
    assert seen.right is right
    assert seen.read == (None if right else PAGE.lines[0].text)


def test_a_miss_names_the_nearest_reading() -> None:
    assert LineFact(text="营业收人：1,234.50元").check([PAGE]).read == "营业收入：1,234.50 元"


def test_facts_are_counted_and_misses_named() -> None:
    facts = (LineFact(text="营业收入"), LineFact(text="净利润"))
    truth = PageTruth(point="print", degree="light", facts=facts)
    tally = score_page(GoldenPage(path=Path("a.jpg"), where="a.jpg", truth=truth), [PAGE])
    assert (tally.right, tally.total) == (1, 2)
    assert [(miss.where, miss.right) for miss in tally.misses] == [("a.jpg", "净利润")]


def test_golden_pages_are_found_by_their_facts(tmp_path: Path) -> None:
    truth = {"point": "print", "degree": "heavy", "facts": [{"kind": "line", "text": "净利润"}]}
    (tmp_path / "a-heavy.jpg").touch()
    (tmp_path / "a-heavy.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (tmp_path / "b.jpg").touch()
    (tmp_path / "b.truth.json").write_text('{"type": "title_proof", "fields": {}}')
    assert [page.where for page in find_pages(tmp_path)] == ["a-heavy.jpg"]


def test_an_unknown_fact_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    (tmp_path / "a.truth.json").write_text(
        '{"point": "print", "degree": "light", "facts": [{"kind": "smell"}]}'
    )
    with pytest.raises(InputError):
        find_pages(tmp_path)
