"""From a printed label to its value: beside it, below it, and on the lines that follow.

One file because beside, below and after share their columns, stretches and measures of what is near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from extractor.extract.chart import Chart, Row
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.labels import LabelHit
from extractor.rows import group_rows
from models.geometry import Box
from models.kinds.day import DAY

_FAR = 3.5  # characters of blank that end a text in its row
_FAR_IN_DATES = 7.0  # … that end a date or period, whose parts are printed apart
_FAR_IN_CODES = 1.5  # … that end a code
_FAR_OF = {
    "day": _FAR_IN_DATES,
    "period": _FAR_IN_DATES,
    "code": _FAR_IN_CODES,
    "registration_number": _FAR_IN_CODES,
    "certificate_number": _FAR_IN_CODES,
}
_REACH = 0.4  # of the page width: no value begins farther from its label
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[:;]$|[A-Z][A-Za-z.'()/]{3,40}[:;]$")
_UNKNOWN_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[:;](?![0-9]{2}:)")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()·]{3,38}(?:公司|厂|集团|合作社|研究院|研究所|大学|学院|医院)"
)
_FORMS = ("股份有限公司", "有限责任公司", "有限公司")  # legal forms that names end in
_BROKEN = tuple((form[:at], form[at:]) for form in _FORMS for at in range(len(form)))
_WINDOW = 0.12  # of the page height: labels so near to the side make a column of their own
_CLOSE = 0.9  # line heights between lines of one value that begin under each other
_LOST = 2.5  # … between lines of a long text, of which one may not have been read
_WRAPPED = 0.5  # … between lines that begin under the label or in the middle
_FULL = 0.55  # of the room to the right: a shorter line was not broken off
_ADDED = re.compile(r"[\[(【]|V?[0-9]+\.")  # [简称…], (…), V1.0 on lines of their own
_SMALL = (
    0.72  # of the usual height: smaller print in the middle of a column is none of a value's lines
)
_SCRAP = re.compile(r"[^\u4e00-\u9fff]{1,4}")
_READABLE = 0.5  # confidence under which a few such characters are specks, not text
_BELOW = 2.2  # line heights between a label and a value below it


class _Spread(Enum):
    """How far a further line of a value may reach: not much past the one before (own), or as it likes."""

    own = "own"
    entry = "entry"  # of a list
    long = "long"  # of a text with lines in between that were not read


@dataclass(frozen=True)
class Column:
    """The stretch of the page where a label's value may stand (fractions of the page width)."""

    left: float
    right: float


def column_of(chart: Chart, hit: LabelHit, hits: Sequence[LabelHit]) -> Column:
    """From the label to the next column of labels right of it, else to the page's edge.

    A label in the same row always begins a new column; one a little higher or lower only when
    another label stands exactly above or below it.
    """
    middle = hit.box.center[1]
    rights = [
        other.box.x0
        for other in hits
        if other.box.x0 > hit.box.x1 + 2 * chart.width
        and abs(other.box.center[1] - middle) < _WINDOW
        and (other.row == hit.row or _in_a_column(chart, other, hits))
    ]
    return Column(hit.box.x0 - chart.width, min(rights, default=1.0) - 0.3 * chart.width)


def _in_a_column(chart: Chart, hit: LabelHit, hits: Sequence[LabelHit]) -> bool:
    return any(
        other.row != hit.row
        and abs(other.box.x0 - hit.box.x0) < chart.width
        and abs(other.box.center[1] - hit.box.center[1]) < _WINDOW
        for other in hits
    )


def value_beside(
    chart: Chart, hit: LabelHit, hits: Sequence[LabelHit], *, kind: str = "text"
) -> tuple[Glyph, ...]:
    """What stands behind the label in its row, up to the next label, column or wide blank.

    `kind` is the kind of value: dates and periods may have wider blanks inside, codes only narrow ones.
    """
    far = _FAR_OF.get(kind, _FAR) * chart.width
    row = chart.rows[hit.row]
    column = column_of(chart, hit, hits)
    start = hit.end
    while start < len(row.glyphs) and row.glyphs[start].folded in ":;":
        start += 1
    stops = [other.start for other in hits if other.row == hit.row and other.start >= start]
    end = min(stops, default=len(row.glyphs))
    taken: list[Glyph] = []
    for at in range(start, end):
        glyph = row.glyphs[at]
        inside = bool(taken) and taken[-1].line is glyph.line
        if not inside and glyph.x0 >= column.right:
            break
        if row.gap_before(at) > (far if taken else _REACH):
            break
        if taken and glyph.opens_line and _UNKNOWN_LABEL.match(row.folded, at):
            break
        taken.append(glyph)
    if _OTHER_LABEL.fullmatch(_folded(taken)):
        return ()
    return _in_reading_order(taken)


