"""A standard table as it is printed: lines and grids of cells, empty or filled with answers.

Writers of Word, Excel and PDF files draw these; they do not know the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from extractor.report.form_cells import (
    Answers,
    Place,
    answer_text,
    printed_label,
    runs_of,
    words_before,
)
from models.catalogue.spec_tables import Section, TableField, TableSpec

COLUMNS = {"initial": "实施期初始值", "year1": "实施期满一年目标", "year2": "实施期满两年目标"}
"""How the columns of a target table are headed; years are headed by themselves."""
YEARS = "年度"
"""What is printed over years that are rows."""
_COLON = 6
"""Last characters of a label among which a colon may stand: 企业名称：（盖章）."""
_WIDE = 18
"""Characters of a label from which an answer has a row to itself."""


BLANK: Answers = {}


@dataclass(frozen=True)
class GridCell:
    """A cell that begins in its row; `columns` and `rows` tell how far it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A ruled table: of each row the cells that begin there, from left to right."""

    columns: int
    rows: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True)
class Line:
    """A line of text outside the tables."""

    text: str
    style: Literal["title", "heading", "text", "note"] = "text"


Block = Grid | Line


def form_blocks(table: TableSpec, answers: Answers = BLANK) -> list[Block]:
    """The form from top to bottom; without answers it is empty."""
    blocks: list[Block] = [Line(table.title_zh, "title")]
    for section in table.sections:
        if not any(field.printed for field in section.fields):
            continue
        first = next(field for field in section.fields if field.printed)
        if section.titled and words_before(first)[0] != section.title_zh:
            blocks.append(Line(section.title_zh, "heading"))
        blocks += _section(section, answers)
    return [*blocks, *(Line(note, "note") for note in table.notes)]


def _section(section: Section, answers: Answers) -> Iterator[Block]:
    if section.layout == "outline":
        for field in section.fields:
            yield Line(field.label, "heading")
            text = answers.get(Place(field.key), "")
            yield from (Line(part) for part in (text.split("\n") if text else [""]))
    elif section.layout == "letter":
        yield from (Line(_letter_line(run, answers)) for run in runs_of(section))
    elif section.layout == "rows":
        yield _repeated(section, answers)
    elif section.layout == "pairs" and not section.heads:
        yield _pairs(section, answers)
    else:
        yield _listed(section, answers)


def _letter_line(run: Sequence[TableField], answers: Answers) -> str:
    field = run[0]
    if field.fixed and not field.quoted:
        return field.fixed
    text = answer_text(run, answers, None)
    if field.kind == "day" and not field.quoted:
        return text or "　　年　　月　　日"
    label = printed_label(run)
    return f"{label}{'' if '：' in label[-_COLON:] else '：'}{text}"


def _heads(section: Section, periods: Sequence[str]) -> tuple[str, ...]:
    return section.heads or tuple(
        COLUMNS.get(period, f"{period}年" if period.isdigit() else period) for period in periods
    )


def _listed(section: Section, answers: Answers) -> Grid:
    """A row for each place: group, label, and a cell for each period."""
    runs = runs_of(section)
    grouped = 1 if any(run[0].group for run in runs) else 0
    width = max(1, len(section.periods))
    rows: list[tuple[GridCell, ...]] = []
    if section.periods:
        heads = [GridCell(text) for text in _heads(section, section.periods)]
        first = [GridCell(section.group_head or "")] if grouped else []
        rows.append((*first, GridCell(section.head or "指标"), *heads))
    for group, members in groupby(runs, key=lambda run: run[0].group):
        places = list(members)
        for number, run in enumerate(places):
            lead = [GridCell(group, rows=len(places))] if group and not number else []
            label = GridCell(printed_label(run), columns=1 if group or not grouped else 2)
            rows.append((*lead, label, *_answer_cells(run, answers, width)))
    return Grid(grouped + 1 + width, tuple(rows))


def _answer_cells(run: Sequence[TableField], answers: Answers, width: int) -> Iterator[GridCell]:
    periods = run[0].periods
    if not periods:
        yield GridCell(answer_text(run, answers, None), columns=width)
        return
    for period in periods:
        yield GridCell(answer_text(run, answers, period))


def _pairs(section: Section, answers: Answers) -> Grid:
    """Two places in a row; one that needs room has a row to itself."""
    rows: list[tuple[GridCell, ...]] = []
    half: tuple[GridCell, GridCell] | None = None
    for run in runs_of(section):
        period = run[0].periods[0] if run[0].periods else None
        label, text = GridCell(printed_label(run)), answer_text(run, answers, period)
        if _needs_room(run):
            if half:
                rows.append((half[0], GridCell(half[1].text, columns=3)))
                half = None
            rows.append((label, GridCell(text, columns=3)))
        elif half:
            rows.append((*half, label, GridCell(text)))
            half = None
        else:
            half = (label, GridCell(text))
    if half:
        rows.append((half[0], GridCell(half[1].text, columns=3)))
    return Grid(4, tuple(rows))


def _needs_room(run: Sequence[TableField]) -> bool:
    field = run[0]
    long = any(f.max_length or f.min_length or len(f.options) > 3 for f in run)
    return long or len(run) > 1 or len(printed_label(run)) > _WIDE or bool(field.fixed)


def _repeated(section: Section, answers: Answers) -> Grid:
    """Fields as heads of columns; a row for each period, or repeated rows."""
    fields = [field for field in section.fields if field.printed]
    lead = 1 if section.periods else 0
    body: list[tuple[GridCell, ...]] = []
    if section.periods:
        for year in section.periods:
            cells = [GridCell(answers.get(Place(f.key, year), "")) for f in fields]
            body.append((GridCell(year), *cells))
    else:
        for scope in _scopes(section, answers):
            body.append(tuple(_row_cells(section, fields, scope, answers)))
    heads = list(_column_heads(fields))
    if lead:
        heads[0] = (GridCell(section.head or YEARS, rows=len(heads)), *heads[0])
    return Grid(lead + len(fields), (*heads, *body))


def _scopes(section: Section, answers: Answers) -> list[str]:
    """The printed rows, and as many more as are filled in."""
    keys = {field.key for field in section.fields}
    filled = [p.scope for p in answers if p.key in keys and p.scope and p.scope != "total"]
    count = max([max(section.rows, len(section.preprinted)), *(int(s[3:]) for s in filled)])
    rows = [f"row{number}" for number in range(1, count + 1)]
    return [*rows, "total"] if section.total else rows


def _row_cells(
    section: Section, fields: Sequence[TableField], scope: str, answers: Answers
) -> Iterator[GridCell]:
    number = int(scope[3:]) - 1 if scope != "total" else -1
    printed = section.preprinted[number] if 0 <= number < len(section.preprinted) else ()
    if scope == "total":
        printed = (section.total or "",)
    elif not section.preprinted and "序号" in fields[0].label:
        printed = (str(number + 1),)
    for index, field in enumerate(fields):
        own = printed[index] if index < len(printed) else ""
        yield GridCell(own or answers.get(Place(field.key, None, scope), ""))


def _column_heads(fields: Sequence[TableField]) -> Iterator[tuple[GridCell, ...]]:
    """One row of heads, or two where several columns have a common one."""
    if not any(field.group for field in fields):
        yield tuple(GridCell(field.label) for field in fields)
        return
    above: list[GridCell] = []
    for group, members in groupby(fields, key=lambda field: field.group):
        columns = list(members)
        if group:
            above.append(GridCell(group, columns=len(columns)))
        else:
            above += [GridCell(field.label, rows=2) for field in columns]
    yield tuple(above)
    yield tuple(GridCell(field.label) for field in fields if field.group)
