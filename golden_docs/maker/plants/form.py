"""Discrepancies planted in the 申请书."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from golden_docs.maker.codes import uscc_check
from golden_docs.maker.compose import Package
from golden_docs.maker.documents.form import ApplicationForm
from golden_docs.maker.plant import Discrepancy, expects, paper_plant


def form_of(package: Package) -> ApplicationForm:
    """The form of a package."""
    form = package.get("form")
    if not isinstance(form, ApplicationForm):
        raise TypeError("the entry 'form' is not an application form")
    return form


def declare(package: Package, values: dict[tuple[str, str], str]) -> Package:
    """The package whose form declares other values for some (indicator, period)."""
    form = form_of(package)
    declared = {key: dict(periods) for key, periods in form.declared.items()}
    for (key, period), value in values.items():
        declared[key][period] = value or None
    return package.change("form", lambda _: replace(form, declared=declared))


def _wan(value: str) -> str:
    return f"{Decimal(value) / 10_000:.2f}万元"


def _claim(family: str, why: str, key: str, period: str = "") -> Discrepancy:
    return Discrepancy(family, why, key, period or None, entry="form", tag=key)


def _by_one_digit(found: Discrepancy, false: str, true: str) -> Discrepancy:
    """The answer with its cause where this company's figures happen to differ in one digit alone.

    3200 and 3800 do, 3400 and 4000 differ in two.
    """
    changed = sum(one != other for one, other in zip(false, true, strict=False))
    alike = len(false) == len(true) and changed == 1
    return replace(found, cause="one_digit_off") if alike else found


@paper_plant
@expects("DVE-01", cause="transposed_digits")
def revenue_transposed(package: Package) -> tuple[Package, Discrepancy]:
    """Two neighbouring digits of the declared revenue of 2020 change places."""
    true = form_of(package).value("operating_revenue", "2020")
    k = next(i for i in range(1, 4) if true[i] < true[i + 1])
    false = true[:k] + true[k + 1] + true[k] + true[k + 2 :]
    why = f"申请书填报2020年营业收入{_wan(false)}，审计报告为{_wan(true)}，两位数字颠倒。"
    return declare(package, {("operating_revenue", "2020"): false}), _claim(
        "declared_vs_evidence", why, "operating_revenue", "2020"
    )


@paper_plant
@expects("DVE-09")
def rd_expense_inflated(package: Package) -> tuple[Package, Discrepancy]:
    """The declared R&D expense of 2019 exceeds the audited note."""
    true = form_of(package).value("rd_expense", "2019")
    false = str((Decimal(true) + 1_200_000).quantize(Decimal(1)))
    why = f"申请书填报2019年研发经费总额{_wan(false)}，审计报告附注研发费用合计为{_wan(true)}。"
    return declare(package, {("rd_expense", "2019"): false}), _claim(
        "declared_vs_evidence", why, "rd_expense", "2019"
    )


@paper_plant
@expects("ARI-05")
def debt_ratio_misstated(package: Package) -> tuple[Package, Discrepancy]:
    """The declared debt ratio of 2019 is not liabilities over assets."""
    true = form_of(package).value("asset_liability_ratio", "2019")
    false = str(Decimal(true) - Decimal("6.35"))
    why = f"申请书填报2019年资产负债率{false}%，按资产负债表负债合计除以资产总计应为{true}%。"
    return declare(package, {("asset_liability_ratio", "2019"): false}), _claim(
        "arithmetic", why, "asset_liability_ratio", "2019"
    )


@paper_plant
@expects("ARI-04")
def profit_growth_misstated(package: Package) -> tuple[Package, Discrepancy]:
    """The declared growth of net profit in 2020 does not follow from the two profits."""
    true = form_of(package).value("net_profit_growth", "2020")
    false = str(Decimal(true) + Decimal("8.4"))
    why = f"申请书填报2020年净利润增长率{false}%，按2019年、2020年净利润计算应为{true}%。"
    return declare(package, {("net_profit_growth", "2020"): false}), _claim(
        "arithmetic", why, "net_profit_growth", "2020"
    )


@paper_plant
@expects("ARI-07")
def rd_staff_ratio_misstated(package: Package) -> tuple[Package, Discrepancy]:
    """The declared ratio of R&D staff is not staff over employees."""
    form = form_of(package)
    true = form.value("rd_staff_ratio", "2020")
    false = str(Decimal(true) + Decimal("9"))
    why = f"申请书填报2020年研发人员占比{false}%，按研发人员{form.value('rd_staff')}人、从业人数{form.value('employees')}人计算应为{true}%。"
    found = _claim("arithmetic", why, "rd_staff_ratio", "2020")
    return declare(package, {("rd_staff_ratio", "2020"): false}), _by_one_digit(found, false, true)


@paper_plant
@expects("ARI-08")
def ip_total_wrong(package: Package) -> tuple[Package, Discrepancy]:
    """The total of rights is not the sum of its parts, with or without software."""
    true = form_of(package).value("ip_total")
    false = str(int(true) + 3)
    why = (
        f"申请书填报有效专利总数{false}项，发明、实用新型、外观设计专利和软件著作权之和为{true}项。"
    )
    return declare(package, {("ip_total", ""): false}), _claim("arithmetic", why, "ip_total")


@paper_plant
@expects("DVE-03")
def inventions_overstated(package: Package) -> tuple[Package, Discrepancy]:
    """More inventions are declared than certificates are handed in; the total follows the parts."""
    form = form_of(package)
    true = form.value("invention_patents_valid")
    false = str(int(true) + 2)
    why = f"申请书填报有效发明专利{false}项，佐证材料中只有{true}份发明专利证书（另有1份受理通知书不能计入）。"
    profile = form.value("enterprise_profile").replace(f"发明专利{true}项", f"发明专利{false}项")
    total = str(int(form.value("ip_total")) + 2)
    changed = declare(
        package,
        {
            ("invention_patents_valid", ""): false,
            ("ip_total", ""): total,
            ("enterprise_profile", ""): profile,
        },
    )
    return changed, _claim("declared_vs_evidence", why, "invention_patents_valid")


@paper_plant
@expects("IDN-01")
def uscc_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The form prints another well-formed credit code than the licence."""
    true = form_of(package).value("uscc")
    body = true[:12] + ("7" if true[12] != "7" else "4") + true[13:17]
    false = body + uscc_check(body)
    why = f"申请书填报的统一社会信用代码为{false}，营业执照为{true}。"
    return declare(package, {("uscc", ""): false}), _claim("identity", why, "uscc")


