"""How a page lies: its quarter turns and its skew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
from models.base import Frozen
from models.page import PageText

PLAY = 0.1  # degrees


class FrameFact(Frozen):
    """The clockwise quarter turns that bring a page upright, and the skew in degrees that then remains.

    Skew is positive where lines fall to the right; it is right to a tenth of a degree.
    """

    kind: Literal["frame"] = "frame"
    page: int = 1
    turns: int
    skew: float

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "frame"

    @property
    def expected(self) -> str:
        """Turns and skew."""
        return _shown(self.turns, self.skew)

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when the page was turned so, and its skew measured to a tenth of a degree."""
        page = next((page for page in pages if page.page == self.page), None)
        if page is None:
            return Seen(right=False)
        turns, skew = page.frame.quarter_turns, page.frame.skew_degrees
        right = turns == self.turns and abs(skew - self.skew) <= PLAY
        return Seen(right=right, read=_shown(turns, skew))


def _shown(turns: int, skew: float) -> str:
    return f"{turns} turns, {skew:.2f} degrees"
