"""Corrected readings: taken up with their place, kept through re-runs, never applied to another text."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from extractor.correct.seen import seen_at
from models.correction import ReadingCorrection, Undo
from models.field import FieldStatus
from models.geometry import Box, Frame
from models.issue import IssueCode
from models.page import CheckBox, MarkState, PageText
from tests.unit.correct.runs import PAGES, field, reread, submission, understood
from tests.unit.extract.drawing import line, page

LICENCE = PAGES[0]


def edited(old: str, new: str) -> PageText:
    lines = tuple(
        item.model_copy(update={"text": item.text.replace(old, new)}) for item in LICENCE.lines
    )
    assert lines != LICENCE.lines
    return LICENCE.model_copy(update={"lines": lines})


def test_a_corrected_value_replaces_the_reading_and_keeps_its_place() -> None:
    before = field(understood(), "legal_representative")
    after = field(understood(reread("legal_representative", "文若廉")), "legal_representative")
    assert before.value == "文若谦" and after.value == "文若廉"
    assert before.reading is not None and after.reading is not None
    assert after.reading.place == before.reading.place
    assert after.reading.corrected_from == "文若谦"
    assert after.reading.doubts == () and after.reading.confidence == 1.0


def test_a_corrected_amount_is_read_by_its_kind() -> None:
    read = understood(reread("registered_capital", "叁仟万元整"))
    assert field(read, "registered_capital").value == "30000000"


def test_what_is_no_amount_is_not_taken_for_one() -> None:
    read = understood(reread("registered_capital", "约三百"))
    assert field(read, "registered_capital").value == "3000000"
    (issue,) = [i for i in read.issues if i.code is IssueCode.correction_stale]
    assert "合法写法" in issue.message


@pytest.mark.parametrize(
    "status", [FieldStatus.unreadable, FieldStatus.not_applicable, FieldStatus.absent]
)
def test_a_nothing_takes_the_value_away(status: FieldStatus) -> None:
    read = understood(reread("address", None, status=status))
    assert field(read, "address").status is status
    assert field(read, "address").value is None


def test_the_last_correction_of_a_value_holds() -> None:
    first, second = (
        reread("address", "松陵市甲路1号"),
        reread("address", "松陵市乙路2号", entry_id="c2"),
    )
    assert field(understood(first, second), "address").value == "松陵市乙路2号"
    undone = understood(first, second, Undo(id="u1", of="c2"))
    assert field(undone, "address").value == "松陵市甲路1号"
    again = understood(first, second, Undo(id="u1", of="c2"), Undo(id="u2", of="u1"))
    assert field(again, "address").value == "松陵市乙路2号"


def test_a_correction_survives_other_changes_of_the_page() -> None:
    pages = (edited("长期", "10年"), *PAGES[1:])
    read = understood(reread("legal_representative", "文若廉"), pages=pages)
    assert field(read, "legal_representative").value == "文若廉"


def test_a_correction_asks_again_when_its_text_is_read_differently() -> None:
    pages = (edited("文若谦", "文若兼"), *PAGES[1:])
    read = understood(reread("legal_representative", "文若廉"), pages=pages)
    assert field(read, "legal_representative").value == "文若兼"
    (issue,) = [i for i in read.issues if i.code is IssueCode.correction_stale]
    assert (issue.file, issue.page) == ("licence.jpg", 1)
    assert "文若廉" in issue.message


def test_a_page_that_is_gone_is_reported() -> None:
    others = submission("x", "y", "z").pages
    gone = submission("x", "y", "z")
    files = tuple(f.model_copy(update={"sha256": "9" * 64}) for f in gone.files)
    read = understood(reread("address", "松陵市甲路1号"), of=type(gone)(files=files, pages=others))
    (issue,) = [i for i in read.issues if i.code is IssueCode.correction_stale]
    assert "不在本次材料中" in issue.message


def test_the_same_page_in_another_file_is_known_by_its_content() -> None:
    moved = submission()
    files = tuple(f.model_copy(update={"sha256": "9" * 64}) for f in moved.files)
    read = understood(
        reread("address", "松陵市甲路1号"), of=type(moved)(files=files, pages=moved.pages)
    )
    assert field(read, "address").value == "松陵市甲路1号"


def test_equal_inputs_give_equal_readings() -> None:
    entry = reread("address", "松陵市甲路1号")
    assert understood(entry) == understood(entry)


def test_found_has_a_text_and_the_nothings_have_none() -> None:
    entry = reread("address", "松陵市甲路1号").model_dump()
    for wrong in ({"text": None}, {"text": " "}, {"status": "unreadable"}):
        with pytest.raises(ValidationError):
            ReadingCorrection.model_validate({**entry, **wrong})


def test_only_characters_inside_the_box_are_seen() -> None:
    drawn = page([line("营业收入 1,234.56", x=0.1, y=0.3), line("利润 78", x=0.1, y=0.4)])
    spans = drawn.lines[0].char_spans
    box = Box(spans[5][0], 0.28, spans[-1][1], 0.32)
    assert seen_at(drawn, box) == "1,234.56"
    assert seen_at(drawn, Box(0.0, 0.2, 1.0, 0.5)) == "营业收入 1,234.56\n利润 78"


def test_a_tick_seen_differently_is_another_text() -> None:
    mark = CheckBox(box=Box(0.1, 0.1, 0.12, 0.12), state=MarkState.ticked, ink=0.3, confidence=0.9)
    drawn = page([line("是", x=0.13, y=0.11)]).model_copy(update={"check_boxes": (mark,)})
    around = Box(0.05, 0.05, 0.3, 0.2)
    assert seen_at(drawn, around) == "是\n[ticked]"


def test_places_are_those_of_the_page_as_displayed() -> None:
    turned = Frame(quarter_turns=2, matrix=(-1, 0, 1, 0, -1, 1, 0, 0, 1))
    drawn = page([line("甲", x=0.1, y=0.1)]).model_copy(update={"frame": turned})
    assert seen_at(drawn, Box(0.8, 0.85, 1.0, 0.95)) == "甲"
    assert seen_at(drawn, Box(0.0, 0.05, 0.2, 0.15)) == ""
