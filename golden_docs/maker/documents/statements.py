"""The three statements on paper: side by side or one below the other, with or without line numbers."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from golden_docs.maker.amounts import exact, grouped
from golden_docs.maker.document import Style
from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens
from golden_docs.maker.statement_rows import ASSETS, CASH_FLOW, INCOME, LIABILITIES, StatementRow
from golden_docs.maker.table import Cell, Flow, Table, draw_table

Column = Mapping[str, int]
_NOTES = {
    "monetary_funds": "五、1",
    "notes_receivable": "五、2",
    "accounts_receivable": "五、3",
    "inventories": "五、4",
    "fixed_assets": "五、5",
    "intangible_assets": "五、6",
    "short_term_borrowings": "五、7",
    "accounts_payable": "五、8",
    "paid_in_capital": "五、9",
    "undistributed_profit": "五、10",
    "operating_revenue": "五、11",
    "operating_cost": "五、11",
    "rd_expense": "五、12",
    "income_tax_expense": "五、13",
}


@dataclass(frozen=True)
class Statements:
    """What the three statements of one year print: this column and the comparative one, in fen."""

    year: int
    company: str
    balance: tuple[Column, Column]
    income: tuple[Column, Column]
    cash: tuple[Column, Column]

    def cells(self) -> dict[str, dict[str, str]]:
        """Every printed cell: `balance_sheet.total_assets` → year → 元 with two places."""
        out: dict[str, dict[str, str]] = {}
        groups = (
            ("balance_sheet", ASSETS + LIABILITIES, self.balance),
            ("income_statement", INCOME, self.income),
            ("cash_flow_statement", CASH_FLOW, self.cash),
        )
        for name, rows, columns in groups:
            for row in rows:
                values = {
                    str(self.year - back): exact(column[row.key])
                    for back, column in enumerate(columns)
                    if row.key and row.key in column
                }
                if row.key and values:
                    out[f"{name}.{row.key}"] = values
        return out


def _value(column: Column, row: StatementRow) -> str:
    return grouped(column[row.key]) if row.key and row.key in column else ""


def _heading(
    paper: Paper,
    title: str,
    period: str,
    statements: Statements,
    style: Style,
    *,
    right: float,
    left: float,
    y: float,
) -> float:
    middle = (left + right) / 2
    paper.text(middle, y, title, style.head, 16, align="c", spacing=4)
    paper.text(middle, y + 26, period, style.body, 9.5, align="c")
    paper.text(left, y + 40, f"编制单位：{statements.company}", style.body, 9.5)
    paper.text(right, y + 40, "单位：元", style.body, 9.5, align="r")
    return y + 55


def _signers(
    paper: Paper, names: Sequence[str], style: Style, *, left: float, right: float, y: float
) -> None:
    third = (right - left) / 3
    for k, (label, name) in enumerate(
        zip(("法定代表人：", "主管会计工作负责人：", "会计机构负责人："), names, strict=True)
    ):
        paper.text(left + k * third, y, label + name, style.body, 9)


def _rows(
    rows: Sequence[StatementRow], columns: tuple[Column, Column], style: Style, *, start: int = 1
) -> list[tuple[Cell, ...]]:
    out = []
    number = start - 1
    for row in rows:
        number += 1 if row.key else 0
        cells = [Cell("　" * min(row.indent, 3) + row.title, bold=row.total)]
        if style.statement_line_numbers:
            cells.append(Cell(str(number) if row.key else "", align="c"))
        else:
            cells.append(Cell(_NOTES.get(row.key or "", ""), align="c"))
        cells += [Cell(_value(column, row), align="r") for column in columns]
        out.append(tuple(cells))
    return out


def draw_balance(
    statements: Statements, names: Sequence[str], style: Style, rng: random.Random
) -> list[Paper]:
    """资产负债表: both sides on one landscape page, or assets and liabilities on two portrait pages."""
    pens = Pens(style.statement_face, style.statement_face)
    mark = "行次" if style.statement_line_numbers else "附注"
    day = f"{statements.year}年12月31日"
    if style.statement_side_by_side:
        page = Paper(dpi=style.dpi, size=(842, 595))
        flow = Flow(lambda: page, top=30, bottom=590)
        flow.turn()
        flow.y = _heading(page, "资产负债表", day, statements, style, left=30, right=812, y=14)
        left, right = (
            _rows(ASSETS, statements.balance, style),
            _rows(LIABILITIES, statements.balance, style, start=35),
        )
        left += [(Cell(), Cell(), Cell(), Cell())] * (len(right) - len(left))
        left = (
            [*left[: len(ASSETS) - 1], *left[len(ASSETS) :], left[len(ASSETS) - 1]]
            if len(right) >= len(ASSETS)
            else left
        )
        right += [(Cell(), Cell(), Cell(), Cell())] * (len(left) - len(right))
        head = tuple(
            Cell(t, align="c")
            for t in (
                "资　产",
                mark,
                "期末余额",
                "期初余额",
                "负债和所有者权益",
                mark,
                "期末余额",
                "期初余额",
            )
        )
        rows = (head, *((*a, *b) for a, b in zip(left, right, strict=True)))
        draw_table(
            flow,
            Table(
                (150, 32, 98, 98, 176, 32, 98, 98),
                rows,
                size=8,
                pad=1.5,
                leading=1.1,
                min_height=11.8,
                rules=style.statement_rules,
            ),
            pens,
            rng,
            left=30,
        )
        _signers(page, names, style, left=30, right=812, y=flow.y + 5)
        page.tags.add("balance_sheet")
        return [page]
    pages = []
    for rows_of, label, title in (
        (ASSETS, "项　目", "资产负债表"),
        (LIABILITIES, "项　目", "资产负债表（续）"),
    ):
        page = Paper(dpi=style.dpi)
        pages.append(page)
        page.tags.add("balance_sheet")
        _portrait(
            page,
            title,
            day,
            rows_of,
            statements.balance,
            (label, mark, "期末余额", "期初余额"),
            statements,
            names,
            style,
            rng,
        )
    return pages


def _portrait(
    page: Paper,
    title: str,
    period: str,
    rows: Sequence[StatementRow],
    columns: tuple[Column, Column],
    heads: tuple[str, str, str, str],
    statements: Statements,
    names: Sequence[str],
    style: Style,
    rng: random.Random,
) -> None:
    pens = Pens(style.statement_face, style.statement_face)
    flow = Flow(lambda: page, top=60, bottom=838)
    flow.turn()
    flow.y = _heading(page, title, period, statements, style, left=52, right=543, y=52)
    table = Table(
        (245, 36, 105, 105),
        (tuple(Cell(t, align="c") for t in heads), *_rows(rows, columns, style)),
        size=8.8,
        pad=2,
        leading=1.15,
        min_height=15.9,
        rules=style.statement_rules,
    )
    draw_table(flow, table, pens, rng, left=52)
    _signers(page, names, style, left=52, right=543, y=flow.y + 10)


def draw_income(
    statements: Statements, names: Sequence[str], style: Style, rng: random.Random
) -> Paper:
    """利润表."""
    page = Paper(dpi=style.dpi)
    page.tags.add("income_statement")
    mark = "行次" if style.statement_line_numbers else "附注"
    _portrait(
        page,
        "利润表",
        f"{statements.year}年度",
        INCOME,
        statements.income,
        ("项　目", mark, "本期金额", "上期金额"),
        statements,
        names,
        style,
        rng,
    )
    return page


def draw_cash_flow(
    statements: Statements, names: Sequence[str], style: Style, rng: random.Random
) -> Paper:
    """现金流量表."""
    page = Paper(dpi=style.dpi)
    page.tags.add("cash_flow_statement")
    mark = "行次" if style.statement_line_numbers else "附注"
    _portrait(
        page,
        "现金流量表",
        f"{statements.year}年度",
        CASH_FLOW,
        statements.cash,
        ("项　目", mark, "本期金额", "上期金额"),
        statements,
        names,
        style,
        rng,
    )
    return page
