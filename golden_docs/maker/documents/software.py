"""计算机软件著作权登记证书."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from golden_docs.maker.amounts import day_zh
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import barcode, frame, qr, seal
from golden_docs.maker.paper import RED, Paper


@dataclass(frozen=True)
class SoftwareCertificate:
    """What the certificate prints."""

    name: str
    version: str
    owner: str
    completed: date
    registered: date
    registration: str
    certificate: str
    serial: str

    @property
    def type(self) -> str:
        """The document type key."""
        return "software_copyright_cert"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "software_name": self.name,
            "short_name": None,
            "version": self.version,
            "owner": self.owner,
            "completion_date": self.completed.isoformat(),
            "first_publication_date": "未发表",
            "acquisition": "原始取得",
            "rights_scope": "全部权利",
            "registration_number": self.registration,
            "certificate_number": self.certificate,
            "serial_number": self.serial,
            "registration_date": self.registered.isoformat(),
        }

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi, tint=(244, 251, 253))
        frame(page, 30, (110, 150, 140), kind="key")
        page.rect((54, 54, 541, 788), width=1.2, colour=(90, 170, 205))
        page.text(297, 104, "中华人民共和国国家版权局", style.head, 19, align="c", spacing=2)
        page.text(297, 146, "计算机软件著作权登记证书", "serif-bold", 25, align="c", spacing=2)
        page.text(500, 192, f"证书号： {self.certificate}", style.body, 10, align="r")
        rows = (
            ("软件名称", f"{self.name}\n{self.version}"),
            ("著作权人", self.owner),
            ("开发完成日期", day_zh(self.completed)),
            ("首次发表日期", "未发表"),
            ("权利取得方式", "原始取得"),
            ("权利范围", "全部权利"),
            ("登记号", self.registration),
        )
        y = 226.0
        for label, value in rows:
            page.spread(98, y, label, 86, style.head, 12.5)
            page.text(186, y, "：", style.head, 12.5)
            y = max(y + 38, page.paragraph(208, y, value, 300, style.body, 12.5, leading=1.45) + 14)
        page.paragraph(
            98,
            y + 10,
            "根据《计算机软件保护条例》和《计算机软件著作权登记办法》的规定，经中国版权保护中心审核，对以上事项予以登记。",
            410,
            style.head,
            12.5,
            leading=1.8,
            indent=25,
        )
        barcode(page, 110, 622, 80, 26, rng)
        qr(page, 112, 660, 46, rng)
        page.text(100, 730, "No.", style.body, 12)
        page.text(128, 730, self.serial, "serif", 12, colour=RED)
        page.text(420, 732, day_zh(self.registered), style.body, 12.5, align="c")
        seal(
            page,
            420,
            686,
            "中华人民共和国国家版权局",
            rng,
            radius=60,
            lower="计算机软件著作权登记专用章",
            alpha=0.75,
        )
        return [page]
