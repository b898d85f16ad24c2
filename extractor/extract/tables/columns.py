"""Tables without (or with few) rules: columns from the alignment of figures, rows from base lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.extract.tables.pieces import is_figure, pieces_of
from extractor.extract.tables.printed import Cell, PrintedTable, join_lines, visual_rows
from extractor.extract.tables.rules import Scale, text_scale
from models.geometry import Box
from models.page import PageText, TextLine

_ALIGNED = 1.2  # in text heights: right ends so close belong to one column
_APART = 3.0  # in text heights: rows further apart belong to two tables
_LEAST_WORDS = 3  # pieces of text between two columns of figures that make a column of words
_GUTTER = 0.8  # in text heights: the least width of white space between two columns of words
_LEAST_ROWS = 2  # rows with figures that make a table


class Span(NamedTuple):
    """Left and right of a column, in fractions of the page's width."""

    x0: float
    x1: float

    def overlap(self, box: Box) -> float:
        """Shared width with a box, as a share of the box's width."""
        shared = min(self.x1, box.x1) - max(self.x0, box.x0)
        return max(0.0, shared) / max(box.width, 1e-6)


def columns_of(page: PageText) -> tuple[PrintedTable, ...]:
    """The tables that the alignment of a page's text shows, top to bottom.

    Figures are taken as right-aligned; what stands between two columns of figures is a column of
    words. Rows are those of the text: a label broken over two lines gives two rows.
    """
    scale = text_scale(page)
    rows = visual_rows(pieces_of(page.lines))
    tables = []
    for block in _blocks(rows, scale=scale):
        spans = _with_gutters(columns_from(block, scale=scale), block, scale=scale)
        if len(spans) > 1:
            tables.append(_table(block, spans))
    return tuple(tables)


def columns_from(rows: Sequence[Sequence[TextLine]], *, scale: Scale) -> list[Span]:
    """Columns of words and of figures, left to right; empty when there are no figures."""
    pieces = [piece for row in rows for piece in row]
    figures = figure_spans(pieces, scale=scale)
    if not figures:
        return []
    beside = _beside_figures(pieces, figures)
    left = min(piece.box.x0 for piece in beside)
    right = max(piece.box.x1 for piece in beside)
    spans: list[Span] = []
    edge = left
    for span in figures:
        words = [p for p in beside if not is_figure(p.text) and edge <= p.box.center[0] < span.x0]
        if words and (not spans or len(words) >= _LEAST_WORDS):
            spans.append(Span(edge, span.x0))
            spans.append(span)
        else:
            spans.append(Span(edge, span.x1))
        edge = span.x1
    behind = [piece for piece in beside if piece.box.x0 >= edge]
    if len(behind) >= _LEAST_WORDS:
        spans.append(Span(edge, right))
    return spans


def _with_gutters(
    spans: Sequence[Span], rows: Sequence[Sequence[TextLine]], *, scale: Scale
) -> list[Span]:
    """Columns of words cut where white space runs down between two pieces in several rows."""
    parted: list[Span] = []
    for span in spans:
        inside = [[p for p in row if span.overlap(p.box) > 0.5] for row in rows]
        words = [p for row in inside for p in row if not is_figure(p.text)]
        if 2 * len(words) < sum(map(len, inside)):
            parted.append(span)
            continue
        edges = [span.x0, *_gutters(inside, scale=scale), span.x1]
        parted.extend(Span(left, right) for left, right in pairwise(edges))
    return parted


