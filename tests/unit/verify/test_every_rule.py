"""Every rule and condition has a case that trips it, one that it passes, and one where it cannot be checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from extractor.verify.case import Case
from extractor.verify.rule import registered_rules
from extractor.verify.run import run_rules
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.finding import Finding, Outcome
from tests.unit.verify.builders import (
    FORM,
    NAME,
    PROGRAMME,
    STATEMENTS_2019,
    STATEMENTS_2020,
    FormChanges,
    audit,
    catalogue,
    make_case,
    patent,
    read_value,
    record,
)

FAILED, REVIEW = Outcome.failed, Outcome.review
OTHER = "安江机械股份有限公司"
Maker = Callable[[], Case]


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


def form(**values: str | Value | FieldStatus | None) -> Maker:
    """A case with changed form fields; `key__2020` is a field of a year."""
    changes: dict[tuple[str, str | None], str | Value | FieldStatus | None] = {}
    for name, value in values.items():
        key, _, year = name.partition("__")
        changes[key, year or None] = value
    return lambda: make_case(form=changes)


def form_without_audits(**values: str) -> Maker:
    changes: FormChanges = {
        (k.partition("__")[0], k.partition("__")[2]): v for k, v in values.items()
    }
    return lambda: make_case(form=changes, remove=["审计2019", "审计2020"])


def without(*documents: str) -> Maker:
    return lambda: make_case(remove=documents)


def no_form() -> Case:
    return make_case(has_form=False)


def iso(until: str = "2022年8月31日", standard: str = "GB/T 19001-2016", **more: str) -> Maker:
    values = {"holder_name": NAME, "certificate_number": "12319Q30012R0M", "standard": standard}
    values |= {"issue_date": "2017年9月1日", "valid_until": until, **more}
    paper = record("体系", "management_system_cert", values)
    return lambda: make_case(replace=[paper])


def statements(
    changes_2020: dict[str, tuple[str, str]], changes_2019: dict[str, tuple[str, str]] | None = None
) -> Maker:
    return lambda: make_case(
        replace=[
            audit(2020, {**STATEMENTS_2020, **changes_2020}),
            audit(2019, {**STATEMENTS_2019, **(changes_2019 or {})}),
        ]
    )


def iso_missing_date() -> Case:
    values = {"holder_name": NAME, "certificate_number": "1", "standard": "GB/T 19001-2016"}
    return make_case(replace=[record("体系", "management_system_cert", values)])


def small(share: str = "12.00") -> Maker:
    """An applicant of class c: little revenue, much equity, mostly R&D."""
    items_2020 = {
        "income_statement.operating_revenue": ("40000000.00", "30000000.00"),
        "income_statement.rd_expense": ("35000000.00", "31000000.00"),
    }
    items_2019 = {
        "income_statement.operating_revenue": ("30000000.00", "20000000.00"),
        "income_statement.rd_expense": ("31000000.00", "20000000.00"),
    }
    changes: FormChanges = {
        ("equity_financing_received", None): "是",
        ("new_equity_financing", None): share,
        ("rd_staff", None): "200",
        ("rd_staff_ratio", "2020"): "62.50",
    }
    return lambda: make_case(
        form=changes, replace=[audit(2020, items_2020), audit(2019, items_2019)]
    )


def middle(rd: str) -> Maker:
    """An applicant of class b with this R&D expense in both years."""
    items = {
        "income_statement.operating_revenue": ("80000000.00", "80000000.00"),
        "income_statement.rd_expense": (rd, rd),
    }
    return lambda: make_case(replace=[audit(2020, items), audit(2019, items)])


def yearly(paper: DocumentRecord, key: str, values: dict[str, str]) -> DocumentRecord:
    """A paper with a field for several years."""
    spec = catalogue().document_type(paper.type).field(key)
    assert spec is not None
    fields = [
        Field(
            document=paper.document,
            key=key,
            title_zh=spec.title_zh,
            period=year,
            status=FieldStatus.found,
            reading=read_value(spec.kind, text, file=f"{paper.document}.pdf"),
        )
        for year, text in values.items()
    ]
    return paper.model_copy(update={"fields": (*paper.fields, *fields)})


def share(rank: str) -> Maker:
    """A market-share proof with ranks; the form declares rank 2."""
    values = {"holder_name": NAME, "issuer": "示范行业协会", "issue_date": "2021年3月1日"}
    paper = record("市占率", "market_share_proof", values)
    paper = yearly(paper, "rank_in_province", {"2019": rank, "2020": rank})
    return lambda: make_case(replace=[paper])


def equity(amount: str) -> Maker:
    """A proof of paid-in equity for the applicant of class c, who declares 9000 万元."""
    paid: dict[str, str | Value] = {
        "holder_name": NAME,
        "paid_in_amount": read_value("money", amount, unit="元"),
    }
    paper = record("验资", "equity_financing_proof", paid)
    changes: FormChanges = {
        ("equity_financing_received", None): "是",
        ("new_equity_financing", None): "9000.00",
    }
    return lambda: make_case(form=changes, add=[paper])


def roster(people: str) -> Maker:
    """A roster of insured employees; the form declares 320."""
    values = {"holder_name": NAME, "insured_employees": people}
    return lambda: make_case(add=[record("名册", "staff_roster_social_insurance", values)])


def export(amount: str) -> Maker:
    """A customs declaration in 万美元; the form declares 100."""
    paper = record(
        "报关",
        "export_proof",
        {"export_date": "2020年5月6日", "amount": read_value("money", amount, unit="万美元")},
    )
    changes: FormChanges = {("export_value", "2020"): "100"}
    return lambda: make_case(form=changes, add=[paper])


unaudited = record("报表", "rd_institution_proof", {}).model_copy(
    update={"type": "financial_statements"}
)
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
    Example("VAL-14", "market_rank", FAILED, share("5"), make_case, passes=share("2")),
    Example("VAL-15", "new_equity_financing", REVIEW, equity("20000000.00"), small(), passes=equity("90000000.00")),
    Example("VAL-17", "audit_report", REVIEW, lambda: make_case(replace=[_with(audit(2020, STATEMENTS_2020), "opinion_type", "保留意见")]), lambda: make_case(replace=[_drop(audit(2020, STATEMENTS_2020), "opinion_type")])),
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
    Example("FMT-01", "enterprise_profile", FAILED, form(enterprise_profile="研发" * 160), form(enterprise_profile=None)),
    Example("FMT-02", "declaration_seal", FAILED, form(declaration_seal="否"), form(declaration_seal=None)),
    Example("FMT-05", "market_share", REVIEW, form(market_share__2020="125"), form(market_share__2020=None)),
    Example("FMT-06", "enterprise_type", FAILED, form(enterprise_type="民营;合资"), form(enterprise_type=None)),
    Example("DEC-01", "declaration_text", FAILED, form(declaration_text=None), no_form),
    Example("DEC-02", "declaration_text", REVIEW, form(declaration_text="以上所填内容均真实。"), form(declaration_text=None)),
    Example("DEC-03", "declaration_signature", REVIEW, form(declaration_signature="李文"), form(declaration_signature=None)),
    Example("ELI-02", "rd_expense_ratio", FAILED, middle("4000000.00"), make_case),
    Example("ELI-03", "review_must", REVIEW, make_case, None, passes=None),
    Example("X01", "legal_person_status", FAILED, lambda: make_case(replace=[_licence(enterprise_type="个人独资企业")]), without("执照")),
    Example("X02", "years_in_operation", FAILED, lambda: make_case(form={("registration_date", None): "2019年3月15日"}, replace=[_licence(establishment_date="2019年3月15日")]), lambda: make_case(form={("registration_date", None): None}, remove=["执照"])),
    Example("X03", "enterprise_size_class", FAILED, lambda: make_case(form={("employees", None): "1200"}, replace=[audit(2020, {"income_statement.operating_revenue": ("500000000.00", "1.00")})]), form(enterprise_size_class=None, employees=None, industry_code_2=None, industry_code_4=None)),
    Example("X04", "prior_titles", REVIEW, make_case, None, passes=lambda: make_case(add=[_title()])),
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
)  # fmt: skip


def _with(paper: DocumentRecord, key: str, text: str) -> DocumentRecord:
    fields = tuple(
        f.model_copy(update={"reading": read_value("text", text, file="审计2020.pdf")})
        if f.key == key
        else f
        for f in paper.fields
    )
    return paper.model_copy(update={"fields": fields})


def _drop(paper: DocumentRecord, key: str) -> DocumentRecord:
    return paper.model_copy(update={"fields": tuple(f for f in paper.fields if f.key != key)})


def _licence(**changes: str) -> DocumentRecord:
    values = {
        "company_name": NAME,
        "uscc": FORM["uscc", None],
        "legal_representative": "方明远",
        "registered_capital": "伍仟万元整",
        "establishment_date": "2012年3月15日",
        "enterprise_type": "有限责任公司",
    }
    return record("执照", "business_license", {**values, **changes})


def _title() -> DocumentRecord:
    values = {
        "holder_name": NAME,
        "title": "浙江省“专精特新”中小企业",
        "valid_until": "2023年8月1日",
    }
    return record("称号", "title_proof", values)


def outcomes(make: Maker, example: Example) -> set[Outcome]:
    findings: tuple[Finding, ...] = run_rules(make()).findings
    return {
        f.outcome
        for f in findings
        if f.rule == example.rule and example.subject in (None, f.indicator, f.document_type)
    }


BY_CONDITION = {"ELI-01"}
"""Rules that speak through the conditions, which are examples of their own."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.rule)
def test_trips(example: Example) -> None:
    assert example.outcome in outcomes(example.trips, example)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.rule)
def test_passes(example: Example) -> None:
    if example.passes is not None:
        assert outcomes(example.passes, example) <= {Outcome.passed}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.rule)
def test_without_facts_nothing_is_decided(example: Example) -> None:
    if example.lacks is not None:
        found = outcomes(example.lacks, example)
        assert not found & {Outcome.failed, Outcome.review}
        assert not found or Outcome.not_checked in found


def test_every_rule_and_condition_has_an_example() -> None:
    known = {rule.id for rule in registered_rules()} - BY_CONDITION
    known |= {c.id for c in catalogue().programme(PROGRAMME).conditions}
    assert {example.rule for example in EXAMPLES} == known


def test_rules_carry_the_clause_they_check() -> None:
    assert all(rule.text for rule in registered_rules())
