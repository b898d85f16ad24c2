"""所有者权益变动表: this year's movements of capital, reserves and undistributed profit."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from golden_docs.maker.amounts import grouped
from golden_docs.maker.document import Style
from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens
from golden_docs.maker.table import Cell, Flow, Table, draw_table

_COLUMNS = ("paid_in_capital", "capital_reserve", "surplus_reserve", "undistributed_profit")
_HEADS = ("项　目", "实收资本（或股本）", "资本公积", "盈余公积", "未分配利润", "所有者权益合计")


def draw_equity(
    company: str,
    year: int,
    balance: tuple[Mapping[str, int], Mapping[str, int]],
    income: Mapping[str, int],
    style: Style,
    rng: random.Random,
) -> Paper:
    """One landscape page; the closing row is the balance sheet's equity."""
    page = Paper(dpi=style.dpi, size=(842, 595))
    page.text(421, 40, "所有者权益变动表", style.head, 16, align="c", spacing=4)
    page.text(421, 68, f"{year}年度", style.body, 9.5, align="c")
    page.text(50, 84, f"编制单位：{company}", style.body, 9.5)
    page.text(792, 84, "单位：元", style.body, 9.5, align="r")
    flow = Flow(lambda: page, top=100, bottom=590)
    flow.turn()
    rows = (tuple(Cell(text, align="c") for text in _HEADS), *_rows(balance, income))
    table = Table((222, 104, 104, 104, 104, 104), rows, 9, 2.5, 1.2, 23, style.statement_rules)
    draw_table(flow, table, Pens(style.statement_face, style.statement_face), rng, left=50)
    page.tags.add("equity_statement")
    return page


def _rows(
    balance: tuple[Mapping[str, int], Mapping[str, int]], income: Mapping[str, int]
) -> list[tuple[Cell, ...]]:
    end, start = balance
    opening = [start[key] for key in _COLUMNS]
    closing = [end[key] for key in _COLUMNS]
    profit, paid = income["net_profit"], income["profit_distributed"]
    saved = end["surplus_reserve"] - start["surplus_reserve"]
    none: list[int] = []
    return [
        _row("一、上年年末余额", opening),
        _row("加：会计政策变更", none),
        _row("前期差错更正", none),
        _row("二、本年年初余额", opening),
        _row(
            "三、本年增减变动金额（减少以“-”号填列）",
            [b - a for a, b in zip(opening, closing, strict=True)],
        ),
        _row("（一）综合收益总额", [0, 0, 0, profit]),
        _row("（二）所有者投入和减少资本", none),
        _row("1.所有者投入的普通股", none),
        _row("2.其他", none),
        _row("（三）利润分配", [0, 0, saved, -saved - paid]),
        _row("1.提取盈余公积", [0, 0, saved, -saved]),
        _row("2.对所有者（或股东）的分配", [0, 0, 0, -paid]),
        _row("（四）所有者权益内部结转", none),
        _row("四、本年年末余额", closing),
    ]


def _row(title: str, amounts: Sequence[int]) -> tuple[Cell, ...]:
    shown = [grouped(amount) if amount else "" for amount in amounts] or [""] * len(_COLUMNS)
    total = sum(amounts)
    return (
        Cell(title, bold=title[1] == "、"),
        *(Cell(text, align="r") for text in shown),
        Cell(grouped(total) if total else "", align="r"),
    )
