"""What explains a difference exactly is named, and a misread stays a misread."""

from __future__ import annotations

import pytest

from extractor.verify.figures import slip_between
from models.field import Doubt
from models.finding import Cause, Finding, Outcome
from tests.unit.verify.builders import FormChanges, find, make_case, run
from tests.unit.verify.clean import STATEMENTS_2019, STATEMENTS_2020
from tests.unit.verify.makers import licence
from tests.unit.verify.papers import audit, patent, read_value, record

SLIPS = (
    ("18634.52", "186345210.33", None),  # the same, rounded
    ("186345.21", "186345210.33", Cause.unit_slip),  # ten times
    ("186345210.33", "186345210.33", Cause.unit_slip),  # 元 under 万元
    ("1.8634", "186345210.33", Cause.unit_slip),  # 亿元 under 万元
    ("18634521.03", "186345210.33", Cause.thousands_slip),
    ("18364.52", "186345210.33", Cause.transposed_digits),
    ("18634.25", "186345210.33", Cause.transposed_digits),
    ("18934.52", "186345210.33", Cause.one_digit_off),
    ("1634.52", "186345210.33", Cause.digit_count),
    ("186634.52", "186345210.33", Cause.digit_count),
    ("-18634.52", "186345210.33", Cause.sign),
    ("21987.31", "186345210.33", None),
)


@pytest.mark.parametrize(("declared", "proof", "cause"), SLIPS)
def test_a_slip_of_the_pen_is_told_from_any_other_number(
    declared: str, proof: str, cause: Cause | None
) -> None:
    slip = slip_between(
        read_value("money", declared, unit="万元"), read_value("money", proof, unit="元")
    )
    if declared == "18634.52":
        assert slip is None or slip.cause is not Cause.one_digit_off
    else:
        assert (slip.cause if slip else None) is cause


@pytest.mark.parametrize(
    ("declared", "proof", "cause"),
    [
        ("0.0660", "6.5973", Cause.unit_slip),  # the fraction, its last figure a zero
        ("0.0100", "1.0014", Cause.unit_slip),
        ("660", "6.5973", None),  # zeros at the end of a whole number say nothing
        ("0.07", "6.5973", None),  # a single figure may be chance
    ],
)
def test_zeros_behind_the_point_are_figures(declared: str, proof: str, cause: Cause | None) -> None:
    slip = slip_between(*(read_value("ratio", text, unit="%") for text in (declared, proof)))
    assert (slip.cause if slip else None) is cause


def first(changes: FormChanges, rule: str, indicator: str, period: str | None = None) -> Finding:
    return find(run(make_case(form=changes)), rule, indicator, period)[0]


CAUSES: tuple[tuple[FormChanges, tuple[str, str, str | None], Cause], ...] = (
    ({("operating_revenue", "2020"): "18000.00"}, ("DVE-01", "operating_revenue", "2020"), Cause.other_year),
    ({("main_business_revenue", "2020"): "20000.00"}, ("DVE-01", "main_business_revenue", "2020"), Cause.other_item),
    ({("net_profit", "2020"): "2050.00"}, ("DVE-01", "net_profit", "2020"), Cause.other_item),
    ({("operating_revenue", "2020"): "200000.00"}, ("DVE-01", "operating_revenue", "2020"), Cause.unit_slip),
    ({("rd_expense", "2020"): "1300.00"}, ("DVE-09", "rd_expense", "2020"), Cause.one_digit_off),
    ({("main_business_revenue_growth", "2020"): "6.25"}, ("ARI-04", "main_business_revenue_growth", "2020"), Cause.other_year),
    ({("main_business_revenue_growth", "2020"): "11.11"}, ("ARI-04", "main_business_revenue_growth", "2020"), Cause.other_item),
    ({("rd_expense_ratio", "2020"): "5.79"}, ("ARI-06", "rd_expense_ratio", "2020"), Cause.other_item),
    ({("rd_expense_ratio", "2020"): "5.78"}, ("ARI-06", "rd_expense_ratio", "2020"), Cause.other_item),
    ({("asset_liability_ratio", "2020"): "0.4286"}, ("ARI-05", "asset_liability_ratio", "2020"), Cause.unit_slip),
    ({("registered_capital", None): "50000000"}, ("IDN-01", "registered_capital", None), Cause.unit_slip),
    ({("legal_representative", None): "方明达"}, ("IDN-01", "legal_representative", None), Cause.one_character_off),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "subject", "cause"), CAUSES)
