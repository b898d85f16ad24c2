"""Sheets that are no evidence: 佐证材料目录, dividers, blank pages."""

from __future__ import annotations

import random
from dataclasses import dataclass

from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.paper import Paper


@dataclass(frozen=True)
class ContentsList:
    """The list of the evidence that follows."""

    company: str
    entries: tuple[str, ...]

    @property
    def type(self) -> str:
        """The document type key."""
        return "evidence_index"

    def fields(self) -> dict[str, FieldValue]:
        """Nothing that a table asks for."""
        return {}

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi)
        page.text(297, 90, "佐证材料目录", style.head, 22, align="c", spacing=4)
        page.text(297, 130, self.company, style.body, 12, align="c")
        y = 184.0
        for number, entry in enumerate(self.entries, start=1):
            end = page.text(84, y, f"{number}. {entry}", style.body, 12.5)
            dots = max(2, int((500 - end) / page.text_width("…", style.body, 12.5)))
            page.text(end + 4, y, "…" * dots, style.body, 12.5)
            y += 30
        return [page]


@dataclass(frozen=True)
class Divider:
    """A sheet with only a heading; an empty heading is a blank page."""

    heading: str = ""

    @property
    def type(self) -> None:
        """Dividers have no type."""
        return None

    def fields(self) -> dict[str, FieldValue]:
        """Nothing."""
        return {}

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """One page."""
        page = Paper(dpi=style.dpi)
        if self.heading:
            page.text(297, 360, self.heading, style.head, 30, align="c", spacing=4)
        return [page]
