"""Printed rows matched with standard items; labels broken over rows are put together first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.extract.statements.items import Items, Match, label_key
from extractor.extract.statements.printed_rows import Row
from extractor.extract.tables.printed import visual_rows
from models.page import TextLine

_LONGEST = 3  # rows that one label may be broken over


class ItemRow(NamedTuple):
    """A row with the item it names (None: none that the catalogue knows)."""

    row: Row
    match: Match | None

    @property
    def key(self) -> str | None:
        """The field key of the item."""
        return self.match.spec.key if self.match else None


def match_rows(printed: Sequence[Row], items: Items) -> list[ItemRow]:
    """Every row with its item, in printed order."""
    rows = [part for row in printed for part in _parted(row, items)]
    found: list[ItemRow] = []
    at = 0
    while at < len(rows):
        joined = _broken_label(rows, at, items)
        if joined is None:
            found.append(ItemRow(rows[at], items.find(rows[at].text)))
            at += 1
        else:
            row, count = joined
            found.append(ItemRow(row, items.find(row.text)))
            at += count
    return _by_place(found, items)


def _by_place(found: Sequence[ItemRow], items: Items) -> list[ItemRow]:
    """Rows with amounts whose damaged labels only their neighbours explain get their item."""
    rows = list(found)
    taken = {row.key for row in rows if row.key is not None}
    for at, item_row in enumerate(rows):
        if item_row.match is not None or not item_row.row.has_figures:
            continue
        after = next((r.key for r in reversed(rows[:at]) if r.key), None)
        before = next((r.key for r in rows[at + 1 :] if r.key), None)
        match = items.find_between(item_row.row.text, after=after, before=before, taken=taken)
        if match is not None:
            rows[at] = item_row._replace(match=match)
            taken.add(match.spec.key)
    return rows


def _parted(row: Row, items: Items) -> list[Row]:
    """Rows that a lost rule ran together: parted where their lines name items of their own."""
    if len(row.label) < 2 or _is_exact(row, items):
        return [row]
    columns = {id(piece): index for index, pieces in row.cells for piece in pieces}
    parts = [
        _row_of(pieces, columns)
        for pieces in visual_rows([*row.label, *(p for _, inside in row.cells for p in inside)])
    ]
    names_one = any(
        _is_exact(_join(parts[at : at + count]), items)
        for count in range(1, _LONGEST + 1)
        for at in range(len(parts) - count + 1)
        if parts[at].label
    )
    return parts if len(parts) > 1 and names_one else [row]


def _row_of(pieces: Sequence[TextLine], columns: Mapping[int, int]) -> Row:
    cells: dict[int, list[TextLine]] = {}
    for piece in pieces:
        if id(piece) in columns:
            cells.setdefault(columns[id(piece)], []).append(piece)
    return Row(
        label=tuple(piece for piece in pieces if id(piece) not in columns),
        cells=tuple((index, tuple(inside)) for index, inside in sorted(cells.items())),
        y0=min(piece.box.y0 for piece in pieces),
        y1=max(piece.box.y1 for piece in pieces),
    )


def _broken_label(rows: Sequence[Row], at: int, items: Items) -> tuple[Row, int] | None:
    """Rows at..at+n that together print one item, when the first alone prints none."""
    if not rows[at].label and not rows[at].has_figures:
        return None
    if rows[at].label and _is_exact(rows[at], items):
        return None
    for count in range(2, _LONGEST + 1):
        group = rows[at : at + count]
        if len(group) < count or sum(row.has_figures for row in group) > 1:
            return None
        joined = _join(group)
        if _is_exact(joined, items) and not _is_whole(group, items):
            return joined, count
    return None


def _is_exact(row: Row, items: Items) -> bool:
    return label_key(row.text) in items.by_name


def _is_whole(group: Sequence[Row], items: Items) -> bool:
    """Whether the joined label is just that of one row of the group (the others print nothing)."""
    return any(
        label_key(row.text) == label_key(_join(group).text) for row in group if row.label
    ) and all(row.label for row in group)


def _join(group: Sequence[Row]) -> Row:
    return Row(
        label=tuple(piece for row in group for piece in row.label),
        cells=tuple(cell for row in group for cell in row.cells),
        y0=min(row.y0 for row in group),
        y1=max(row.y1 for row in group),
    )
