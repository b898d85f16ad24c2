"""Submissions of earlier batches are held against the current ones: what is reused, what is told otherwise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.batch.across import compare_submissions
from extractor.batch.kept import earlier_batch, keep_worked
from extractor.errors import ArgumentError
from models.batch import Figure, TraceKind, Worked
from models.field import DOUBTED, Doubt, Value
from models.finding import Outcome, Severity
from tests.unit.batch.builders import NORTH, SOUTH, place, trace, worked


def revenue(
    text: str, *, year: str = "2020", unit: str | None = "万元", doubts: tuple[Doubt, ...] = ()
) -> Figure:
    """The revenue of a year as declared in 万元."""
    amount = str(Decimal(text) * 10000)
    reading = Value(value=amount, raw=text, unit=unit, step="100", place=place("申请书.pdf", 3))
    return Figure(
        key="operating_revenue",
        title="营业收入",
        period=year,
        declared=text,
        outcome=None,
        kind="money",
        reading=reading.model_copy(update={"doubts": doubts}),
    )


def telling(name: str, applicant: str, *figures: Figure) -> Worked:
    return worked(name, applicant).model_copy(update={"figures": figures})


def test_a_figure_told_otherwise_before_is_a_question_with_both_places() -> None:
    now, before = revenue("6200.50"), revenue("5800.50")
    (found,) = compare_submissions(
        [telling("甲", NORTH, now)], earlier=[telling("去年/甲", NORTH, before)]
    )
    assert (found.kind, found.outcome) == (TraceKind.figure, Outcome.review)
    assert found.severity is Severity.info
    assert [use.submission for use in found.uses] == ["甲", "去年/甲"]
    assert [use.place for use in found.uses] == [place("申请书.pdf", 3)] * 2
    for text in ("2020年营业收入", "6200.50", "5800.50", "去年/甲：申请书.pdf 第 3 页"):
        assert text in found.message


def test_a_doubtful_figure_is_told_as_such() -> None:
    before = revenue("5800.50", doubts=(Doubt.under_seal,))
    (found,) = compare_submissions(
        [telling("甲", NORTH, revenue("6200.50"))], earlier=[telling("去年/甲", NORTH, before)]
    )
    assert "识读存疑" in found.message
    assert found.uses[1].confidence == DOUBTED


@pytest.mark.parametrize(
    "before",
    [
        revenue("6200.50"),
        revenue("6200.5"),
        revenue("5800.50", year="2019"),
        revenue("5800.50", unit=None, doubts=(Doubt.unit_missing,)),
        revenue("5800.50").model_copy(update={"reading": None}),
        revenue("5800.50").model_copy(update={"kind": "text"}),
    ],
)
def test_what_is_the_same_or_cannot_be_compared_is_nothing(before: Figure) -> None:
    now = telling("甲", NORTH, revenue("6200.50"))
    assert compare_submissions([now], earlier=[telling("去年/甲", NORTH, before)]) == ()


def test_figures_of_another_applicant_are_its_own() -> None:
    now, other = telling("甲", NORTH, revenue("6200")), telling("去年/乙", SOUTH, revenue("5800"))
    assert compare_submissions([now], earlier=[other]) == ()


def test_a_patent_that_another_applicant_used_before_is_found() -> None:
    (found,) = compare_submissions(
        [worked("甲", NORTH, trace())], earlier=[worked("去年/乙", SOUTH, trace())]
    )
    assert found.kind is TraceKind.patent
    assert [use.submission for use in found.uses] == ["甲", "去年/乙"]


def test_an_applicant_may_hand_in_again_what_it_handed_in_before() -> None:
    now, before = worked("甲", NORTH, trace()), worked("去年/甲", NORTH, trace())
    assert compare_submissions([now], earlier=[before]) == ()


def test_earlier_submissions_are_not_held_against_each_other() -> None:
    earlier = [worked("去年/乙", SOUTH, trace()), worked("去年/丙", "东川阀门有限公司", trace())]
    assert compare_submissions([worked("甲", NORTH)], earlier=earlier) == ()


def test_what_an_earlier_batch_kept_is_read_under_the_name_of_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "去年结果"
    keep_worked(out, worked("甲", NORTH, trace()), {})
    (kept,) = earlier_batch(out)
    assert (kept.name, kept.applicant.applicant_name) == ("去年结果/甲", NORTH)
    assert kept.traces == (trace(),)


def test_what_cannot_be_understood_does_not_pass_for_compared(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="不是批量核验的结果文件夹"):
        earlier_batch(tmp_path / "无")
    out = tmp_path / "去年结果"
    keep_worked(out, worked("甲", NORTH), {})
    (out / "submissions" / "甲" / "state.json").write_text("{", encoding="utf-8")
    with pytest.raises(ArgumentError, match="甲 已损坏或由其他版本写成"):
        earlier_batch(out)
