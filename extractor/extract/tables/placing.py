"""Text lines put into the cells of a table; a line that crosses a border is cut there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.extract.tables.rules import char_span
from models.geometry import Box
from models.page import TextLine

_REACH = 1.3  # in character widths: how far from a border the cut may fall between two characters
_GAP_WORTH = 1.0  # how much a gap between two characters draws the cut, in its own width
_CHANGE_WORTH = 0.3  # the same for a change from words to figures, in character widths
_SLIVER = 0.5  # in character widths: a line that reaches less far into the next cell is not cut


def place_lines(lines: Iterable[TextLine], boxes: Sequence[Box]) -> list[list[TextLine]]:
    """For each box the lines, and parts of lines, that stand in it; other text is left out."""
    placed: list[list[TextLine]] = [[] for _ in boxes]
    for line in lines:
        beside = _boxes_at(line, boxes)
        if not beside:
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


def _cut(line: TextLine, beside: Sequence[tuple[int, Box]]) -> list[tuple[int, TextLine]]:
    if len(beside) == 1:
        index, box = beside[0]
        return [(index, line)] if _mostly_inside(line, box) else []
    borders = [box.x0 for _, box in beside[1:]]
    cuts = [_cut_position(line, border) for border in borders]
    cuts = [0, *cuts, len(line.text)]
    parts: list[tuple[int, TextLine]] = []
    for (index, _), start, end in zip(beside, cuts, cuts[1:], strict=False):
        part = _trimmed(line, start, end)
        if part is not None:
            parts.append((index, part))
    return parts


def _mostly_inside(line: TextLine, box: Box) -> bool:
    width = min(line.box.x1, box.x1) - max(line.box.x0, box.x0)
    return width >= 0.5 * line.box.width


def _trimmed(line: TextLine, start: int, end: int) -> TextLine | None:
    """Characters start..end without blanks at the ends, the line itself when nothing is cut off."""
    while start < end and line.text[start].isspace():
        start += 1
    while end > start and line.text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    if (start, end) == (0, len(line.text)):
        return line
    return _with_own_confidence(line.part(start, end), line, start=start)


def _with_own_confidence(part: TextLine, line: TextLine, *, start: int) -> TextLine:
    """The part with the mark of the seal kept and, where the other reading cuts alike, its share of it."""
    second = line.second
    if second is not None and len(second) == len(line.text):
        other = second[start : start + len(part.text)]
        part = part.model_copy(update={"second": other if other != part.text else None})
    return part.model_copy(update={"under_seal": line.under_seal})


def _cut_position(line: TextLine, border: float) -> int:
    """How many characters stand left of the border: the cut that falls best between two characters."""
    count = len(line.text)
    width = line.box.width / max(1, count)
    best, best_cost = (
        0,
        abs(line.box.x0 - border) if border - line.box.x0 < _SLIVER * width else None,
    )
    if line.box.x1 - border < _SLIVER * width and (
        best_cost is None or line.box.x1 - border < best_cost
    ):
        best, best_cost = count, abs(line.box.x1 - border)
    if best_cost is not None:
        return best
    for position in range(1, count):
        left, right = char_span(line, position - 1)[1], char_span(line, position)[0]
        middle, gap = (left + right) / 2, max(0.0, right - left)
        distance = 0.0 if left <= border <= right else abs(middle - border)
        if distance > _REACH * width + gap:
            continue
        cost = distance - _GAP_WORTH * min(gap, width) - _change(line.text, position) * width
        if best_cost is None or cost < best_cost:
            best, best_cost = position, cost
    if best_cost is None:
        return sum(1 for i in range(count) if sum(char_span(line, i)) / 2 < border)
    return best


def _change(text: str, position: int) -> float:
    """Worth of a cut before `position`: high beside a blank, some between words and figures."""
    before, after = text[position - 1], text[position]
    if before.isspace() or after.isspace():
        return 2 * _CHANGE_WORTH
    return _CHANGE_WORTH if _is_figure(before) != _is_figure(after) else 0.0


def _is_figure(character: str) -> bool:
    return character in "0123456789,.，．-"
