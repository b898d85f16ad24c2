"""Reads the declared fields of a paper from its ruled tables: a cell holds a label, its neighbour the value.

What rules part belongs to no other cell, however near it stands; so a cell goes before what merely
stands beside a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.extract.by_label import Found, stop_fields
from extractor.extract.chart import Chart
from extractor.extract.glyphs import Reading, glyphs_of
from extractor.extract.labels import EXACT, label_forms
from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import Cell, PrintedTable
from extractor.extract.values import read_value
from models.catalogue.spec_documents import FieldSpec
from models.kinds.characters import simplified
from models.kinds.printed import fold_text, without_blanks

_ENDS = ":;*"
_UNIT = re.compile(r"\((?:单位:)?(万元|亿元|千元|元|人|万美元|%)\)$")
_NOTE = re.compile(r"\([^()]*\)$")  # (万元), (10+11-12)
_ORDER = re.compile(r"^(?:[(]?[0-9一二三四五六七八九十]{1,2}[).、,.])")
_SUB_LABELS = frozenset({"户名", "全称", "名称", "姓名", "单位名称"})
_NUMBERS = frozenset({"count", "money", "ratio", "day"})
_YEAR = re.compile(r"^(20[0-9]{2})(?:年度?)?$")


def read_celled(
    charts: Sequence[Chart], fields: Sequence[FieldSpec], *, stops: Sequence[str] = ()
) -> dict[str, Found]:
    """Values of all fields whose label fills a cell: right of it, or below it in a table with a head.

    The first table that yields a value wins. Fields by year come under `key/year` where years head
    the columns. `stops` are printed labels of no field.
    """
    specs = {field.key: field for field in fields}
    forms = {form.text: form.key for form in label_forms((*fields, *stop_fields(stops)))}
    found: dict[str, Found] = {}
    for chart in charts:
        for table in grids_of(chart.page):
            keys = {cell: _key(cell, forms) for cell in table.cells}
            for cell, key in keys.items():
                spec = specs.get(key or "")
                if spec is None:
                    inside = _read_inside(chart, cell, specs, forms) if key is None else None
                    if inside is not None:
                        found.setdefault(*inside)
                    continue
                for name, result in _read_cell(chart, table, cell, spec, keys):
                    found.setdefault(name, result)
    return found


def _plain(text: str) -> str:
    return simplified(without_blanks(fold_text(text))).casefold().strip(_ENDS)


def _key(cell: Cell, forms: Mapping[str, str]) -> str | None:
    """The field (or stop) whose label the cell holds and nothing else."""
    text = _plain(cell.text)
    bare = _ORDER.sub("", text)
    for form in (text, bare, _NOTE.sub("", text), _NOTE.sub("", bare)):
        if form in forms:
            return forms[form]
    return None


def _read_inside(
    chart: Chart, cell: Cell, specs: Mapping[str, FieldSpec], forms: Mapping[str, str]
) -> tuple[str, Found] | None:
    """A value that shares its cell with its label: 申请人:某某公司, over one or more lines."""
    reading = _reading(chart, cell)
    label, colon, _ = reading.folded.partition(":") if reading else ("", "", "")
    spec = specs.get(forms.get(_ORDER.sub("", label).casefold(), ""))
    part = reading.part(len(label) + 1) if reading and colon else None
    if part is None or spec is None or spec.by_year:
        return None
    if any(glyph.folded == ":" for glyph in part.glyphs):  # further labels stand in the cell
        return None
    value = read_value(part, spec)
    return (spec.key, Found(value, part, EXACT)) if value is not None else None


def _read_cell(
    chart: Chart,
    table: PrintedTable,
    label: Cell,
    spec: FieldSpec,
    keys: Mapping[Cell, str | None],
) -> Iterator[tuple[str, Found]]:
    unit = _UNIT.search(_plain(label.text))
    if unit is not None and spec.unit is None:
        spec = spec.model_copy(update={"unit": unit[1]})
    if spec.by_year:
        years = list(_by_year(chart, table, label, spec))
        if years:
            yield from years
            return
    for cell in _values(table, label, keys, kind=spec.kind):
        reading = _reading(chart, cell)
        value = read_value(reading, spec) if reading else None
        if reading is not None and value is not None:
            yield spec.key, Found(value, reading, EXACT)
            return


def _values(
    table: PrintedTable, label: Cell, keys: Mapping[Cell, str | None], *, kind: str
) -> Iterator[Cell]:
    """Where the value may stand: right of the label, else below it when its row is a head of labels.

    Numbers and codes are also looked for below a label whose neighbour holds none.
    """
    right = _right_of(table, label)
    if right is not None and _plain(right.text) in _SUB_LABELS:  # 付款人 | 户名 | …
        value = table.right_of(right)
        if value is not None and value.text.strip():
            yield value
        return
    beside = right is not None and keys[right] is None
    if right is not None and beside and not _is_head(table, label, keys):
        if right.text.strip():
            yield right
        if kind not in _NUMBERS:
            return
    below = table.below(label)
    if below is not None and keys[below] is None and below.text.strip():
        yield below


def _right_of(table: PrintedTable, label: Cell) -> Cell | None:
    """The cell right of a label, past an empty one too narrow for two characters: a rule drawn with a jump."""
    right = table.right_of(label)
    size = (
        label.box.width if not label.lines else label.lines[0].box.width / len(label.lines[0].text)
    )
    if right is not None and not right.text.strip() and right.box.width < 2 * size:
        return table.right_of(right)
    return right


def _is_head(table: PrintedTable, label: Cell, keys: Mapping[Cell, str | None]) -> bool:
    """Whether a row heads columns: most of its three or more cells are labels."""
    row = table.row(label.row)
    named = sum(keys[cell] is not None for cell in row)
    return len(row) >= 3 and named >= 2 and 2 * named > len(row) and not _alternates(row, keys)


def _alternates(row: Sequence[Cell], keys: Mapping[Cell, str | None]) -> bool:
    """Whether labels and values take turns."""
    odd = row[1::2]
    return len(row) % 2 == 0 and all(keys[cell] is None for cell in odd)


def _by_year(
    chart: Chart, table: PrintedTable, label: Cell, spec: FieldSpec
) -> Iterator[tuple[str, Found]]:
    for cell in table.row(label.row):
        if cell.column <= label.column:
            continue
        year = _head_year(table, cell)
        reading = _reading(chart, cell)
        value = read_value(reading, spec) if reading and year else None
        if reading is not None and value is not None:
            yield f"{spec.key}/{year}", Found(value, reading, EXACT)


def _head_year(table: PrintedTable, cell: Cell) -> str | None:
    for row in range(cell.row - 1, -1, -1):
        above = table.at(row, cell.column)
        match = _YEAR.match(_plain(above.text)) if above else None
        if match is not None:
            return match[1]
    return None


def _reading(chart: Chart, cell: Cell) -> Reading | None:
    glyphs = tuple(glyph for line in cell.lines for glyph in glyphs_of(line))
    return Reading(chart.page, glyphs).stripped(":;|_ ") if glyphs else None
