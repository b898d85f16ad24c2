"""One wrong fact gives one discrepancy: mutations of the clean case, consequences, places."""

from __future__ import annotations

import pytest

from extractor.verify.run import run_rules
from models.finding import Family, Finding, Outcome, Severity
from tests.unit.verify.builders import FormChanges, bad, find, make_case, run
from tests.unit.verify.clean import NAME, STATEMENTS_2019, STATEMENTS_2020
from tests.unit.verify.papers import audit, patent, record

OTHER = "安江机械股份有限公司"


def test_the_clean_case_has_no_discrepancy() -> None:
    assert bad(run(make_case())) == []


MUTATIONS: tuple[tuple[str, FormChanges, list[tuple[str, str | None, str | None]]], ...] = (
    ("revenue one digit", {("operating_revenue", "2020"): "26000.00"}, [("DVE-01", "operating_revenue", "2020")]),
    ("revenue ten times", {("operating_revenue", "2020"): "200000.00"}, [("DVE-01", "operating_revenue", "2020")]),
    ("main revenue above revenue", {("main_business_revenue", "2020"): "21000.00"}, [("DVE-01", "main_business_revenue", "2020")]),
    ("assets", {("total_assets", "2019"): "29000.00"}, [("DVE-01", "total_assets", "2019")]),
    ("growth", {("net_profit_growth", "2020"): "30.00"}, [("ARI-04", "net_profit_growth", "2020")]),
    ("liability ratio", {("asset_liability_ratio", "2020"): "32.86"}, [("ARI-05", "asset_liability_ratio", "2020")]),
    ("R&D and its ratio raised together", {("rd_expense", "2020"): "2100.00", ("rd_expense_ratio", "2020"): "10.50"}, [("DVE-09", "rd_expense", "2020")]),
    ("name on the form", {("applicant_name", None): OTHER}, [("IDN-01", "applicant_name", None)]),
    ("credit code", {("uscc", None): "91330100MA27XYWB3L"}, [("IDN-01", "uscc", None)]),
    ("capital", {("registered_capital", None): "8000"}, [("IDN-01", "registered_capital", None)]),
    ("patents", {("invention_patents_valid", None): "3", ("ip_total", None): "6"}, [("DVE-03", "invention_patents_valid", None)]),
    ("total of patents", {("ip_total", None): "9"}, [("ARI-08", "ip_total", None)]),
    ("niche", {("niche_years", None): "2"}, [("X09", "niche_years", None)]),
    ("class", {("review_class", None): "b", ("review_class_statement", None): "b"}, [("XTB-07", "review_class", None)]),
    ("recommender", {("cover_recommender", None): "江苏省工业和信息化厅"}, [("IDN-06", "cover_recommender", None)]),
    ("industry", {("industry_code_4", None): "3990"}, [("IDN-10", "industry_code_2", None)]),
    ("staff ratio", {("rd_staff_ratio", "2020"): "35.00"}, [("ARI-07", "rd_staff_ratio", "2020")]),
    ("seal", {("declaration_seal", None): "否"}, [("FMT-02", "declaration_seal", None)]),
    ("plan though none", {("listing_plan_stage", None): "已完成上市前股改"}, [("XTB-01", "listing_status", None)]),
)  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "expected"), MUTATIONS, ids=lambda v: str(v)[:30])
def test_one_wrong_fact_is_one_discrepancy(
    name: str, changes: FormChanges, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert [item[:3] for item in bad(run(make_case(form=changes)))] == expected, name


def test_a_total_without_the_software_is_right_and_noted_once() -> None:
    """The form prints the software under the patents: both totals are accepted, but never called equal."""
    findings = run(make_case(form={("ip_total", None): "4"}))
    assert bad(findings) == []
    (note,) = find(findings, "ARI-08", "ip_total")
    assert (note.outcome, note.severity) == (Outcome.failed, Severity.info)
    assert "未计入软件著作权1 项（计入后为5 项）" in note.message
    (proven,) = find(findings, "DVE-04", "ip_total")
    assert proven.outcome is Outcome.passed
    assert "两者一致" not in proven.message


def test_a_wrong_part_that_makes_up_for_the_software_is_told_once() -> None:
    """One design patent too many: the total is right by the papers, the sum of the patents is chance."""
    findings = run(make_case(form={("design_patents", None): "1"}))
    told = [f.rule for f in findings if f.outcome is Outcome.failed and f.follows_from is None]
    assert told.count("ARI-08") == 0
    assert len([f for f in findings if f.indicator == "design_patents" and f.is_discrepancy]) == 1


def test_consequences_name_their_cause() -> None:
    findings = run(make_case(form={("operating_revenue", "2020"): "26000.00"}))
    ratio = find(findings, "ARI-06", "rd_expense_ratio", "2020")[0]
    assert ratio.outcome is Outcome.failed
    assert ratio.follows_from == "DVE-01:operating_revenue:2020"
    assert not ratio.is_discrepancy


def test_an_expired_certificate_is_the_cause_of_the_lacking_proof() -> None:
    expired = record(
        "体系",
        "management_system_cert",
        {"holder_name": NAME, "certificate_number": "1", "standard": "GB/T 19001-2016", "valid_until": "2020年8月31日"},
    )  # fmt: skip
    findings = run(make_case(replace=[expired]))
    assert [item[0] for item in bad(findings)] == ["VAL-01"]
    cause = find(findings, "VAL-01", document_type="management_system_cert")[0]
    assert cause.family is Family.validity
    assert find(findings, "DVE-03", "management_system_certs")[0].follows_from is not None


def test_a_foreign_patent_is_the_cause_of_count_and_condition() -> None:
    foreign = patent("专利2", "ZL201610287655.0", holder=OTHER)
    findings = run(make_case(replace=[foreign]))
    assert [item[0] for item in bad(findings)] == ["VAL-02"]
    assert find(findings, "X12")[0].follows_from == "VAL-02:invention_patents_valid:"


def test_a_surplus_certificate_that_does_not_count_is_no_error() -> None:
    extra = patent("专利9", "ZL201020287656.1", "实用新型专利证书", filed="2010年5月3日")
    findings = run(make_case(add=[extra]))
    assert bad(findings) == []
    left_out = [f for f in find(findings, "VAL-01") if f.outcome is Outcome.failed]
    assert [f.severity for f in left_out] == [Severity.info]


def test_a_foreign_honour_that_nothing_claims_is_no_error() -> None:
    honour = record("荣誉", "honor_cert", {"holder_name": OTHER, "award_name": "优秀企业"})
    assert bad(run(make_case(add=[honour]))) == []


def test_a_threshold_missed_by_declaration_and_evidence_is_a_finding_of_its_own() -> None:
    statements = {
        **STATEMENTS_2020,
        "balance_sheet.total_liabilities": ("210000000.00", "110000000.00"),
        "balance_sheet.total_equity": ("70000000.00", "140000000.00"),
    }
    case = make_case(
        form={("asset_liability_ratio", "2020"): "75.00"}, replace=[audit(2020, statements)]
    )
    assert bad(run(case)) == [("X08", "asset_liability_ratio", "2020", "failed")]


def test_a_sure_difference_of_one_digit_is_an_error() -> None:
    findings = run(make_case(form={("operating_revenue", "2020"): "26000.00"}))
    found = find(findings, "DVE-01", "operating_revenue", "2020")[0]
    assert found.outcome is Outcome.failed


def test_findings_show_both_values_places_and_clause() -> None:
    findings = run(make_case(form={("operating_revenue", "2020"): "26000.00"}))
    found = find(findings, "DVE-01", "operating_revenue", "2020")[0]
    assert "26000.00 万元" in found.message
    assert "200000000.00 元" in found.message
    assert [place.file for place in found.places] == ["申请书.pdf", "审计2020.pdf"]
    assert found.clause is not None
    assert found.message.endswith("。")


def test_last_years_base_comes_from_the_comparative_column() -> None:
    findings = run(make_case())
    growth = find(findings, "ARI-04", "net_profit_growth", "2019")[0]
    assert growth.outcome is Outcome.passed
    assert "2018年" in growth.message
    assert "取自审计报告" in growth.message


def test_without_last_years_report_the_comparative_column_proves_it() -> None:
    case = make_case(remove=["审计2019"], form={("operating_revenue", "2019"): "19000.00"})
    findings = run(case)
    revenue = find(findings, "DVE-01", "operating_revenue", "2019")[0]
    assert revenue.outcome is Outcome.failed
    assert "上期数" in revenue.message
    growth = find(findings, "ARI-04", "net_profit_growth", "2019")[0]
    assert growth.outcome is Outcome.not_checked
    assert "2018年净利润总额" in growth.missing


def test_consolidated_figures_alone_are_for_a_person() -> None:
    case = make_case(
        replace=[audit(2020, STATEMENTS_2020, scope="consolidated")],
        form={("operating_revenue", "2020"): "19000.00"},
    )
    found = find(run(case), "DVE-01", "operating_revenue", "2020")[0]
    assert found.outcome is Outcome.review
    assert "合并口径" in found.message


def test_net_profit_that_equals_total_profit_is_for_a_person() -> None:
    changes: FormChanges = {
        ("net_profit", "2020"): "2050.00",
        ("net_profit_growth", "2020"): "36.67",
    }
    found = find(run(make_case(form=changes)), "DVE-01", "net_profit", "2020")[0]
    assert found.outcome is Outcome.review
    assert "利润总额" in found.message


def test_what_the_notice_does_not_ask_for_is_never_missing() -> None:
    findings = run(make_case())
    unasked = find(findings, "CMP-04", "employees")[0]
    assert unasked.outcome is Outcome.not_checked
    assert "无佐证" in unasked.message
    assert not [f for f in findings if f.document_type == "staff_roster_social_insurance"]


def test_a_certificate_handed_in_twice_counts_once() -> None:
    case = make_case(
        add=[patent("专利9", "ZL201610287655.0")],
        form={("invention_patents_valid", None): "3", ("ip_total", None): "6"},
    )
    findings = run(case)
    count = find(findings, "DVE-03", "invention_patents_valid")[0]
    assert count.outcome is Outcome.review  # two papers with one number may also be a misread
    assert count.computed is not None
    assert count.computed.value == "2"
    assert find(findings, "XAP-04")[0].outcome is Outcome.review


def test_an_acceptance_notice_is_no_patent() -> None:
    notice = record("受理", "patent_acceptance_notice", {"application_number": "201610287699.2", "applicant": NAME})  # fmt: skip
    case = make_case(
        add=[notice], form={("invention_patents_valid", None): "3", ("ip_total", None): "6"}
    )
    assert [item[:2] for item in bad(run(case))] == [("DVE-03", "invention_patents_valid")]
    finding = find(run(case), "DVE-03", "invention_patents_valid")[0]
    assert "1份仅说明受理或审查进展，不是授权" in finding.message


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"holder": OTHER}, f"持有人为“{OTHER}”"),
        ({"filed": "1998年5月3日"}, "已经届满"),
    ],
)
def test_a_count_that_agrees_still_tells_what_was_left_out(
    change: dict[str, str], reason: str
) -> None:
    """The clean case holds two inventions; a third that does not count is named, not passed over."""
    third = patent("专利9", "ZL201610287699.2", **change)
    finding = find(run(make_case(add=[third])), "DVE-03", "invention_patents_valid")[0]
    assert finding.outcome is Outcome.passed
    assert "未计入" in finding.message
    assert reason in finding.message


