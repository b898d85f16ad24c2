"""Dates at a seal or an edge: mended where one way is left, unreadable where figures are gone, never silently short."""

from __future__ import annotations

import pytest

from extractor.extract.damaged_dates import mended_date, rest_of_date
from extractor.extract.glyphs import Reading, glyphs_of
from models.field import Doubt, FieldStatus
from tests.unit.extract.drawing import line, page
from tests.unit.extract.lookups import field_of, reading_of
from tests.unit.extract.papers import record


def reading(*printed: str) -> Reading:
    lines = [line(text, x=0.1 + 0.3 * at, y=0.8) for at, text in enumerate(printed)]
    return Reading(page(lines), tuple(glyph for own in lines for glyph in glyphs_of(own)))


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        (("2017年03日28日",), "2017年03月28日"),
        (("2017第3月28日",), "2017年3月28日"),
        (("017年3月", "月28日"), "2017年3月28日"),
        (("〇一七年三月二日",), "二〇一七年三月二日"),
        (("二〇年三月二十日",), "二〇二〇年三月二十日"),
        (("2017-03-281",), "2017-03-28"),
    ],
)
def test_what_only_one_date_can_have_been_is_mended(printed: tuple[str, ...], whole: str) -> None:
    mended = mended_date(reading(*printed))
    assert mended is not None
    assert mended.folded == whole


@pytest.mark.parametrize("printed", ["2017年3月28日", "17年3月28日", "2017-03-28", "月28日"])
def test_whole_dates_and_lost_years_are_left_as_they_are(printed: str) -> None:
    assert mended_date(reading(printed)) is None


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("月28日", True),
        ("7年3月28日", True),
        ("年月日", False),
        ("3月份", False),
        ("28日前", False),
    ],
)
def test_a_part_of_a_date_holds_figures(printed: str, part: bool) -> None:
    assert (rest_of_date(reading(printed)) is not None) is part


def signed(printed: str, *, second: str | None = None) -> tuple[FieldStatus, str | None]:
    drawn = page(
        [
            line("真实性声明", x=0.4, y=0.12, height=0.03),
            line("本单位声明：所提交的材料真实、合法、有效。", x=0.15, y=0.25),
            line(printed, x=0.62, y=0.63, second=second),
        ]
    )
    read, _ = record("commitment_letter", drawn)
    field = field_of(read, "declaration_date")
    assert field.reading is not None and field.reading.doubts
    return field.status, field.value


def test_signing_day_that_lost_its_year_is_printed_but_unreadable() -> None:
    assert signed("月28日") == (FieldStatus.unreadable, None)


def test_signing_day_with_a_misread_mark_is_mended_and_doubted() -> None:
    assert signed("2017第3月28日") == (FieldStatus.found, "2017-03-28")
    second = "〇二〇年三月二日"
    assert signed("二〇年三月二日", second=second) == (FieldStatus.found, "2020-03-02")


@pytest.mark.parametrize(
    ("printed", "value", "doubts"),
    [
        ("2017-03-281", "2017-03-28", (Doubt.repaired,)),
        ("2017年3月日", "2017-03", (Doubt.low_confidence,)),
        ("2017年3月", "2017-03", ()),
        ("2017-03", "2017-03", ()),
    ],
)
def test_a_month_is_doubted_where_its_day_was_printed(
    printed: str, value: str, doubts: tuple[Doubt, ...]
) -> None:
    drawn = page([line("批准时间：", x=0.1, y=0.5), line(printed, x=0.3, y=0.5)])
    read, _ = record("education_title_proof", drawn)
    found = reading_of(read, "issue_date")
    assert (found.value, found.doubts) == (value, doubts)


def test_a_month_under_a_seal_is_doubted() -> None:
    covered = line("2017年3月", x=0.3, y=0.5).model_copy(update={"under_seal": True})
    read, _ = record("education_title_proof", page([line("批准时间：", x=0.1, y=0.5), covered]))
    assert Doubt.low_confidence in reading_of(read, "issue_date").doubts
