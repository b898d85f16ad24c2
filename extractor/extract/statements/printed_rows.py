"""Rows of a statement: a label and its amounts, by ruled rows where there are any, else by base lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.extract.statements.heads import Column
from extractor.extract.tables.pieces import is_figure
from extractor.extract.tables.printed import join_lines, visual_rows
from models.page import TextLine

_MARK = re.compile(
    r"(?:附?注释?)?[(（]?[一二三四五六七八九十]{0,3}[)）]?[、.．,，]?\s*[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?[)）]?"
)  # the number of a note or of a line: 五、1 · 附注六（一） · 12


class Row(NamedTuple):
    """One printed row under one column of labels: its label lines and the pieces by figure column."""

    label: tuple[TextLine, ...]
    cells: tuple[tuple[int, tuple[TextLine, ...]], ...]  # (index of the column, pieces)
    y0: float
    y1: float

    @property
    def text(self) -> str:
        """The label, its broken lines joined."""
        return join_lines(self.label)

    @property
    def has_figures(self) -> bool:
        """Whether an amount stands in the row."""
        return any(is_figure(piece.text) for _, pieces in self.cells for piece in pieces)


def rows_of(
    body: Sequence[Sequence[TextLine]],
    columns: Sequence[Column],
    block: tuple[int, list[int]],
    bands: Sequence[tuple[float, float]],
) -> list[Row]:
    """The rows of one block: a column of labels and its columns of figures, by their indices.

    `bands` are the ruled rows (top, bottom); what no rule parts is parted by base lines.
    """
    label_column, figure_columns = block
    labels = [
        (label_column, piece)
        for index in range(label_column, figure_columns[0])
        if columns[index].head.role == "label" or index == label_column
        for piece in _without_marks(body[index])
    ]
    tagged = labels + [(index, piece) for index in figure_columns for piece in body[index]]
    inside: dict[int, list[tuple[int, TextLine]]] = {}
    for column, piece in tagged:
        inside.setdefault(_band_of(piece, bands), []).append((column, piece))
    rows: list[Row] = []
    for band in sorted(inside):
        rows.extend(_rows_of_band(inside[band], label_column, figure_columns, ruled=band >= 0))
    return sorted(rows, key=lambda row: row.y0)


def _without_marks(pieces: Sequence[TextLine]) -> list[TextLine]:
    """The pieces of labels without the numbers of notes and lines that stand right of them."""
    return [
        piece
        for piece in pieces
        if _MARK.fullmatch(piece.text.strip()) is None
        or not any(is_left_of(other, piece) for other in pieces)
    ]


def is_left_of(one: TextLine, other: TextLine) -> bool:
    """Whether one piece stands left of another at the same height."""
    level = abs(one.box.center[1] - other.box.center[1]) < 0.5 * other.box.height
    return level and one.box.x1 <= other.box.x0 + 0.2 * other.box.height and one is not other


def _band_of(piece: TextLine, bands: Sequence[tuple[float, float]]) -> int:
    """Index of the ruled row a piece stands in, -1 for pieces outside all rules."""
    middle = piece.box.center[1]
    return next((i for i, (y0, y1) in enumerate(bands) if y0 <= middle < y1), -1)


def _rows_of_band(
    tagged: Sequence[tuple[int, TextLine]],
    label_column: int,
    figure_columns: Sequence[int],
    *,
    ruled: bool,
) -> list[Row]:
    """One row where no column holds two amounts; else the rows that the base lines show."""
    counts = [
        sum(1 for index, piece in tagged if index == column and is_figure(piece.text))
        for column in figure_columns
    ]
    if ruled and max(counts) <= 1:
        return [_row(tagged, label_column)]
    columns = {id(piece): index for index, piece in tagged}
    rows = visual_rows([piece for _, piece in tagged])
    return [_row([(columns[id(piece)], piece) for piece in row], label_column) for row in rows]


def _row(tagged: Sequence[tuple[int, TextLine]], label_column: int) -> Row:
    cells: dict[int, list[TextLine]] = {}
    for index, piece in tagged:
        if index != label_column:
            cells.setdefault(index, []).append(piece)
    return Row(
        label=tuple(piece for index, piece in tagged if index == label_column),
        cells=tuple((index, tuple(pieces)) for index, pieces in sorted(cells.items())),
        y0=min(piece.box.y0 for _, piece in tagged),
        y1=max(piece.box.y1 for _, piece in tagged),
    )
