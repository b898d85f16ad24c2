"""Cells of ruled tables: the faces of the arrangement that the rules of a page form.

In: the rules of a page. Out: for every connected group of rules the rectangles between them, with
row, column and spans. Borders that are open at the side of a table count as drawn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extractor.extract.tables.rules import Rule, Rules, cluster
from models.geometry import Box

_NEAR = 0.45  # in text heights: rules that meet so nearly cross each other
_SAME = 0.3  # in text heights: rules that lie so close are one (a double rule holds no text)
_DRAWN = 0.4  # share of an edge that must be covered by a rule


class Face(NamedTuple):
    """One cell: row and column from 0, spans from 1, box in the upright frame."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


def faces_of(rules: Rules) -> list[list[Face]]:
    """The cells of every ruled table, one list per table from top to bottom, row by row."""
    tables = [_faces(group, rules) for group in _connected(rules)]
    return sorted((table for table in tables if len(table) > 1), key=lambda table: table[0].box.y0)


class _Group(NamedTuple):
    across: list[Rule]
    down: list[Rule]


def _connected(rules: Rules) -> list[_Group]:
    """Groups of rules that cross or touch one another."""
    x_near, y_near = _NEAR * rules.scale.x, _NEAR * rules.scale.y
    parent = list(range(len(rules.across) + len(rules.down)))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(rules.across):
        for j, steep in enumerate(rules.down, start=len(rules.across)):
            if (
                flat.start - x_near <= steep.at <= flat.end + x_near
                and steep.start - y_near <= flat.at <= steep.end + y_near
            ):
                parent[find(i)] = find(j)
    groups: dict[int, _Group] = defaultdict(lambda: _Group([], []))
    for i, flat in enumerate(rules.across):
        groups[find(i)].across.append(flat)
    for j, steep in enumerate(rules.down, start=len(rules.across)):
        groups[find(j)].down.append(steep)
    return [group for group in groups.values() if len(group.across) > 1 and group.down]


class _Lattice:
    """The elementary rectangles between all rules of a group, and which of their edges are drawn."""

    def __init__(self, group: _Group, rules: Rules) -> None:
        x_same, y_same = _SAME * rules.scale.x, _SAME * rules.scale.y
        self.xs = cluster(_weighted(group.down, _open_sides(group)), within=x_same)
        open_ends = _open_ends(group, least=2 * y_same)
        self.ys = cluster(_weighted(group.across, open_ends), within=y_same)
        self._across = self._by_position(group.across, self.ys, within=y_same)
        self._down = self._by_position(group.down, self.xs, within=x_same)
        self.columns, self.rows = len(self.xs) - 1, len(self.ys) - 1

    @staticmethod
    def _by_position(
        rules: Sequence[Rule], positions: Sequence[float], *, within: float
    ) -> dict[int, list[Rule]]:
        by_position: dict[int, list[Rule]] = defaultdict(list)
        for rule in rules:
            nearest = min(range(len(positions)), key=lambda i: abs(positions[i] - rule.at))
            if abs(positions[nearest] - rule.at) <= 2 * within:
                by_position[nearest].append(rule)
        return by_position

    def top_drawn(self, row: int, column: int) -> bool:
        """Whether the upper edge of an elementary rectangle is drawn (row == rows: the last edge)."""
        return _is_drawn(self._across[row], self.xs[column], self.xs[column + 1])

    def left_drawn(self, row: int, column: int) -> bool:
        """Whether the left edge of an elementary rectangle is drawn (column == columns: the last)."""
        return _is_drawn(self._down[column], self.ys[row], self.ys[row + 1])


def _weighted(rules: Sequence[Rule], ends: Sequence[float]) -> list[tuple[float, float]]:
    """Positions with the length that speaks for each; ends of other rules count little."""
    return [(rule.at, rule.end - rule.start) for rule in rules] + [(end, 1e-3) for end in ends]


def _open_sides(group: _Group) -> list[float]:
    """Left and right end of the horizontal rules, as far as two of them reach (one of two rules)."""
    starts, ends = sorted(r.start for r in group.across), sorted(r.end for r in group.across)
    second = 1 if len(starts) > 2 else 0
    return [starts[second], ends[-1 - second]]


def _open_ends(group: _Group, *, least: float) -> list[float]:
    """Upper and lower end of a table whose first or last rule is missing: both outer columns go on."""
    outer = sorted(group.down)[:: max(1, len(group.down) - 1)]
    top, bottom = max(rule.start for rule in outer), min(rule.end for rule in outer)
    first, last = min(rule.at for rule in group.across), max(rule.at for rule in group.across)
    return [top] * (top < first - least) + [bottom] * (bottom > last + least)


