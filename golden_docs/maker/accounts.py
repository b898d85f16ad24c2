"""Three years of statements that balance and chain, in fen, from a few targets and a seed.

One file because income, balance sheet and cash flow are worked out from one another.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

YEARS = (2018, 2019, 2020)
Lines = dict[str, int]


@dataclass(frozen=True)
class Targets:
    """What the statements shall show: revenue in fen, shares and ratios as fractions, per year."""

    revenue_2020: int
    growth: Mapping[int, Decimal]
    main_share: Mapping[int, Decimal]
    product_share: Mapping[int, Decimal]
    rd_ratio: Mapping[int, Decimal]
    debt_ratio: Mapping[int, Decimal]
    asset_turn: Decimal
    employees: int


@dataclass(frozen=True)
class YearAccounts:
    """One year: balance sheet at its end, income, cash flows, and the splits of two notes (fen)."""

    balance: Mapping[str, int]
    income: Mapping[str, int]
    cash: Mapping[str, int]
    revenue_note: Mapping[str, int]
    rd_note: Mapping[str, int]


@dataclass(frozen=True)
class Accounts:
    """The statements of 2018 to 2020; 2018 serves as comparative only."""

    years: Mapping[int, YearAccounts]
    paid_in_wan: int


def share(
    amount: int, fraction: Decimal | float, rng: random.Random, *, wobble: float = 0.0
) -> int:
    """A part of an amount, in fen, moved by up to `wobble` of itself."""
    return int(
        amount * Decimal(str(fraction)) * Decimal(str(1 + rng.uniform(-wobble, wobble)))
    ) + rng.randint(0, 99)


def build_accounts(targets: Targets, seed: int) -> Accounts:
    """All statements; raises ValueError when the targets leave no room (negative cash or payments)."""
    rng = random.Random(f"accounts-{seed}")
    revenue = {2020: targets.revenue_2020 + rng.randint(0, 9999)}
    for year in (2019, 2018):
        revenue[year] = int(revenue[year + 1] / (1 + targets.growth[year + 1])) + rng.randint(
            0, 9999
        )
    income = {y: _income(targets, revenue[y], y, rng) for y in YEARS}
    notes = {y: _revenue_note(targets, income[y], y, rng) for y in YEARS}
    balances, paid_in = _balances(targets, income, rng)
    cash = {y: _cash_flow(targets, balances, income, y, rng) for y in YEARS}
    years = {
        y: YearAccounts(
            balances[y], income[y], cash[y], notes[y], _rd_note(income[y]["rd_expense"], rng)
        )
        for y in YEARS
    }
    return Accounts(years, paid_in)


def _income(targets: Targets, revenue: int, year: int, rng: random.Random) -> Lines:
    rd = share(revenue, targets.rd_ratio[year], rng)
    room = Decimal("0.735") - targets.rd_ratio[year]
    x: Lines = {
        "operating_revenue": revenue,
        "operating_cost": share(revenue, room, rng, wobble=0.005),
        "taxes_and_surcharges": share(revenue, 0.0078, rng, wobble=0.05),
        "selling_expenses": share(revenue, 0.043, rng, wobble=0.05),
        "administrative_expenses": share(revenue, 0.066, rng, wobble=0.05),
        "rd_expense": rd,
        "interest_expense": share(revenue, 0.0095, rng, wobble=0.1),
        "interest_income": share(revenue, 0.0011, rng, wobble=0.2),
        "other_income": share(revenue, 0.008, rng, wobble=0.2),
        "investment_income": share(revenue, 0.0009, rng, wobble=0.2),
        "credit_impairment_losses": -share(revenue, 0.0031, rng, wobble=0.2),
        "asset_impairment_losses": -share(revenue, 0.0017, rng, wobble=0.2),
        "asset_disposal_gains": share(revenue, 0.0002, rng, wobble=0.3),
        "non_operating_income": share(revenue, 0.0006, rng, wobble=0.3),
        "non_operating_expenses": share(revenue, 0.0004, rng, wobble=0.3),
    }
    charges = share(revenue, 0.0004, rng)
    x["finance_expenses"] = x["interest_expense"] - x["interest_income"] + charges
    x["operating_profit"] = (
        revenue
        - sum(
            x[k]
            for k in (
                "operating_cost",
                "taxes_and_surcharges",
                "selling_expenses",
                "administrative_expenses",
                "rd_expense",
                "finance_expenses",
            )
        )
        + sum(
            x[k]
            for k in (
                "other_income",
                "investment_income",
                "credit_impairment_losses",
                "asset_impairment_losses",
                "asset_disposal_gains",
            )
        )
    )
    x["total_profit"] = (
        x["operating_profit"] + x["non_operating_income"] - x["non_operating_expenses"]
    )
    x["income_tax_expense"] = share(x["total_profit"], 0.108, rng, wobble=0.05)
    x["net_profit"] = x["total_profit"] - x["income_tax_expense"]
    x["net_profit_from_continuing_operations"] = x["net_profit"]
    x["total_comprehensive_income"] = x["net_profit"]
    return x


def _revenue_note(targets: Targets, income: Lines, year: int, rng: random.Random) -> Lines:
    revenue, cost = income["operating_revenue"], income["operating_cost"]
    main = share(revenue, targets.main_share[year], rng)
    product = share(revenue, targets.product_share[year], rng)
    other_cost = share(revenue - main, 0.61, rng, wobble=0.05)
    product_cost = share(product, Decimal(cost - other_cost) / main, rng, wobble=0.01)
    return {
        "main_revenue": main,
        "other_revenue": revenue - main,
        "total_revenue": revenue,
        "main_cost": cost - other_cost,
        "other_cost": other_cost,
        "total_cost": cost,
        "product_revenue": product,
        "rest_revenue": main - product,
        "product_cost": product_cost,
        "rest_cost": cost - other_cost - product_cost,
    }


def _rd_note(total: int, rng: random.Random) -> Lines:
    parts: Lines = {}
    for key, fraction in (
        ("职工薪酬", 0.46),
        ("直接投入费用", 0.33),
        ("折旧与摊销", 0.09),
        ("检测试验费", 0.06),
    ):
        parts[key] = share(total, fraction, rng, wobble=0.06)
    parts["其他相关费用"] = total - sum(parts.values())
    parts["合计"] = total
    return parts


def _balances(
    targets: Targets, income: Mapping[int, Lines], rng: random.Random
) -> tuple[dict[int, Lines], int]:
    profit = {y: income[y]["net_profit"] for y in YEARS}
    paid_out = {
        y: share(profit[y - 1], 0.2, rng) // 100_000 * 100_000 if y > 2018 else 0 for y in YEARS
    }
    equity = {
        2020: int(
            income[2020]["operating_revenue"] * targets.asset_turn * (1 - targets.debt_ratio[2020])
        )
    }
    for year in (2019, 2018):
        equity[year] = equity[year + 1] - profit[year + 1] + paid_out[year + 1]
    paid_in_wan = int(equity[2018] * Decimal("0.46") / 100_000_000) * 100
    paid_in = paid_in_wan * 1_000_000
    reserve = share(paid_in, 0.12, rng)
    surplus = share(equity[2018] - paid_in - reserve, 0.1, rng)
    out: dict[int, Lines] = {}
    for year in YEARS:
        if year > 2018:
            surplus += profit[year] // 10
        out[year] = _balance(targets, equity[year], year, rng)
        out[year] |= {
            "paid_in_capital": paid_in,
            "capital_reserve": reserve,
            "surplus_reserve": surplus,
            "undistributed_profit": equity[year] - paid_in - reserve - surplus,
            "total_equity": equity[year],
        }
        out[year]["total_liabilities_and_equity"] = out[year]["total_liabilities"] + equity[year]
        if out[year]["total_liabilities_and_equity"] != out[year]["total_assets"]:
            raise ValueError(f"the balance sheet of {year} does not balance")
    for year in YEARS:
        income[year]["profit_distributed"] = paid_out[year]
    return out, paid_in_wan


def _balance(targets: Targets, equity: int, year: int, rng: random.Random) -> Lines:
    ratio = targets.debt_ratio[year]
    total = int(equity / (1 - ratio))
    debt = total - equity

    def some(base: int, fraction: float) -> int:
        return share(base, fraction, rng, wobble=0.06)

    x: Lines = {
        "total_assets": total,
        "notes_receivable": some(total, 0.045),
        "accounts_receivable": some(total, 0.208),
        "receivables_financing": some(total, 0.018),
        "prepayments": some(total, 0.017),
        "other_receivables": some(total, 0.008),
        "inventories": some(total, 0.162),
        "other_current_assets": some(total, 0.004),
        "fixed_assets": some(total, 0.276),
        "construction_in_progress": some(total, 0.027),
        "intangible_assets": some(total, 0.054),
        "long_term_deferred_expenses": some(total, 0.006),
        "deferred_tax_assets": some(total, 0.007),
        "other_non_current_assets": some(total, 0.009),
    }
    fixed = (
        "fixed_assets",
        "construction_in_progress",
        "intangible_assets",
        "long_term_deferred_expenses",
        "deferred_tax_assets",
        "other_non_current_assets",
    )
    x["total_non_current_assets"] = sum(x[k] for k in fixed)
    x["total_current_assets"] = total - x["total_non_current_assets"]
    x["monetary_funds"] = 2 * x["total_current_assets"] - sum(
        v
        for k, v in x.items()
        if k != "total_assets" and k not in fixed and k != "total_non_current_assets"
    )
    y: Lines = {
        "short_term_borrowings": some(debt, 0.29) // 10_000_000 * 10_000_000,
        "notes_payable": some(debt, 0.11),
        "advances_from_customers": some(debt, 0.05),
        "employee_benefits_payable": some(debt, 0.052),
        "taxes_payable": some(debt, 0.028),
        "other_payables": some(debt, 0.031),
        "long_term_borrowings": some(debt, 0.09) // 10_000_000 * 10_000_000,
        "deferred_income": some(debt, 0.04),
    }
    y["total_non_current_liabilities"] = y["long_term_borrowings"] + y["deferred_income"]
    y["total_current_liabilities"] = debt - y["total_non_current_liabilities"]
    y["accounts_payable"] = y["total_current_liabilities"] - sum(
        y[k]
        for k in (
            "short_term_borrowings",
            "notes_payable",
            "advances_from_customers",
            "employee_benefits_payable",
            "taxes_payable",
            "other_payables",
        )
    )
    y["total_liabilities"] = debt
    if min(x["monetary_funds"], y["accounts_payable"]) <= 0:
        raise ValueError(f"no cash or no payables are left in {year}")
    return x | y


def _cash_flow(
    targets: Targets,
    balances: Mapping[int, Lines],
    income: Mapping[int, Lines],
    year: int,
    rng: random.Random,
) -> Lines:
    end, inc = balances[year], income[year]
    start = balances.get(year - 1) or {k: v * 9 // 10 for k, v in end.items()}
    revenue = inc["operating_revenue"]
    bought = share(revenue, 0.05, rng, wobble=0.2) // 10_000_000 * 10_000_000
    grown = sum(
        end[k] - start[k] for k in ("fixed_assets", "construction_in_progress", "intangible_assets")
    )
    x: Lines = {
        "cash_from_investment_recovery": bought,
        "cash_from_investment_income": inc["investment_income"],
        "cash_from_asset_disposal": share(revenue, 0.0007, rng),
        "cash_paid_for_investments": bought,
        "cash_paid_for_assets": max(
            grown + share(start["fixed_assets"], 0.09, rng), share(revenue, 0.02, rng)
        ),
        "cash_from_borrowings": end["short_term_borrowings"]
        + max(0, end["long_term_borrowings"] - start["long_term_borrowings"]),
        "cash_paid_for_debt": start["short_term_borrowings"]
        + max(0, start["long_term_borrowings"] - end["long_term_borrowings"]),
        "cash_paid_for_dividends_and_interest": inc["profit_distributed"] + inc["interest_expense"],
        "tax_refunds_received": share(revenue, 0.003, rng, wobble=0.3),
        "other_operating_cash_received": inc["other_income"]
        + inc["interest_income"]
        + inc["non_operating_income"],
        "cash_received_from_sales": int(revenue * Decimal("1.118"))
        - (end["accounts_receivable"] - start["accounts_receivable"]),
        "cash_paid_to_employees": targets.employees
        * rng.randint(8_900_000, 9_600_000)
        * (100 - 4 * (2020 - year))
        // 100,
        "taxes_paid": share(revenue, 0.047, rng, wobble=0.1),
        "other_operating_cash_paid": share(revenue, 0.072, rng, wobble=0.1),
        "opening_cash": start["monetary_funds"],
        "closing_cash": end["monetary_funds"],
    }
    x["net_increase_in_cash"] = x["closing_cash"] - x["opening_cash"]
    _total(
        x,
        "investing",
        (
            "cash_from_investment_recovery",
            "cash_from_investment_income",
            "cash_from_asset_disposal",
        ),
        ("cash_paid_for_assets", "cash_paid_for_investments"),
    )
    _total(
        x,
        "financing",
        ("cash_from_borrowings",),
        ("cash_paid_for_debt", "cash_paid_for_dividends_and_interest"),
    )
    operating = (
        x["net_increase_in_cash"] - x["net_investing_cash_flow"] - x["net_financing_cash_flow"]
    )
    inflow = (
        x["cash_received_from_sales"]
        + x["tax_refunds_received"]
        + x["other_operating_cash_received"]
    )
    x["cash_paid_for_goods"] = (
        inflow
        - operating
        - sum(x[k] for k in ("cash_paid_to_employees", "taxes_paid", "other_operating_cash_paid"))
    )
    if x["cash_paid_for_goods"] <= 0:
        raise ValueError(f"payments for goods of {year} come out negative")
    _total(
        x,
        "operating",
        ("cash_received_from_sales", "tax_refunds_received", "other_operating_cash_received"),
        (
            "cash_paid_for_goods",
            "cash_paid_to_employees",
            "taxes_paid",
            "other_operating_cash_paid",
        ),
    )
    return x


def _total(x: Lines, kind: str, inflows: tuple[str, ...], outflows: tuple[str, ...]) -> None:
    x[f"{kind}_cash_inflow"] = sum(x[k] for k in inflows)
    x[f"{kind}_cash_outflow"] = sum(x[k] for k in outflows)
    x[f"net_{kind}_cash_flow"] = x[f"{kind}_cash_inflow"] - x[f"{kind}_cash_outflow"]
