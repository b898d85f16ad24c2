"""The text layer of a PDF page: characters joined to lines, table columns kept apart."""

from __future__ import annotations

import statistics
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pymupdf

from extractor.ingest.pdf_chars import THIN_POINTS, Char, Turn, drawn_edges, page_chars
from models.geometry import Box
from models.page import TextLine

COLUMN_GAP_EM = 1.5
"""A wider gap on one baseline separates columns."""
SPACE_GAP_EM = 0.5
"""A wider gap is read as a blank even where the file sets none."""
SAME_BASELINE_EM = 0.4
SAME_CHAR_EM = 0.3
"""The same character again within this distance is printed twice to look bold."""
_HANGING = frozenset("）)】》〉」』”’、。，；：！？")
TILTED_DEGREES = 10.0
"""Text further off the horizontal and vertical is a watermark and is left as the file has it."""


@dataclass(frozen=True)
class TextLayer:
    """Lines in fractions of the displayed page, and of the page after `turns` clockwise quarter turns.

    `median_points`: font size of the middle character, None without text.
    """

    lines: tuple[TextLine, ...] = ()
    turns: int = 0
    upright_lines: tuple[TextLine, ...] = ()
    median_points: float | None = None


def read_text_layer(page: pymupdf.Page) -> TextLayer:
    """The lines of the page's text, invisible text and form field values included."""
    chars = tuple(page_chars(page))
    visible = [char for char in chars if not char.text.isspace()]
    if not visible:
        return TextLayer()
    turns = Counter(char.turns for char in visible).most_common(1)[0][0]
    edges = drawn_edges(page)
    lines: list[TextLine] = []
    upright_lines: list[TextLine] = []
    # The main direction first; each direction in its own reading order.
    for own_turns in sorted({char.turns for char in visible}, key=lambda own: (own - turns) % 4):
        turn = Turn(page.rect.width, page.rect.height, own_turns)
        group = [char for char in chars if char.turns == own_turns]
        for line in _lines(group, turn=turn, edges=edges):
            lines.append(turned(line, clockwise=-own_turns))
            upright_lines.append(turned(line, clockwise=turns - own_turns))
    return TextLayer(
        lines=tuple(lines),
        turns=turns,
        upright_lines=tuple(upright_lines),
        median_points=statistics.median(char.size for char in visible),
    )


def turned(line: TextLine, *, clockwise: int) -> TextLine:
    """The line after `clockwise` quarter turns of the page; without `char_spans` unless there are none."""
    if clockwise % 4 == 0:
        return line
    box = Turn(1.0, 1.0, clockwise % 4).box(line.box)
    return line.model_copy(update={"box": box.clipped(), "char_spans": ()})


def _lines(chars: Sequence[Char], *, turn: Turn, edges: Sequence[Box]) -> Iterator[TextLine]:
    """Lines of characters that share one direction, in fractions of the page turned by it."""
    width, height = turn.size
    verticals = _Verticals([turn.box(edge) for edge in edges])
    tilted: dict[int, list[Char]] = defaultdict(list)
    level: list[Char] = []
    for char in chars:
        (tilted[char.run] if char.tilt > TILTED_DEGREES else level).append(char)
    for row in _rows(level):
        for line_chars in _columns(row, verticals=verticals):
            if line := _text_line(line_chars, width=width, height=height):
                yield line
    for run in tilted.values():
        if line := _text_line(run, width=width, height=height):
            yield line.model_copy(update={"char_spans": ()})


def _rows(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters on one baseline, from left to right."""
    row: list[Char] = []
    for char in sorted(chars, key=lambda char: (char.baseline, char.box.x0)):
        if row and char.baseline - row[0].baseline > SAME_BASELINE_EM * max(char.size, row[0].size):
            yield sorted(row, key=lambda char: char.box.x0)
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=lambda char: char.box.x0)


def _columns(row: Sequence[Char], *, verticals: _Verticals) -> Iterator[list[Char]]:
    """Cut a row where the gap is wide or a vertical ruling stands between two characters."""
    column: list[Char] = []
    last: Char | None = None
    for char in row:
        if char.text.isspace():
            column.append(char)
            continue
        if last is not None and _is_double(last, char):
            continue
        em = max(char.size, last.size) if last else char.size
        if last and (
            char.box.x0 - last.box.x1 > COLUMN_GAP_EM * em or verticals.between(last, char)
        ):
            yield column
            column = []
        column.append(char)
        last = char
    if column:
        yield column


def _is_double(last: Char, char: Char) -> bool:
    near = abs(char.box.x0 - last.box.x0) < SAME_CHAR_EM * min(char.box.width, last.box.width)
    return near and char.text == last.text


def _text_line(chars: Sequence[Char], *, width: float, height: float) -> TextLine | None:
    """Join characters, blanks at the ends dropped and inner blanks reduced to one; None when blank."""
    texts: list[str] = []
    spans: list[tuple[float, float]] = []
    inked: list[Char] = []
    blank = False
    for char in chars:
        if char.text.isspace():
            blank = True
            continue
        if inked and (blank or char.box.x0 - inked[-1].box.x1 > SPACE_GAP_EM * char.size):
            texts.append(" ")
            left = min(inked[-1].box.x1, char.box.x0)
            spans.append((left, max(left, char.box.x0)))
        texts.append(char.text)
        spans.append((char.box.x0, char.box.x1))
        inked.append(char)
        blank = False
    if not inked:
        return None
    box = Box.around(char.box for char in inked)
    scaled = Box(box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height)
    return TextLine(
        text="".join(texts),
        box=scaled.clipped(),
        confidence=1.0,
        char_spans=tuple((round(x0 / width, 5), round(x1 / width, 5)) for x0, x1 in spans),
    )


class _Verticals:
    """Vertical rulings, asked whether one stands between two neighbouring characters."""

    def __init__(self, edges: Sequence[Box]) -> None:
        found = [edge for edge in edges if edge.width <= THIN_POINTS < edge.height]
        self._edges = sorted(found, key=lambda edge: edge.center[0])
        self._xs = [edge.center[0] for edge in self._edges]

    def between(self, left: Char, right: Char) -> bool:
        """Whether a ruling crosses the height of `right` between the two characters' centres.

        A closing mark that hangs over the ruling belongs to the text before it.
        """
        height = right.box.center[1]
        first = bisect_left(self._xs, left.middle)
        last = bisect_left(self._xs, right.box.x0 if right.text in _HANGING else right.middle)
        return any(edge.y0 <= height <= edge.y1 for edge in self._edges[first:last])
