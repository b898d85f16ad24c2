"""Reads the tables of a form whose fields are heads of columns: a row for each year, or repeated rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.extract.form.anchors import Zone, on_paper
from extractor.extract.form.answer import ABSENT, NOT_FOUND, Answer
from extractor.extract.form.answers import read_answer
from extractor.extract.form.sheet import FormCell
from extractor.extract.form.tokens import Stream, word_key
from models.catalogue.spec_tables import Section, TableField

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_EDGE = (
    0.02  # share of the page width by which columns of the same table may be off on the next page
)


@dataclass(frozen=True)
class RowAnswer:
    """An answer with the period and the scope of its row."""

    field: TableField
    period: str | None
    scope: str | None
    answer: Answer


@dataclass(frozen=True)
class _Column:
    """A field with the cell that heads its column."""

    field: TableField
    head: FormCell


def read_repeated(zone: Zone, section: Section, *, labels: frozenset[str]) -> tuple[RowAnswer, ...]:
    """The answers of a section of columns, row by row.

    `labels` are the first words of fields of other sections: a row that begins with one ends the
    table. Columns whose head was not found are unreadable; a table without filled rows is absent.
    """
    columns = _columns(zone, section)
    heads = {column.field.key for column in columns}
    missing = [field for field in section.fields if field.key not in heads]
    answers = [RowAnswer(f, p, None, NOT_FOUND) for f in missing for p in f.periods or (None,)]
    if columns:
        rows = list(_rows(zone, columns, labels))
        own = _by_year if section.periods else _by_number
        answers += own(section, columns, rows)
    order = {field.key: number for number, field in enumerate(section.fields)}
    return tuple(sorted(answers, key=lambda item: (order[item.field.key], item.period or "")))


def _columns(zone: Zone, section: Section) -> list[_Column]:
    """The heads of the columns in the block that has most of them."""
    blocks = dict.fromkeys(cell.block for cell in zone.cells if cell.ruled)
    found = [_heads(zone, section, block) for block in blocks]
    best = max(found, key=len, default=[])
    return best if len(best) >= min(2, len(section.fields)) else []


def _heads(zone: Zone, section: Section, block: int) -> list[_Column]:
    cells = [cell for cell in zone.cells if cell.block == block and cell.stream.key]
    used: set[int] = set()
    columns: list[_Column] = []
    for field in section.fields:
        key = word_key(on_paper(field).after[0])
        same = [c for c in cells if c.order not in used and c.stream.key == key]
        near = [c for c in cells if c.order not in used and _is_nearly(c, key)]
        over = [c for c in cells if field.group and c.stream.key == word_key(field.group)]
        group = max(over, key=lambda c: c.order, default=None)
        fitting = [c for c in same or near if group is None or _is_under(c, group)]
        if fitting:
            used.add(fitting[0].order)
            columns.append(_Column(field, fitting[0]))
    if not columns:
        return []
    bottom = max(column.head.cell.row + column.head.cell.row_span for column in columns)
    return [c for c in columns if c.head.cell.row + c.head.cell.row_span >= bottom - 2]


def _is_nearly(cell: FormCell, key: str) -> bool:
    """Whether a cell is the words but for misread characters, or the words with their unit."""
    own = cell.stream.key
    if len(key) >= 4 and abs(len(own) - len(key)) <= max(1, len(key) // 6):
        return cell.stream.find(key, near=True) is not None
    return len(key) >= 2 and own.startswith(key) and len(own) <= len(key) + 6


def _is_under(cell: FormCell, group: FormCell) -> bool:
    x = (cell.box.x0 + cell.box.x1) / 2
    return group.cell.row < cell.cell.row and group.box.x0 <= x <= group.box.x1


def _rows(
    zone: Zone, columns: Sequence[_Column], labels: frozenset[str]
) -> Iterator[list[FormCell]]:
    """The rows under the heads, on this page and, where the table goes on, on the next ones."""
    first = columns[0].head
    bottom = max(column.head.cell.row + column.head.cell.row_span for column in columns)
    block, page = first.block, first.page.page
    while True:
        cells = [cell for cell in zone.cells if cell.block == block and cell.ruled]
        for number in sorted({cell.cell.row for cell in cells}):
            row = [cell for cell in cells if cell.cell.row == number]
            if number < bottom:
                continue
            if any(cell.stream.key in labels for cell in row):
                return
            yield row
        following = _goes_on(zone, block, page, columns)
        if following is None:
            return
        block, page, bottom = following


def _goes_on(
    zone: Zone, block: int, page: int, columns: Sequence[_Column]
) -> tuple[int, int, int] | None:
    """The block at the top of the next page with the same columns, and its first row below repeated heads."""
    later = [cell for cell in zone.cells if cell.ruled and cell.page.page == page + 1]
    if not later:
        return None
    top = [cell for cell in later if cell.block == later[0].block]
    edges = {round(cell.box.x0, 3) for cell in top} | {round(cell.box.x1, 3) for cell in top}
    heads = [column.head.box for column in columns]
    if not all(any(abs(edge - box.x0) < _EDGE for edge in edges) for box in heads):
        return None
    keys = {word_key(on_paper(column.field).after[0]) for column in columns}
    repeated = [c.cell.row + c.cell.row_span for c in top if c.stream.key in keys]
    return later[0].block, page + 1, max(repeated, default=0)


def _in_column(row: Sequence[FormCell], column: _Column) -> FormCell | None:
    x = (column.head.box.x0 + column.head.box.x1) / 2
    return next((cell for cell in row if cell.box.x0 <= x <= cell.box.x1), None)


def _read(row: Sequence[FormCell], column: _Column) -> Answer:
    cell = _in_column(row, column)
    streams: tuple[Stream, ...] = (cell.stream,) if cell is not None else ()
    return read_answer(column.field, on_paper(column.field), streams)


def _by_year(
    section: Section, columns: Sequence[_Column], rows: Sequence[Sequence[FormCell]]
) -> list[RowAnswer]:
    """One answer for each field and year; the year stands in front of the row."""
    found: dict[str, Sequence[FormCell]] = {}
    for row in rows:
        for cell in row[:3]:
            match = _YEAR.fullmatch(cell.stream.key)
            if match and match[1] in section.periods:
                found.setdefault(match[1], row)
    return [
        RowAnswer(c.field, year, None, _read(found[year], c) if year in found else NOT_FOUND)
        for c in columns
        for year in section.periods
    ]


def _by_number(
    section: Section, columns: Sequence[_Column], rows: Sequence[Sequence[FormCell]]
) -> list[RowAnswer]:
    """The rows that say something: printed ones under their own number, others in their order."""
    answers: list[RowAnswer] = []
    filled = 0
    for row in rows:
        scope = _printed_scope(section, row)
        own = [column for column in columns if not _is_lead(section, column)]
        read = [(column, _read(row, column)) for column in own]
        if all(answer is ABSENT or answer.value is None for _, answer in read):
            continue
        if scope is None:
            filled += 1
            scope = f"row{filled}"
        lead = [(c, _read(row, c)) for c in columns if _is_lead(section, c) and scope != "total"]
        answers += [RowAnswer(c.field, None, scope, answer) for c, answer in (*lead, *read)]
    if not answers:
        return [RowAnswer(column.field, None, None, ABSENT) for column in columns]
    return answers


def _is_lead(section: Section, column: _Column) -> bool:
    """Whether the form itself fills the column: the serial number, the names of printed rows."""
    position = [field.key for field in section.fields].index(column.field.key)
    printed = max((len(row) for row in section.preprinted), default=0)
    return position < printed or "序号" in column.field.label


def _printed_scope(section: Section, row: Sequence[FormCell]) -> str | None:
    texts = [cell.stream.key for cell in row]
    if section.total and word_key(section.total) in texts[:2]:
        return "total"
    for number, cells in enumerate(section.preprinted, start=1):
        if word_key(cells[-1]) in texts[: len(cells) + 1]:
            return f"row{number}"
    return None
