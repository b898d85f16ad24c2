"""Slips planted in the declared figures: units, digits, columns, items."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from golden_docs.maker.compose import Package
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.plant import PAPER_PLANTS, Discrepancy
from golden_docs.maker.plants.form import declare, form_of

Slip = Callable[[str], str]
_RULES = {"rd_expense": "DVE-09"}


def exchanged(value: str) -> str:
    """Two neighbouring, different figures of the 万元 amount change places."""
    text = f"{Decimal(value) / 10_000:.2f}"
    for k in range(1, len(text) - 1):
        if text[k].isdigit() and text[k + 1].isdigit() and text[k] != text[k + 1]:
            return _base(text[:k] + text[k + 1] + text[k] + text[k + 2 :])
    raise ValueError(f"{value} has no two neighbouring figures that differ")


def one_off(value: str) -> str:
    """The second figure of the 万元 amount is another."""
    text = f"{Decimal(value) / 10_000:.2f}"
    k = next(i for i in range(1, len(text)) if text[i].isdigit())
    return _base(text[:k] + str((int(text[k]) + 3) % 10) + text[k + 1 :])


def one_missing(value: str) -> str:
    """The second figure of the 万元 amount is left out."""
    text = f"{Decimal(value) / 10_000:.2f}"
    k = next(i for i in range(1, len(text)) if text[i].isdigit() and text[i] != text[i - 1])
    return _base(text[:k] + text[k + 1 :])


def one_more(value: str) -> str:
    """A figure is put in behind the first of the 万元 amount."""
    text = f"{Decimal(value) / 10_000:.2f}"
    return _base(text[0] + ("4" if text[0] != "4" and text[1] != "4" else "6") + text[1:])


def inflated(value: str) -> str:
    """A figure that no slip explains."""
    return _base(f"{Decimal(value) / 10_000 * Decimal('1.1371') + Decimal('17.29'):.2f}")


def times(factor: int) -> Slip:
    """So many times as much."""
    return lambda value: str(
        (Decimal(value) * factor).quantize(Decimal("0.01")).normalize().__format__("f")
    )


def negative(value: str) -> str:
    """The sign is wrong."""
    return f"-{value}"


def _base(wan: str) -> str:
    return format((Decimal(wan) * 10_000).quantize(Decimal("0.01")).normalize(), "f")


FIGURES: tuple[tuple[str, str, str, Slip, str | None], ...] = (
    ("revenue_ten_times", "operating_revenue", "2019", times(10), "unit_slip"),
    ("main_revenue_ten_times", "main_business_revenue", "2020", times(10), "unit_slip"),
    ("assets_in_yuan", "total_assets", "2020", times(10_000), "unit_slip"),
    ("profit_hundred_times", "net_profit", "2019", times(100), "unit_slip"),
    ("assets_thousand_times", "total_assets", "2019", times(1000), "thousands_slip"),
    ("rd_thousand_times", "rd_expense", "2020", times(1000), "thousands_slip"),
    ("profit_one_digit_off", "net_profit", "2020", one_off, "one_digit_off"),
    ("main_revenue_one_digit_off", "main_business_revenue", "2019", one_off, "one_digit_off"),
    ("rd_transposed", "rd_expense", "2020", exchanged, "transposed_digits"),
    ("assets_transposed", "total_assets", "2020", exchanged, "transposed_digits"),
    ("revenue_digit_missing", "operating_revenue", "2020", one_missing, "digit_count"),
    ("profit_digit_too_many", "net_profit", "2019", one_more, "digit_count"),
    ("profit_sign_wrong", "net_profit", "2019", negative, "sign"),
    ("revenue_inflated", "operating_revenue", "2020", inflated, None),
    ("main_revenue_inflated", "main_business_revenue", "2020", inflated, None),
    ("profit_inflated", "net_profit", "2020", inflated, None),
    ("assets_inflated", "total_assets", "2019", inflated, None),
)
"""Name, indicator, year, the slip, and the cause that a finding must name."""


def _plant(name: str, key: str, year: str, slip: Slip, cause: str | None) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        true = form_of(package).value(key, year)
        false = slip(true)
        why = f"申请书填报{year}年{key}为{false}元，审计报告为{true}元。"
        return declare(package, {(key, year): false}), _against_audit(why, key, year, cause)

    PAPER_PLANTS[name] = change


def _against_audit(why: str, key: str, year: str, cause: str | None) -> Discrepancy:
    rule = _RULES.get(key, "DVE-01")
    return Discrepancy(
        "declared_vs_evidence", why, key, year, entry="form", tag=key, check=rule, outcome="failed", cause=cause,
    )  # fmt: skip


for _line in FIGURES:
    _plant(*_line)


def _report(package: Package, year: str) -> AuditReport:
    report = package.get(f"audit_{year}")
    if not isinstance(report, AuditReport):
        raise TypeError(f"audit_{year} is not an audit report")
    return report


TAKEN: tuple[tuple[str, str, str, str, str], ...] = (
    ("revenue_of_other_year", "operating_revenue", "2020", "operating_revenue/2019", "other_year"),
    ("profit_of_other_year", "net_profit", "2019", "net_profit/2020", "other_year"),
    ("assets_of_other_year", "total_assets", "2020", "total_assets/2019", "other_year"),
    ("rd_of_other_year", "rd_expense", "2019", "rd_expense/2020", "other_year"),
    ("main_revenue_is_revenue", "main_business_revenue", "2020", "operating_revenue/2020", "other_item"),
    ("revenue_is_main_revenue", "operating_revenue", "2019", "main_business_revenue/2019", "other_item"),
)  # fmt: skip
"""Name, indicator, year, the field whose value is written in instead, the cause."""


def _plant_taken(name: str, key: str, year: str, source: str, cause: str) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        form = form_of(package)
        false = form.value(*source.split("/"))
        why = (
            f"申请书填报{year}年{key}为{false}元，误填{source}的数，应为{form.value(key, year)}元。"
        )
        return declare(package, {(key, year): false}), _against_audit(why, key, year, cause)

    PAPER_PLANTS[name] = change


for _taken in TAKEN:
    _plant_taken(*_taken)


def _item_plant(name: str, key: str, year: str, statement: str, item: str, outcome: str) -> None:
    """Another item of the statement is declared for the indicator."""

    def change(package: Package) -> tuple[Package, Discrepancy]:
        statements = _report(package, year).statements
        column = (statements.income if statement == "income" else statements.balance)[0]
        false = _base(f"{Decimal(column[item]) / 1_000_000:.2f}")
        why = f"申请书填报{year}年{key}为{false}元，实为{item}的数。"
        found = _against_audit(why, key, year, "other_item")
        return declare(package, {(key, year): false}), Discrepancy(
            **{**found.__dict__, "outcome": outcome}
        )

    PAPER_PLANTS[name] = change


_item_plant("profit_before_tax", "net_profit", "2020", "income", "total_profit", "review")
_item_plant("assets_are_equity", "total_assets", "2019", "balance", "total_equity", "failed")
