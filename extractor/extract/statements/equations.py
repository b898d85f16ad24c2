"""The sums that a statement states about itself: which rows add up to which total.

Source: 一般企业财务报表格式 (财会〔2019〕6号) and 小企业会计准则 (财会〔2011〕17号), statements and
their notes on filling in. Rows that belong to no known item take part in the sum of their section.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.statements.equation import MAYBE_PARTS, Equation, Line, Rows, is_part
from extractor.extract.statements.flows import cash_flow_equations
from extractor.extract.statements.items import label_key
from extractor.extract.statements.words import Statement
from models.kinds.printed import fold_text, without_blanks

_HEADINGS = frozenset(
    {
        "流动资产",
        "非流动资产",
        "流动负债",
        "非流动负债",
        "所有者权益",
        "股东权益",
        "长期负债",
        "固定资产",
    }
)
_SECTION_TOTALS = frozenset(
    {
        "total_current_assets", "total_non_current_assets", "total_current_liabilities",
        "total_non_current_liabilities",
    }
)  # fmt: skip
_EQUITY = (
    "paid_in_capital", "other_equity_instruments", "capital_reserve", "other_comprehensive_income",
    "special_reserve", "surplus_reserve", "undistributed_profit",
)  # fmt: skip
_COSTS = frozenset(
    {
        "operating_cost", "taxes_and_surcharges", "selling_expenses", "administrative_expenses",
        "rd_expense", "finance_expenses",
    }
)  # fmt: skip
_GAINS = frozenset(
    {
        "other_income", "investment_income", "net_exposure_hedging_gains", "fair_value_gains",
        "asset_disposal_gains",
    }
)  # fmt: skip
_IMPAIRMENTS = frozenset({"credit_impairment_losses", "asset_impairment_losses"})


def equations_of(statement: Statement, lines: Sequence[Line]) -> list[Equation]:
    """All equations whose total and required terms are printed."""
    if statement is Statement.balance_sheet:
        return _balance_sheet(lines)
    if statement is Statement.income_statement:
        return _income_statement(lines)
    return cash_flow_equations(lines)


def _balance_sheet(lines: Sequence[Line]) -> list[Equation]:
    rows = Rows(lines)
    found = _sections(lines, _SECTION_TOTALS)
    found += _book_value(rows)
    found += rows.equation("total_assets", "total_current_assets", "total_non_current_assets")
    found += rows.equation(
        "total_liabilities", "total_current_liabilities", maybe=["total_non_current_liabilities"]
    )
    found += rows.equation("total_liabilities_and_equity", "total_liabilities", "total_equity")
    found += rows.equation("total_assets", "total_liabilities_and_equity")
    found += rows.equation(
        "total_equity", "equity_attributable_to_parent", maybe=["minority_interests"]
    )
    group = rows.get("equity_attributable_to_parent") is not None
    total = "equity_attributable_to_parent" if group else "total_equity"
    found += _equity(lines, rows, total)
    return found


def _book_value(rows: Rows) -> list[Equation]:
    """固定资产账面价值 under 原价 and 累计折旧, where nothing stands between (财会〔2011〕17号)."""
    cost, less, value = (
        rows.get(item)
        for item in ("fixed_assets_original_cost", "accumulated_depreciation", "fixed_assets")
    )
    if cost is None or less != cost + 1 or value != cost + 2:
        return []
    return [Equation(value, ((1, cost), (-1, less)))]


def _equity(lines: Sequence[Line], rows: Rows, total: str) -> list[Equation]:
    """实收资本 to 未分配利润, whatever rows stand between, less treasury stock."""
    first, last = rows.get("paid_in_capital"), rows.get(total)
    if first is None or last is None or last < first:
        return []
    terms, optional = [], []
    for index in range(first, last):
        line = lines[index]
        if is_part(line, lines, index):
            optional.append((1, index))
        else:
            sign = -1 if line.item == "treasury_stock" or _is_less(line.label) else 1
            terms.append((sign, index))
    return [Equation(last, tuple(terms), tuple(optional))]


def _sections(lines: Sequence[Line], totals: frozenset[str]) -> list[Equation]:
    """Each section total with the rows between it and the heading or total before."""
    found: list[Equation] = []
    start = 0
    for index, line in enumerate(lines):
        if line.item in totals:
            terms, optional = [], []
            for row in range(start, index):
                is_maybe = lines[row].item in MAYBE_PARTS
                if is_part(lines[row], lines, row):
                    optional.append((1, row))
                elif is_maybe:
                    terms.append((1, row))
                    optional.append((-1, row))
                else:
                    terms.append((1, row))
            if terms:
                found.append(Equation(index, tuple(terms), tuple(optional)))
            start = index + 1
        elif (line.item is None and label_key(line.label) in _HEADINGS) or (
            line.item is not None and line.item.startswith(("total_", "net_"))
        ):
            start = index + 1
    return found


def _is_less(label: str) -> bool:
    return without_blanks(fold_text(label)).startswith("减")


def _income_statement(lines: Sequence[Line]) -> list[Equation]:
    rows = Rows(lines)
    found = _operating_profit(lines, rows)
    found += rows.equation(
        "total_profit",
        "operating_profit",
        maybe=["non_operating_income", "-non_operating_expenses"],
    )
    found += rows.equation("net_profit", "total_profit", maybe=["-income_tax_expense"])
    found += rows.equation(
        "net_profit", "net_profit_attributable_to_parent", maybe=["minority_profit"]
    )
    found += rows.equation(
        "net_profit",
        "net_profit_from_continuing_operations",
        maybe=["net_profit_from_discontinued_operations"],
    )
    found += rows.equation(
        "total_comprehensive_income", "net_profit", maybe=["other_comprehensive_income_after_tax"]
    )
    return found


def _operating_profit(lines: Sequence[Line], rows: Rows) -> list[Equation]:
    """营业总成本 from its parts, and 营业利润 from revenue, costs and gains."""
    profit, total_cost = rows.get("operating_profit"), rows.get("total_operating_cost")
    total_revenue = rows.get("total_operating_revenue")
    found = _total_cost(lines, total_cost) if total_cost is not None else []
    by_total = total_cost is not None and total_revenue is not None
    first = total_revenue if by_total else rows.get("operating_revenue")
    if profit is None or first is None or first > profit:
        return found
    terms, either = [(1, first)], []
    optional: list[tuple[int, int]] = []
    if by_total and total_cost is not None:
        terms.append((-1, total_cost))
    for index in range(first + 1, profit):
        line = lines[index]
        if line.item in _GAINS:
            terms.append((-1 if _is_less(line.label) else 1, index))
        elif line.item in _IMPAIRMENTS and not (by_total and _is_before_gains(lines, index)):
            either.append(index)
        elif line.item in _COSTS and not by_total and not _is_research_part(lines, index):
            (optional if "其中" in line.label else terms).append((-1, index))
    return [*found, Equation(profit, tuple(terms), tuple(optional), tuple(either))]


def _is_research_part(lines: Sequence[Line], index: int) -> bool:
    """Whether 研究费用 is listed among the parts of 管理费用 (财会〔2011〕17号), no cost of its own."""
    if lines[index].item != "rd_expense":
        return False
    for line in reversed(lines[:index]):
        if line.item == "administrative_expenses":
            return False
        if "其中" in line.label:
            return True
    return False


def _is_before_gains(lines: Sequence[Line], index: int) -> bool:
    """Whether a loss is printed among the costs, before the first gain."""
    return all(line.item not in _GAINS for line in lines[:index])


def _total_cost(lines: Sequence[Line], total: int) -> list[Equation]:
    """The costs listed below 营业总成本; items of banks and insurers count when they have amounts."""
    terms: list[tuple[int, int]] = []
    optional: list[tuple[int, int]] = []
    for index in range(total + 1, len(lines)):
        line = lines[index]
        if line.item in _GAINS or line.item == "operating_profit":
            break
        is_cost = line.item in _COSTS or (
            (line.item is None or line.item in _IMPAIRMENTS) and not is_part(line, lines, index)
        )
        (terms if is_cost else optional).append((1, index))
    return [Equation(total, tuple(terms), tuple(optional))] if terms else []
