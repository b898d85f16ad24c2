"""Figures in running text: which are claims, of what, for which year."""

from __future__ import annotations

import random

import pytest

from extractor.extract.narrative import read_claims
from extractor.extract.record import extract_record
from golden_docs.maker.document import Style
from golden_docs.maker.specimens.sheet import draw_sheet
from golden_docs.maker.text_level import read_paper
from models.catalogue import load_catalogue
from models.document import Document
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


def test_share_rank_and_standards_of_one_sentence() -> None:
    text = "2020年产品国内市场占有率达35%，全国第二。公司拥有发明专利12项，参与制定国家标准3项。"
    assert claims(text) == [
        ("market_share", "2020", "35"),
        ("market_rank", None, "2"),
        ("invention_patents_valid", None, "12"),
        ("standards_participated", None, "3"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "力争三年内拥有发明专利20项",
        "公司计划到2023年市场占有率达40%，全国第一",
        "公司申请发明专利8项",
        "近三年新增发明专利3项",
        "主要客户的市场份额全国第一",
        "公司党支部被评为全省第2名",
    ],
)
def test_plans_parts_and_the_ranks_of_others_are_no_claims(text: str) -> None:
    assert claims(text) == []


def test_a_paper_that_narrates_gives_claims_with_the_place_of_their_words() -> None:
    lines = [
        "# 企业简介",
        "　　澄岭测控仪器有限公司成立于2009年，从业人数286人，专业从事压力传感器的研发和生产。",
        "　　公司拥有发明专利12项，参与制定国家标准3项。",
    ]
    paper = draw_sheet(lines, Style(dpi=36), random.Random(1))
    pages = (read_paper(paper, file="a.pdf", page=4),)
    document = Document(
        id="d1", type="narrative_plan", confidence=1.0, pages=(pages[0].ref,), parts=(None,)
    )
    record, _ = extract_record(document, pages, load_catalogue())
    found = {claim.indicator: claim.value for claim in record.claims}
    assert {key: value.value for key, value in found.items()} == {
        "employees": "286",
        "invention_patents_valid": "12",
        "standards_participated": "3",
    }
    patents, people = found["invention_patents_valid"].place, found["employees"].place
    assert patents is not None and people is not None
    assert patents.page == 4
    assert patents.box.y0 > people.box.y1 - 0.001
    assert patents.box.width < 0.4
