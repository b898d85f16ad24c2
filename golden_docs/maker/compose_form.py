"""From the company to its 申请书: every declared value, rounded as the form asks."""

from __future__ import annotations

from decimal import Decimal

from golden_docs.maker.amounts import growth, percent, plain, round_half_up, wan
from golden_docs.maker.company import Company
from golden_docs.maker.documents.form import ApplicationForm

Declared = dict[str, dict[str, str | None]]
_DECLARATION = (
    "以上所填内容和提交资料均准确、真实、合法、有效、无涉密信息，本企业愿为此承担有关法律责任。"
)


def compose_form(company: Company) -> ApplicationForm:
    """The form as the company truthfully fills it in."""
    return ApplicationForm(
        {
            **_identity(company),
            **_finance(company),
            **_product(company),
            **_innovation(company),
            **_management(company),
            **_signatures(company),
        }
    )


def base_unit(wan_yuan: Decimal) -> str:
    """元 as a plain decimal string from 万元."""
    return plain(wan_yuan * 10_000)


def _point(**values: str) -> Declared:
    return {key: {"": value or None} for key, value in values.items()}


def _identity(company: Company) -> Declared:
    spec, trade, phone = company.spec, company.trade, company.phone
    domain = ("lmx", "ytl", "qsl")[spec.trade]
    return _point(
        applicant_name=company.name,
        registered_place=company.region.province,
        business_address=company.address,
        postcode=company.region.postcode,
        legal_representative=company.legal_representative,
        legal_representative_phone=phone,
        legal_representative_mobile=company.mobile[0],
        contact_name=company.contact,
        contact_phone=phone[:-1] + "8",
        contact_mobile=company.mobile[1],
        fax=phone[:-1] + "9",
        email=f"office@{domain}.example",
        registration_date=spec.founded.isoformat(),
        registered_capital=base_unit(Decimal(company.capital_wan)),
        uscc=company.uscc,
        enterprise_size_class=company.industrial_size,
        industry_code_2=trade.industry_2[0],
        industry_name_2=trade.industry_2[1],
        industry_code_4=trade.industry_4[0],
        industry_name_4=trade.industry_4[1],
        employees=str(spec.employees),
        rd_staff=str(spec.rd_staff),
        enterprise_type="民营",
        listing_status="有上市计划",
        stock_code="",
        listing_plan_stage="已完成上市前股改" if "股份" in company.name else "未进行上市前股改",
        listing_venue="上交所科创板",
    )


def _finance(company: Company) -> Declared:
    years = company.accounts.years
    out: Declared = {
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
    return {**out, **_point(equity_financing_received="否", new_equity_financing="")}


def _product(company: Company) -> Declared:
    spec, trade = company.spec, company.trade
    exports = spec.export_usd or {2019: Decimal("86.40"), 2020: Decimal("91.25")}
    shares = spec.market_share or {2019: Decimal("11.6"), 2020: Decimal("12.8")}
    return {
        **_point(
            main_product_name=trade.product,
            niche_years=str(spec.niche_years),
            main_product_category=trade.category[1],
            main_product_category_name=trade.category[0],
            industry_leaders=";".join(trade.leaders),
            siji_member="是",
            siji_field=trade.siji,
            hot_fields="新能源" if spec.trade == 2 else "",
            shortboard_filling="是",
            shortboard_product=trade.product,
            gap_filled_field=trade.gap,
            import_substituted=trade.leaders[1],
            shortboard_note=trade.note,
            direct_supplier="是",
            anchor_customers=";".join(trade.customers),
        ),
        "market_share": {str(y): plain(s) for y, s in shares.items()},
        "market_rank": {"2019": "2", "2020": "1"},
        "export_value": {str(y): base_unit(round_half_up(v)) for y, v in exports.items()},
    }


def _innovation(company: Company) -> Declared:
    kinds = [p.kind for p in company.patents]
    standard = f"T/JX 0{31 + company.spec.trade}-2020 {company.trade.product}"
    return {
        **_point(
            technology_institute_national="",
            technology_institute_provincial="",
            technology_centre_national="",
            technology_centre_provincial="1",
            engineering_centre_national="",
            engineering_centre_provincial="",
            design_centre="",
            academician_station="无",
            postdoctoral_station="无",
            partner_institutes=";".join(company.trade.partners),
            rd_results_note=company.trade.results,
            ip_total=str(len(kinds) + len(company.software)),
            invention_patents_valid=str(kinds.count(1)),
            utility_model_patents=str(kinds.count(2)),
            design_patents=str(kinds.count(3)),
            software_copyrights=str(len(company.software)),
            cloud_migration="是",
            integration_pilot="否",
            it_supported_core_business="研发设计CAX;生产制造CAM;经营管理ERP/OA",
            it_supported_other="",
            recognised_titles="高新技术企业",
            recognised_titles_other="",
            national_major_project="否",
            national_major_project_name="",
            national_innovation_project="否",
            national_innovation_project_name="",
        ),
        "standards_led": {"2019": "0", "2020": "0"},
        "standards_joined": {"2019": "0", "2020": "1"},
        "standard_names": {"2019": "无", "2020": standard},
    }


def _management(company: Company) -> Declared:
    return _point(
        product_exec_standard="国家标准",
        exec_standard_name=company.trade.standard,
        foreign_product_certs="",
        foreign_product_certs_other="",
        management_system_certs="ISO9000质量管理体系认证;ISO14000环境管理体系认证",
        management_system_certs_other="",
        enterprise_profile=profile_text(company),
    )


def _signatures(company: Company) -> Declared:
    office = company.region.industry_office
    return _point(
        cover_applicant_name=company.name,
        cover_seal="是",
        cover_seal_text=company.name,
        cover_recommend_date="2021-05",
        cover_recommender=office,
        cover_recommender_seal="是",
        cover_recommender_seal_text=office,
        declaration_text=_DECLARATION,
        declaration_signature=company.legal_representative,
        declaration_seal="是",
        declaration_seal_text=company.name,
        review_class=company.revenue_class,
        review_must="1;2;3;4;5;6",
        review_class_statement=company.revenue_class,
        review_must_count="6",
        review_opinion="同意",
        review_seal="是",
        review_seal_text=office,
        review_date="2021-05-24",
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
