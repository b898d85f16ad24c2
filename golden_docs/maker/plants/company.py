"""Discrepancies that are true of the company: its papers agree, but a condition is not met or a date has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from golden_docs.maker.company import CompanySpec
from golden_docs.maker.plant import Discrepancy, expects, spec_plant


@spec_plant
@expects("X08")
def debt_ratio_above_70(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """The balance sheet itself shows more debt than 70 % of assets."""
    ratios = {2018: Decimal("0.655"), 2019: Decimal("0.684"), 2020: Decimal("0.7263")}
    return replace(spec, debt_ratio=ratios), Discrepancy(
        "eligibility",
        "2020年末资产负债率为72.63%，高于通知规定的70%。",
        "asset_liability_ratio",
        "2020",
        entry="form",
        tag="asset_liability_ratio",
    )


@spec_plant
def rd_ratio_below_class(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """The R&D ratio of 2020 misses what the company's class asks for: 6 % in class b, 3 % in class a."""
    if spec.revenue_2020_wan >= 10_000:
        small = {2018: Decimal("0.031"), 2019: Decimal("0.0312"), 2020: Decimal("0.0207")}
        why = "2020年营业收入属于a类（1亿元及以上），研发经费占营业收入比重为2.07%，低于3%。"
        return replace(spec, rd_ratio=small), Discrepancy(
            "eligibility", why, "rd_expense_ratio", "2020", entry="form", tag="rd_expense_ratio"
        )
    ratios = {2018: Decimal("0.061"), 2019: Decimal("0.0612"), 2020: Decimal("0.0487")}
    return replace(spec, rd_ratio=ratios), Discrepancy(
        "eligibility",
        "2020年营业收入属于b类（5000万元—1亿元），研发经费占营业收入比重为4.87%，低于6%。",
        "rd_expense_ratio",
        "2020",
        entry="form",
        tag="rd_expense_ratio",
    )


@spec_plant
@expects("VAL-01")
def high_tech_expired(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """The 高新技术企业证书 ran out before the reference date."""
    return replace(spec, high_tech_issued=date(2017, 11, 23)), Discrepancy(
        "validity",
        "高新技术企业证书于2017年11月23日发证，有效期三年，2021年5月6日已过期，申请书仍勾选“高新技术企业（有效期内）”。",
        document_type="high_tech_cert",
        entry="high_tech",
    )