def _is_drawn(rules: Sequence[Rule], start: float, end: float) -> bool:
    covered, reach = 0.0, start
    for rule in sorted(rules, key=lambda rule: rule.start):
        low, high = max(rule.start, reach), min(rule.end, end)
        if high > low:
            covered += high - low
            reach = high
    return covered >= _DRAWN * (end - start)


def _faces(group: _Group, rules: Rules) -> list[Face]:
    lattice = _Lattice(group, rules)
    blocks = [
        block
        for region in _regions(lattice)
        for block in _rectangles(region)
        if _is_bounded(block, lattice)
    ]
    return _numbered(blocks, lattice)


_Square = tuple[int, int]  # row, column of an elementary rectangle


class _Block(NamedTuple):
    """Elementary rectangles row0..row1, column0..column1 (exclusive ends)."""

    row0: int
    row1: int
    column0: int
    column1: int


def _regions(lattice: _Lattice) -> list[list[_Square]]:
    """Elementary rectangles that no drawn edge separates."""
    seen: set[_Square] = set()
    regions: list[list[_Square]] = []
    for row in range(lattice.rows):
        for column in range(lattice.columns):
            if (row, column) in seen:
                continue
            region, open_squares = [], [(row, column)]
            seen.add((row, column))
            while open_squares:
                square = open_squares.pop()
                region.append(square)
                for other in _neighbours(square, lattice):
                    if other not in seen:
                        seen.add(other)
                        open_squares.append(other)
            regions.append(region)
    return regions


def _neighbours(square: _Square, lattice: _Lattice) -> list[_Square]:
    row, column = square
    found: list[_Square] = []
    if row > 0 and not lattice.top_drawn(row, column):
        found.append((row - 1, column))
    if row + 1 < lattice.rows and not lattice.top_drawn(row + 1, column):
        found.append((row + 1, column))
    if column > 0 and not lattice.left_drawn(row, column):
        found.append((row, column - 1))
    if column + 1 < lattice.columns and not lattice.left_drawn(row, column + 1):
        found.append((row, column + 1))
    return found


def _rectangles(region: Sequence[_Square]) -> list[_Block]:
    """The region as rectangles; more than one where a lost border ran two cells together."""
    by_rows = _runs(region)
    by_columns = [
        _Block(b.column0, b.column1, b.row0, b.row1) for b in _runs([(c, r) for r, c in region])
    ]
    return by_rows if len(by_rows) <= len(by_columns) else by_columns


def _runs(region: Sequence[_Square]) -> list[_Block]:
    """Cut a region into stacked rectangles: rows with the same run of columns stay together."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in region:
        rows[row].append(column)
    growing: dict[tuple[int, int], _Block] = {}
    done: list[_Block] = []
    for row in sorted(rows):
        runs = set(_consecutive(sorted(rows[row])))
        done += [block for run, block in growing.items() if run not in runs or block.row1 != row]
        growing = {
            run: growing[run]._replace(row1=row + 1)
            if run in growing and growing[run].row1 == row
            else _Block(row, row + 1, *run)
            for run in runs
        }
    return done + list(growing.values())


def _consecutive(columns: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    return runs


def _is_bounded(block: _Block, lattice: _Lattice) -> bool:
    """Whether rules close the rectangle above and below, or on both sides (tables open at a side)."""
    columns, rows = range(block.column0, block.column1), range(block.row0, block.row1)
    top = any(lattice.top_drawn(block.row0, column) for column in columns)
    bottom = any(lattice.top_drawn(block.row1, column) for column in columns)
    left = any(lattice.left_drawn(row, block.column0) for row in rows)
    right = any(lattice.left_drawn(row, block.column1) for row in rows)
    return (top and bottom) or (left and right and (top or bottom))


def _numbered(blocks: Sequence[_Block], lattice: _Lattice) -> list[Face]:
    """Rows and columns counted along the borders that bound a cell; other positions fall away."""
    row_borders = sorted({border for b in blocks for border in (b.row0, b.row1)})
    column_borders = sorted({border for b in blocks for border in (b.column0, b.column1)})
    faces = []
    for b in sorted(blocks):
        row, column = bisect_left(row_borders, b.row0), bisect_left(column_borders, b.column0)
        faces.append(
            Face(
                row,
                column,
                bisect_left(row_borders, b.row1) - row,
                bisect_left(column_borders, b.column1) - column,
                Box(
                    lattice.xs[b.column0],
                    lattice.ys[b.row0],
                    lattice.xs[b.column1],
                    lattice.ys[b.row1],
                ),
            )
        )
    return sorted(faces)
