"""Ruled tables of a page: cells from the printed rules, or as the file itself states them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.tables.faces import Face, faces_of
from extractor.extract.tables.level import levelled, moved, moved_box
from extractor.extract.tables.placing import place_lines
from extractor.extract.tables.printed import (
    Cell,
    PrintedTable,
    join_lines,
    reading_order,
    slope_of,
    visual_rows,
)
from extractor.extract.tables.rules import rules_of
from models.geometry import Box
from models.page import NativeTable, PageText, TextLine


def grids_of(page: PageText) -> tuple[PrintedTable, ...]:
    """The tables of a page, top to bottom: stated by the file (DOCX, XLSX) or found from its rules.

    Boxes are fractions of the upright frame. Rules may be broken, doubled or slightly off; page
    frames, underlines and strokes of characters form no table. A page without any gives none.
    """
    if page.tables:
        return tuple(_stated(table, page.lines) for table in page.tables)
    level = levelled(page)
    tables = tuple(_ruled(faces, level.lines) for faces in faces_of(rules_of(level)))
    if level is page:
        return tables
    slope = slope_of(visual_rows(page.lines))
    return tuple(_moved_back(table, slope) for table in tables)


def _moved_back(table: PrintedTable, slope: float) -> PrintedTable:
    """The table in the upright frame of its page, whose rows fall by `slope`."""
    cells = tuple(
        cell.model_copy(
            update={
                "box": moved_box(cell.box, slope),
                "lines": tuple(moved(line, slope) for line in cell.lines),
            }
        )
        for cell in table.cells
    )
    return PrintedTable(box=Box.around(cell.box for cell in cells), cells=cells)


def _ruled(faces: Sequence[Face], lines: Sequence[TextLine]) -> PrintedTable:
    placed = place_lines(lines, [face.box for face in faces])
    cells = tuple(
        Cell(
            row=face.row,
            column=face.column,
            row_span=face.row_span,
            column_span=face.column_span,
            box=face.box,
            lines=reading_order(inside),
            text=join_lines(inside),
        )
        for face, inside in zip(faces, placed, strict=True)
    )
    return PrintedTable(box=Box.around(face.box for face in faces), cells=cells)


def _stated(table: NativeTable, lines: Sequence[TextLine]) -> PrintedTable:
    """A table of the file: its text is taken as stated, the lines are those of the same place."""
    ordered = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    placed = place_lines(lines, [cell.box for cell in ordered])
    cells = tuple(
        Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            box=cell.box,
            lines=reading_order(inside) or _line_of(cell.text, cell.box),
            text=cell.text,
        )
        for cell, inside in zip(ordered, placed, strict=True)
    )
    return PrintedTable(box=table.box, cells=cells)


def _line_of(text: str, box: Box) -> tuple[TextLine, ...]:
    """The stated text as a sure line, for readers that work on lines."""
    return (TextLine(text=text, box=box, confidence=1.0),) if text.strip() else ()