@paper_plant
@expects("IDN-01")
def capital_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The form prints another registered capital than the licence."""
    true = form_of(package).value("registered_capital")
    false = str(int(true) + 6_000_000)
    why = f"申请书填报注册资本{_wan(false)}，营业执照为{_wan(true)}。"
    found = _claim("identity", why, "registered_capital")
    return declare(package, {("registered_capital", ""): false}), _by_one_digit(found, false, true)


@paper_plant
@expects("XTB-11")
def niche_longer_than_age(package: Package) -> tuple[Package, Discrepancy]:
    """More years in the niche are declared than the company has existed."""
    false = str(2021 - package.company.spec.founded.year + 6)
    why = f"申请书填报从事主导产品领域{false}年，企业于{package.company.spec.founded.year}年成立，时间超过企业存续年限。"
    form = form_of(package)
    profile = form.value("enterprise_profile").replace(
        f"{form.value('niche_years')}年，", f"{false}年，", 1
    )
    changed = declare(package, {("niche_years", ""): false, ("enterprise_profile", ""): profile})
    return changed, _claim("cross_table", why, "niche_years")


@paper_plant
@expects("IDN-10")
def industry_codes_disagree(package: Package) -> tuple[Package, Discrepancy]:
    """The two-digit industry is not the one that the four-digit code belongs to."""
    form = form_of(package)
    package = declare(
        package, {("industry_code_2", ""): "36", ("industry_name_2", ""): "汽车制造业"}
    )
    why = f"申请书填报的行业大类代码为36，具体细分领域代码{form.value('industry_code_4')}属于大类{form.value('industry_code_4')[:2]}，两者不一致。"
    return package, _claim("identity", why, "industry_code_2")


@paper_plant
@expects("FMT-01")
def profile_too_long(package: Package) -> tuple[Package, Discrepancy]:
    """The 简介 runs over its 300 characters."""
    more = (
        "公司建有完善的质量保证体系和售后服务网络，坚持人才强企，持续引进高层次研发人才，与高校院所长期开展产学研合作，"
        "积极推进智能化改造和数字化转型，主要工序实现自动化生产，产品一致性和可靠性稳步提高，客户满意度多年保持在较高水平，"
        "在行业内享有良好声誉，未来三年将继续扩大产能，拓展国内外高端市场，努力建设成为细分领域领先企业。"
    )
    text = form_of(package).value("enterprise_profile") + more
    why = f"企业总体情况简要介绍为{len(text)}字，超过申请书规定的300字。"
    return declare(package, {("enterprise_profile", ""): text}), _claim(
        "format", why, "enterprise_profile"
    )


@paper_plant
@expects("FMT-06")
def two_enterprise_types(package: Package) -> tuple[Package, Discrepancy]:
    """Two boxes of a single choice are ticked."""
    why = "企业类型为单项选择，申请书同时勾选了“合资”和“民营”。"
    return declare(package, {("enterprise_type", ""): "合资;民营"}), _claim(
        "format", why, "enterprise_type"
    )


@paper_plant
@expects("FMT-02")
def declaration_unsealed(package: Package) -> tuple[Package, Discrepancy]:
    """The declaration carries no company seal."""
    why = "申请书“真实性声明”处未加盖企业公章。"
    changed = declare(package, {("declaration_seal", ""): "否", ("declaration_seal_text", ""): ""})
    return changed, _claim("format", why, "declaration_seal")


@paper_plant
@expects("DEC-03", "review")
def signer_not_representative(package: Package) -> tuple[Package, Discrepancy]:
    """Somebody else signs as legal representative."""
    form = form_of(package)
    signer = form.value("contact_name")
    why = f"“真实性声明”由{signer}签名，法定代表人为{form.value('legal_representative')}。"
    return declare(package, {("declaration_signature", ""): signer}), _claim(
        "declaration", why, "declaration_signature"
    )


@paper_plant
@expects("XTB-07")
def review_class_wrong(package: Package) -> tuple[Package, Discrepancy]:
    """The office ticks class a although the revenue belongs to another, or b where it belongs to a."""
    false = "a" if package.company.revenue_class != "a" else "b"
    revenue = _wan(form_of(package).value("operating_revenue", "2020"))
    why = f"初核推荐勾选“分类指标”{false}，2020年营业收入{revenue}属于{package.company.revenue_class}类。"
    changed = declare(package, {("review_class", ""): false, ("review_class_statement", ""): false})
    return changed, _claim("cross_table", why, "review_class")
