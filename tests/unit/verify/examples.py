"""An example for every rule and condition: what trips it, what it passes, where it cannot be checked."""

from __future__ import annotations

from typing import NamedTuple

from models.field import FieldStatus
from models.finding import Outcome
from models.trace import TraceKind
from tests.unit.verify.builders import make_case
from tests.unit.verify.clean import NAME, STATEMENTS_2019, STATEMENTS_2020
from tests.unit.verify.forms_case import agreeing_forms, basic, electronic, forms_case
from tests.unit.verify.makers import (
    OTHER,
    Maker,
    drop,
    equity,
    export,
    form,
    form_without_audits,
    iso,
    iso_missing_date,
    licence,
    middle,
    no_form,
    roster,
    share,
    small,
    statements,
    title,
    unaudited,
    with_text,
    without,
)
from tests.unit.verify.papers import audit, patent, record
from tests.unit.verify.registered import assigned, register
from tests.unit.verify.targets_case import no_targets, target_case, targets
from tests.unit.verify.traced import (
    clean_pages,
    edited_file,
    other_source,
    traced,
    twin_seals_case,
    unlooked,
)

FAILED, REVIEW = Outcome.failed, Outcome.review


class Example(NamedTuple):
    """A case that trips the rule and how, one that it passes, one where the facts are missing.

    `subject` is the indicator or document type that the findings are about. `passes` and `lacks` may
    also leave the rule silent: where there is nothing to check it says nothing. None: no such case
    can exist (an outside register is asked, or the paper's absence is itself the finding).
    """

    rule: str
    subject: str | None
    outcome: Outcome
    trips: Maker
    lacks: Maker | None
    passes: Maker | None = make_case


