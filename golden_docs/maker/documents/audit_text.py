"""Cover and opinion of an audit report: the standard unqualified text of 中国注册会计师审计准则第1501号."""

from __future__ import annotations

import random
from datetime import date
from typing import Protocol

from golden_docs.maker.document import Style
from golden_docs.maker.marks import barcode, qr, seal, signature
from golden_docs.maker.paper import RED, Paper
from golden_docs.maker.rich import Pens
from golden_docs.maker.table import Cell, Flow, Table, draw_table


class ReportFacts(Protocol):
    """What the text pages need of the report."""

    @property
    def year(self) -> int:
        """The fiscal year."""

    @property
    def company(self) -> str:
        """The audited entity."""

    @property
    def firm(self) -> str:
        """The audit firm."""

    @property
    def firm_city(self) -> str:
        """Where the firm signs."""

    @property
    def number(self) -> str:
        """报告文号."""

    @property
    def filing_code(self) -> str:
        """报备编码."""

    @property
    def day(self) -> date:
        """Report date."""

    @property
    def cpas(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Two accountants with their certificate numbers."""

    def signed_day(self) -> str:
        """Report date in Chinese numerals."""


def draw_cover(report: ReportFacts, style: Style, rng: random.Random) -> Paper:
    """The cover with 报备编码 and the contents."""
    page = Paper(dpi=style.dpi)
    barcode(page, 380, 60, 150, 26, rng)
    page.text(380, 92, f"报备编码：{report.filing_code}", style.body, 9)
    qr(page, 62, 56, 54, rng)
    page.text(62, 114, "防伪查询：扫描二维码核验报告真伪", style.body, 7.5)
    page.text(297, 216, report.company, style.head, 20, align="c")
    page.text(297, 268, "审 计 报 告", style.head, 34, align="c", spacing=6, weight=0.3)
    page.text(297, 334, report.number, style.body, 14, align="c")
    page.text(297, 368, f"（{report.year}年度）", style.body, 14, align="c")
    pens = Pens(style.body, style.body)
    flow = Flow(lambda: page, top=430, bottom=800)
    flow.turn()
    rows = tuple(
        (Cell(a, align="c"), Cell(b), Cell(c, align="c"))
        for a, b, c in (
            ("", "目　　录", "页次"),
            ("一、", "审计报告", "1-2"),
            ("二、", "资产负债表", "3"),
            ("三、", "利润表", "4"),
            ("四、", "现金流量表", "5"),
            ("五、", "财务报表附注", "6-7"),
        )
    )
    draw_table(
        flow,
        Table((50, 240, 70), rows, size=11.5, rules="none", min_height=25),
        pens,
        rng,
        left=117,
    )
    page.text(297, 700, report.firm, style.head, 16, align="c")
    page.text(297, 726, report.signed_day(), style.body, 12, align="c")
    seal(page, 372, 690, report.firm, rng, radius=54, alpha=0.6)
    return page


def _paragraphs(report: ReportFacts) -> tuple[tuple[str, str], ...]:
    end = f"{report.year}年12月31日"
    name = report.company
    return (
        (
            "一、审计意见",
            f"我们审计了{name}（以下简称“贵公司”）财务报表，包括{end}的资产负债表，{report.year}年度的利润表、现金流量表、所有者权益变动表以及相关财务报表附注。\n"
            f"我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵公司{end}的财务状况以及{report.year}年度的经营成果和现金流量。",
        ),
        (
            "二、形成审计意见的基础",
            "我们按照中国注册会计师审计准则的规定执行了审计工作。审计报告的“注册会计师对财务报表审计的责任”部分进一步阐述了我们在这些准则下的责任。"
            "按照中国注册会计师职业道德守则，我们独立于贵公司，并履行了职业道德方面的其他责任。我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。",
        ),
        (
            "三、管理层和治理层对财务报表的责任",
            "贵公司管理层负责按照企业会计准则的规定编制财务报表，使其实现公允反映，并设计、执行和维护必要的内部控制，以使财务报表不存在由于舞弊或错误导致的重大错报。\n"
            "在编制财务报表时，管理层负责评估贵公司的持续经营能力，披露与持续经营相关的事项，并运用持续经营假设。治理层负责监督贵公司的财务报告过程。",
        ),
        (
            "四、注册会计师对财务报表审计的责任",
            "我们的目标是对财务报表整体是否不存在由于舞弊或错误导致的重大错报获取合理保证，并出具包含审计意见的审计报告。合理保证是高水平的保证，"
            "但并不能保证按照审计准则执行的审计在某一重大错报存在时总能发现。错报可能由于舞弊或错误导致，如果合理预期错报单独或汇总起来可能影响财务报表使用者"
            "依据财务报表作出的经济决策，则通常认为错报是重大的。\n"
            "在按照审计准则执行审计工作的过程中，我们运用职业判断，并保持职业怀疑。同时，我们也执行以下工作：\n"
            "（1）识别和评估由于舞弊或错误导致的财务报表重大错报风险，设计和实施审计程序以应对这些风险，并获取充分、适当的审计证据，作为发表审计意见的基础。\n"
            "（2）了解与审计相关的内部控制，以设计恰当的审计程序。\n"
            "（3）评价管理层选用会计政策的恰当性和作出会计估计及相关披露的合理性。\n"
            "（4）对管理层使用持续经营假设的恰当性得出结论。\n"
            "（5）评价财务报表的总体列报、结构和内容，并评价财务报表是否公允反映相关交易和事项。",
        ),
    )


def draw_opinion(report: ReportFacts, style: Style, rng: random.Random) -> list[Paper]:
    """The opinion, signed and sealed by two accountants and the firm."""
    pages = [Paper(dpi=style.dpi)]
    page = pages[0]
    page.text(297, 66, "审 计 报 告", style.head, 22, align="c", spacing=5)
    page.text(533, 104, report.number, style.body, 10.5, align="r")
    page.text(62, 126, f"{report.company}全体股东：", style.body, 11)
    y = 150.0
    for title, text in _paragraphs(report):
        for number, paragraph in enumerate((title, *text.split("\n"))):
            size, face = (11.5, style.head) if number == 0 else (10.5, style.body)
            height = len(page.wrap(paragraph, 471, face, size, indent=21)) * size * 1.6
            if y + height > 775:
                page = Paper(dpi=style.dpi)
                pages.append(page)
                y = 70.0
            y = (
                page.paragraph(
                    62, y, paragraph, 471, face, size, leading=1.6, indent=21 if number else 0
                )
                + 3
            )
    if y > 560:
        page = Paper(dpi=style.dpi)
        pages.append(page)
        y = 90.0
    _sign(page, y + 24, report, style, rng)
    return pages


def _sign(page: Paper, y: float, report: ReportFacts, style: Style, rng: random.Random) -> None:
    page.text(80, y, report.firm, style.body, 11)
    for k, (name, number) in enumerate(report.cpas):
        line = y + k * 66
        page.text(330, line, "中国注册会计师：", style.body, 11)
        signature(page, 416, line - 4, name, rng, size=20)
        page.text(418, line + 26, name, style.body, 9)
        _name_seal(page, 486, line - 6, name, number, rng)
    page.text(80, y + 150, f"中国·{report.firm_city}", style.body, 11)
    page.text(420, y + 150, report.signed_day(), style.body, 11)
    seal(page, 150, y + 40, report.firm, rng, radius=56, alpha=0.65)


def _name_seal(page: Paper, x: float, y: float, name: str, number: str, rng: random.Random) -> None:
    jitter = rng.uniform(-1.5, 1.5)
    page.rect((x, y + jitter, x + 62, y + 40 + jitter), width=1.2, colour=RED)
    page.text(x + 31, y + 3 + jitter, "中国注册会计师", "song", 7.5, align="c", colour=RED)
    page.text(x + 31, y + 13 + jitter, name, "song", 11, align="c", colour=RED)
    page.text(x + 31, y + 28 + jitter, number, "song", 7.5, align="c", colour=RED)
