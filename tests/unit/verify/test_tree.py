"""The condition tree: every operator, every truth, readings that disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from extractor.verify.run import run_rules
from extractor.verify.tie_out import attach_evidence
from extractor.verify.tree import Truth, evaluate
from models.catalogue.spec_tree import Node
from models.field import Doubt, FieldStatus
from models.finding import Outcome
from tests.unit.verify.builders import FormChanges, find, make_case, run
from tests.unit.verify.clean import ON, STATEMENTS_2019, STATEMENTS_2020
from tests.unit.verify.papers import audit, catalogue, read_value

NODE: TypeAdapter[Node] = TypeAdapter(Node)
HOLDS = {"indicator": "total_assets", "period": "Y", "at_least": "1"}
FAILS = {"indicator": "total_assets", "period": "Y", "at_most": "1"}
UNKNOWN = {"indicator": "valuation", "at_least": "1"}
UNSUPPORTED = {"indicator": "employees", "at_least": "1"}


def truth(node: Mapping[str, object], form: FormChanges | None = None) -> Truth:
    case = make_case(form=form)
    tables = tuple(
        attach_evidence(t, case.records, catalogue(), reference_date=ON) for t in case.tables
    )
    return evaluate(NODE.validate_python(as_tuples(node)), case.with_tables(tables)).truth


def as_tuples(value: object) -> object:
    """Lists as the loader gives them: tuples."""
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return tuple(as_tuples(item) for item in value) if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ({"at_least": "280000000"}, Truth.holds),
        ({"at_least": "280000000.01"}, Truth.fails),
        ({"more_than": "280000000"}, Truth.fails),
        ({"at_most": "280000000"}, Truth.holds),
        ({"less_than": "280000000"}, Truth.fails),
    ],
)
def test_comparisons_include_or_exclude_their_edge(
    leaf: Mapping[str, object], expected: Truth
) -> None:
    assert truth({"indicator": "total_assets", "period": "Y", **leaf}) is expected


@pytest.mark.parametrize(
    ("branches", "expected"),
    [
        ([HOLDS, HOLDS], Truth.holds),
        ([HOLDS, FAILS], Truth.fails),
        ([HOLDS, UNKNOWN], Truth.unknown),
        ([HOLDS, UNSUPPORTED], Truth.unsupported),
        ([FAILS, UNKNOWN], Truth.fails),
    ],
)
def test_all_is_as_good_as_its_worst_branch(
    branches: list[Mapping[str, object]], expected: Truth
) -> None:
    assert truth({"all": branches}) is expected


@pytest.mark.parametrize(
    ("branches", "expected"),
    [
        ([FAILS, HOLDS], Truth.holds),
        ([FAILS, FAILS], Truth.fails),
        ([FAILS, UNKNOWN], Truth.unknown),
        ([UNSUPPORTED, UNKNOWN], Truth.unsupported),
        ([UNKNOWN, HOLDS], Truth.holds),
    ],
)
def test_any_is_as_good_as_its_best_branch(
    branches: list[Mapping[str, object]], expected: Truth
) -> None:
    assert truth({"any": branches}) is expected


@pytest.mark.parametrize(
    ("n", "branches", "expected"),
    [
        (2, [HOLDS, HOLDS, FAILS], Truth.holds),
        (2, [HOLDS, FAILS, FAILS], Truth.fails),
        (2, [HOLDS, UNKNOWN, FAILS], Truth.unknown),
        (2, [HOLDS, UNSUPPORTED, FAILS], Truth.unsupported),
    ],
)
def test_a_number_of_branches_must_hold(
    n: int, branches: list[Mapping[str, object]], expected: Truth
) -> None:
    assert truth({"at_least": {"n": n, "of": branches}}) is expected


def _bands(
    then_small: Mapping[str, object], then_large: Mapping[str, object]
) -> Mapping[str, object]:
    return {
        "by_band": {
            "indicator": "operating_revenue",
            "period": "Y",
            "bands": [
                {"less_than": "100000000", "then": then_small},
                {"at_least": "100000000", "then": then_large},
            ],
        }
    }


def test_the_band_chooses_what_must_hold() -> None:
    assert truth(_bands(FAILS, HOLDS)) is Truth.holds
    assert truth(_bands(HOLDS, FAILS)) is Truth.fails


def test_words_and_presence() -> None:
    ticked = {"indicator": "product_exec_standard", "one_of": ["国家标准", "行业标准"]}
    assert truth(ticked) is Truth.unsupported
    assert truth(ticked, {("product_exec_standard", None): "地方标准"}) is Truth.fails
    assert truth(ticked, {("product_exec_standard", None): FieldStatus.unreadable}) is Truth.unknown
    assert truth({"indicator": "own_brand", "present": True}) is Truth.holds


def test_a_doubtful_value_decides_nothing() -> None:
    doubtful = read_value("count", "2", unit="年", doubts=(Doubt.low_confidence,))
    node: Mapping[str, object] = {"indicator": "niche_years", "at_least": "3"}
    assert truth(node, {("niche_years", None): doubtful}) is Truth.review


def test_sums_count_empty_boxes_as_nothing_but_not_unreadable_ones() -> None:
    node: Mapping[str, object] = {"sum_of": ["ic_layout_designs", "rd_staff"], "at_least": "100"}
    assert truth(node, {("rd_staff", None): "80"}) is Truth.fails
    assert truth(node, {("rd_staff", None): FieldStatus.unreadable}) is Truth.unknown


def _rd(first: str, second: str) -> tuple[Outcome, str]:
    """The outcome of XCa when R&D is `first` in 2019 and `second` in 2020 (元)."""
    papers = [
        audit(2019, {**STATEMENTS_2019, "income_statement.rd_expense": (first, "1.00")}),
        audit(2020, {**STATEMENTS_2020, "income_statement.rd_expense": (second, first)}),
    ]
    finding = find(run(make_case(replace=papers)), "XCa")[0]
    return finding.outcome, finding.message


def test_readings_that_agree_give_a_verdict() -> None:
    assert _rd("9000000.00", "11000000.00")[0] is Outcome.passed


def test_readings_that_disagree_are_for_a_person() -> None:
    outcome, message = _rd(
        "3600000.00", "11000000.00"
    )  # 2.0 % and 5.5 %: mean 3.75 %, pooled 3.84 %
    assert outcome is Outcome.review
    assert "不同读法结论不同" in message
    assert "两年各自达到" in message


def test_what_one_reading_said_the_next_does_not_repeat() -> None:
    outcome, message = _rd("3600000.00", "4000000.00")  # 2.0 % and 2.0 %
    assert outcome is Outcome.failed
    assert message.count("研发经费总额÷营业收入×100%") == 2  # once for each year
    assert message.count("要求不低于3%") == 1
    assert "较差的一年为2%" in message
    assert "按“两年占比的平均数”：平均2%，低1个百分点" in message


def test_the_first_check_of_the_office_names_conditions_without_repeating_their_reasons() -> None:
    told = [f.message for f in find(run(make_case()), "ELI-03", "review_must")]
    assert any("条件X05“无虚假申报、重大事故和违法失信”材料不能证明。" in text for text in told)
    assert not any("查询" in text for text in told)


def test_a_negative_base_is_not_a_growth_rate() -> None:
    items = {
        "notes.main_business_revenue": ("100000000.00", "100000000.00"),
        "income_statement.net_profit": ("15000000.00", "-2000000.00"),
    }
    later = {
        "notes.main_business_revenue": ("100000000.00", "100000000.00"),
        "income_statement.net_profit": ("18000000.00", "15000000.00"),
    }
    found = find(run(make_case(replace=[audit(2019, items), audit(2020, later)])), "X07")[0]
    assert found.outcome is Outcome.review
    assert "无法计算" in found.message


def test_growth_needs_three_years() -> None:
    found = find(run(make_case(remove=["审计2019"])), "X07")[0]
    assert found.outcome is Outcome.not_checked
    assert any("2018年" in name for name in found.missing)


def test_conditions_that_do_not_apply_say_so() -> None:
    found = find(run(make_case()), "XCb")[0]
    assert found.outcome is Outcome.passed
    assert "不适用" in found.message


def test_a_condition_that_only_a_register_can_answer_is_for_a_person() -> None:
    for condition in ("X05", "X06", "XBAN"):
        found = find(run(make_case()), condition)[0]
        assert found.outcome is Outcome.review
        assert "查询" in found.message


def test_the_declared_value_alone_proves_nothing() -> None:
    found = find(run(make_case()), "X09")[0]
    assert found.outcome is Outcome.not_checked
    assert "无佐证" in found.message


def test_every_condition_is_reported_once() -> None:
    findings = run_rules(make_case()).findings
    for condition in catalogue().programme("cn-xjr3-2021").conditions:
        assert len(find(findings, condition.id)) == 1


@pytest.mark.parametrize(("limit", "outcome"), [("1", Outcome.failed), ("99", Outcome.passed)])
def test_an_excluding_condition_is_met_when_its_test_fails(limit: str, outcome: Outcome) -> None:
    case = make_case()
    programme = case.programme
    ratio = {"indicator": "asset_liability_ratio", "period": "Y", "at_least": limit}
    excluded = [
        c.model_copy(update={"kind": "exclude", "test": NODE.validate_python(ratio)})
        for c in programme.conditions
        if c.id == "X08"
    ]
    only = programme.model_copy(update={"conditions": tuple(excluded)})
    assert find(run(replace(case, programme=only)), "X08")[0].outcome is outcome