EXAMPLES = (
    Example("IDN-01", "applicant_name", FAILED, form(applicant_name=OTHER), without("执照")),
    Example("IDN-02", "uscc", REVIEW, lambda: make_case(form={("uscc", None): "91330100MA27XYWB3L"}, remove=["执照"]), form(uscc=None)),
    Example("IDN-05", "registered_place", FAILED, form(registered_place="江苏省"), form(registered_place=None)),
    Example("IDN-06", "cover_recommender", FAILED, form(cover_recommender="江苏省工业和信息化厅"), form(cover_recommender=None)),
    Example("IDN-07", "applicant_name", FAILED, lambda: make_case(replace=[audit(2020, STATEMENTS_2020, entity=OTHER)]), lambda: make_case(form={("applicant_name", None): None, ("cover_applicant_name", None): None}, remove=["执照"])),
    Example("IDN-09", "enterprise_size_class", FAILED, form(enterprise_size_class="小型"), form(employees=None)),
    Example("IDN-10", "industry_code_2", FAILED, form(industry_code_4="3990"), form(industry_code_2=None)),
    Example("VAL-01", "management_system_cert", FAILED, iso("2020年8月31日"), iso_missing_date),
    Example("VAL-02", "patent_certificate", FAILED, lambda: make_case(replace=[patent("专利2", "ZL201610287655.0", holder=OTHER)]), without("专利1", "专利2", "专利3", "专利4")),
    Example("VAL-03", "patent_certificate", REVIEW, lambda: make_case(replace=[patent("专利2", "ZL201720287656.5")]), lambda: make_case(replace=[record("专利2", "patent_certificate", {"patentee": NAME})])),
    Example("VAL-04", "patent_certificate", REVIEW, lambda: make_case(replace=[assigned("专利2")]), None, passes=lambda: make_case(replace=[assigned("专利2")], add=[register(former_patentee=OTHER)])),
    Example("VAL-14", "market_rank", FAILED, share("5"), make_case, passes=share("2")),
    Example("VAL-15", "new_equity_financing", REVIEW, equity("20000000.00"), small(), passes=equity("90000000.00")),
    Example("VAL-17", "audit_report", REVIEW, lambda: make_case(replace=[with_text(audit(2020, STATEMENTS_2020), "opinion_type", "保留意见")]), lambda: make_case(replace=[drop(audit(2020, STATEMENTS_2020), "opinion_type")])),
    Example("XAP-04", "patent_certificate", REVIEW, lambda: make_case(add=[patent("专利9", "ZL201610287655.0")]), None),
    Example("CMP-01", "main_product_name", FAILED, lambda: make_case(form={("main_product_name", None): None}, empty=["main_product_name"]), no_form),
    Example("CMP-02", "application_form", FAILED, no_form, None),
    Example("CMP-03", "market_share_proof", FAILED, without("市占率"), None),
    Example("CMP-04", "employees", Outcome.not_checked, make_case, form(employees=None), passes=roster("320")),
    Example("CMP-05", "audit_report", FAILED, without("审计2019"), without("审计2019", "审计2020")),
    Example("CMP-06", "financial_statements", REVIEW, lambda: make_case(add=[unaudited]), make_case),
    Example("DVE-01", "operating_revenue", FAILED, form(operating_revenue__2020="26000.00"), without("审计2019", "审计2020")),
    Example("DVE-03", "invention_patents_valid", FAILED, form(invention_patents_valid="3", ip_total="6"), form(invention_patents_valid=None)),
    Example("DVE-04", "net_profit_growth", FAILED, form(net_profit_growth__2020="30.00"), without("审计2019", "审计2020")),
    Example("DVE-05", "tax_paid", REVIEW, form(tax_paid__2020="1300.00"), without("审计2019", "审计2020")),
    Example("DVE-06", "employees", REVIEW, roster("280"), make_case, passes=roster("320")),
    Example("DVE-07", "export_value", REVIEW, export("90"), form(export_value__2020="100"), passes=export("100")),
    Example("DVE-09", "rd_expense", FAILED, form(rd_expense__2020="2100.00"), without("审计2019", "审计2020")),
    Example("DVE-13", "employees", REVIEW, form(enterprise_profile="现有员工300人。"), form(enterprise_profile=None)),
    Example("ARI-02", "main_business_revenue", FAILED, form(main_business_revenue__2020="21000.00"), form(main_business_revenue__2020=None, main_business_revenue__2019=None)),
    Example("ARI-04", "net_profit_growth", FAILED, form(net_profit_growth__2020="30.00"), form(net_profit__2020=None)),
    Example("ARI-05", "asset_liability_ratio", FAILED, form(asset_liability_ratio__2020="32.86"), without("审计2019", "审计2020")),
    Example("ARI-06", "rd_expense_ratio", FAILED, form(rd_expense_ratio__2020="8.50"), form(rd_expense__2020=None)),
    Example("ARI-07", "rd_staff_ratio", FAILED, form(rd_staff_ratio__2020="35.00"), form(rd_staff=None)),
    Example("ARI-08", "ip_total", FAILED, form(ip_total="9"), form(invention_patents_valid=FieldStatus.unreadable)),
    Example("ARI-09", "total_assets", REVIEW, statements({"balance_sheet.total_equity": ("170000000.00", "140000000.00")}), without("审计2019", "审计2020")),
    Example("XTB-01", "cover_applicant_name", FAILED, form(cover_applicant_name=OTHER), form(cover_applicant_name=None)),
    Example("XTB-07", "review_class", FAILED, form(review_class="b", review_class_statement="b"), form(review_class=None, review_class_statement=None)),
    Example("XTB-11", "niche_years", FAILED, form(niche_years="18"), form(niche_years=None)),
    Example("XTB-02", "applicant_name", FAILED, basic("applicant_name", OTHER), forms_case, agreeing_forms),
    Example("XTB-03", "operating_revenue", FAILED, electronic("operating_revenue", "2020", "20010"), forms_case, agreeing_forms),
    Example("XTB-04", "target.invention_patents_valid", REVIEW, targets("target.invention_patents_valid", "year1", "1"), no_targets, target_case),
    Example("XTB-05", "target.main_business_revenue_ratio", FAILED, targets("target.main_business_revenue_ratio", "initial", "85.00"), no_targets, target_case),
    Example("FMT-01", "enterprise_profile", FAILED, form(enterprise_profile="研发" * 160), form(enterprise_profile=None)),
    Example("FMT-02", "declaration_seal", FAILED, form(declaration_seal="否"), form(declaration_seal=None)),
    Example("FMT-05", "market_share", REVIEW, form(market_share__2020="125"), form(market_share__2020=None)),
    Example("FMT-06", "enterprise_type", FAILED, form(enterprise_type="民营;合资"), form(enterprise_type=None)),
    Example("DEC-01", "declaration_text", FAILED, form(declaration_text=None), no_form),
    Example("DEC-02", "declaration_text", REVIEW, form(declaration_text="以上所填内容均真实。"), form(declaration_text=None)),
    Example("DEC-03", "declaration_signature", REVIEW, form(declaration_signature="李文"), form(declaration_signature=None)),
    Example("ELI-02", "rd_expense_ratio", FAILED, middle("4000000.00"), make_case),
    Example("ELI-03", "review_must", REVIEW, make_case, None, passes=None),
    Example("X01", "legal_person_status", FAILED, lambda: make_case(replace=[licence(enterprise_type="个人独资企业")]), without("执照")),
    Example("X02", "years_in_operation", FAILED, lambda: make_case(form={("registration_date", None): "2019年3月15日"}, replace=[licence(establishment_date="2019年3月15日")]), lambda: make_case(form={("registration_date", None): None}, remove=["执照"])),
    Example("X03", "enterprise_size_class", FAILED, lambda: make_case(form={("employees", None): "1200"}, replace=[audit(2020, {"income_statement.operating_revenue": ("500000000.00", "1.00")})]), form(enterprise_size_class=None, employees=None, industry_code_2=None, industry_code_4=None)),
    Example("X04", "prior_titles", REVIEW, make_case, None, passes=lambda: make_case(add=[title()])),
    Example("X05", "integrity_record", REVIEW, make_case, None, passes=None),
    Example("X06", None, REVIEW, make_case, None, passes=None),
    Example("X07", "main_business_revenue_growth", FAILED, statements({"notes.main_business_revenue": ("160000000.00", "160000000.00"), "income_statement.net_profit": ("14000000.00", "14000000.00")}, {"notes.main_business_revenue": ("160000000.00", "160000000.00"), "income_statement.net_profit": ("14000000.00", "14000000.00")}), without("审计2019")),
    Example("X08", "asset_liability_ratio", FAILED, lambda: make_case(form={("asset_liability_ratio", "2020"): "75.00"}, replace=[audit(2020, {**STATEMENTS_2020, "balance_sheet.total_liabilities": ("210000000.00", "110000000.00"), "balance_sheet.total_equity": ("70000000.00", "140000000.00")})]), without("审计2020")),
    Example("X09", "niche_years", FAILED, form(niche_years="2"), make_case, passes=None),
    Example("X10", "main_business_revenue_ratio", FAILED, statements({"notes.main_business_revenue": ("100000000.00", "170000000.00"), "notes.other_business_revenue": ("100000000.00", "10000000.00")}), lambda: make_case(form={("main_business_revenue", "2020"): None}, remove=["审计2020"])),
    Example("X11", "market_rank", FAILED, form(market_rank__2020="5"), make_case, passes=share("2")),
    Example("X12", "ip_total", FAILED, without("专利1"), lambda: make_case(remove=["专利1", "专利2", "专利3", "专利4", "软著1"])),
    Example("X13", "rd_institutions", REVIEW, lambda: make_case(form={("technology_centre_provincial", None): None}, remove=["技术中心"]), without("技术中心")),
    Example("X14", "it_supported_core_business", FAILED, form(it_supported_core_business=None), make_case, passes=None),
    Example("X15", "own_brand", Outcome.not_checked, without("商标"), without("商标")),
    Example("X16", "management_system_certs", FAILED, lambda: make_case(form={("management_system_certs", None): None, ("product_exec_standard", None): "地方标准"}, remove=["体系"]), without("体系")),
    Example("XCa", "rd_expense_ratio", FAILED, lambda: make_case(form={("rd_expense", "2020"): "200.00", ("rd_expense", "2019"): "200.00", ("rd_expense_ratio", "2020"): "1.00", ("rd_expense_ratio", "2019"): "1.11"}, replace=[audit(2020, {**STATEMENTS_2020, "income_statement.rd_expense": ("2000000.00", "2000000.00")}), audit(2019, {**STATEMENTS_2019, "income_statement.rd_expense": ("2000000.00", "2000000.00")})]), without("审计2019", "审计2020")),
    Example("XCb", "rd_expense_ratio", FAILED, middle("4000000.00"), form_without_audits(operating_revenue__2020="8000.00", rd_expense_ratio__2019="7.00", rd_expense_ratio__2020="7.00")),
    Example("XCc", "new_equity_financing", FAILED, small("100.00"), small("9000.00"), passes=make_case),
    Example("XBAN", "integrity_record", REVIEW, make_case, None, passes=None),
    Example("TAM-01", None, REVIEW, traced(TraceKind.layer_differs, "1,234", "1,284"), unlooked, clean_pages),
    Example("TAM-02", None, REVIEW, traced(TraceKind.covered, "9", "8"), unlooked, clean_pages),
    Example("TAM-03", None, REVIEW, edited_file, unlooked, clean_pages),
    Example("TAM-04", None, REVIEW, other_source, unlooked, clean_pages),
    Example("TAM-05", None, REVIEW, traced(TraceKind.font_change, "1,234.50"), unlooked, clean_pages),
    Example("TAM-06", None, REVIEW, traced(TraceKind.copied_digits, "345"), unlooked, clean_pages),
    Example("TAM-07", None, REVIEW, twin_seals_case, unlooked, clean_pages),
    Example("TAM-08", None, Outcome.not_checked, unlooked, unlooked, clean_pages),
)  # fmt: skip
