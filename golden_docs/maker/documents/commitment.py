"""真实性承诺书: the printed sentences, the company's seal and the signature of its legal representative."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from golden_docs.maker.amounts import day_zh
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import seal, signature
from golden_docs.maker.paper import Paper


@dataclass(frozen=True)
class CommitmentLetter:
    """One sheet; `sentences` are printed by the notice, the rest is filled in."""

    title: str
    sentences: str
    company: str
    legal_representative: str
    day: date

    @property
    def type(self) -> str:
        """The document type key."""
        return "commitment_letter"

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields."""
        return {
            "company_name": self.company,
            "declaration_text": self.sentences,
            "declaration_signature": self.legal_representative,
            "declaration_seal": "是",
            "declaration_seal_text": self.company,
            "declaration_date": self.day.isoformat(),
        }

    def draw(self, style: Style, rng: random.Random) -> Sequence[Paper]:
        """One upright page."""
        page = Paper(dpi=style.dpi)
        page.text(297, 120, self.title, style.head, 20, align="c", spacing=3)
        page.paragraph(80, 200, self.sentences, 440, style.body, 13, leading=2.0, indent=26)
        page.text(150, 330, f"单位名称（盖章）：{self.company}", style.body, 13)
        page.text(150, 390, "法定代表人（签名）：", style.body, 13)
        signature(page, 275, 384, self.legal_representative, rng, size=22)
        page.text(330, 450, day_zh(self.day, padded=False), style.body, 13)
        seal(page, 400, 340, self.company, rng, radius=57, alpha=0.6)
        return [page]
