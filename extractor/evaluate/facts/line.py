"""A line of text that stands on a page, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.compare import plain
from extractor.evaluate.facts.fact import Seen
from models.base import Frozen
from models.geometry import Box
from models.page import PageText, TextLine

LEAST_OVERLAP = 0.5  # intersection over union of the box stated and the box read


class LineFact(Frozen):
    """A text that one printed line holds; `box`, where given, is its place on the page as displayed.

    Boxes are fractions of the displayed page, origin top left. A place is right when intersection
    over union reaches `LEAST_OVERLAP`.
    """

    kind: Literal["line"] = "line"
    page: int = 1
    text: str
    box: Box | None = None

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "line" if self.box is None else "line with place"

    @property
    def expected(self) -> str:
        """The text, with its place where one is stated."""
        return self.text if self.box is None else f"{self.text} @ {_shown(self.box)}"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when a line read on the page holds the text, at the place where one is stated."""
        printed = [(page, line) for page in pages if page.page == self.page for line in page.lines]
        holding = [(page, line) for page, line in printed if plain(self.text) in plain(line.text)]
        if not holding:
            nearest = _nearest(self.text, [line for _, line in printed])
            return Seen(right=False, read=nearest.text if nearest else None)
        if self.box is None:
            return Seen(right=True, read=holding[0][1].text)
        boxes = [page.place(line.box).box for page, line in holding]
        best = max(boxes, key=lambda box: overlap(box, self.box or box))
        right = overlap(best, self.box) >= LEAST_OVERLAP
        return Seen(right=right, read=f"{holding[0][1].text} @ {_shown(best)}")


def overlap(left: Box, right: Box) -> float:
    """Intersection over union of two boxes."""
    shared = left.overlap(right) * left.area
    union = left.area + right.area - shared
    return shared / union if union > 0 else 0.0


def _nearest(text: str, lines: Sequence[TextLine]) -> TextLine | None:
    """The line that shares most characters with a text, None where all share fewer than half."""
    wanted = set(plain(text))
    best = max(lines, key=lambda line: len(wanted & set(plain(line.text))), default=None)
    if best is None or 2 * len(wanted & set(plain(best.text))) < len(wanted):
        return None
    return best


def _shown(box: Box) -> str:
    return "[" + ", ".join(f"{value:.3f}" for value in box) + "]"
