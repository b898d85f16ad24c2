"""Companies that miss a condition of the programme, while their papers agree with one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from golden_docs.maker.company import CompanySpec
from golden_docs.maker.compose import Package
from golden_docs.maker.documents.market import MarketShareProof
from golden_docs.maker.plant import Discrepancy, paper_plant, spec_plant
from golden_docs.maker.plants.form import declare, form_of


def _unmet(why: str, key: str, check: str, year: str | None = None) -> Discrepancy:
    return Discrepancy(
        "eligibility", why, key, year, entry="form", tag=key, check=check, outcome="failed"
    )


@spec_plant
def growth_below_five(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """Revenue and profit grow by less than 5 % a year: the R&D ratio takes the profit of growing."""
    growth = {2019: Decimal("0.021"), 2020: Decimal("0.018")}
    ratio = {
        2018: spec.rd_ratio[2020],
        2019: spec.rd_ratio[2020] + Decimal("0.012"),
        2020: spec.rd_ratio[2020] + Decimal("0.024"),
    }
    why = "近2年主营业务收入和净利润的平均增长率均不足5%。"
    return replace(spec, growth=growth, rd_ratio=ratio), _unmet(
        why, "main_business_revenue_growth", "X07", "2020"
    )


@spec_plant
def founded_lately(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """The company is less than three years old."""
    return replace(
        spec, founded=date(2018, 11, 6), niche_years=3, licence_issued=date(2018, 11, 6)
    ), _unmet("企业成立不足3年。", "years_in_operation", "X02")


@spec_plant
def too_large(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """1,000 or more employees and 4亿元 or more of revenue: no small or medium enterprise."""
    ratio = {year: Decimal("0.041") for year in (2018, 2019, 2020)}
    changed = replace(spec, employees=1460, rd_staff=219, revenue_2020_wan=52_300, rd_ratio=ratio)
    why = "企业从业人员和营业收入均达到大型，申请书勾选中型，不属于中小企业。"
    return changed, Discrepancy(
        "identity", why, "enterprise_size_class", entry="form", tag="enterprise_size_class", check="IDN-09", outcome="failed",
    )  # fmt: skip


@spec_plant
def niche_too_short(spec: CompanySpec) -> tuple[CompanySpec, Discrepancy]:
    """Two years in the niche."""
    return replace(spec, niche_years=2), _unmet(
        "从事特定细分市场的时间不足3年。", "niche_years", "X09"
    )


@paper_plant
def rank_below_three(package: Package) -> tuple[Package, Discrepancy]:
    """Form and proof agree on rank 5 in the province."""
    paper = package.get("market_share")
    assert isinstance(paper, MarketShareProof)
    lower = tuple((y, s, 5 if y == "2020" else r) for y, s, r in paper.shares)
    changed = package.change("market_share", lambda _: replace(paper, shares=lower))
    profile = form_of(package).value("enterprise_profile").replace("排名第1位", "排名第5位")
    return declare(
        changed, {("market_rank", "2020"): "5", ("enterprise_profile", ""): profile}
    ), _unmet("主导产品市场占有率未进入全省前3位。", "market_rank", "X11", "2020")


@paper_plant
def too_few_rights(package: Package) -> tuple[Package, Discrepancy]:
    """One invention and three others, all proven: neither basket is full."""
    company = package.company
    inventions = [f"patent_{k}" for k, p in enumerate(company.patents, start=1) if p.kind == 1]
    others = [f"patent_{k}" for k, p in enumerate(company.patents, start=1) if p.kind == 2]
    kept = package.drop(*inventions[1:], *others[1:])
    profile = form_of(package).value("enterprise_profile")
    profile = profile.replace(f"发明专利{len(inventions)}项", "发明专利1项")
    profile = profile.replace(f"实用新型专利{len(others)}项", "实用新型专利1项")
    return declare(
        kept,
        {
            ("invention_patents_valid", ""): "1",
            ("utility_model_patents", ""): "1",
            ("ip_total", ""): str(2 + 1 + len(company.software)),
            ("enterprise_profile", ""): profile,
        },
    ), _unmet("有效知识产权数量不足。", "ip_total", "X12")
