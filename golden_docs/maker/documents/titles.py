"""Titles and recognitions: 高新技术企业证书, 专精特新 certificate, 企业技术中心 recognition, 商标注册证, 市场占有率证明."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from golden_docs.maker.amounts import day_small, day_zh, plain
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import emblem, frame, guilloche, qr, seal
from golden_docs.maker.paper import RED, Paper

_GOLD = (176, 132, 52)


@dataclass(frozen=True)
class HighTechCertificate:
    """高新技术企业证书, three years from 发证时间."""

    holder: str
    number: str
    issued: date
    authorities: tuple[str, str, str]

    @property
    def type(self) -> str:
        """The document type key."""
        return "high_tech_cert"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "holder_name": self.holder,
            "certificate_number": self.number,
            "issue_date": self.issued.isoformat(),
            "valid_for": "三年",
            "issuing_authority": ";".join(self.authorities),
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One landscape page."""
        page = Paper(dpi=style.dpi, size=(842, 595), tint=(254, 252, 247))
        guilloche(page, (245, 238, 222), top=120, bottom=500)
        frame(page, 30, (186, 156, 92), kind="double")
        emblem(page, 421, 106, 34)
        page.text(421, 152, "高新技术企业", "serif-bold", 46, align="c", colour=_GOLD, spacing=12)
        page.text(421, 214, "证　书", "serif-bold", 36, align="c", colour=_GOLD)
        page.text(120, 296, f"企业名称：{self.holder}", style.head, 15)
        page.text(530, 296, f"证书编号：{self.number}", style.head, 15)
        page.text(120, 336, f"发证时间：{day_small(self.issued)}", style.head, 15)
        page.text(530, 336, "有 效 期：三年", style.head, 15)
        page.text(120, 376, "批准机关：", style.head, 15)
        for k, office in enumerate(self.authorities):
            seal(page, 300 + 165 * k, 446, office, rng, radius=56, alpha=0.78)
        return [page]


@dataclass(frozen=True)
class TitleCertificate:
    """省级专精特新中小企业 certificate."""

    holder: str
    number: str
    title: str
    document: str
    authority: str
    issued: date
    valid_until: date

    @property
    def type(self) -> str:
        """The document type key."""
        return "title_proof"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "holder_name": self.holder,
            "title": self.title,
            "document_number": self.number,
            "level": "省级",
            "issuing_authority": self.authority,
            "issue_date": self.issued.isoformat(),
            "valid_until": self.valid_until.isoformat(),
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One landscape page."""
        page = Paper(dpi=style.dpi, size=(842, 595), tint=(255, 250, 240))
        frame(page, 34, (190, 60, 50), kind="waves")
        page.text(421, 116, "证　书", "serif-bold", 52, align="c", colour=(190, 50, 45))
        page.text(745, 190, f"证书编号：{self.number}", style.body, 12, align="r")
        page.text(110, 236, f"{self.holder}：", "kai", 21)
        text = f"根据《{self.document}》，经审核，认定你单位为{self.title}。"
        page.paragraph(110, 282, text, 622, "kai", 20, leading=1.7, indent=40)
        page.text(110, 392, "特发此证。", "kai", 20)
        page.text(
            110,
            440,
            f"有效期：{day_zh(self.issued, padded=False)}至{day_zh(self.valid_until, padded=False)}",
            "kai",
            15,
        )
        page.text(640, 446, self.authority, "kai", 17, align="c")
        page.text(640, 476, day_zh(self.issued, padded=False), "kai", 16, align="c")
        seal(page, 640, 462, self.authority, rng, radius=58, alpha=0.68)
        return [page]


@dataclass(frozen=True)
class TechCentreNotice:
    """A red-headed notice that recognises 省级企业技术中心, the applicant in its list."""

    holder: str
    document: str
    authority: str
    issued: date
    others: tuple[str, ...]

    @property
    def type(self) -> str:
        """The document type key."""
        return "rd_institution_proof"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields that concern the applicant."""
        return {
            "institution_name": f"{self.holder}技术中心",
            "institution_type": "企业技术中心",
            "level": "省级",
            "issuing_authority": self.authority,
            "document_number": self.document,
            "issue_date": self.issued.isoformat(),
            "holder_name": self.holder,
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi)
        page.text(
            297, 84, f"{self.authority}文件", "serif-bold", 30, align="c", colour=RED, spacing=1
        )
        page.text(297, 146, self.document, style.body, 13, align="c")
        page.line(62, 172, 533, 172, width=1.6, colour=RED)
        page.text(
            297,
            204,
            f"关于认定{self.issued.year}年（第一批）省级企业技术中心的通知",
            style.head,
            16,
            align="c",
        )
        page.text(72, 250, "各市经济和信息化主管部门，有关企业：", style.body, 13)
        y = page.paragraph(
            72,
            276,
            f"根据省级企业技术中心认定管理办法，经企业申请、各市推荐、专家评审和公示，决定认定下列{len(self.others) + 1}家企业技术中心为"
            f"{self.issued.year}年（第一批）省级企业技术中心，现予公布。",
            452,
            style.body,
            13,
            leading=1.75,
            indent=26,
        )
        names = [*self.others[:1], self.holder, *self.others[1:]]
        for number, name in enumerate(names, start=1):
            y = page.paragraph(
                98, y + 4, f"{number}. {name}技术中心", 430, style.body, 12.5, leading=1.5
            )
        page.paragraph(
            72,
            y + 10,
            "请各企业技术中心继续加大创新投入，不断完善运行机制，提升自主创新能力。",
            452,
            style.body,
            13,
            leading=1.75,
            indent=26,
        )
        page.text(430, 640, self.authority, style.body, 13, align="c")
        page.text(430, 664, day_zh(self.issued, padded=False), style.body, 13, align="c")
        seal(page, 430, 652, self.authority, rng, radius=57, alpha=0.7)
        return [page]


