"""Amounts, ratios and dates in every printed form, and units at every level of a table."""

from __future__ import annotations

import random

from golden_docs.maker.amounts import grouped, plain, yuan
from golden_docs.maker.pages.page import Degree, DrawnPage, FactTruth, golden_page, scanned
from golden_docs.maker.pages.tables import look_of
from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens
from golden_docs.maker.table import Cell, Flow, Table, draw_table

_PENS = Pens("song", "song")
_DPI = 200
_FORMS = (
    ("逗号分组", "12,345,678.90元", "money", "12345678.9", "元"),
    ("全角数字", "１，２３４，５６７．８９元", "money", "1234567.89", "元"),
    ("未分组", "9876543.21元", "money", "9876543.21", "元"),
    ("负号", "-3,456,789.01元", "money", "-3456789.01", "元"),
    ("括号负数", "(7,654,321.09)", "money", "-7654321.09", None),
    ("全角括号", "（2,345,678.12）", "money", "-2345678.12", None),
    ("文字负数", "负 45,678.50元", "money", "-45678.5", "元"),
    ("货币符号", "￥8,765,432.10", "money", "8765432.1", "元"),
    ("万元单位", "1,234.57万元", "money", "12345700", "万元"),
    ("亿元单位", "3.25亿元", "money", "325000000", "亿元"),
    ("大写金额", "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "money", "1234567.89", "元"),
    ("大写整数", "伍仟陆佰万元整", "money", "56000000", "元"),
    ("百分比", "13.09%", "ratio", "13.09", "%"),
    ("负百分比", "-4.35%", "ratio", "-4.35", "%"),
    ("千分比", "2.5‰", "ratio", "0.25", "‰"),
    ("文字比例", "百分之十二点五", "ratio", "12.5", "%"),
    ("年月日", "2020年12月31日", "day", "2020-12-31", None),
    ("点分日期", "2020.12.31", "day", "2020-12-31", None),
    ("斜杠日期", "2020/12/31", "day", "2020-12-31", None),
    ("短横日期", "2020-12-31", "day", "2020-12-31", None),
    ("年月", "2020-12", "day", "2020-12", None),
    ("汉字日期", "二〇二〇年十二月三十一日", "day", "2020-12-31", None),
    ("汉字年月", "二〇一九年十月", "day", "2019-10", None),
    ("空白标记", "—", "money", None, None),
)


def _draw(paper: Paper, table: Table, rng: random.Random, *, y: float) -> None:
    flow = Flow(lambda: paper, top=20, bottom=paper.height - 5)
    flow.turn()
    flow.y = y
    draw_table(flow, table, _PENS, rng, left=45)


@golden_page("numbers", "forms")
def printed_forms(rng: random.Random, degree: Degree) -> DrawnPage:
    """One printed form beside each label."""
    paper = Paper(dpi=_DPI, size=(595, 330))
    pairs = list(zip(_FORMS[::2], _FORMS[1::2], strict=True))
    rows = tuple(
        tuple(Cell(text) for form in pair for text in (form[0], form[1])) for pair in pairs
    )
    _draw(paper, Table((70, 182, 70, 182), rows, size=9.5, min_height=22), rng, y=30)
    facts: list[FactTruth] = [
        {"kind": "amount", "label": label, "of": of, "value": value, "unit": unit}
        | ({"unit_from": "cell"} if of == "money" and unit else {})
        for label, _, of, value, unit in _FORMS
    ]
    return scanned(paper.image, facts, look_of(degree), seed=f"forms-{degree}")


@golden_page("numbers", "dense")
def dense_statement(rng: random.Random, degree: Degree) -> DrawnPage:
    """A statement of small print, four columns of amounts, losses in brackets, the unit above the table."""
    paper = Paper(dpi=_DPI, size=(595, 400))
    paper.text(550, 22, "单位：元", "song", 7.5, align="r")
    heads = ("期末余额", "上年年末余额", "本期发生额", "上期发生额")
    names = (
        "货币资金", "交易性金融资产", "应收票据", "应收账款", "应收款项融资", "预付款项", "其他应收款",
        "存货", "合同资产", "持有待售资产", "其他流动资产", "长期应收款", "长期股权投资", "固定资产",
        "在建工程", "使用权资产", "无形资产", "开发支出", "长期待摊费用", "递延所得税资产",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [tuple(Cell(t, align="c") for t in ("项目", *heads))]
    facts: list[FactTruth] = []
    for name in names:
        cells = [Cell(name)]
        for head in heads:
            cents = rng.randint(10**4, 10 ** rng.randint(7, 12))
            loss = rng.random() < 0.2
            text = grouped(cents)
            cells.append(Cell(f"({text})" if loss else text, align="r"))
            facts.append(
                {
                    "kind": "amount",
                    "label": name,
                    "head": head,
                    "value": plain(yuan(-cents if loss else cents)),
                }
                | {"unit": "元", "unit_from": "table"}
            )
        rows.append(tuple(cells))
    table = Table((105, 100, 100, 100, 100), tuple(rows), size=7.5, pad=1.5, min_height=16)
    _draw(paper, table, rng, y=34)
    return scanned(paper.image, facts, look_of(degree), seed=f"dense-{degree}")


@golden_page("numbers", "units")
def units_at_every_level(rng: random.Random, degree: Degree) -> DrawnPage:
    """A unit in the cell, in the head of the row, in that of the column, above the table; none in sight."""
    paper = Paper(dpi=_DPI, size=(595, 400))
    first = (
        tuple(Cell(t, align="c") for t in ("指标", "2019年（千元）", "2020年")),
        (Cell("营业收入"), Cell("186,345.21", align="r"), Cell("20,312.45", align="r")),
        (Cell("净利润（元）"), Cell("9,876,543.21", align="r"), Cell("8,765,432.10", align="r")),
        (Cell("研发费用"), Cell("5,678.90", align="r"), Cell("6,543,210.98元", align="r")),
    )
    second = (
        tuple(Cell(t, align="c") for t in ("项目", "合同金额", "已付金额")),
        (Cell("设备采购"), Cell("1,230.50", align="r"), Cell("980.25", align="r")),
        (Cell("厂房改造"), Cell("456.75", align="r"), Cell("300万元", align="r")),
    )
    paper.text(297, 24, "主要经济指标", "hei", 12, align="c")
    paper.text(550, 46, "单位：万元", "song", 9.5, align="r")
    _draw(paper, Table((165, 170, 170), first, size=10, min_height=22), rng, y=62)
    paper.text(297, 215, "主要合同", "hei", 12, align="c")
    _draw(paper, Table((165, 170, 170), second, size=10, min_height=22), rng, y=260)
    stated = (
        ("营业收入", "2019年（千元）", "186345210", "千元", "column"),
        ("营业收入", "2020年", "203124500", "万元", "table"),
        ("净利润（元）", "2019年（千元）", "9876543.21", "元", "row"),
        ("净利润（元）", "2020年", "8765432.1", "元", "row"),
        ("研发费用", "2019年（千元）", "5678900", "千元", "column"),
        ("研发费用", "2020年", "6543210.98", "元", "cell"),
        ("设备采购", "合同金额", "12305000", "万元", "page"),
        ("设备采购", "已付金额", "9802500", "万元", "page"),
        ("厂房改造", "合同金额", "4567500", "万元", "page"),
        ("厂房改造", "已付金额", "3000000", "万元", "cell"),
    )
    facts: list[FactTruth] = [
        {"kind": "amount", "label": label, "head": head, "value": value}
        | {"unit": unit, "unit_from": level}
        for label, head, value, unit, level in stated
    ]
    return scanned(paper.image, facts, look_of(degree), seed=f"units-{degree}")