def test_rows_carry_the_worst_outcome() -> None:
    checked = run_rules(make_case(form={("operating_revenue", "2020"): "26000.00"}))
    table = checked.tables[0]
    row = table.row("operating_revenue", "2020")
    assert row is not None
    assert row.outcome is Outcome.failed
    other = table.row("operating_revenue", "2019")
    assert other is not None
    assert other.outcome is Outcome.passed


def test_equal_cases_give_equal_findings() -> None:
    def dumped(findings: tuple[Finding, ...]) -> list[str]:
        return [finding.model_dump_json() for finding in findings]

    assert dumped(run(make_case())) == dumped(run(make_case()))


def test_restated_comparatives_are_for_a_person() -> None:
    statements = {
        **STATEMENTS_2019,
        "income_statement.operating_revenue": ("181000000.00", "170000000.00"),
    }
    findings = run(make_case(replace=[audit(2019, statements)]))
    assert bad(findings) == []
    assert find(findings, "DVE-01", "operating_revenue", "2019")[0].outcome is Outcome.review
    assert find(findings, "ARI-09", "operating_revenue")[0].outcome is Outcome.review


def test_a_count_of_nothing_is_computed_and_no_evidence() -> None:
    case = make_case(remove=["专利3", "专利4"])
    checked = run_rules(case)
    row = checked.tables[0].row("utility_model_patents")
    assert row is not None and row.computed is not None
    assert (row.evidence, row.computed.value) == ((), "0")
    count = find(checked.findings, "DVE-03", "utility_model_patents")[0]
    assert "材料中有效的专利证书有0份" in count.message
    evidence = [each for row in checked.tables[0].rows for each in row.evidence]
    assert all(each.document and each.value.place for each in evidence)


def test_what_is_worked_out_from_a_code_or_a_type_is_shown_in_its_own_words() -> None:
    table = run_rules(make_case()).tables[0]
    for indicator in ("registered_place", "legal_person_status"):
        row = table.row(indicator)
        assert row is not None and row.computed is not None
        assert row.computed.raw == row.computed.value
