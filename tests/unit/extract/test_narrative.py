"""Figures in running text: which are claims, of what, for which year."""

from __future__ import annotations

import pytest

from extractor.extract.narrative import read_claims
from models.catalogue import load_catalogue
from models.field import Value


def claims(text: str) -> list[tuple[str, str | None, str]]:
    found = read_claims(Value(value=text, raw=text), load_catalogue())
    return [(claim.indicator, claim.period, claim.value.value) for claim in found]


def test_counts_money_and_ratios_with_their_year() -> None:
    text = (
        "2020年营业收入1.86亿元，主营业务收入17,926.25万元。拥有发明专利12项、实用新型专利共4项。"
    )
    assert claims(text) == [
        ("operating_revenue", "2020", "186000000"),
        ("main_business_revenue", "2020", "179262500"),
        ("invention_patents_valid", None, "12"),
        ("utility_model_patents", None, "4"),
    ]


def test_a_year_of_another_clause_is_not_the_claims_year() -> None:
    assert claims("公司成立于2010年，从业人数286人。") == [("employees", None, "286")]


@pytest.mark.parametrize(
    "text",
    [
        "从业人数约300人",
        "从业人数300余人",
        "拥有发明专利等12项荣誉",
        "净利润率为5人",
        "发明专利，软件12项",
    ],
)
def test_round_figures_and_other_things_are_no_claims(text: str) -> None:
    assert claims(text) == []


def test_a_short_name_counts_where_nothing_qualifies_it() -> None:
    assert claims("公司现有员工320人。") == [("employees", None, "320")]


def test_a_claim_keeps_the_words_and_place_of_the_text() -> None:
    text = Value(value="研发人员 52 人", raw="研发人员 52 人", confidence=0.8)
    (claim,) = read_claims(text, load_catalogue())
    assert claim.value.raw == "研发人员52人"
    assert claim.value.confidence == 0.8
