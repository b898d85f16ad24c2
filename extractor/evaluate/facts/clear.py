"""A part of a page where nothing is printed: whatever is read there is an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
from models.base import Frozen
from models.geometry import Box
from models.page import PageText

Thing = Literal["line", "ruling", "check_box", "seal"]
ALL: tuple[Thing, ...] = ("line", "ruling", "check_box", "seal")


class ClearFact(Frozen):
    """None of the `things` lies with its middle in `box`, in fractions of the page as displayed."""

    kind: Literal["clear"] = "clear"
    page: int = 1
    box: Box = Box(0.0, 0.0, 1.0, 1.0)
    things: tuple[Thing, ...] = ALL

    @property
    def key(self) -> str:
        """What the fact is about."""
        return "clear"

    @property
    def expected(self) -> str:
        """The part of the page."""
        return "nothing @ [" + ", ".join(f"{value:.3f}" for value in self.box) + "]"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when nothing was read there; names what was."""
        found = [
            name
            for page in pages
            if page.page == self.page
            for thing, name, box in _things(page)
            if thing in self.things and self.box.holds(page.frame.to_displayed(box).center)
        ]
        return Seen(right=not found, read="; ".join(found) or None)


def _things(page: PageText) -> Iterator[tuple[Thing, str, Box]]:
    for line in page.lines:
        yield "line", line.text, line.box
    for rule in page.rulings:
        yield "ruling", "ruling", Box(rule.x0, rule.y0, rule.x1, rule.y1)
    for mark in page.check_boxes:
        yield "check_box", f"check box {mark.state}", mark.box
    for seal in page.seals:
        yield "seal", f"{seal.colour} seal", seal.box
