"""专利证书 of three kinds in the layouts before and after 2020, and the 受理通知书 that proves nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from golden_docs.maker.amounts import day_zh
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import (
    barcode,
    emblem,
    frame,
    guilloche,
    qr,
    seal,
    signature,
    watermark,
)
from golden_docs.maker.paper import Paper

_OFFICE = "国家知识产权局"
_HEAD = "文若谦"  # an invented head of office
_NAMES = {1: "发明", 2: "实用新型", 3: "外观设计"}
_TINTS = {1: (190, 60, 60), 2: (40, 120, 80), 3: (50, 90, 160)}


@dataclass(frozen=True)
class PatentCertificate:
    """What a certificate prints; kind 1 invention, 2 utility model, 3 design."""

    kind: int
    title: str
    number: str
    filed: date
    granted: date
    publication: str
    certificate: str
    patentee: str
    address: str
    inventors: tuple[str, ...]

    @property
    def type(self) -> str:
        """The document type key."""
        return "patent_certificate"

    @property
    def modern(self) -> bool:
        """Whether the layout of 2020 and later is used."""
        return self.granted >= date(2020, 1, 1)

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "patent_type": f"{_NAMES[self.kind]}专利证书",
            "title": self.title,
            "patent_number": self.number,
            "filing_date": self.filed.isoformat(),
            "patentee": self.patentee,
            "inventors": ";".join(self.inventors),
            "grant_date": self.granted.isoformat(),
            "grant_publication_number": self.publication,
            "certificate_number": self.certificate,
            "address": self.address if self.modern else None,
            "applicant_at_filing": None,
            "inventors_at_filing": None,
            "annual_fee_due": None
            if self.modern
            else f"每年{self.filed.month:02d}月{self.filed.day:02d}日前",
        }

    def spaced_number(self) -> str:
        """ZL 2018 1 1234567.8, as certificates print it."""
        return f"ZL {self.number[2:6]} {self.number[6]} {self.number[7:]}"

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        return [self._modern(style, rng) if self.modern else self._old(style, rng)]

    def _labels(self) -> tuple[tuple[str, str], ...]:
        name = {1: "发明名称", 2: "实用新型名称", 3: "外观设计名称"}[self.kind]
        who = "设计人" if self.kind == 3 else "发明人"
        return (
            (name, self.title),
            (who, ";".join(self.inventors)),
            ("专利号", self.spaced_number()),
            ("专利申请日", day_zh(self.filed)),
            ("专利权人", self.patentee),
        )

    def _modern(self, style: Style, rng: random.Random) -> Paper:
        tint = _TINTS[self.kind]
        page = Paper(dpi=style.dpi, tint=(254, 252, 246))
        watermark(page, "CNIPR", shade=240)
        pale = tuple(round(255 - (255 - v) * 0.14) for v in tint)
        guilloche(page, (pale[0], pale[1], pale[2]), top=560, bottom=770)
        frame(page, 40, tint, kind="double")
        page.text(78, 92, f"证书号 第{self.certificate}号", style.body, 10.5)
        emblem(page, 297, 124, 32, colour=(200, 40, 40))
        qr(page, 474, 88, 48, rng)
        page.text(297, 182, f"{_NAMES[self.kind]}专利证书", "kai", 30, align="c", spacing=4)
        y = 262.0
        for label, value in self._labels():
            y = self._row(page, label, value, y, style) + 13
        y = self._row(page, "地址", self.address, y, style) + 13
        page.spread(86, y, "授权公告日", 62, style.body, 10.5)
        page.text(150, y, f"：{day_zh(self.granted)}", style.body, 10.5)
        page.text(300, y, f"授权公告号：{self.publication}", style.body, 10.5)
        years = {1: "二十", 2: "十", 3: "十"}[self.kind]
        law = (
            f"国家知识产权局依照中华人民共和国专利法{'进行审查' if self.kind == 1 else '经过初步审查'}，决定授予专利权，颁发{_NAMES[self.kind]}专利证书并在专利登记簿上予以登记。"
            f"专利权自授权公告之日起生效。专利权期限为{years}年，自申请日起算。"
        )
        y = page.paragraph(86, y + 34, law, 424, "kai", 10.5, leading=1.55, indent=21)
        page.paragraph(
            86,
            y + 6,
            "专利证书记载专利权登记时的法律状况。专利权的转移、质押、无效、终止、恢复和专利权人的姓名或名称、国籍、地址变更等事项记载在专利登记簿上。",
            424,
            "kai",
            10.5,
            leading=1.55,
            indent=21,
        )
        barcode(page, 86, 642, 170, 12, rng)
        page.text(86, 690, "局长", style.body, 13)
        page.text(86, 712, _HEAD, style.body, 13)
        signature(page, 180, 690, _HEAD, rng, size=34, colour=(20, 20, 24))
        seal(page, 444, 706, _OFFICE, rng, radius=62, alpha=0.8)
        page.text(444, 726, day_zh(self.granted), style.body, 11, align="c")
        page.text(297, 786, "第 1 页 (共 2 页)", style.body, 8, align="c")
        return page

    def _row(self, page: Paper, label: str, value: str, y: float, style: Style) -> float:
        page.spread(86, y, label, 62, style.body, 10.5)
        wide = 70 if len(label) > 5 else 64
        page.text(86 + wide - 2, y, "：", style.body, 10.5)
        return page.paragraph(86 + wide + 12, y, value, 350, style.body, 10.5, leading=1.4)

    def _old(self, style: Style, rng: random.Random) -> Paper:
        page = Paper(dpi=style.dpi, tint=(250, 250, 247))
        guilloche(page, (238, 238, 228), top=100, bottom=740)
        frame(page, 36, (150, 130, 90), kind="key")
        page.text(84, 92, f"证书号第{self.certificate}号", "serif", 12)
        emblem(page, 297, 150, 38)
        page.text(297, 214, f"{_NAMES[self.kind]}专利证书", "kai", 34, align="c", spacing=6)
        y = 308.0
        for label, value in (*self._labels(), ("授权公告日", day_zh(self.granted))):
            text = "　".join(label) if len(label) == 3 else label
            y = page.paragraph(90, y, f"{text}：{value}", 420, "serif", 12.5, leading=1.4) + 10
        page.text(330, y - 27.5, f"授权公告号：{self.publication}", "serif", 11)
        last = {1: "二十", 2: "十", 3: "十"}[self.kind]
        law = f"本{_NAMES[self.kind]}经过本局依照中华人民共和国专利法进行{'审查' if self.kind == 1 else '初步审查'}，决定授予专利权，颁发本证书并在专利登记簿上予以登记。专利权自授权公告之日起生效。"
        y = page.paragraph(90, y + 6, law, 416, "kai", 11.5, leading=1.5, indent=23)
        y = page.paragraph(
            90,
            y,
            f"本专利的专利权期限为{last}年，自申请日起算。专利权人应当依照专利法及其实施细则规定缴纳年费。"
            f"本专利的年费应当在每年{self.filed.month:02d}月{self.filed.day:02d}日前缴纳。未按照规定缴纳年费的，专利权自应当缴纳年费期满之日起终止。",
            416,
            "kai",
            11.5,
            leading=1.5,
            indent=23,
        )
        page.text(100, 712, "局长", "serif", 14)
        page.text(100, 734, _HEAD, "serif", 14)
        signature(page, 190, 706, _HEAD, rng, size=34, colour=(20, 20, 24))
        seal(page, 440, 700, "中华人民共和国" + _OFFICE, rng, radius=62, alpha=0.8)
        page.text(440, 724, day_zh(self.granted), "serif", 11.5, align="c")
        return page


@dataclass(frozen=True)
class AcceptanceNotice:
    """专利申请受理通知书: an application on file, no right."""

    number: str
    title: str
    applicant: str
    filed: date
    sent: date
    inventors: tuple[str, ...]

    @property
    def type(self) -> str:
        """The document type key."""
        return "patent_acceptance_notice"

    def fields(self) -> dict[str, FieldValue]:
        """Application number, applicant, date."""
        return {
            "application_number": self.number,
            "title": self.title,
            "applicant": self.applicant,
            "filing_date": self.filed.isoformat(),
            "issue_date": self.sent.isoformat(),
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi)
        page.text(297, 66, "国 家 知 识 产 权 局", style.head, 20, align="c")
        page.text(380, 130, f"发文日：{day_zh(self.sent)}", style.body, 11)
        barcode(page, 380, 150, 120, 20, rng)
        page.text(72, 190, f"申请号：{self.number}", style.body, 11.5)
        page.text(297, 236, "专 利 申 请 受 理 通 知 书", style.head, 19, align="c")
        text = (
            "根据专利法第28条及其实施细则第38条、第39条的规定，申请人提出的专利申请已由国家知识产权局受理。"
            "现将确定的申请号、申请日、申请人和发明创造名称通知如下："
        )
        y = page.paragraph(72, 286, text, 452, style.body, 11.5, leading=1.6, indent=23) + 10
        for line in (
            f"申请号：{self.number}",
            f"申请日：{day_zh(self.filed)}",
            f"申请人：{self.applicant}",
            f"发明人：{'，'.join(self.inventors)}",
            f"发明创造名称：{self.title}",
        ):
            y = page.paragraph(95, y, line, 430, style.body, 11.5, leading=1.6) + 4
        y = page.paragraph(
            72,
            y + 8,
            "经核实，国家知识产权局确认收到文件如下：权利要求书1份2页，说明书1份6页，说明书附图1份3页，说明书摘要1份1页，发明专利请求书1份4页。",
            452,
            style.body,
            11.5,
            leading=1.6,
            indent=23,
        )
        page.paragraph(
            72,
            y + 8,
            "提示：申请人收到专利申请受理通知书之后，认为其记载的内容与申请人所提交的相应内容不一致时，可以向国家知识产权局请求更正。",
            452,
            style.body,
            10.5,
            leading=1.6,
            indent=21,
        )
        page.text(72, 690, "审查员：自动受理", style.body, 10.5)
        page.text(330, 690, "审查部门：专利局初审及流程管理部", style.body, 10.5)
        seal(page, 420, 690, _OFFICE, rng, radius=56, lower="专利受理章", alpha=0.65)
        return [page]
