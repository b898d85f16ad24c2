"""Tables over pages: parts keep their own cells, heads count once, broken rows are whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.extract.tables.stitched import StitchedTable, stitched_tables
from models.page import PageText
from tests.unit.extract.drawing import grid, line, page

XS = (0.1, 0.4, 0.65, 0.9)
HEAD = ("项目", "期末余额", "期初余额")


def part(
    rows: Sequence[Sequence[str]], *, number: int, top: float, xs: Sequence[float] = XS
) -> PageText:
    ys = [top + 0.03 * at for at in range(len(rows) + 1)]
    lines = [
        line(text, x=xs[column] + 0.01, y=ys[row] + 0.015)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]
    return page([*lines, line(f"第{number}页", x=0.48, y=0.97)], grid(xs, ys), number=number)


def rows_of(table: StitchedTable) -> list[list[str]]:
    return [
        [cell.text if (cell := table.at(row, column)) else "" for column in range(3)]
        for row in range(table.row_count)
    ]


def rows(*labels: str) -> list[tuple[str, str, str]]:
    return [(label, f"{at},100.00", f"{at},200.00") for at, label in enumerate(labels, start=1)]


FIRST = part([HEAD, *rows("货币资金", "应收账款", "存货")], number=1, top=0.8)


@pytest.mark.parametrize("head", [[HEAD], []])
def test_a_table_goes_on_overleaf_with_and_without_its_head(head: list[tuple[str, ...]]) -> None:
    second = part([*head, *rows("固定资产", "商誉")], number=2, top=0.08, xs=[x + 0.01 for x in XS])
    (table,) = stitched_tables([FIRST, second])
    assert [row[0] for row in rows_of(table)] == [
        "项目",
        "货币资金",
        "应收账款",
        "存货",
        "固定资产",
        "商誉",
    ]
    own = table.parts[1].table
    assert own.row_count == 2 + len(head)
    fixed = table.at(4, 1)
    assert fixed is not None
    ((file, number, cell),) = fixed.sources
    assert (file, number, cell) == ("report.pdf", 2, own.at(len(head), 1))


def test_a_row_broken_at_the_end_of_the_page_is_one_row_with_cells_on_both() -> None:
    upper = part([HEAD, *rows("存货", "划分为权益的永续债及")], number=1, top=0.8)
    lower = part([HEAD, ("优先股", "", ""), *rows("商誉")], number=2, top=0.08)
    (table,) = stitched_tables([upper, lower])
    assert rows_of(table)[2] == ["划分为权益的永续债及优先股", "2,100.00", "2,200.00"]
    label = table.at(2, 0)
    assert label is not None and [number for _, number, _ in label.sources] == [1, 2]
    assert [row[0] for row in rows_of(table)][3:] == ["商誉"]


def test_a_label_that_goes_on_with_its_amounts_overleaf_is_one_row() -> None:
    upper = part([HEAD, *rows("存货", "商誉"), ("归属于母公司所有者", "", "")], number=1, top=0.8)
    lower = part([("权益合计", "9,100.00", "9,200.00"), *rows("少数股东权益")], number=2, top=0.08)
    (table,) = stitched_tables([upper, lower])
    assert rows_of(table)[3] == ["归属于母公司所有者权益合计", "9,100.00", "9,200.00"]


def test_a_heading_is_a_row_of_its_own() -> None:
    second = part([("非流动资产：", "", ""), *rows("商誉")], number=2, top=0.08)
    (table,) = stitched_tables([FIRST, second])
    assert [row[0] for row in rows_of(table)][3:] == ["存货", "非流动资产：", "商誉"]


@pytest.mark.parametrize(
    "second",
    [
        part(rows("固定资产"), number=2, top=0.5),  # not at the top
        part(rows("固定资产"), number=2, top=0.08, xs=(0.1, 0.2, 0.3, 0.9)),  # other columns
    ],
)
def test_another_table_stays_apart(second: PageText) -> None:
    assert len(stitched_tables([FIRST, second])) == 2


def test_text_below_a_table_ends_it() -> None:
    lines = [line("本表经审计，", x=0.1, y=0.94), line("附注为其组成部分。", x=0.1, y=0.955)]
    ended = FIRST.model_copy(update={"lines": (*FIRST.lines, *lines)})
    assert len(stitched_tables([ended, part(rows("固定资产"), number=2, top=0.08)])) == 2
