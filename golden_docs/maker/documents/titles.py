"""Titles and recognitions: 高新技术企业证书, 专精特新 certificate, 企业技术中心 recognition."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from golden_docs.maker.amounts import day_small, day_zh
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import emblem, frame, guilloche, seal
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
