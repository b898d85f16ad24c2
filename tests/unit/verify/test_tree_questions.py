"""Questions to a person, lists, words and days inside a condition tree; options, scores and relaxations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from extractor.verify.case import Case
from extractor.verify.run import run_rules
from extractor.verify.tie_out import attach_evidence
from extractor.verify.tree import Truth, evaluate
from models.catalogue.spec import ClauseSpec
from models.catalogue.spec_lookups import ListSpec
from models.catalogue.spec_programmes import Condition, Group
from models.finding import Finding, Outcome
from models.kinds.company_name import company_key
from tests.unit.verify.builders import find, make_case
from tests.unit.verify.clean import ON
from tests.unit.verify.papers import catalogue
from tests.unit.verify.test_tree import FAILS, HOLDS, NODE, UNKNOWN, UNSUPPORTED, as_tuples

ASK = {"ask": "是否良好"}
CLAUSE = ClauseSpec(source="某通知", text="任选一项。", lines="notice.txt:1")


def known_case() -> Case:
    case = make_case()
    tables = tuple(
        attach_evidence(t, case.records, catalogue(), reference_date=ON) for t in case.tables
    )
    return case.with_tables(tables)


def truth(node: Mapping[str, object], case: Case | None = None) -> Truth:
    return evaluate(NODE.validate_python(as_tuples(node)), case or known_case()).truth


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (ASK, Truth.asked),
        ({"all": [HOLDS, ASK]}, Truth.asked),
        ({"all": [FAILS, ASK]}, Truth.fails),
        ({"all": [UNKNOWN, ASK]}, Truth.unknown),
        ({"all": [UNSUPPORTED, ASK]}, Truth.unsupported),
        ({"any": [HOLDS, ASK]}, Truth.holds),
        ({"any": [FAILS, ASK]}, Truth.asked),
        ({"any": [UNKNOWN, ASK]}, Truth.asked),
        ({"at_least": {"n": 2, "of": [HOLDS, ASK, FAILS]}}, Truth.asked),
        ({"at_least": {"n": 2, "of": [ASK, FAILS, FAILS]}}, Truth.fails),
    ],
)
def test_a_question_is_never_an_answer(node: Mapping[str, object], expected: Truth) -> None:
    assert truth(node) is expected


def test_the_question_stands_in_the_text_with_who_can_answer_it() -> None:
    result = evaluate(NODE.validate_python({"ask": "是否欠薪", "at": "人社部门"}), known_case())
    assert result.text == "须向人社部门查询：是否欠薪"


@pytest.mark.parametrize(
    ("names", "expected"), [(None, Truth.unknown), ("own", Truth.holds), ("other", Truth.fails)]
)
def test_a_list_decides_only_when_it_was_loaded(names: str | None, expected: Truth) -> None:
    case = known_case()
    known = ListSpec(key="chosen", title_zh="入选名单", source="主管部门")
    case = replace(case, catalogue=replace(case.catalogue, lists={"chosen": known}))
    if names is not None:
        own = case.names[0].value if names == "own" else "另一家有限公司"
        case = replace(case, lists={"chosen": frozenset({company_key(own)})})
    result = evaluate(NODE.validate_python({"on_list": "chosen"}), case)
    assert result.truth is expected
    assert bool(result.missing) is (names is None)


def test_words_are_looked_for_in_every_paper_and_other_papers_prove_nothing() -> None:
    key = {"indicator": "applicant_name"}
    assert truth({**key, "contains": ["查无此名", "公司"]}) is Truth.holds
    assert truth({**key, "contains": ["查无此名"]}) is Truth.review
    assert truth({"indicator": "valuation", "contains": ["查无此名"]}) is Truth.unknown


def test_papers_are_counted() -> None:
    node = {"indicator": "own_brand", "measure": "count"}
    assert truth({**node, "at_least": "1"}) is Truth.holds
    assert truth({**node, "at_least": "9"}) is Truth.fails


@pytest.mark.parametrize(
    ("comparator", "day", "expected"),
    [
        ("before", "1990-01-01", Truth.fails),
        ("before", "2099-01-01", Truth.holds),
        ("not_before", "1990-01-01", Truth.holds),
        ("not_after", "1990-01-01", Truth.fails),
    ],
)
def test_days_are_compared(comparator: str, day: str, expected: Truth) -> None:
    assert truth({"indicator": "registration_date", comparator: day}) is expected


def _options(*, n: int | None, **tests: Mapping[str, object]) -> tuple[Finding, ...]:
    """The findings under a programme with one group of options and nothing else."""
    options = tuple(
        Condition(
            id=name,
            title_zh=name,
            kind="option",
            group="g",
            clause=CLAUSE,
            test=NODE.validate_python(as_tuples(test)),
        )
        for name, test in tests.items()
    )
    group = Group(id="g", title_zh="任选条件", n=n, clause=CLAUSE)
    case = make_case()
    only = case.programme.model_copy(update={"conditions": options, "groups": (group,)})
    return run_rules(replace(case, programme=only)).findings


@pytest.mark.parametrize(
    ("n", "tests", "expected"),
    [
        (1, {"A": HOLDS, "B": FAILS}, Outcome.passed),
        (2, {"A": HOLDS, "B": FAILS}, Outcome.failed),
        (2, {"A": HOLDS, "B": ASK}, Outcome.review),
        (2, {"A": HOLDS, "B": UNKNOWN}, Outcome.not_checked),
        (None, {"A": HOLDS, "B": HOLDS}, Outcome.review),
    ],
)
def test_a_group_needs_a_number_of_its_options(
    n: int | None, tests: Mapping[str, Mapping[str, object]], expected: Outcome
) -> None:
    assert find(_options(n=n, **tests), "g")[0].outcome is expected


def test_an_option_that_does_not_hold_fails_nothing_alone() -> None:
    findings = _options(n=1, A=HOLDS, B=FAILS)
    assert find(findings, "B")[0].outcome is Outcome.passed
    assert "未满足" in find(findings, "B")[0].message


def _only(*conditions: Condition) -> tuple[Finding, ...]:
    case = make_case()
    only = case.programme.model_copy(update={"conditions": conditions, "groups": ()})
    return run_rules(replace(case, programme=only)).findings


def _condition(name: str, kind: str, **more: object) -> Condition:
    given = {"id": name, "title_zh": name, "kind": kind, "clause": CLAUSE, **more}
    return Condition.model_validate(as_tuples(given))


@pytest.mark.parametrize(
    ("relief", "expected"),
    [(ASK, Outcome.review), (FAILS, Outcome.failed), (HOLDS, Outcome.review)],
)
def test_a_relaxation_that_may_apply_leaves_the_decision_to_a_person(
    relief: Mapping[str, object], expected: Outcome
) -> None:
    findings = _only(
        _condition("A", "gate", test=FAILS), _condition("R", "relax", test=relief, relaxes=["A"])
    )
    assert find(findings, "A")[0].outcome is expected


@pytest.mark.parametrize(
    ("test", "expected"),
    [(HOLDS, Outcome.passed), (FAILS, Outcome.review), (UNKNOWN, Outcome.review)],
)
def test_a_class_that_only_a_person_can_tell_binds_nobody_alone(
    test: Mapping[str, object], expected: Outcome
) -> None:
    found = find(_only(_condition("C", "class", when=ASK, test=test)), "C")[0]
    assert found.outcome is expected


def test_what_is_not_checked_says_why() -> None:
    found = find(_only(_condition("M", "amount", unchecked_zh="额度由主管部门核定。")), "M")[0]
    assert found.outcome is Outcome.not_checked
    assert "额度由主管部门核定。" in found.message
