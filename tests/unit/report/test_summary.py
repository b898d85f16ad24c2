"""The lines that the command line prints about a report."""

from __future__ import annotations

import pytest

from extractor.report.summary import discrepancy_lines, summary_line
from extractor.report.words import show_period, show_place, show_value
from models.field import Value
from models.finding import Outcome
from tests.unit.report.builders import (
    DECLARED,
    EVIDENCE,
    LEDGER,
    bare,
    finding,
    report,
    value,
)


def test_a_discrepancy_is_one_line_with_its_place() -> None:
    assert discrepancy_lines(report()) == [
        "申报表.pdf:3: DVE-01 error: 申报表填报2020年营业收入18634.52万元，审计报告为168,345,210.77元。"
    ]


def test_a_discrepancy_without_place_says_so() -> None:
    missing = bare(Outcome.failed, rule="CMP-02", message="没有2019年度审计报告。")
    assert discrepancy_lines(report(missing)) == ["-: CMP-02 error: 没有2019年度审计报告。"]


def test_the_summary_counts_each_outcome_once() -> None:
    assert summary_line(report()) == (
        "共 8 项检查：通过 1，不一致 1，需人工判断 3，未能核对 1，提示 1，由以上问题引起 1；"
        "2 份文件，15 页，识别问题 2 条"
    )


def test_values_are_shown_as_printed_and_computed_ones_in_their_own_form() -> None:
    assert show_value(None) == ""
    assert show_value(DECLARED, "money") == "18634.52 万元"
    assert show_value(value("1", raw="5 万元", place=DECLARED.place)) == "5 万元"
    assert "168,345,210.77" in show_value(value("168345210.77", raw=""), "money") + EVIDENCE.raw
    several = value("a;b", raw="甲；乙").model_copy(update={"unit": None})
    assert show_value(several, "rows") == "甲；乙"
    exact = Value(value="12.051259", raw="12.05%", unit="%", step="0")
    assert show_value(exact, "ratio") == "12.05%"
    assert show_place(finding().declared) == "申报表.pdf 第 3 页"
    assert [show_period(p) for p in (None, "2020", "year1")] == ["", "2020年", "满一年"]


@pytest.mark.parametrize(("page", "expected"), [(7, "见同页"), (2, "见第 2 页")])
def test_a_unit_printed_apart_is_shown_with_its_page(page: int, expected: str) -> None:
    head = LEDGER.model_copy(update={"page": page})
    amount = value("12345700", raw="1,234.57", place=LEDGER).model_copy(update={"unit_place": head})
    assert show_place(amount) == f"审计报告.pdf 第 7 页（单位“万元”{expected}）"
