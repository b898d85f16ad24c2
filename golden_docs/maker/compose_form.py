"""From the company to its 申请书: every declared value, rounded as the form asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from golden_docs.maker.amounts import growth, percent, plain, round_half_up, wan
from golden_docs.maker.company import Company
from golden_docs.maker.documents.form import ApplicationForm, Review

_REVIEWED = date(2021, 5, 24)


def compose_form(company: Company) -> ApplicationForm:
    """The form as the company truthfully fills it in."""
    return ApplicationForm(
        declared={
            **_identity(company),
            **_finance(company),
            **_product(company),
            **_innovation(company),
            **_management(company),
        },
        contacts=_contacts(company),
        details=_details(company),
        review=Review(
            company.revenue_class,
            (1, 2, 3, 4, 5, 6),
            "同意",
            company.region.industry_office,
            _REVIEWED,
        ),
        signer=company.legal_representative,
        seal_name=company.name,
    )


def base_unit(wan_yuan: Decimal) -> str:
    """元 as a plain decimal string from 万元."""
    return plain(wan_yuan * 10_000)


def _point(**values: str) -> dict[str, dict[str, str | None]]:
    return {key: {"": value or None} for key, value in values.items()}


def _identity(company: Company) -> dict[str, dict[str, str | None]]:
    spec, trade = company.spec, company.trade
    return _point(
        applicant_name=company.name,
        registered_place=company.region.province,
        business_address=company.address,
        legal_representative=company.legal_representative,
        registration_date=spec.founded.isoformat(),
        registered_capital=base_unit(Decimal(company.capital_wan)),
        uscc=company.uscc,
        enterprise_size_class=company.industrial_size,
        industry_code_2=trade.industry_2[0],
        industry_code_4=trade.industry_4[0],
        employees=str(spec.employees),
        rd_staff=str(spec.rd_staff),
        enterprise_type="民营",
        listing_status="有上市计划",
        listing_plan_stage="未进行上市前股改"
        if "有限" in company.name.replace("股份有限", "")
        else "已完成上市前股改",
    )


def _finance(company: Company) -> dict[str, dict[str, str | None]]:
    years = company.accounts.years
    out: dict[str, dict[str, str | None]] = {
        k: {}
        for k in (
            "operating_revenue",
            "main_business_revenue",
            "main_business_revenue_growth",
            "net_profit",
            "net_profit_growth",
            "total_assets",
            "asset_liability_ratio",
            "tax_paid",
            "rd_expense",
            "rd_expense_ratio",
            "rd_staff_ratio",
            "main_product_revenue_ratio",
        )
    }
    for year in (2019, 2020):
        y, before, label = years[year], years[year - 1], str(year)
        out["operating_revenue"][label] = base_unit(wan(y.income["operating_revenue"]))
        out["main_business_revenue"][label] = base_unit(wan(y.revenue_note["main_revenue"]))
        out["main_business_revenue_growth"][label] = str(
            growth(y.revenue_note["main_revenue"], before.revenue_note["main_revenue"])
        )
        out["net_profit"][label] = base_unit(wan(y.income["net_profit"]))
        out["net_profit_growth"][label] = str(
            growth(y.income["net_profit"], before.income["net_profit"])
        )
        out["total_assets"][label] = base_unit(wan(y.balance["total_assets"]))
        out["asset_liability_ratio"][label] = str(
            percent(y.balance["total_liabilities"], y.balance["total_assets"])
        )
        out["tax_paid"][label] = base_unit(wan(y.cash["taxes_paid"]))
        out["rd_expense"][label] = base_unit(wan(y.income["rd_expense"]))
        out["rd_expense_ratio"][label] = str(
            percent(y.income["rd_expense"], y.income["operating_revenue"])
        )
        out["main_product_revenue_ratio"][label] = str(
            percent(y.revenue_note["product_revenue"], y.income["operating_revenue"])
        )
    out["rd_staff_ratio"] = {
        "2019": str(company.spec.rd_staff_ratio_2019),
        "2020": str(percent(company.spec.rd_staff, company.spec.employees)),
    }
    return {**out, "new_equity_financing": {"": None}}


def _product(company: Company) -> dict[str, dict[str, str | None]]:
    spec, trade = company.spec, company.trade
    exports = spec.export_usd or {2019: Decimal("86.40"), 2020: Decimal("91.25")}
    shares = spec.market_share or {2019: Decimal("11.6"), 2020: Decimal("12.8")}
    return {
        **_point(
            main_product_name=trade.product,
            niche_years=str(spec.niche_years),
            main_product_category=trade.category[1],
            industry_leaders=";".join(trade.leaders),
            siji_field=trade.siji,
            shortboard_filling="是",
            gap_filling=trade.gap,
            anchor_customers=";".join(trade.customers),
        ),
        "market_share": {str(y): plain(s) for y, s in shares.items()},
        "market_rank": {"2019": "2", "2020": "1"},
        "export_value": {str(y): base_unit(round_half_up(v)) for y, v in exports.items()},
    }


def _innovation(company: Company) -> dict[str, dict[str, str | None]]:
    kinds = [p.kind for p in company.patents]
    counts = {k: kinds.count(k) for k in (1, 2, 3)}
    return _point(
        rd_institutions="企业技术中心:省级:1",
        partner_institutes=";".join(company.trade.partners),
        ip_total=str(len(kinds) + len(company.software)),
        invention_patents_valid=str(counts[1]),
        utility_model_patents=str(counts[2]),
        design_patents=str(counts[3]),
        software_copyrights=str(len(company.software)),
        standards_participated="2019:主持0:参与0;2020:主持0:参与1",
        cloud_migration="是",
        integration_pilot="否",
        it_supported_core_business="研发设计CAX;生产制造CAM;经营管理ERP/OA",
        recognised_titles="高新技术企业",
        high_tech_enterprise="是",
        national_projects="否",
    )


def _management(company: Company) -> dict[str, dict[str, str | None]]:
    return _point(
        product_exec_standard="国家标准",
        foreign_product_certs="",
        management_system_certs="ISO9000;ISO14000",
        enterprise_profile=profile_text(company),
    )


def profile_text(company: Company) -> str:
    """The 简介: four numbered parts, fewer than 300 characters."""
    trade, spec = company.trade, company.spec
    return (
        f"一、公司成立于{spec.founded.year}年，专注{trade.product}{spec.niche_years}年，主导产品省内排名第1位，坚持以质取胜、深耕细分市场的经营战略。"
        f"二、主导产品用于{trade.gap}，直接配套{trade.customers[0]}等企业；拥有发明专利{sum(p.kind == 1 for p in company.patents)}项、"
        f"实用新型专利{sum(p.kind == 2 for p in company.patents)}项，均已用于主导产品。"
        f"三、获得高新技术企业、省级企业技术中心、省级专精特新中小企业等称号。四、所在市不属于工业稳增长和转型升级成效明显市（州）。"
    )


def _contacts(company: Company) -> dict[str, str]:
    return {
        "postcode": company.region.postcode,
        "legal_representative_phone": company.phone,
        "legal_representative_mobile": company.mobile[0],
        "contact_person": company.contact,
        "contact_phone": company.phone[:-1] + "8",
        "contact_mobile": company.mobile[1],
        "fax": company.phone[:-1] + "9",
        "email": f"office@{['lumingxi', 'yuntinglan', 'qingshanling'][company.spec.trade]}.example",
    }


def _details(company: Company) -> dict[str, str]:
    trade = company.trade
    return {
        "industry_name_2": trade.industry_2[1],
        "industry_name_4": trade.industry_4[1],
        "listing_venue": "上交所 科创板",
        "main_product_category_name": trade.category[0],
        "hot_field": "新能源" if company.spec.trade == 2 else "",
        "shortboard_product": trade.product,
        "gap_field": trade.gap,
        "import_substituted": trade.leaders[1],
        "shortboard_note": trade.note,
        "research_results": trade.results,
        "standards_led_2019": "0",
        "standards_joined_2019": "0",
        "standards_led_2020": "0",
        "standards_joined_2020": "1",
        "standards_names_2019": "无",
        "standards_names_2020": f"T/JX 0{31 + company.spec.trade}-2020 {trade.product}",
        "national_major_project": "",
        "national_innovation_project": "",
        "other_titles": "",
        "product_standard_name": trade.standard,
    }
