"""Titles, heads, dates and units as papers print them."""

from __future__ import annotations

import pytest

from extractor.extract.statements.items import label_key
from extractor.extract.statements.words import (
    is_date_line,
    read_date,
    read_head,
    read_title,
)
from extractor.extract.tables.unit_words import read_unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资 产 负 债 表", ("balance_sheet", None, False)),
        ("合并资产负债表（续）", ("balance_sheet", "consolidated", True)),
        ("母公司现金流量表", ("cash_flow_statement", "parent", False)),
        ("公司利润表", ("income_statement", "parent", False)),
        ("利润表（合并）", ("income_statement", "consolidated", False)),
        ("合并及公司利润表", ("income_statement", None, False)),
        ("（二）2020年度合并利润表", ("income_statement", "consolidated", False)),
        ("南山精密机械股份有限公司资产负债表", ("balance_sheet", None, False)),
        ("小企业资产负债表", ("balance_sheet", None, False)),
        ("资产负债表 会企01表", ("balance_sheet", None, False)),
        ("合并资产负债袁", ("balance_sheet", "consolidated", False)),  # one character misread
        ("所有者权益（或股东权益）变动表", ("equity_statement", None, False)),
    ],
)
def test_titles(text: str, expected: object) -> None:
    title = read_title(text)
    assert title is not None
    assert (title.statement.value, title.scope, title.continued) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2020年12月31日的资产负债表，2020年度的利润表",
        "现金流量表 5",
        "流动资产合计",
        "资产负债表日后事项",
    ],
)
def test_other_lines_are_no_titles(text: str) -> None:
    assert read_title(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("期末余额", ("figure", "current", None)),
        ("上年年末余额", ("figure", "previous", None)),
        ("年初数", ("figure", "previous", None)),
        ("本年累计金额", ("figure", "current", None)),
        ("上年同期数", ("figure", "previous", None)),
        ("2020-12-31", ("figure", None, "2020")),
        ("2020年1-12月", ("figure", None, "2020")),
        ("二〇一九年度", ("figure", None, "2019")),
        ("期末余额（2017-09-30）", ("figure", None, "2017-09")),
        ("二〇二〇年六月三十日", ("figure", None, "2020-06")),
        ("2020年9月30日", ("figure", None, "2020-09")),
        ("2020年度（经审计）", ("figure", None, "2020")),
        ("项 目", ("label", None, None)),
        ("负债及所有者权益（或股东权益）", ("label", None, None)),
        ("附注", ("note", None, None)),
        ("行次", ("line", None, None)),
    ],
)
def test_heads(text: str, expected: object) -> None:
    head = read_head(text)
    assert head is not None
    assert (head.role, head.period, head.date) == expected


@pytest.mark.parametrize(
    "text", ["货币资金", "流动资产：", "2020年年度报告", "编制单位：南山公司", "加：其他收益"]
)
def test_other_words_are_no_heads(text: str) -> None:
    assert read_head(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：元", "元"), ("金额单位:人民币万元", "万元"), ("单位：元 币种：人民币", "元"), ("人民币元", "元"),
        ("（除特别注明外，金额单位为人民币元）", "元"), ("以下金额单位若未特别注明者均为人民币元", "元"), ("单位：千元", "千元"),
        ("编制单位：南山精密机械股份有限公司", None), ("单位名称：南山", None), ("货币资金", None),
    ],
)  # fmt: skip
def test_units(text: str, unit: str) -> None:
    assert read_unit(text) == unit


def test_date_lines() -> None:
    assert is_date_line("2020 年 12 月 31 日") and is_date_line("二〇二〇年度")
    assert not is_date_line("报告日期为2021年3月1日的说明")
    assert read_date("2017年9月30日") == "2017-09"


def test_names_of_rows_lose_numbers_and_remarks() -> None:
    assert label_key("三、营业利润（亏损以“-”号填列）") == "营业利润"
    assert label_key("△加：期初现金及现金等价物余额") == "期初现金及现金等价物余额"
    assert label_key("（一）持续经营净利润（净亏损以“－”号填列") == "持续经营净利润"
    assert label_key("投资收益损失以“-”号填列") == "投资收益"  # brackets that were not read
    assert label_key("其中：营业收入") == "营业收入"
    assert label_key("收回投资所收到的现金") == "收回投资收到的现金"