@dataclass(frozen=True)
class TrademarkCertificate:
    """商标注册证."""

    mark: str
    number: str
    holder: str
    address: str
    category: str
    goods: str
    registered: date
    valid_until: date

    @property
    def type(self) -> str:
        """The document type key."""
        return "trademark_cert"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "trademark": self.mark,
            "registration_number": self.number,
            "holder_name": self.holder,
            "holder_address": self.address,
            "nice_class": self.category,
            "goods": self.goods,
            "registration_date": self.registered.isoformat(),
            "valid_until": self.valid_until.isoformat(),
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi, tint=(252, 252, 248))
        guilloche(page, (240, 243, 236), top=120, bottom=720)
        frame(page, 34, (130, 150, 120), kind="waves")
        page.text(500, 86, f"第 {self.number} 号", style.body, 13, align="r")
        page.text(297, 122, "商 标 注 册 证", "serif-bold", 32, align="c")
        page.rect((172, 190, 422, 292), width=0.8)
        page.text(297, 214, self.mark, "serif-bold", 44, align="c")
        y = page.paragraph(
            92,
            322,
            f"核定使用商品/服务项目（国际分类：{self.category}）",
            420,
            style.body,
            12,
            leading=1.6,
        )
        y = (
            page.paragraph(
                92, y, f"第{self.category}类：{self.goods}", 420, style.body, 12, leading=1.6
            )
            + 10
        )
        for label, value in (
            ("注　册　人", self.holder),
            ("注 册 地 址", self.address),
            ("注 册 日 期", day_zh(self.registered)),
            ("有 效 期 至", day_zh(self.valid_until)),
        ):
            y = page.paragraph(92, y, f"{label}　{value}", 420, style.body, 12.5, leading=1.6) + 10
        page.text(330, 640, "发证机关", style.body, 13)
        seal(page, 428, 660, "国家知识产权局", rng, radius=60, alpha=0.75)
        qr(page, 100, 640, 60, rng)
        return [page]


@dataclass(frozen=True)
class MarketShareProof:
    """市场占有率证明 by an industry association."""

    holder: str
    product: str
    association: str
    province: str
    shares: tuple[tuple[str, Decimal, int], ...]
    issued: date

    @property
    def type(self) -> str:
        """The document type key."""
        return "market_share_proof"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields; shares and ranks by year."""
        return {
            "holder_name": self.holder,
            "product": self.product,
            "issuer": self.association,
            "market_share": {y: plain(s) for y, s, _ in self.shares},
            "rank_in_province": {y: str(r) for y, _, r in self.shares},
            "issue_date": self.issued.isoformat(),
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi)
        page.text(297, 80, self.association, style.head, 21, align="c", colour=RED, spacing=2)
        page.line(72, 118, 523, 118, width=1.4, colour=RED)
        page.text(297, 172, "关于主导产品市场占有率的证明", style.head, 18, align="c")
        page.text(80, 230, "致有关单位：", style.body, 13.5)
        parts = "；".join(
            f"{y}年度国内市场占有率为{plain(s)}%，在{self.province}排名第{r}位"
            for y, s, r in self.shares
        )
        y = page.paragraph(
            80,
            262,
            f"兹证明我会会员单位{self.holder}的主导产品“{self.product}”，{parts}。",
            436,
            style.body,
            13.5,
            leading=1.9,
            indent=27,
        )
        y = page.paragraph(
            80,
            y,
            "以上数据根据我会对会员企业及公开市场资料的统计得出，仅用于该企业申报项目时佐证其市场地位。",
            436,
            style.body,
            13.5,
            leading=1.9,
            indent=27,
        )
        page.text(95, y + 12, "特此证明。", style.body, 13.5)
        page.text(410, 560, self.association, style.body, 13.5, align="c")
        page.text(410, 586, day_zh(self.issued, padded=False), style.body, 13.5, align="c")
        seal(page, 410, 572, self.association, rng, radius=58, alpha=0.7)
        return [page]
