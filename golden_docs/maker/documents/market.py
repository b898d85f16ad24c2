"""Standing in the market: 商标注册证 and 市场占有率证明."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from golden_docs.maker.amounts import day_zh, plain
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import frame, guilloche, qr, seal
from golden_docs.maker.paper import RED, Paper


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
