"""The first page: conditions, the whole verdict, values near a limit, how well was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.report.overview import Overview, Verdict, overview_of
from extractor.report.words import show_basis, subject_of
from extractor.verify.case import Case
from models.finding import Family
from models.kinds.printed import without_unit
from models.run import Applicant, EngineInfo, Report, Run, RunStatus
from tests.unit.verify.builders import FormChanges, make_case, run
from tests.unit.verify.clean import PROGRAMME, STATEMENTS_2020
from tests.unit.verify.papers import audit, catalogue


def overview(form: FormChanges | None = None, **statements: tuple[str, str]) -> Overview:
    """The first page of the clean case with some changes; `statements` are items of the balance sheet."""
    items = {f"balance_sheet.{key}": columns for key, columns in statements.items()}
    case = make_case(form=form, replace=[audit(2020, {**STATEMENTS_2020, **items})])
    page = overview_of(report_of(case), catalogue())
    assert page is not None
    return page


def report_of(case: Case) -> Report:
    """The findings of a case, alone in a report."""
    return Report(
        run=Run(
            code_version="0",
            catalogue_sha256="0",
            engine=EngineInfo(name="none", version="0", weights={}),
            programme=PROGRAMME,
            reference_date="2021-05-06",
            status=RunStatus.complete,
            inputs={},
        ),
        applicant=Applicant(),
        files=(),
        documents=(),
        fields=(),
        issues=(),
        findings=run(case),
    )


def test_a_clean_application_is_open_where_only_other_offices_know() -> None:
    page = overview()
    assert page.verdict is Verdict.open
    assert page.sentence.startswith("？ 不能断定")
    verdicts = {line.id: line.verdict for line in page.conditions}
    assert verdicts["X08"] is Verdict.met
    assert verdicts["XCa"] is Verdict.met
    assert verdicts["XCb"] is Verdict.not_applicable
    assert verdicts["X05"] is Verdict.open


def test_a_finding_about_a_condition_is_called_after_it() -> None:
    """X05 and XBAN rest on one indicator, and X06 on a title that the condition is not about."""
    report = report_of(make_case())
    told = {f.rule: subject_of(f, report, catalogue()) for f in report.findings}
    assert told["X06"] == "未列为制造业单项冠军"
    assert told["X05"] != told["XBAN"]


def test_a_check_without_a_clause_of_the_notice_says_what_it_holds() -> None:
    silent = make_case(form={("rd_staff_ratio", "2020"): "35.00"})
    silent = replace(silent, programme=silent.programme.model_copy(update={"check_clauses": {}}))
    (found,) = [f for f in run(silent) if f.rule == "ARI-07" and f.is_discrepancy]
    assert found.clause is not None
    assert (found.clause.source, show_basis(found)) == ("", "核对规则")
    assert found.clause.text.startswith("研发人员占全部职工比重应等于")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("资产总额（万元）", "资产总额"),
        ("研发经费占营业收入比重（%）", "研发经费占营业收入比重"),
        ("从事该产品领域的时间（单位：年）", "从事该产品领域的时间"),
        ("企业名称（盖章）", "企业名称（盖章）"),
        ("（个）研发机构", "（个）研发机构"),
    ],
)
def test_a_name_goes_without_the_unit_of_its_box(label: str, name: str) -> None:
    assert without_unit(label) == name


def test_nobody_reads_the_key_of_a_field_that_the_form_does_not_ask_for() -> None:
    report = report_of(make_case())
    for key, title in (("cover_recommender", "推荐单位"), ("no_such_field", "表间一致")):
        asked = report.findings[0].model_copy(
            update={
                "indicator": key,
                "period": None,
                "family": Family.cross_table,
                "rule": "XTB-01",
            }
        )
        assert subject_of(asked, report, catalogue()).startswith(title)


def test_a_condition_that_is_not_met_comes_first() -> None:
    page = overview(total_liabilities=("210000000.00", "0"), total_equity=("70000000.00", "0"))
    assert page.verdict is Verdict.unmet
    assert page.sentence == "✕ 不符合：有1项条件不满足"
    assert (page.conditions[0].id, page.conditions[0].verdict) == ("X08", Verdict.unmet)
    assert page.conditions[0].reason


@pytest.mark.parametrize(
    ("liabilities", "distance", "met"),
    [("194600000.00", "低0.5个百分点", True), ("198800000.00", "高出1个百分点", False)],
)
def test_a_value_near_a_limit_is_listed(liabilities: str, distance: str, met: bool) -> None:
    page = overview(total_liabilities=(liabilities, "0"))
    line = next(line for line in page.near if line.title.startswith("资产负债率"))
    assert (line.distance, line.is_met, line.limit) == (distance, met, "不高于70%")


def test_a_value_far_from_every_limit_is_not_listed() -> None:
    assert not any(line.title.startswith("资产负债率") for line in overview().near)
