"""What the company truthfully writes into the forms of Hubei."""

from __future__ import annotations

from decimal import Decimal

from extractor.report.form_cells import Place
from golden_docs.maker.amounts import growth, percent, plain
from golden_docs.maker.company import Company
from golden_docs.maker.compose_form import profile_text

Written = dict[Place, str]
_TARGET_STEPS = {"year1": Decimal("0.5"), "year2": Decimal("1.0")}


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def basic_answers(company: Company) -> Written:
    """The 基本情况表."""
    trade = company.trade
    texts = {
        "applicant_name": company.name,
        "legal_representative": company.legal_representative,
        "uscc": company.uscc,
        "employees": str(company.spec.employees),
        "registration_date": _day(company.spec.founded.isoformat()),
        "registered_capital": str(company.capital_wan),
        "enterprise_size_class": company.industrial_size,
        "enterprise_type": "民营",
        "industry_code_2": trade.industry_2[0],
        "industry_name_4": trade.industry_4[1],
        "main_product_category": trade.category[1],
        "main_product_name": trade.product,
        "siji_member": "是",
        "siji_field": trade.siji,
        "gap_filling": "填补国内空白",
        "gap_filled_field": trade.product[:10],
        "shortboard_filling": "是",
        "shortboard_product": trade.product[:10],
        "enterprise_profile": profile_text(company),
    }
    return {Place(key): text for key, text in texts.items()}


def target_answers(company: Company) -> Written:
    """The 目标表: initial values as the papers have them, targets above them."""
    now, before = (company.accounts.years[year] for year in (2020, 2019))
    main, revenue = now.revenue_note["main_revenue"], now.income["operating_revenue"]
    rates = {
        "main_business_revenue_ratio": percent(main, revenue),
        "export_ratio": Decimal("3.2"),
        "rd_expense_ratio": percent(now.income["rd_expense"], revenue),
        "main_business_revenue_growth": growth(main, before.revenue_note["main_revenue"]),
    }
    counts = {
        "foreign_product_certs": 0,
        "invention_patents_valid": sum(patent.kind == 1 for patent in company.patents),
        "rd_institutions": 1,
        "standards_participated": 1,
        "rd_conversion_projects": 4,
        "management_system_certs": 1,
    }
    written: Written = {Place("target.applicant_name"): company.name}
    for key, rate in rates.items():
        written[Place(f"target.{key}", "initial")] = plain(rate)
        for period, step in _TARGET_STEPS.items():
            written[Place(f"target.{key}", period)] = plain(rate + step)
    for key, count in counts.items():
        for more, period in enumerate(("initial", "year1", "year2")):
            written[Place(f"target.{key}", period)] = str(count + more)
    for period in ("initial", "year1", "year2"):
        written[Place("target.product_exec_standard", period)] = "是"
        written[Place("target.digital_design_empowerment", period)] = "是"
        written[Place("target.listing_plan_stage", period)] = "已进入辅导期"
    return written


def platform_answers(company: Company) -> Written:
    """The 平台申报表 of Hubei."""
    texts = {
        "cover_applicant_name": company.name,
        "fill_date": "2021年4月20日",
        "platform_name": company.name,
        "legal_representative": company.legal_representative,
        "platform_accreditation_number": "鄂经信中小〔2020〕118号",
        "platform_level": "省级",
        "platform_staff": "46",
        "online_capability": "线上;线下",
        "partner_service_institutions": "23",
        "service_events": "61",
        "platform_service_categories": "技术创新;知识产权应用;管理咨询",
        "service_content": "为“专精特新”中小企业提供技术创新、检验检测、知识产权应用和管理咨询服务，每年组织对接活动。",
        "point_to_point_service": "有",
    }
    return {Place(key): text for key, text in texts.items()}
