"""营业执照 (副本): the landscape layout of 2019 and the older portrait one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from golden_docs.maker.amounts import capitals, day_zh, plain
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import emblem, frame, guilloche, qr, seal
from golden_docs.maker.paper import Paper

_GOLD = (176, 132, 52)
_NEW_LAYOUT = date(2019, 3, 1)


@dataclass(frozen=True)
class BusinessLicence:
    """What the licence prints."""

    name: str
    uscc: str
    enterprise_type: str
    legal_representative: str
    capital_wan: int
    founded: date
    address: str
    scope: str
    registrar: str
    issued: date

    @property
    def type(self) -> str:
        """The document type key."""
        return "business_license"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields; the period is open-ended."""
        return {
            "company_name": self.name,
            "uscc": self.uscc,
            "enterprise_type": self.enterprise_type,
            "legal_representative": self.legal_representative,
            "registered_capital": plain(Decimal(self.capital_wan) * 10_000),
            "establishment_date": self.founded.isoformat(),
            "operating_period": f"{day_zh(self.founded)}至长期",
            "address": self.address,
            "business_scope": self.scope,
            "registration_authority": self.registrar,
            "issue_date": self.issued.isoformat(),
            "duplicate_number": "1-1",
            "registration_number": None,
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        return [
            self._landscape(style, rng)
            if self.issued >= _NEW_LAYOUT
            else self._portrait(style, rng)
        ]

    def _landscape(self, style: Style, rng: random.Random) -> Paper:
        page = Paper(dpi=style.dpi, size=(842, 595), tint=(253, 251, 244))
        guilloche(page, (243, 236, 216), top=90, bottom=540)
        frame(page, 28, (186, 160, 100), kind="waves")
        emblem(page, 421, 66, 34)
        page.text(421, 112, "营业执照", "serif-bold", 36, align="c", colour=_GOLD, spacing=14)
        page.text(421, 162, "（副　本）", style.body, 15, align="c")
        page.text(540, 165, "1-1", style.body, 11)
        page.text(84, 128, "统一社会信用代码", style.head, 11)
        page.text(84, 146, self.uscc, "sans", 12.5)
        qr(page, 690, 96, 72, rng)
        page.paragraph(
            690,
            172,
            "扫描二维码登录“国家企业信用信息公示系统”了解更多登记、备案、许可、监管信息。",
            76,
            style.body,
            6,
            leading=1.25,
        )
        left = (
            ("名称", self.name),
            ("类型", self.enterprise_type),
            ("法定代表人", self.legal_representative),
            ("经营范围", self.scope),
        )
        right = (
            ("注册资本", capitals(self.capital_wan)),
            ("成立日期", day_zh(self.founded)),
            ("营业期限", f"{day_zh(self.founded)} 至 长期"),
            ("住所", self.address),
        )
        self._rows(page, left, style, x=84, width=250, y=218)
        self._rows(page, right, style, x=448, width=240, y=218)
        page.text(520, 430, "登 记 机 关", style.head, 14)
        page.text(
            600,
            482,
            day_zh(self.issued).replace("年", " 年 ").replace("月", " 月 ").replace("日", " 日"),
            style.body,
            12.5,
        )
        seal(page, 660, 455, self.registrar, rng, radius=58, alpha=0.75)
        page.text(84, 506, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", style.body, 8)
        page.text(
            421,
            506,
            "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告",
            style.body,
            7,
        )
        page.text(758, 570, "国家市场监督管理总局监制", style.body, 8, align="r")
        return page

    def _rows(
        self,
        page: Paper,
        rows: tuple[tuple[str, str], ...],
        style: Style,
        *,
        x: float,
        width: float,
        y: float,
    ) -> None:
        for label, value in rows:
            page.spread(x, y, label, 68, style.head, 12.5)
            small = label == "经营范围"
            end = page.paragraph(
                x + 80, y, value, width, style.body, 10 if small else 12, leading=1.35
            )
            y = max(y + 38, end + 8)

    def _portrait(self, style: Style, rng: random.Random) -> Paper:
        page = Paper(dpi=style.dpi, tint=(252, 250, 243))
        guilloche(page, (243, 237, 220), top=120, bottom=760)
        frame(page, 34, (170, 150, 105), kind="key")
        emblem(page, 297, 104, 42)
        page.text(297, 158, "营业执照", "serif-bold", 44, align="c", colour=_GOLD, spacing=18)
        page.text(297, 218, "（副　本）", style.body, 17, align="c")
        page.text(238, 252, "统一社会信用代码", style.head, 12)
        page.text(350, 251, self.uscc, "serif", 12.5)
        page.text(490, 268, "（1-1）", style.body, 9)
        rows = (
            ("名称", self.name),
            ("类型", self.enterprise_type),
            ("住所", self.address),
            ("法定代表人", self.legal_representative),
            ("注册资本", capitals(self.capital_wan)),
            ("成立日期", day_zh(self.founded)),
            ("营业期限", f"{day_zh(self.founded)}至长期"),
            ("经营范围", self.scope),
        )
        y = 300.0
        for label, value in rows:
            page.spread(100, y, label, 82, style.head, 14)
            y = max(
                y + 34,
                page.paragraph(
                    200, y, value, 290, style.body, 11 if label == "经营范围" else 13, leading=1.4
                )
                + 10,
            )
        qr(page, 110, 620, 84, rng)
        page.text(300, 640, "登 记 机 关", style.head, 15)
        page.text(366, 720, day_zh(self.issued, padded=False), style.body, 13)
        seal(page, 430, 690, self.registrar, rng, radius=58, alpha=0.7)
        page.text(62, 814, "企业信用信息公示系统网址：http://www.gsxt.gov.cn", style.body, 8)
        page.text(533, 814, "中华人民共和国国家工商行政管理总局监制", style.body, 8, align="r")
        return page
