"""Groups the text lines of a page into printed rows; stacked characters are taken apart first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from models.geometry import Box
from models.page import PageText, TextLine

_STACKED = 1.6  # height over width, in pixels, from which several characters stand above each other


def is_stacked(line: TextLine, *, page: PageText) -> bool:
    """Whether the characters of a line stand above each other instead of side by side."""
    count = len("".join(line.text.split()))
    width = line.box.width * page.width
    return count >= 2 and line.box.height * page.height > _STACKED * max(width, 1e-9)


def unstack(line: TextLine, *, stops: Sequence[float] = ()) -> tuple[TextLine, ...]:
    """A stacked line as one line per character, evenly spread over its height.

    `stops` are heights (fractions of the page) at which such characters were seen elsewhere; a
    character snaps to the nearest one within half its own height.
    """
    text = "".join(line.text.split())
    step = line.box.height / len(text)
    size = min(step, line.box.height / len(text))
    lines = []
    for index, character in enumerate(text):
        centre = line.box.y0 + (index + 0.5) * step
        near = min(stops, key=lambda stop: abs(stop - centre), default=centre)
        centre = near if abs(near - centre) < step / 2 else centre
        box = Box(line.box.x0, centre - size / 2, line.box.x1, centre + size / 2)
        lines.append(
            TextLine(
                text=character,
                box=box,
                confidence=line.confidence,
                char_spans=((box.x0, box.x1),),
                char_confidences=line.char_confidences[index : index + 1],
                under_seal=line.under_seal,
            )
        )
    return tuple(lines)


def same_row(left: Box, right: Box, *, share: float = 0.5) -> bool:
    """Whether two boxes overlap vertically by `share` of the lower one's height."""
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > share * min(left.height, right.height)


def group_rows(lines: Iterable[TextLine]) -> tuple[tuple[TextLine, ...], ...]:
    """Lines that stand side by side, from top to bottom, each row from left to right.

    A line joins a row when it overlaps a line of it and its middle lies near that of the nearest, so
    that high lines do not tie rows under each other together and a bent row stays one.
    """
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda item: (item.box.center[1], item.box.x0)):
        home = next((row for row in reversed(rows[-4:]) if _joins(line, row)), None)
        if home is None:
            rows.append([line])
        else:
            home.append(line)
    return tuple(tuple(sorted(row, key=lambda item: item.box.x0)) for row in rows)


def _joins(line: TextLine, row: Sequence[TextLine]) -> bool:
    if not any(same_row(member.box, line.box) for member in row):
        return False
    if any(_covers(member.box, line.box) for member in row):
        return False
    nearest = min(row, key=lambda member: _apart(member.box, line.box))
    height = min(line.box.height, min(member.box.height for member in row))
    return abs(line.box.center[1] - nearest.box.center[1]) < 0.6 * height


def _apart(left: Box, right: Box) -> float:
    """The blank between two boxes of a row."""
    return max(left.x0, right.x0) - min(left.x1, right.x1)


def _covers(left: Box, right: Box) -> bool:
    """Whether two boxes share most of the narrower one's width: then they stand under each other."""
    shared = min(left.x1, right.x1) - max(left.x0, right.x0)
    return shared > 0.6 * min(left.width, right.width)


def line_height(lines: Sequence[TextLine]) -> float:
    """The usual height of a line of running text (fraction of the page), 0 when there is none."""
    heights = [line.box.height for line in lines for _ in range(min(len(line.text), 40))]
    return median(heights) if heights else 0.0


def gaps(row: Sequence[TextLine]) -> tuple[float, ...]:
    """The blank between neighbours of a row (fractions of the page width, negative when they overlap)."""
    return tuple(right.box.x0 - left.box.x1 for left, right in pairwise(row))
