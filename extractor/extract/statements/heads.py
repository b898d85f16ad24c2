"""Heads of the columns of a statement: which year, whose, in which unit; over one level or two.

In: the rows of text of a region and its columns. Out: what each column is, and where its rows begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.extract.statements.words import Head, read_head
from extractor.extract.tables.columns import Span
from extractor.extract.tables.pieces import is_figure
from extractor.extract.tables.rules import Scale
from extractor.extract.tables.units import UnitLevel, UnitSeen
from models.geometry import Box
from models.page import PageText, TextLine

_REACH = 0.75  # of the distance between two columns: a head may stand so far from its column


class Column(NamedTuple):
    """One column: left and right, and what its head says."""

    span: Span
    head: Head

    @property
    def unit(self) -> UnitSeen | None:
        """The unit that the head states for the column."""
        if self.head.unit is None:
            return None
        return UnitSeen(self.head.unit, UnitLevel.column, self.head.unit_place)


class _HeadPiece(NamedTuple):
    line: TextLine
    head: Head


def read_heads(
    rows: Sequence[Sequence[TextLine]],
    placed: Sequence[Sequence[TextLine]],
    spans: Sequence[Span],
    *,
    before: Sequence[Column],
    page: PageText,
    scale: Scale,
) -> tuple[list[Head], float]:
    """What the heads say, column by column, and the y below which the rows begin."""
    first = next(
        (i for i, row in enumerate(rows) if any(is_figure(p.text) for p in row)), len(rows)
    )
    pieces = [
        _HeadPiece(piece, _with_place(head, piece, page))
        for row in rows[:first]
        for piece in row
        if (head := read_head(piece.text)) is not None
    ]
    words = [
        s for s, column in zip(spans, placed, strict=True) if _role_by_content(column) == "label"
    ]
    over_figures = [
        piece
        for piece in pieces
        if piece.head.role == "figure"
        and not any(span.overlap(piece.line.box) > 0.8 for span in words)
    ]
    levels = _levels(over_figures, scale=scale)
    if before and all(len(level) < 2 for level in levels):
        levels = []
    if not levels:
        return _without_heads(placed, spans, before), _top_of(rows)
    near = _beside(pieces, levels, scale=scale)
    reach = _reach(placed)
    heads = [
        _head_of(span, near, levels, column, reach=reach)
        for span, column in zip(spans, placed, strict=True)
    ]
    bottom = max(p.line.box.y1 for level in levels for p in level)
    return heads, max([bottom, *(p.line.box.y1 for p in near)]) - 0.3 * scale.y


def _with_place(head: Head, piece: TextLine, page: PageText) -> Head:
    return head._replace(unit_place=page.place(piece.box)) if head.unit is not None else head


def _top_of(rows: Sequence[Sequence[TextLine]]) -> float:
    return min((p.box.y0 for row in rows for p in row), default=0.0) - 1e-6


def _levels(pieces: Sequence[_HeadPiece], *, scale: Scale) -> list[list[_HeadPiece]]:
    """Heads of columns of figures by height, top to bottom; a lone date above them dates the page."""
    levels: list[list[_HeadPiece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.line.box.center[1]):
        y = piece.line.box.center[1]
        if levels and y - levels[-1][-1].line.box.center[1] < 0.45 * scale.y:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    full = [level for level in levels if len(level) > 1]
    return full or levels[-1:]


def _beside(
    pieces: Sequence[_HeadPiece], levels: Sequence[Sequence[_HeadPiece]], *, scale: Scale
) -> list[_HeadPiece]:
    """Heads of labels, notes and line numbers at the height of the heads of figures."""
    top = min(p.line.box.y0 for level in levels for p in level) - scale.y
    bottom = max(p.line.box.y1 for level in levels for p in level) + scale.y
    return [
        piece
        for piece in pieces
        if piece.head.role != "figure" and top < piece.line.box.center[1] < bottom
    ]


def _head_of(
    span: Span,
    beside: Sequence[_HeadPiece],
    levels: Sequence[Sequence[_HeadPiece]],
    column: Sequence[TextLine],
    *,
    reach: float,
) -> Head:
    """The heads above a column, put together over the levels; else what its content shows.

    A head over two columns stands half a column from each; one further away than `reach` belongs to
    another column, whose own head was read.
    """
    figures = [p.box for p in column if is_figure(p.text)]
    own = [piece for piece in beside if span.overlap(piece.line.box) > 0.5]
    if own and len(figures) <= len(column) / 2:
        return own[0].head
    if not figures and not any(span.overlap(p.line.box) > 0.5 for level in levels for p in level):
        return Head(_role_by_content(column))
    middle = Box.around(figures).center[0] if figures else (span.x0 + span.x1) / 2
    head = Head("figure")
    for level in levels:
        nearest = min(level, key=lambda piece: _distance(piece.line.box, span, middle))
        if (
            abs(nearest.line.box.center[0] - middle) <= reach
            or span.overlap(nearest.line.box) > 0.5
        ):
            head = _merged(head, nearest.head)
    return head


def _reach(placed: Sequence[Sequence[TextLine]]) -> float:
    """How far the middle of a head may lie from the middle of its column's figures."""
    middles = [
        Box.around(figures).center[0]
        for column in placed
        if (figures := [p.box for p in column if is_figure(p.text)])
    ]
    return _REACH * min((b - a for a, b in pairwise(sorted(middles))), default=1.0)


def _distance(box: Box, span: Span, middle: float) -> tuple[bool, float]:
    """How far a head stands from a column: those above it go first."""
    return (span.overlap(box) < 0.3, abs(box.center[0] - middle))


def _merged(upper: Head, lower: Head) -> Head:
    """A head of two levels (本期金额 above 收入): the lower one adds what the upper does not say."""
    return Head(
        "figure",
        upper.period or lower.period,
        upper.date or lower.date,
        upper.scope or lower.scope,
        lower.measure or upper.measure,
        upper.unit or lower.unit,
        upper.unit_place or lower.unit_place,
    )


def _without_heads(
    placed: Sequence[Sequence[TextLine]], spans: Sequence[Span], before: Sequence[Column]
) -> list[Head]:
    """Heads of a continued table: those of the page before when the columns of figures agree in number."""
    roles = [_role_by_content(column) for column in placed]
    figures = [i for i, role in enumerate(roles) if role == "figure"]
    known = [column.head for column in before if column.head.role == "figure"]
    heads = [Head(role) for role in roles]
    if len(before) == len(spans) and len(known) >= len(figures):
        return [column.head for column in before]
    if len(known) == len(figures):
        for index, head in zip(figures, known, strict=True):
            heads[index] = head
    return heads


def _role_by_content(column: Sequence[TextLine]) -> str:
    figures = sum(is_figure(p.text) for p in column)
    words = sum(sum("一" <= c <= "鿿" for c in p.text) > 1 for p in column)
    if figures and figures >= words:
        return "figure"
    return "label" if words else "other"