def _gutters(rows: Sequence[Sequence[TextLine]], *, scale: Scale) -> list[float]:
    """Middles of the white stripes that no row crosses and that part two pieces in several rows.

    What stands beside a stripe in different rows only (a centred head beside short labels) is one column.
    """
    strips: list[Span] = []
    for x0, x1 in sorted((p.box.x0, p.box.x1) for row in rows for p in row):
        if strips and x0 - strips[-1].x1 < _GUTTER * scale.x:
            strips[-1] = Span(strips[-1].x0, max(strips[-1].x1, x1))
        else:
            strips.append(Span(x0, x1))
    gutters: list[float] = []
    left = strips[0] if strips else Span(0.0, 0.0)
    for right in strips[1:]:
        if sum(_stands_in(row, left) and _stands_in(row, right) for row in rows) >= _LEAST_WORDS:
            gutters.append((left.x1 + right.x0) / 2)
            left = right
        else:
            left = Span(left.x0, right.x1)
    return gutters


def _stands_in(row: Sequence[TextLine], strip: Span) -> bool:
    return any(strip.overlap(p.box) > 0.5 for p in row)


def _beside_figures(pieces: Sequence[TextLine], figures: Sequence[Span]) -> list[TextLine]:
    """The pieces between the first and the last row with figures of a column."""
    placed = [
        p for p in pieces if is_figure(p.text) and any(s.x0 <= p.box.x0 < s.x1 for s in figures)
    ]
    top, bottom = min(p.box.y0 for p in placed), max(p.box.y1 for p in placed)
    return [piece for piece in pieces if top <= piece.box.center[1] <= bottom]


def figure_spans(pieces: Iterable[TextLine], *, scale: Scale) -> list[Span]:
    """Columns of figures, by their common right end; a single figure makes no column."""
    groups: list[list[TextLine]] = []
    for piece in sorted((p for p in pieces if is_figure(p.text)), key=lambda p: p.box.x1):
        if groups and piece.box.x1 - groups[-1][-1].box.x1 <= _ALIGNED * scale.x:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    spans = [
        Span(min(p.box.x0 for p in group), max(p.box.x1 for p in group))
        for group in groups
        if len(group) >= _LEAST_ROWS
    ]
    return _without_overlap(spans)


def _without_overlap(spans: Sequence[Span]) -> list[Span]:
    """Columns whose figures overlap are one column."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.x0 < joined[-1].x1:
            joined[-1] = Span(min(joined[-1].x0, span.x0), span.x1)
        else:
            joined.append(span)
    return joined


def _blocks(rows: Sequence[list[TextLine]], *, scale: Scale) -> list[list[list[TextLine]]]:
    """Runs of rows that begin and end with figures and are not torn apart by white space."""
    blocks: list[list[list[TextLine]]] = []
    below = float("-inf")
    for row in rows:
        top = min(piece.box.y0 for piece in row)
        if not blocks or top - below > _APART * scale.y:
            blocks.append([])
        blocks[-1].append(row)
        below = max(piece.box.y1 for piece in row)
    return [trimmed for block in blocks if (trimmed := _trim(block))]


def _trim(block: list[list[TextLine]]) -> list[list[TextLine]]:
    """From the row above the first figures (the head) to the last figures."""
    with_figures = [i for i, row in enumerate(block) if any(is_figure(p.text) for p in row)]
    if len(with_figures) < _LEAST_ROWS:
        return []
    return block[max(0, with_figures[0] - 1) : with_figures[-1] + 1]


def _table(rows: Sequence[Sequence[TextLine]], spans: Sequence[Span]) -> PrintedTable:
    cells = []
    for number, row in enumerate(rows):
        y0, y1 = min(p.box.y0 for p in row), max(p.box.y1 for p in row)
        by_column: dict[int, list[TextLine]] = {}
        for piece in row:
            best = max(range(len(spans)), key=lambda i: spans[i].overlap(piece.box))
            by_column.setdefault(best, []).append(piece)
        for column, span in enumerate(spans):
            inside = tuple(by_column.get(column, ()))
            box = Box.around([Box(span.x0, y0, span.x1, y1), *(p.box for p in inside)])
            cells.append(
                Cell(row=number, column=column, box=box, lines=inside, text=join_lines(inside))
            )
    return PrintedTable(box=Box.around(cell.box for cell in cells), cells=tuple(cells))
