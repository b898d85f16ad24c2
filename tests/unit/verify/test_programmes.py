"""Sound papers of one enterprise under every programme: nothing but what a notice really asks fails."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.tabulate.fill import fill_table
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from models.finding import Finding, Outcome
from tests.unit.verify.builders import make_case
from tests.unit.verify.papers import catalogue

LACKING = {"CMP-05"}
"""What these papers lack: the reports of a third year."""


def findings_under(key: str) -> tuple[Finding, ...]:
    """The findings about the clean papers under a programme; its own form is empty."""
    clean = make_case()
    programme = catalogue().programme(key)
    own = clean.tables[0].table == programme.table
    tables = clean.tables if own else (fill_table(catalogue().table_of(programme), None),)
    return run_rules(replace(clean, programme=programme, tables=tables)).findings


@pytest.mark.parametrize("key", list(catalogue().programmes))
def test_only_conditions_can_fail_on_sound_papers(key: str) -> None:
    programme = catalogue().programme(key)
    allowed = {c.id for c in programme.conditions} | {g.id for g in programme.groups}
    failed = {f.rule for f in findings_under(key) if f.outcome is Outcome.failed}
    assert failed <= allowed | LACKING


@pytest.mark.parametrize("key", ["he-project-2021", "tj-zjtx-2021", "sc-svc-2021", "cn-key-plan"])
def test_every_condition_and_group_is_reported_once(key: str) -> None:
    programme = catalogue().programme(key)
    rules = [f.rule for f in findings_under(key)]
    for name in (*(c.id for c in programme.conditions), *(g.id for g in programme.groups)):
        assert rules.count(name) == 1, name


def test_thresholds_of_a_notice_are_checked_against_audited_figures() -> None:
    found = {f.rule: f for f in findings_under("he-project-2021")}
    assert found["S1b"].outcome is Outcome.passed
    assert "要求不高于70%" in found["S1b"].message
    assert found["S1b"].clause is not None
    assert found["S1b"].clause.lines == "policy.txt:5606-5607"


def test_without_any_paper_no_condition_is_decided() -> None:
    clean = make_case()
    for key in ("hb-pool-2021", "bt-zjtx", "xm-growth"):
        programme = catalogue().programme(key)
        empty = Case(
            programme=programme, catalogue=catalogue(), reference_date=clean.reference_date
        )
        for finding in run_rules(empty).findings:
            assert finding.outcome in (Outcome.not_checked, Outcome.review), finding.message


def test_a_paper_asked_of_some_applicants_only_is_not_missed() -> None:
    found = [f for f in findings_under("sh-key1-ent") if f.rule == "CMP-03"]
    assert any("请人工确认是否适用" in f.message for f in found)
    assert not any(f.outcome is Outcome.failed for f in found)
