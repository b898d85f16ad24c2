"""The same fact in several forms: equal, different by a figure, different in words, or defined differently."""

from __future__ import annotations

import pytest

from extractor.verify.run import run_rules
from models.finding import Finding, Outcome
from tests.unit.verify.forms_case import agreeing_forms, basic, electronic, forms_case, summary
from tests.unit.verify.makers import OTHER, Maker


def found(make: Maker, rule: str, indicator: str | None) -> list[Finding]:
    findings = run_rules(make()).findings
    return [f for f in findings if f.rule == rule and f.indicator == indicator]


@pytest.mark.parametrize(
    ("make", "rule", "indicator", "outcome"),
    [
        (basic("applicant_name", OTHER), "XTB-02", "applicant_name", Outcome.failed),
        (basic("main_product_name", "轴承"), "XTB-02", "main_product_name", Outcome.review),
        (
            summary("operating_revenue.y2020", "21000"),
            "XTB-02",
            "operating_revenue",
            Outcome.failed,
        ),
        (summary("main_product_name", "轴承"), "XTB-02", "main_product_name", Outcome.review),
        (
            electronic("operating_revenue", "2020", "20010"),
            "XTB-03",
            "operating_revenue",
            Outcome.failed,
        ),
    ],
)
def test_a_difference_is_told_once(
    make: Maker, rule: str, indicator: str, outcome: Outcome
) -> None:
    (finding,) = found(make, rule, indicator)
    assert finding.outcome is outcome
    assert "不一致" in finding.message


def test_forms_that_agree_pass() -> None:
    findings = run_rules(agreeing_forms()).findings
    told = [f.outcome for f in findings if f.rule in ("XTB-02", "XTB-03")]
    assert told == [Outcome.passed, Outcome.passed]


def test_the_row_of_another_enterprise_is_not_compared() -> None:
    case = forms_case(summary={("applicant_name", None, "row2"): OTHER})
    assert not [f for f in run_rules(case).findings if f.rule == "XTB-02"]


def test_longer_words_with_the_same_meaning_agree() -> None:
    case = forms_case(basic={("main_product_name", None, None): "试样机（新产品）"})
    assert not found(lambda: case, "XTB-02", "main_product_name")
