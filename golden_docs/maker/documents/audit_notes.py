"""The notes of an audit report: basis of preparation, 营业收入和营业成本, 研发费用."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from golden_docs.maker.amounts import capitals, day_zh, grouped
from golden_docs.maker.document import Style
from golden_docs.maker.documents.statements import Statements
from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens
from golden_docs.maker.table import Cell, Flow, Table, draw_table

Note = tuple[Mapping[str, int], Mapping[str, int]]


class NoteFacts(Protocol):
    """What the notes need of the report."""

    @property
    def year(self) -> int:
        """The fiscal year."""

    @property
    def company(self) -> str:
        """The audited entity."""

    @property
    def uscc(self) -> str:
        """Its code."""

    @property
    def legal_representative(self) -> str:
        """Its legal representative."""

    @property
    def founded(self) -> date:
        """Date of establishment."""

    @property
    def capital_wan(self) -> int:
        """Registered capital in 万元."""

    @property
    def address(self) -> str:
        """Registered address."""

    @property
    def scope(self) -> str:
        """Business scope."""

    @property
    def product(self) -> str:
        """The main product."""

    @property
    def statements(self) -> Statements:
        """The statements."""

    @property
    def revenue_note(self) -> Note:
        """This year's and last year's split of revenue and cost."""

    @property
    def rd_note(self) -> Note:
        """This year's and last year's items of R&D expense."""


def draw_notes(report: NoteFacts, style: Style, rng: random.Random) -> list[Paper]:
    """All pages of the notes."""
    flow = Flow(lambda: Paper(dpi=style.dpi), top=62, bottom=785)
    flow.turn().text(297, 66, "财务报表附注", style.head, 17, align="c", spacing=3)
    flow.page.text(
        297,
        92,
        f"{report.year}年度　（除特别注明外，金额单位为人民币元）",
        style.body,
        9.5,
        align="c",
    )
    flow.y = 116
    for title, text in _texts(report):
        _write(flow, title, text, style)
    _tables(flow, report, style, rng)
    return flow.pages


def _write(flow: Flow, title: str, text: str, style: Style) -> None:
    for number, paragraph in enumerate((title, *(t for t in text.split("\n") if t))):
        face, size = (style.head, 11) if number == 0 else (style.body, 10)
        lines = len(flow.page.wrap(paragraph, 471, face, size, indent=20))
        page = flow.room(lines * size * 1.55 + (30 if number == 0 else 0))
        flow.y = (
            page.paragraph(
                62, flow.y, paragraph, 471, face, size, leading=1.55, indent=20 if number else 0
            )
            + 2
        )


def _texts(report: NoteFacts) -> tuple[tuple[str, str], ...]:
    return (
        (
            "一、公司基本情况",
            f"{report.company}（以下简称“本公司”）成立于{day_zh(report.founded)}，统一社会信用代码{report.uscc}，注册资本人民币{capitals(report.capital_wan)}，"
            f"法定代表人{report.legal_representative}，注册地址{report.address}。\n经营范围：{report.scope}。本公司主要产品为{report.product}。",
        ),
        (
            "二、财务报表的编制基础",
            "1.编制基础\n本公司财务报表以持续经营为编制基础，根据实际发生的交易和事项，按照财政部颁布的《企业会计准则——基本准则》和各项具体会计准则的规定进行确认和计量，"
            "并在此基础上编制财务报表。\n2.持续经营\n本公司自报告期末起12个月内具备持续经营能力，不存在导致对持续经营能力产生重大疑虑的事项。",
        ),
        (
            "三、重要会计政策及会计估计",
            "1.会计期间：自公历1月1日起至12月31日止。\n2.记账本位币：人民币。\n3.收入确认：商品所有权上的主要风险和报酬转移给购货方，且相关经济利益很可能流入时确认收入。\n"
            "4.固定资产折旧：采用年限平均法，房屋建筑物20年，机器设备10年，运输设备4年，电子设备3年，残值率5%。\n"
            "5.研究开发支出：研究阶段的支出于发生时计入当期损益；本公司开发阶段的支出不满足资本化条件，全部计入当期损益。",
        ),
        (
            "四、税项",
            "增值税：按应税收入的13%计算销项税额；城市维护建设税7%；教育费附加3%；企业所得税：本公司为高新技术企业，减按15%的税率计缴。",
        ),
        ("五、财务报表主要项目注释", ""),
    )


def _tables(flow: Flow, report: NoteFacts, style: Style, rng: random.Random) -> None:
    now, before = report.revenue_note

    def sub(title: str) -> None:
        page = flow.room(120)
        page.text(62, flow.y + 6, title, style.body, 10.5, weight=0.12)
        flow.y += 26

    def draw(widths: tuple[float, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
        draw_table(
            flow,
            Table(widths, rows, size=9, pad=2.5, min_height=17, rules=style.statement_rules),
            Pens(style.statement_face, style.statement_face),
            rng,
            left=62,
        )
        flow.y += 8

    def four(label: str, revenue: str, cost: str) -> tuple[Cell, ...]:
        amounts = (now[revenue], now[cost], before[revenue], before[cost])
        return (
            Cell(label, bold=label == "合　计"),
            *(Cell(grouped(a), align="r") for a in amounts),
        )

    heads = (Cell("项　目", 1, 2, "c"), Cell("本期金额", 2, 1, "c"), Cell("上期金额", 2, 1, "c"))
    heads2 = tuple(Cell(t, align="c") for t in ("收入", "成本", "收入", "成本"))
    _balance_notes(report, sub, draw)
    sub("11、营业收入和营业成本")
    draw(
        (103, 92, 92, 92, 92),
        (
            heads,
            heads2,
            four("主营业务", "main_revenue", "main_cost"),
            four("其他业务", "other_revenue", "other_cost"),
            four("合　计", "total_revenue", "total_cost"),
        ),
    )
    sub("（续）主营业务收入和主营业务成本（分产品）")
    draw(
        (103, 92, 92, 92, 92),
        (
            heads,
            heads2,
            four(report.product, "product_revenue", "product_cost"),
            four("其他产品", "rest_revenue", "rest_cost"),
            four("合　计", "main_revenue", "main_cost"),
        ),
    )
    sub("12、研发费用")
    rd_now, rd_before = report.rd_note
    rows = tuple(
        (
            Cell("合　计" if key == "合计" else key, bold=key == "合计"),
            Cell(grouped(rd_now[key]), align="r"),
            Cell(grouped(rd_before[key]), align="r"),
        )
        for key in rd_now
    )
    draw(
        (191, 140, 140),
        (tuple(Cell(t, align="c") for t in ("项　目", "本期金额", "上期金额")), *rows),
    )


class _Sub(Protocol):
    def __call__(self, title: str) -> None: ...


class _Draw(Protocol):
    def __call__(self, widths: tuple[float, ...], rows: tuple[tuple[Cell, ...], ...]) -> None: ...


def _balance_notes(report: NoteFacts, sub: _Sub, draw: _Draw) -> None:
    """Two short notes on the balance sheet: 货币资金 and 短期借款, split so that they add up."""
    end, start = report.statements.balance
    for title, key, first, rest in (
        ("1、货币资金", "monetary_funds", "库存现金", "银行存款"),
        ("7、短期借款", "short_term_borrowings", "保证借款", "抵押借款"),
    ):
        small = [
            min(column[key], 1_234_567 if key == "monetary_funds" else column[key] * 3 // 10)
            for column in (end, start)
        ]
        rows = (
            tuple(Cell(t, align="c") for t in ("项　目", "期末余额", "期初余额")),
            (Cell(first), *(Cell(grouped(s), align="r") for s in small)),
            (
                Cell(rest),
                *(
                    Cell(grouped(c[key] - s), align="r")
                    for c, s in zip((end, start), small, strict=True)
                ),
            ),
            (Cell("合　计", bold=True), *(Cell(grouped(c[key]), align="r") for c in (end, start))),
        )
        sub(title)
        draw((191, 140, 140), rows)