def test_a_finding_names_its_cause(
    changes: FormChanges, subject: tuple[str, str, str | None], cause: Cause
) -> None:
    finding = first(changes, *subject)
    assert finding.outcome in (Outcome.failed, Outcome.review)
    assert finding.cause is cause, finding.message


def test_a_figure_that_nothing_explains_has_no_cause() -> None:
    finding = first(
        {("operating_revenue", "2020"): "27311.46"}, "DVE-01", "operating_revenue", "2020"
    )
    assert finding.outcome is Outcome.failed
    assert finding.cause is None


def test_the_consolidated_figure_is_told_apart() -> None:
    own = audit(2020, STATEMENTS_2020, scope="parent")
    group = audit(
        2020, {"income_statement.operating_revenue": ("256000000.00", "0")}, scope="consolidated"
    )
    both = own.model_copy(update={"fields": (*own.fields, *group.fields)})
    case = make_case(form={("operating_revenue", "2020"): "25600.00"}, replace=[both])
    finding = find(run(case), "DVE-01", "operating_revenue", "2020")[0]
    assert (finding.outcome, finding.cause) == (Outcome.review, Cause.other_scope)


def test_the_day_of_issue_for_the_day_of_foundation() -> None:
    changes: FormChanges = {("registration_date", None): "2019年5月6日"}
    case = make_case(form=changes, replace=[licence(issue_date="2019年5月6日")])
    finding = find(run(case), "IDN-01", "registration_date")[0]
    assert finding.cause is Cause.other_date


def test_an_acceptance_notice_counted_as_a_patent() -> None:
    notice = record("受理", "patent_acceptance_notice", {"application_number": "202010287654.6"})
    changes: FormChanges = {("invention_patents_valid", None): "3", ("ip_total", None): "6"}
    finding = find(run(make_case(form=changes, add=[notice])), "DVE-03", "invention_patents_valid")
    assert finding[0].cause is Cause.not_counted
    assert "受理通知书" in finding[0].message


def test_a_certificate_counted_twice() -> None:
    changes: FormChanges = {("invention_patents_valid", None): "3", ("ip_total", None): "6"}
    case = make_case(form=changes, add=[patent("专利9", "ZL201610287655.0")])
    finding = find(run(case), "DVE-03", "invention_patents_valid")[0]
    assert (finding.outcome, finding.cause) == (Outcome.review, Cause.counted_twice)


@pytest.mark.parametrize("declared", ["26000.00", "200000.00", "2000.00"])
def test_what_a_reader_may_have_got_wrong_is_no_accusation(declared: str) -> None:
    shaky = read_value("money", declared, unit="万元", confidence=0.95)
    finding = first({("operating_revenue", "2020"): shaky}, "DVE-01", "operating_revenue", "2020")
    assert finding.outcome is Outcome.review
    assert "可能是识别错误" in finding.message


def test_a_doubtful_proof_is_no_accusation() -> None:
    doubtful = read_value("money", "200000000.00", unit="元", doubts=(Doubt.under_seal,))
    key = ("income_statement.operating_revenue", "2020")
    papers = [audit(2020, STATEMENTS_2020, replaced={key: doubtful}), audit(2019, STATEMENTS_2019)]
    case = make_case(form={("operating_revenue", "2020"): "26000.00"}, replace=papers)
    finding = find(run(case), "DVE-01", "operating_revenue", "2020")[0]
    assert finding.outcome is Outcome.review


def test_the_distance_between_percentages_is_one_of_points() -> None:
    findings = run(make_case())
    debt = find(findings, "X08")[0]
    assert "低27.14个百分点" in debt.message
