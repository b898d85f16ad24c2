"""Where the unit of an amount stands: cell before row and column before table, page and document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.extract.tables.stitched import stitched_tables
from extractor.extract.tables.units import UnitSeen, unit_of
from models.page import PageText, TextLine
from tests.unit.extract.drawing import grid, line, page

XS, YS = (0.1, 0.4, 0.65, 0.9), (0.3, 0.33, 0.36, 0.39)


def sheet(
    cells: Sequence[Sequence[str]], *others: TextLine, number: int = 1, ruled: bool = True
) -> PageText:
    lines = [
        line(text, x=XS[column] + 0.01, y=YS[row] + 0.015)
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    ]
    return page([*others, *lines], grid(XS, YS) if ruled else (), number=number)


PLAIN = (
    ("项目", "2020年", "2019年"),
    ("营业收入", "1,200.50", "1,100.00"),
    ("净利润", "120.50", "110.00"),
)
ABOVE = line("单位：万元", x=0.7, y=0.28)


def seen_at(row: int, column: int, *pages: PageText) -> UnitSeen | None:
    table = next(t for t in stitched_tables(pages) if t.row_count == 3)
    cell = table.at(row, column)
    assert cell is not None
    return unit_of(cell, table, pages)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ((1, 1, "1,200.50亿元"), ("亿元", "cell")),
        ((1, 0, "营业收入（千元）"), ("千元", "row")),
        ((0, 1, "2020年（元）"), ("元", "column")),
        ((0, 2, "2019年（元）"), ("万元", "table")),
    ],
)
def test_the_nearest_unit_counts(change: tuple[int, int, str], expected: tuple[str, str]) -> None:
    row, column, text = change
    cells = [list(texts) for texts in PLAIN]
    cells[row][column] = text
    seen = seen_at(1, 1, sheet(cells, ABOVE))
    assert seen is not None and (seen.unit, seen.level.value) == expected
    assert seen.place is not None and seen.place.page == 1


def test_page_and_document_speak_when_they_say_one_thing() -> None:
    far = line("金额单位：元", x=0.1, y=0.05)
    seen = seen_at(1, 1, sheet(PLAIN, far))
    assert seen is not None and (seen.unit, seen.level.value) == ("元", "page")
    cover = page([line("本报告金额单位为人民币元", x=0.1, y=0.5)])
    seen = seen_at(1, 1, cover, sheet(PLAIN, number=2))
    assert seen is not None and (seen.unit, seen.level.value) == ("元", "document")
    assert seen.place is not None and seen.place.page == 1


def test_an_unknown_unit_stays_unknown() -> None:
    assert seen_at(1, 1, sheet(PLAIN)) is None
    two = (line("单位：元", x=0.1, y=0.05), line("单位：万元", x=0.1, y=0.08))
    assert seen_at(1, 1, sheet(PLAIN, *two)) is None
