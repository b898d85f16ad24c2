"""How many pages a sheet holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
from models.base import Frozen
from models.page import PageText


class SheetFact(Frozen):
    """The pages that one sheet holds (1 or 2), each given by the texts that stand on it, left first."""

    kind: Literal["sheet"] = "sheet"
    page: int = 1
    texts: tuple[tuple[str, ...], ...]

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "sheet"

    @property
    def expected(self) -> str:
        """The number of pages."""
        return f"{len(self.texts)} pages"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when the sheet became so many pages, and each carries its texts."""
        seen = [page for page in pages if page.page == self.page]
        right = len(seen) == len(self.texts) and all(
            text in page.text
            for page, texts in zip(seen, self.texts, strict=True)
            for text in texts
        )
        return Seen(right=right, read=f"{len(seen)} pages")
