"""Every rule and condition has a case that trips it, one that it passes, and one where it cannot be checked."""

from __future__ import annotations

import pytest

from extractor.verify.rule import registered_rules
from extractor.verify.run import run_rules
from models.finding import Finding, Outcome
from tests.unit.verify.clean import PROGRAMME
from tests.unit.verify.examples import EXAMPLES, Example
from tests.unit.verify.makers import Maker
from tests.unit.verify.papers import catalogue


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
