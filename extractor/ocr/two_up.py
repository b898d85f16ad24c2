"""Two pages on one sheet (an open booklet, copies side by side) become two pages, each with its own frame.

In: a page as read. Out: the same page, or its left and right half as pages of their own. Precision comes
first: a landscape page wrongly cut in two loses more than two pages left together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from extractor.ocr.lines import in_reading_order
from models.geometry import Box
from models.page import CheckBox, ElectronicSeal, PageText, Ruling, Seal, TextLine, TextSource
from models.trace import SealPrint, Trace

WIDE = 1.2  # least ratio of width to height of a sheet with two pages
FEWEST_LINES = 5  # on each page
LEAST_BLOCK = (0.22, 0.3)  # of the sheet: the text of each page is at least so wide and high
MIDDLE = (0.38, 0.62)  # of the width: where the gutter lies
LEAST_GUTTER = 0.035  # of the width
GUTTER_TO_MARGINS = 0.5  # the gutter is made of two margins: least share of the two outer ones
WIDE_GUTTER = 0.9  # the same, when nothing else tells two pages
HEADING = 1.3  # times the usual height of a line
PAGE_NUMBER = re.compile(r"[-—–\s]*(第\s*)?\d{1,3}(\s*页)?[-—–\s]*")

Thing = TypeVar("Thing", TextLine, CheckBox, Seal, ElectronicSeal, Trace, SealPrint)


class _Side(NamedTuple):
    """One side of a sheet: its lines and the box around them."""

    lines: tuple[TextLine, ...]
    box: Box


def split_two_up(page: PageText) -> tuple[PageText, ...]:
    """Return the pages that a sheet holds: itself, or the page on its left and the one on its right."""
    gutter = find_gutter(page)
    if gutter is None:
        return (page,)
    return (
        cut_page(page, Box(0.0, 0.0, gutter, 1.0), number=1),
        cut_page(page, Box(gutter, 0.0, 1.0, 1.0), number=2),
    )


def find_gutter(page: PageText) -> float | None:
    """Return where two pages on one sheet meet, as a fraction of its width; None for a single page.

    Between two pages runs a gutter about as wide as their outer margins together, which no line of text
    and no rule crosses; a title over both columns, or a table, makes it one page. Beyond that both
    sides must be headed or numbered as pages are, unless the gutter is quite as wide as the margins.
    """
    if page.source is TextSource.native or page.width < WIDE * page.height:
        return None
    gap = _widest_gap(page)
    if gap is None or gap[1] - gap[0] < LEAST_GUTTER:
        return None
    middle = (gap[0] + gap[1]) / 2
    sides = [_side(page, Box(0.0, 0.0, middle, 1.0)), _side(page, Box(middle, 0.0, 1.0, 1.0))]
    if any(side is None for side in sides) or any(_crosses(rule, middle) for rule in page.rulings):
        return None
    left, right = (side for side in sides if side is not None)
    margins = left.box.x0 + (1.0 - right.box.x1)
    share = (gap[1] - gap[0]) / max(margins, LEAST_GUTTER)
    if share < GUTTER_TO_MARGINS:
        return None
    alike = all(map(_is_headed, (left, right))) or all(map(_is_numbered, (left, right)))
    return middle if alike or share >= WIDE_GUTTER else None


def _widest_gap(page: PageText) -> tuple[float, float] | None:
    """The widest stretch around the middle of the sheet that no text line touches."""
    spans = sorted((line.box.x0, line.box.x1) for line in page.lines)
    gaps, reached = [], 0.0
    for x0, x1 in spans:
        if x0 > reached and MIDDLE[0] < (reached + x0) / 2 < MIDDLE[1]:
            gaps.append((reached, x0))
        reached = max(reached, x1)
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _side(page: PageText, area: Box) -> _Side | None:
    """The lines in an area, None where they do not fill a page."""
    lines = tuple(line for line in page.lines if area.holds(line.box.center))
    if len(lines) < FEWEST_LINES:
        return None
    box = Box.around(line.box for line in lines)
    return (
        _Side(lines, box) if box.width >= LEAST_BLOCK[0] and box.height >= LEAST_BLOCK[1] else None
    )


def _crosses(rule: Ruling, x: float) -> bool:
    return rule.is_horizontal and rule.x0 < x < rule.x1


def _is_headed(side: _Side) -> bool:
    """Whether the tallest line stands at the top, about the middle of its side."""
    heights = sorted(line.box.height for line in side.lines)
    tallest = max(side.lines, key=lambda line: line.box.height)
    return (
        tallest.box.height >= HEADING * heights[len(heights) // 2]
        and tallest.box.center[1] < side.box.y0 + 0.4 * side.box.height
        and abs(tallest.box.center[0] - side.box.center[0]) < 0.15 * side.box.width
    )


def _is_numbered(side: _Side) -> bool:
    """Whether the lowest line is a page number."""
    lowest = max(side.lines, key=lambda line: line.box.center[1])
    return PAGE_NUMBER.fullmatch(lowest.text) is not None


def cut_page(page: PageText, area: Box, *, number: int) -> PageText:
    """Return what lies in an area of a sheet as a page, everything on it in its own frame."""
    lines = in_reading_order([_moved_line(line, area) for line in _on(page.lines, area)])
    return page.model_copy(
        update={
            "half": number,
            "width": max(1, round(page.width * area.width)),
            "height": max(1, round(page.height * area.height)),
            "frame": page.frame.part(area),
            "lines": lines,
            "rulings": tuple(_moved_rules(page.rulings, area)),
            "check_boxes": _moved(page.check_boxes, area),
            "seals": _moved(page.seals, area),
            "electronic_seals": _moved(page.electronic_seals, area),
            "traces": _moved(page.traces, area),
            "seal_prints": _moved(page.seal_prints, area),
        }
    )


def _on(things: Sequence[Thing], area: Box) -> list[Thing]:
    return [thing for thing in things if area.holds(thing.box.center)]


def _moved(things: Sequence[Thing], area: Box) -> tuple[Thing, ...]:
    """The things that lie in an area, in fractions of it."""
    return tuple(
        thing.model_copy(update={"box": _box(thing.box, area)}) for thing in _on(things, area)
    )


def _moved_line(line: TextLine, area: Box) -> TextLine:
    spans = tuple((_across(x0, area), _across(x1, area)) for x0, x1 in line.char_spans)
    return line.model_copy(update={"box": _box(line.box, area), "char_spans": spans})


def _moved_rules(rules: Sequence[Ruling], area: Box) -> Iterator[Ruling]:
    for rule in rules:
        if area.holds(((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2)):
            yield rule.model_copy(
                update={
                    "x0": _across(rule.x0, area),
                    "x1": _across(rule.x1, area),
                    "y0": _down(rule.y0, area),
                    "y1": _down(rule.y1, area),
                }
            )


def _box(box: Box, area: Box) -> Box:
    return Box(
        _across(box.x0, area), _down(box.y0, area), _across(box.x1, area), _down(box.y1, area)
    )


def _across(x: float, area: Box) -> float:
    return round((x - area.x0) / area.width, 5)


def _down(y: float, area: Box) -> float:
    return y if area.height == 1.0 else round((y - area.y0) / area.height, 5)
