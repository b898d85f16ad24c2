"""What the company truthfully writes into the forms of Sichuan: 申请书, 工作方案, 目标表, and its 承诺书."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extractor.report.form_cells import Place
from golden_docs.maker.amounts import growth, percent, plain, wan
from golden_docs.maker.company import Company
from golden_docs.maker.compose_form import profile_text
from golden_docs.maker.documents.commitment import CommitmentLetter
from golden_docs.maker.forms.answers import Written, target_answers

_YEARS = (2018, 2019, 2020)
_GROWTH_2018 = {
    "main_business_revenue_growth": Decimal("9.36"),
    "total_profit_growth": Decimal("7.81"),
}
"""No paper of the package shows the year before the first one."""
_COMMITMENT = (
    "本单位郑重承诺，申请书及附件资料均真实、准确、有效。"
    "如有不实之处，愿负相应法律责任并承担由此产生的一切后果。"
)


def application_answers(company: Company) -> Written:
    """The 申请书 (附件1)."""
    trade = company.trade
    texts = {
        "cover_applicant_name": company.name,
        "registered_city": company.region.city,
        "fill_date": "2021年7月5日",
        "applicant_name": company.name,
        "uscc": company.uscc,
        "legal_representative": company.legal_representative,
        "legal_representative_mobile": company.mobile[0],
        "contact_name": company.contact,
        "contact_mobile": company.mobile[1],
        "enterprise_size_class": company.industrial_size,
        "enterprise_type": "民营",
        "industry_code_2": trade.industry_2[1],
        "main_product_name": trade.product,
        "main_product_category": trade.category[1],
        "siji_member": "是",
        "siji_field_name": trade.product,
        "siji_field": trade.siji,
        "ten_industries_member": "是",
        "ten_industries_field": "高档数控机床",
        "gap_filling": "填补国内空白",
        "gap_filled_field": trade.product[:10],
        "shortboard_filling": "是",
        "shortboard_product": trade.product[:10],
        "leader_cooperation": "是",
        "anchor_customers": trade.customers[0],
        "listing_planned": "是",
        "listing_plan_stage": "已进入上市辅导期",
        "rd_institutions_provincial": "1",
        "rd_institutions_provincial_names": "省级企业技术中心",
        "enterprise_profile": profile_text(company),
    }
    written: Written = {Place(key): text for key, text in texts.items()}
    return written | _economics(company) | _targets(company)


def _economics(company: Company) -> Written:
    """相关指标 of three years, amounts in 万元."""
    years = company.accounts.years
    written: Written = {}
    for year in _YEARS:
        now, before = years[year], years.get(year - 1)
        income, main = now.income, now.revenue_note["main_revenue"]
        values = {
            "operating_revenue": wan(income["operating_revenue"]),
            "main_business_revenue": wan(main),
            "main_business_revenue_ratio": percent(main, income["operating_revenue"]),
            "total_profit": wan(income["total_profit"]),
            "total_assets": wan(now.balance["total_assets"]),
            "asset_liability_ratio": percent(
                now.balance["total_liabilities"], now.balance["total_assets"]
            ),
            "tax_paid": wan(now.cash["taxes_paid"]),
            "rd_expense": wan(income["rd_expense"]),
            "rd_expense_ratio": percent(income["rd_expense"], income["operating_revenue"]),
            **_GROWTH_2018,
        }
        if before is not None:
            profits = income["total_profit"], before.income["total_profit"]
            values["main_business_revenue_growth"] = growth(
                main, before.revenue_note["main_revenue"]
            )
            values["total_profit_growth"] = growth(*profits)
        written |= {Place(key, str(year)): plain(value) for key, value in values.items()}
    return written


def _targets(company: Company) -> Written:
    """发展目标 of the 申请书: as in the 目标表, but for the three places that it asks in another way."""
    written = {
        place: text
        for place, text in target_answers(company).items()
        if place.key
        not in (
            "target.applicant_name",
            "target.rd_conversion_projects",
            "target.product_exec_standard",
            "target.listing_plan_stage",
        )
    }
    for more, period in enumerate(("initial", "year1", "year2")):
        written[Place("target.rd_conversion_projects_all", period)] = str(4 + more)
        written[Place("target.product_exec_standard_text", period)] = "国家标准"
        written[Place("target.listing_planned", period)] = "是"
    for period, amount in (("year1", "1200"), ("year2", "1500")):
        written[Place("target.planned_investment", period)] = amount
    return written


def workplan_answers(company: Company) -> Written:
    """The 工作方案 behind the 申请书."""
    trade = company.trade
    texts = {
        "workplan_basics": f"公司专注{trade.product}的研发、生产和销售，股东会、董事会、监事会健全。",
        "workplan_targets": "两年内主营业务收入占比、研发投入占比和有效发明专利数量逐年提高。",
        "workplan_tasks": f"围绕{trade.product}开展技术创新和产线数字化改造，2023年6月前完成。",
        "workplan_funding": "两年共投入2700万元，其中第一年1200万元、第二年1500万元，均为企业自筹。",
        "workplan_safeguards": "成立由总经理负责的专项小组，按季度检查进度和资金使用。",
    }
    return {Place(key): text for key, text in texts.items()}


def commitment_of(company: Company) -> CommitmentLetter:
    """The 真实性承诺书 that goes with the 申请书."""
    return CommitmentLetter(
        "真实性承诺书",
        _COMMITMENT,
        company.name,
        company.legal_representative,
        date(2021, 7, 6),
    )