def _in_reading_order(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Small lines that stand under each other beside a high label, the upper one first."""
    lines = tuple({id(glyph.line): glyph.line for glyph in glyphs}.values())
    if len(lines) < 2:
        return tuple(glyphs)
    order = {id(line): at for at, line in enumerate(chain.from_iterable(group_rows(lines)))}
    return tuple(sorted(glyphs, key=lambda glyph: (order[id(glyph.line)], glyph.index)))


def value_below(chart: Chart, hit: LabelHit, hits: Sequence[LabelHit]) -> tuple[Glyph, ...]:
    """The first stretch under a label that stands by itself and shares its middle or its left edge."""
    column = column_of(chart, hit, hits)
    for number in range(hit.row + 1, min(hit.row + 3, len(chart.rows))):
        row = chart.rows[number]
        if any(other.row == number and _in_column(other, hit, column) for other in hits):
            return ()
        if _has_unknown_label(chart, row, hit):
            return ()
        for stretch in _stretches(chart, number, row, hits):
            box = Box.around(glyph.box for glyph in stretch)
            if box.y0 - hit.box.y1 > _BELOW * chart.height:
                return ()
            if _under(chart, box, hit.box):
                return stretch
    return ()


def lines_after(
    chart: Chart,
    hit: LabelHit,
    hits: Sequence[LabelHit],
    first: Sequence[Glyph],
    *,
    long_text: bool = False,
) -> tuple[Glyph, ...]:
    """The further lines of a value whose first line is `first`, in reading order.

    A line goes on with the value when it begins under its first line (or, closer, under the label)
    and no label of the column stands in between. `long_text` values may have short lines in between.
    """
    column = column_of(chart, hit, hits)
    start = Box.around(glyph.box for glyph in first)
    last = start
    edge = _right_edge(chart, column)
    taken: list[Glyph] = []
    before = first
    for number in range(hit.row + 1, len(chart.rows)):
        row = chart.rows[number]
        if any(other.row == number and _in_column(other, hit, column) for other in hits):
            break
        if _has_unknown_label(chart, row, hit):
            break
        spread = _Spread.long if long_text else _Spread.own
        glyphs = _continuing(chart, number, row, hits, column, start, last, spread)
        if not glyphs and not long_text:
            entry = _continuing(chart, number, row, hits, column, start, last, _Spread.entry)
            glyphs = entry if _is_next_entry(before, entry) else ()
        goes_on = long_text or _is_next_entry(before, glyphs)
        if glyphs and not long_text and _is_date(glyphs):
            break
        if glyphs and not goes_on and not _wraps(start, last, edge, glyphs):
            break
        if glyphs:
            taken.extend(glyphs)
            before = glyphs
            last = Box.around(glyph.box for glyph in glyphs)
        elif row.box.y0 - last.y1 > (_LOST if long_text else _CLOSE) * chart.height:
            break
    return tuple(taken)


def _folded(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.folded for glyph in glyphs)


def _is_next_entry(before: Sequence[Glyph], glyphs: Sequence[Glyph]) -> bool:
    """Whether a line asks for another one, or two lines are each the name of an organisation.

    A line asks for another when it ends in a mark of lists, leaves a bracket open, or breaks off in
    股份有限公司 and the next one begins with what is lacking.
    """
    text = _folded(before)
    if any(text.endswith(end) and _folded(glyphs).startswith(rest) for end, rest in _BROKEN):
        return True
    if text.endswith((";", "、")) or text.count("(") > text.count(")"):
        return True
    return all(_ORGANISATION.fullmatch(part) for part in (text, _folded(glyphs)))


def _has_unknown_label(chart: Chart, row: Row, hit: LabelHit) -> bool:
    """Whether a row begins, under a label, with words before a colon: a label of no declared field."""
    return any(
        glyph.opens_line
        and abs(glyph.x0 - hit.box.x0) < 1.5 * chart.width
        and _UNKNOWN_LABEL.match(row.folded, at) is not None
        for at, glyph in enumerate(row.glyphs)
    )


def _continuing(
    chart: Chart,
    number: int,
    row: Row,
    hits: Sequence[LabelHit],
    column: Column,
    start: Box,
    last: Box,
    spread: _Spread,
) -> tuple[Glyph, ...]:
    """The stretches of a row that go on with a value; () when the row has none."""
    found: list[Glyph] = []
    for stretch in _stretches(chart, number, row, hits):
        box = Box.around(glyph.box for glyph in stretch)
        if box.x0 < column.left or box.x0 >= column.right:
            continue
        if found:
            near = box.x0 - found[-1].x1 < 4 * chart.width
            found.extend(stretch if near else ())
        elif _goes_on(chart, box, start, last, spread) and not _is_scrap(stretch):
            found.extend(stretch)
    return tuple(found)


def _goes_on(chart: Chart, box: Box, start: Box, last: Box, spread: _Spread) -> bool:
    gap = (box.y0 - last.y1) / chart.height
    if abs(box.x0 - start.x0) <= 2.2 * chart.width:
        return gap <= (_LOST if spread is _Spread.long else _CLOSE) and (
            spread is not _Spread.own or box.x1 <= last.x1 + 4 * chart.width
        )
    if spread is _Spread.long and box.x0 < start.x0:
        return gap <= _WRAPPED and box.x0 > start.x0 - 4 * chart.width
    if box.height < _SMALL * chart.height:
        return False
    return gap <= _WRAPPED and box.x0 < last.x1 and box.x1 <= last.x1 + chart.width


def _is_scrap(glyphs: Sequence[Glyph]) -> bool:
    """Whether a stretch is a few letters or marks that were hardly readable: a stamp, a stroke."""
    unsure = all(glyph.line.confidence < _READABLE for glyph in glyphs)
    return unsure and _SCRAP.fullmatch(_folded(glyphs)) is not None


def _right_edge(chart: Chart, column: Column) -> float:
    """Where the longest line that begins in the column ends."""
    ends = [
        line.box.x1
        for row in chart.rows
        for line in {id(glyph.line): glyph.line for glyph in row.glyphs}.values()
        if column.left <= line.box.x0 < column.right and line.box.x1 <= column.right + chart.width
    ]
    return max(ends, default=column.right)


def _wraps(start: Box, last: Box, edge: float, glyphs: Sequence[Glyph]) -> bool:
    """Whether a line was long enough to be broken, or its continuation opens with a bracket or version."""
    room = edge - start.x0
    reaches = last.x1 - start.x0 >= _FULL * room
    return reaches or bool(_ADDED.match("".join(glyph.folded for glyph in glyphs[:3])))


def _is_date(glyphs: Sequence[Glyph]) -> bool:
    parsed = DAY.read("".join(glyph.folded for glyph in glyphs))
    return parsed is not None and parsed.step == "day"


def _stretches(
    chart: Chart, number: int, row: Row, hits: Sequence[LabelHit]
) -> list[tuple[Glyph, ...]]:
    """The parts of a row between labels and wide blanks."""
    labelled = {at for hit in hits if hit.row == number for at in range(hit.start, hit.end)}
    stretches: list[list[Glyph]] = []
    open_stretch = False
    for at, glyph in enumerate(row.glyphs):
        if at in labelled:
            open_stretch = False
            continue
        if open_stretch and row.gap_before(at) <= 3 * chart.width:
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
            open_stretch = True
    return [tuple(stretch) for stretch in stretches]


def _in_column(other: LabelHit, hit: LabelHit, column: Column) -> bool:
    """Whether a label stands, at least in part, between the left edge of a column and its right one."""
    return column.left < other.box.x1 and other.box.x0 < column.right and other is not hit


def _under(chart: Chart, box: Box, label: Box) -> bool:
    """Centred under a label, or beginning under it or a little to its right."""
    centred = abs(box.center[0] - label.center[0]) < 2.5 * chart.width
    return centred or label.x0 - 1.5 * chart.width < box.x0 < label.x1 + 3 * chart.width


def as_reading(chart: Chart, glyphs: Sequence[Glyph]) -> Reading | None:
    """The glyphs as a reading without colons and blanks at its ends, None when nothing is left."""
    if not glyphs:
        return None
    return Reading(chart.page, tuple(glyphs)).stripped(":;|_ ")
