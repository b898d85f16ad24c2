"""What the engine read at a place of a page: the source text that a correction rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.geometry import Box
from models.page import PageText, TextLine


class Stretch(NamedTuple):
    """Characters start..end (exclusive) of a line of a page, by its number among the lines."""

    number: int
    line: TextLine
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.line.text[self.start : self.end]


def seen_at(page: PageText, box: Box) -> str:
    """Return the characters read inside a box (of the page as displayed), lines joined by a line feed.

    Check boxes inside it are told as `[state]`, so that a tick seen differently changes the text.
    """
    words = [stretch.text for stretch in stretches(page, box)]
    marks = [
        f"[{mark.state.value}]"
        for mark in page.check_boxes
        if box.holds(page.frame.to_displayed(mark.box).center)
    ]
    return "\n".join([*words, *marks])


def stretches(page: PageText, box: Box) -> tuple[Stretch, ...]:
    """Return the parts of lines whose characters have their centre inside a box, in reading order."""
    found = []
    for number, line in enumerate(page.lines):
        if page.frame.to_displayed(line.box).overlap(box) <= 0:
            continue
        inside = [at for at, center in enumerate(_centers(page, line)) if box.holds(center)]
        if inside:
            found.append(Stretch(number, line, inside[0], inside[-1] + 1))
    return tuple(found)


def _centers(page: PageText, line: TextLine) -> Iterator[tuple[float, float]]:
    """The centre of every character on the displayed page."""
    y = (line.box.y0 + line.box.y1) / 2
    for x0, x1 in spans_of(line):
        yield page.frame.point_to_displayed((x0 + x1) / 2, y)


def spans_of(line: TextLine) -> Sequence[tuple[float, float]]:
    """Return where each character begins and ends in the upright frame; evenly where not told."""
    if len(line.char_spans) == len(line.text):
        return line.char_spans
    return even_spans(line.box.x0, line.box.x1, count=len(line.text))


def even_spans(x0: float, x1: float, *, count: int) -> tuple[tuple[float, float], ...]:
    """Return `count` spans of equal width between two points."""
    width = (x1 - x0) / max(1, count)
    return tuple((x0 + at * width, x0 + (at + 1) * width) for at in range(count))
