"""Rules that the picture lost, put back where two printed labels share a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.extract.form.tokens import word_key
from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import Cell, PrintedTable
from models.geometry import Box
from models.page import PageText, Ruling, TextLine

_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_PASSES = 8  # each pass puts at most one rule across a table
_LONG_RULE = 0.08  # of the page width: shorter ones may be strokes of characters
_ROOM = 0.3  # of a line's height: what stands closer together, as 2011 and 年4月19日, has no rule between
_LINES = 4  # lines over which one label may run


def mended(page: PageText, labels: frozenset[str]) -> PageText:
    """The page with the rules between rows that were not seen.

    `labels` are the printed words before values, as keys. Two labels above each other in one cell are
    two rows; so are a year and what stands under it. Labels stand in the middle of their rows, which
    tells where the rule was; it never runs through a line of text.
    """
    if page.tables:
        return page
    tried: set[Ruling] = set()
    for _ in range(_PASSES):
        lost = [
            rule
            for table in grids_of(page)
            for rule in _lost_rules(page, table, labels)
            if rule not in tried
        ]
        if not lost:
            break
        tried.update(lost)
        page = page.model_copy(update={"rulings": (*page.rulings, *lost)})
    return page


def _lost_rules(page: PageText, table: PrintedTable, labels: frozenset[str]) -> list[Ruling]:
    """Rules that part stacked labels (across the table), else those that part a label from what stands beside it."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for cell in table.cells:
        blocks = _stacked(_label_blocks(cell.lines, labels))
        for upper, lower in pairwise(blocks):
            height = _between(page, table, cell, upper, lower)
            if height is not None:
                across.append(Ruling(x0=table.box.x0, y0=height, x1=table.box.x1, y1=height))
        if not blocks[1:]:
            down.extend(_beside(page, cell, labels))
    return across[:1] or down


def _beside(page: PageText, cell: Cell, labels: frozenset[str]) -> list[Ruling]:
    """Rules between a label and what stands right or left of it in one cell."""
    known = [box for box, is_known in _label_blocks(cell.lines, labels) if is_known]
    if not known:
        return []
    label = known[0]
    inside = [line.box for line in cell.lines]
    inside += [m.box for m in page.check_boxes if m.is_box and cell.box.holds(m.box.center)]
    others = [box for box in inside if box.overlap(label) < 0.5]
    right = min((box.x0 for box in others if box.x0 >= label.x1), default=None)
    left = max((box.x1 for box in others if box.x1 <= label.x0), default=None)
    astride = [box for box in others if box.x0 < label.x1 and box.x1 > label.x0]
    if astride:
        return []
    room = _ROOM * cell.lines[0].box.height * page.height / max(1, page.width)
    gaps = [(label.x1, right)] if right is not None and right - label.x1 >= room else []
    gaps += [(left, label.x0)] if left is not None and label.x0 - left >= room else []
    return [
        Ruling(x0=x, y0=cell.box.y0, x1=x, y1=cell.box.y1)
        for start, end in gaps
        if (x := _upright(page, start, end)) is not None
    ]


def _upright(page: PageText, start: float, end: float) -> float | None:
    """Where between two heights of a row the rule ran: as an upright rule elsewhere on the page, else midway."""
    middle, free = (start + end) / 2, 0.2 * (end - start)
    seen = [
        rule.x0
        for rule in page.rulings
        if not rule.is_horizontal and start + free <= rule.x0 <= end - free
    ]
    return min(seen, key=lambda x: abs(x - middle)) if seen else middle


def _label_blocks(lines: Sequence[TextLine], labels: frozenset[str]) -> list[tuple[Box, bool]]:
    """Boxes of labels in a cell, each of one or more whole lines; for a year, with what stands under it."""
    blocks: list[tuple[Box, bool]] = []
    index = 0
    while index < len(lines):
        count = next(
            (n for n in range(_LINES, 0, -1) if _is_label(lines[index : index + n], labels)), 0
        )
        if count:
            blocks.append((Box.around(line.box for line in lines[index : index + count]), True))
            index += count
        else:
            year = _YEAR.fullmatch(word_key(lines[index].text)) is not None
            blocks.append((lines[index].box, year))
            index += 1
    heads = [number for number, (_, known) in enumerate(blocks) if known]
    years = len(lines) > 1 and _YEAR.fullmatch(word_key(lines[0].text)) is not None
    return blocks[:2] if years else [blocks[number] for number in heads]


def _is_label(lines: Sequence[TextLine], labels: frozenset[str]) -> bool:
    keys = [word_key(line.text) for line in lines]
    if not keys or len(keys[0]) < 2 or not keys[-1]:
        return False
    specks_out = "".join(key for key in keys if len(key) > 1)
    return any(
        key in labels or (len(key) > 3 and key[-1].isdigit() and key[:-1] in labels)
        for key in ("".join(keys), specks_out)
    )


def _stacked(blocks: Iterable[tuple[Box, bool]]) -> list[Box]:
    """Of the blocks those that stand under one another."""
    stacked: list[Box] = []
    for box, _ in sorted(blocks, key=lambda block: block[0].y0):
        shares = stacked and min(box.x1, stacked[-1].x1) > max(box.x0, stacked[-1].x0)
        if not stacked or (shares and box.y0 > stacked[-1].center[1]):
            stacked.append(box)
    return stacked


def _between(
    page: PageText, table: PrintedTable, cell: Cell, upper: Box, lower: Box
) -> float | None:
    """The height of the rule between two labels of a cell, None when no room is free of text."""
    top, bottom = upper.center[1], lower.center[1]
    guess = 2 * upper.center[1] - cell.box.y0  # the label stands in the middle of its row
    guess = min(max(guess, upper.y1), lower.y0)
    taken = sorted(
        (line.box.center[1] - 0.3 * line.box.height, line.box.center[1] + 0.3 * line.box.height)
        for other in table.cells
        for line in other.lines
        if line.box.y1 > top and line.box.y0 < bottom
    )
    free: list[tuple[float, float]] = []
    at = top
    for start, end in taken:
        if start > at:
            free.append((at, start))
        at = max(at, end)
    if at < bottom:
        free.append((at, bottom))
    seen = [r.y0 for r in page.rulings if r.is_horizontal and r.x1 - r.x0 > _LONG_RULE]
    heights = [y for y in seen if any(start <= y <= end for start, end in free)]
    heights = heights or [min(max(guess, start), end) for start, end in free]
    return min(heights, key=lambda y: abs(y - guess), default=None)
