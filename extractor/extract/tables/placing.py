"""Text lines put into the cells of a table; a line that crosses a border is cut there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from extractor.extract.tables.rules import char_span
from models.geometry import Box
from models.page import TextLine

_REACH = 1.3  # in character widths: how far from a border the cut may fall between two characters
_NUMBER_BOND = 3.0  # in character widths: how far a number may reach over a border uncut
_WORD_BOND = 0.5  # the same for words
_OUTSIDE = 0.4  # share of its height with which a line beside a table may reach into its last row
_SEAM = re.compile(r"[.．]\d\d$")  # decimals end a number


def place_lines(lines: Iterable[TextLine], boxes: Sequence[Box]) -> list[list[TextLine]]:
    """For each box the lines, and parts of lines, that stand in it; other text is left out."""
    placed: list[list[TextLine]] = [[] for _ in boxes]
    for line in lines:
        beside = _boxes_at(line, boxes)
        if not beside or (len(beside) > 1 and _hangs_out(line, boxes)):
            continue
        for index, part in _cut(line, [(index, boxes[index]) for index in beside]):
            if part.text.strip():
                placed[index].append(part)
    return placed


def _boxes_at(line: TextLine, boxes: Sequence[Box]) -> list[int]:
    """Boxes at the height of the line's middle that it enters, left to right."""
    middle = line.box.center[1]
    found = [
        index
        for index, box in enumerate(boxes)
        if box.y0 <= middle < box.y1 and min(line.box.x1, box.x1) - max(line.box.x0, box.x0) > 0
    ]
    return sorted(found, key=lambda index: boxes[index].x0)


def _hangs_out(line: TextLine, boxes: Sequence[Box]) -> bool:
    """Whether a line that crosses borders stands half above or below the table: text beside it."""
    above = min(box.y0 for box in boxes) - line.box.y0
    below = line.box.y1 - max(box.y1 for box in boxes)
    return max(above, below) > _OUTSIDE * line.box.height


def _cut(line: TextLine, beside: Sequence[tuple[int, Box]]) -> list[tuple[int, TextLine]]:
    if len(beside) == 1:
        index, box = beside[0]
        return [(index, line)] if _mostly_inside(line, box) else []
    borders = [box.x0 for _, box in beside[1:]]
    cuts = [_cut_position(line, border) for border in borders]
    cuts = [0, *cuts, len(line.text)]
    parts: list[tuple[int, TextLine]] = []
    for (index, _), start, end in zip(beside, cuts, cuts[1:], strict=False):
        part = part_of(line, start, end)
        if part is not None:
            parts.append((index, part))
    return parts


def _mostly_inside(line: TextLine, box: Box) -> bool:
    width = min(line.box.x1, box.x1) - max(line.box.x0, box.x0)
    return width >= 0.5 * line.box.width


def part_of(line: TextLine, start: int, end: int) -> TextLine | None:
    """Characters start..end as a line, blanks at the ends gone; None when nothing is left."""
    while start < end and line.text[start].isspace():
        start += 1
    while end > start and line.text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    if (start, end) == (0, len(line.text)):
        return line
    part = line.part(start, end).model_copy(update={"under_seal": line.under_seal})
    other = _second_part(line, start, end)
    return part.model_copy(update={"second": other if other != part.text else None})


def _second_part(line: TextLine, start: int, end: int) -> str | None:
    """The share of the other reading that stands for characters start..end."""
    if line.second is None:
        return None
    matcher = SequenceMatcher(None, line.text, line.second, autojunk=False)
    low, high = len(line.second), 0
    for _, i0, i1, j0, j1 in matcher.get_opcodes():
        if i1 <= start or i0 >= end:
            continue
        even = i1 - i0 == j1 - j0
        low = min(low, j0 + (max(start, i0) - i0 if even else 0))
        high = max(high, j0 + (min(end, i1) - i0) if even else j1)
    return line.second[low:high].strip() or None


def _cut_position(line: TextLine, border: float) -> int:
    """How many characters stand left of the border: the cut that falls best between two characters.

    A line that only reaches a little over the border stays whole, a number the more so.
    """
    count = len(line.text)
    width = line.box.width / max(1, count)
    first, last = char_span(line, 0)[0], char_span(line, count - 1)[1]
    costs = {0: abs(first - border), count: abs(last - border)}
    for position in range(1, count):
        left, right = char_span(line, position - 1)[1], char_span(line, position)[0]
        distance = 0.0 if left <= border <= right else min(abs(left - border), abs(right - border))
        if distance <= _REACH * width + max(0.0, right - left):
            gap = min(max(0.0, right - left), width)
            costs[position] = distance - gap + _bond(line.text, position) * width
    return min(costs, key=lambda position: (costs[position], position))


def _bond(text: str, position: int) -> float:
    """How firmly the characters beside a cut belong together, in character widths."""
    before, after = text[position - 1], text[position]
    if after in ")）":  # begins no cell
        return _NUMBER_BOND
    if before.isspace() or after.isspace() or _SEAM.search(text[:position]):
        return 0.0
    if _is_figure(before) and _is_figure(after):
        return _NUMBER_BOND
    return 0.0 if _is_figure(before) != _is_figure(after) else _WORD_BOND


def _is_figure(character: str) -> bool:
    return character in "0123456789,.，．-"
