"""管理体系认证证书: quality, environment, occupational health, in two layouts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from golden_docs.maker.amounts import day_zh
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import frame, qr, seal, signature
from golden_docs.maker.paper import Paper

TITLES = {
    "9001": "质量管理体系认证证书",
    "14001": "环境管理体系认证证书",
    "45001": "职业健康安全管理体系认证证书",
}
STANDARDS = {
    "9001": "GB/T 19001-2016/ISO 9001:2015",
    "14001": "GB/T 24001-2016/ISO 14001:2015",
    "45001": "GB/T 45001-2020/ISO 45001:2018",
}


@dataclass(frozen=True)
class SystemCertificate:
    """What the certificate prints; `scheme` is 9001, 14001 or 45001."""

    scheme: str
    holder: str
    uscc: str
    number: str
    scope: str
    body: str
    first_issued: date
    issued: date
    valid_until: date
    registered_address: str
    operating_address: str

    @property
    def type(self) -> str:
        """The document type key."""
        return "management_system_cert"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "holder_name": self.holder,
            "uscc": self.uscc,
            "certificate_number": self.number,
            "standard": STANDARDS[self.scheme],
            "scope": self.scope,
            "certification_body": self.body,
            "issue_date": self.issued.isoformat(),
            "first_issue_date": self.first_issued.isoformat(),
            "valid_until": self.valid_until.isoformat(),
            "registered_address": self.registered_address,
            "operating_address": self.operating_address,
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        return [
            self._centred(style, rng) if style.iso_layout == 0 else self._ranged_left(style, rng)
        ]

    def _centred(self, style: Style, rng: random.Random) -> Paper:
        blue = (40, 110, 190) if self.scheme == "9001" else (40, 140, 90)
        page = Paper(dpi=style.dpi)
        frame(page, 30, blue, kind="waves")
        _mark(page, 297, 92, 26, "验", blue)
        page.text(
            297,
            130,
            TITLES[self.scheme],
            "kai",
            27 if self.scheme != "45001" else 23,
            align="c",
            spacing=2,
        )
        page.text(520, 172, f"证书编号：{self.number}", "sans", 9.5, align="r")
        page.text(90, 196, "兹证明：", style.body, 12.5)
        page.text(297, 222, self.holder, style.head, 16, align="c", weight=0.1)
        page.text(90, 258, f"统一社会信用代码：{self.uscc}", style.body, 11)
        page.text(90, 278, f"注册地址：{self.registered_address}", style.body, 11)
        page.text(90, 298, f"经营地址：{self.operating_address}", style.body, 11)
        page.text(
            297, 342, f"建立的{TITLES[self.scheme][:-4]}符合标准", style.body, 12.5, align="c"
        )
        page.text(297, 366, STANDARDS[self.scheme], "sans-bold", 13.5, align="c")
        page.text(297, 408, "认证范围", style.head, 12.5, align="c")
        page.paragraph(120, 432, self.scope, 355, style.body, 12, leading=1.5, align="c")
        for k, (label, day) in enumerate(
            (
                ("初次发证日期", self.first_issued),
                ("本次发证日期", self.issued),
                ("有效期至", self.valid_until),
            )
        ):
            page.text(100, 510 + 21 * k, f"{label}：{day_zh(day)}", style.body, 11)
        page.paragraph(
            100,
            580,
            "获证组织必须定期接受监督审核并经审核合格，此证书方继续有效。证书信息可在国家认证认可监督管理委员会官方网站（www.cnca.gov.cn）上查询。",
            395,
            style.body,
            8.5,
            leading=1.4,
        )
        qr(page, 100, 640, 62, rng)
        _mark(page, 226, 670, 24, "CN\nAS", (60, 60, 110), oval=True)
        page.text(300, 660, "签发人：", style.body, 12)
        signature(page, 350, 654, "季闻笙", rng, size=24, colour=(20, 20, 24))
        page.text(300, 712, self.body, style.head, 11.5)
        seal(page, 440, 680, self.body, rng, radius=52, alpha=0.7)
        return page

    def _ranged_left(self, style: Style, rng: random.Random) -> Paper:
        page = Paper(dpi=style.dpi, tint=(250, 250, 250))
        page.rect((0, 0, 62, 842), width=0, fill=(72, 92, 116))
        page.rect((62, 0, 70, 842), width=0, fill=(190, 170, 110))
        _mark(page, 132, 92, 30, "衡", (72, 92, 116))
        page.text(
            104,
            150,
            TITLES[self.scheme],
            style.head,
            24 if self.scheme != "45001" else 20,
            weight=0.12,
        )
        page.text(104, 184, "CERTIFICATE OF REGISTRATION", "sans", 10.5, spacing=1)
        rows = (
            ("证书号", self.number),
            ("组织名称", self.holder),
            ("统一社会信用代码", self.uscc),
            ("注册地址", self.registered_address),
            ("审核地址", self.operating_address),
            ("认证标准", STANDARDS[self.scheme]),
            ("认证范围", self.scope),
            ("初次获证日期", self.first_issued.strftime("%Y-%m-%d")),
            ("发证日期", self.issued.strftime("%Y-%m-%d")),
            ("有效期至", self.valid_until.strftime("%Y-%m-%d")),
        )
        y = 232.0
        for label, value in rows:
            page.text(104, y, label + "：", style.body, 11)
            y = max(
                y + 30,
                page.paragraph(
                    206, y, value, 320, style.body, 11.5, leading=1.4, colour=(20, 20, 30)
                )
                + 12,
            )
        page.paragraph(
            104,
            y + 8,
            "本证书的有效性须凭年度监督审核合格标识维持，可登录 www.cnca.gov.cn 查询。",
            420,
            style.body,
            9,
            leading=1.5,
        )
        for k, word in enumerate(("第一次监督", "第二次监督")):
            page.rect((104 + 92 * k, 690, 184 + 92 * k, 734), width=0.6)
            page.text(144 + 92 * k, 694, word, style.body, 9, align="c")
        _mark(page, 330, 712, 24, "认可", (60, 60, 110), oval=True)
        page.text(390, 750, self.body, style.body, 11, align="l")
        seal(page, 450, 720, self.body, rng, radius=54, alpha=0.7)
        return page


def _mark(
    page: Paper,
    x: float,
    y: float,
    radius: float,
    word: str,
    colour: tuple[int, int, int],
    *,
    oval: bool = False,
) -> None:
    """An invented mark of a certifier or accreditor."""
    wide = radius * (1.35 if oval else 1.0)
    box = [page.px(v) for v in (x - wide, y - radius, x + wide, y + radius)]
    page.pen.ellipse(box, outline=colour, width=max(2, page.px(1.6)))
    lines = word.split("\n")
    size = radius * (1.1 if len(word) == 1 else 0.62)
    for k, line in enumerate(lines):
        page.text(
            x,
            y - size * len(lines) / 2 + k * size,
            line,
            "serif-bold",
            size,
            align="c",
            colour=colour,
        )
