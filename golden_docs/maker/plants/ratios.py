"""Ratios and growth rates that do not follow from their figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from golden_docs.maker.compose import Package
from golden_docs.maker.documents.form import ApplicationForm
from golden_docs.maker.plant import PAPER_PLANTS, Discrepancy
from golden_docs.maker.plants.form import declare, form_of

Wrong = Callable[[ApplicationForm], str]


def _other_year(key: str, year: str) -> Wrong:
    return lambda form: form.value(key, year)


def _fraction(key: str, year: str) -> Wrong:
    return lambda form: f"{Decimal(form.value(key, year)) / 100:.4f}"


def _exchanged(key: str, year: str) -> Wrong:
    def wrong(form: ApplicationForm) -> str:
        text = form.value(key, year)
        for k in range(len(text) - 2, -1, -1):
            pair = text[k : k + 2]
            if pair.isdigit() and pair[0] != pair[1]:
                return text[:k] + pair[::-1] + text[k + 2 :]
        whole, _, part = text.partition(".")
        return f"{whole[:-1]}{part[0]}.{whole[-1]}{part[1:]}"

    return wrong


def _raised(key: str, year: str, by: str) -> Wrong:
    return lambda form: f"{Decimal(form.value(key, year)) + Decimal(by):.2f}"


def _over_main_revenue(form: ApplicationForm) -> str:
    share = Decimal(form.value("rd_expense", "2020")) / Decimal(
        form.value("main_business_revenue", "2020")
    )
    return f"{share * 100:.2f}"


def _growth_of_revenue(form: ApplicationForm) -> str:
    now, before = (Decimal(form.value("operating_revenue", year)) for year in ("2020", "2019"))
    return f"{(now / before - 1) * 100:.2f}"


RATIOS: tuple[tuple[str, str, str, str, Wrong, str | None], ...] = (
    ("growth_as_fraction", "ARI-04", "main_business_revenue_growth", "2020", _fraction("main_business_revenue_growth", "2020"), "unit_slip"),
    ("growth_of_other_year", "ARI-04", "main_business_revenue_growth", "2020", _other_year("main_business_revenue_growth", "2019"), "other_year"),
    ("growth_of_whole_revenue", "ARI-04", "main_business_revenue_growth", "2020", _growth_of_revenue, "other_item"),
    ("profit_growth_of_other_year", "ARI-04", "net_profit_growth", "2019", _other_year("net_profit_growth", "2020"), "other_year"),
    ("rd_ratio_over_main_revenue", "ARI-06", "rd_expense_ratio", "2020", _over_main_revenue, "other_item"),
    ("rd_ratio_raised", "ARI-06", "rd_expense_ratio", "2019", _raised("rd_expense_ratio", "2019", "1.37"), None),
    ("rd_ratio_as_fraction", "ARI-06", "rd_expense_ratio", "2020", _fraction("rd_expense_ratio", "2020"), "unit_slip"),
    ("debt_ratio_transposed", "ARI-05", "asset_liability_ratio", "2020", _exchanged("asset_liability_ratio", "2020"), "transposed_digits"),
    ("debt_ratio_of_other_year", "ARI-05", "asset_liability_ratio", "2019", _other_year("asset_liability_ratio", "2020"), "other_year"),
)  # fmt: skip
"""Name, rule, indicator, year, the wrong ratio, the cause."""


def _plant(name: str, rule: str, key: str, year: str, wrong: Wrong, cause: str | None) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        form = form_of(package)
        false = wrong(form)
        why = f"申请书填报{year}年{key}为{false}%，应为{form.value(key, year)}%。"
        return declare(package, {(key, year): false}), Discrepancy(
            "arithmetic", why, key, year, entry="form", tag=key, check=rule, outcome="failed", cause=cause,
        )  # fmt: skip

    PAPER_PLANTS[name] = change


for _line in RATIOS:
    _plant(*_line)
