"""What follows from a finding is told with it, and nothing gets lost."""

from __future__ import annotations

from extractor.report.follow import consequences_of, finding_key, own_findings
from models.finding import Outcome
from tests.unit.report.builders import finding

CAUSE = finding(rule="A")
DIRECT = finding(rule="B", follows_from=finding_key(CAUSE))
INDIRECT = finding(rule="C", follows_from=finding_key(DIRECT))


def test_followers_are_told_with_their_cause_over_any_number_of_steps() -> None:
    findings = (INDIRECT, CAUSE, DIRECT)
    assert own_findings(findings) == (CAUSE,)
    assert consequences_of(CAUSE, findings) == (INDIRECT, DIRECT)
    assert consequences_of(DIRECT, findings) == (INDIRECT,)


def test_a_follower_of_nothing_stands_for_itself() -> None:
    assert own_findings((DIRECT,)) == (DIRECT,)


def test_a_follower_of_a_passed_check_stands_for_itself() -> None:
    passed = finding(Outcome.passed, rule="A")
    assert own_findings((passed, DIRECT)) == (passed, DIRECT)
    assert consequences_of(passed, (passed, DIRECT)) == ()


def test_findings_that_follow_each_other_are_not_lost() -> None:
    first = finding(rule="X", follows_from="Y:operating_revenue:2020")
    second = finding(rule="Y", follows_from="X:operating_revenue:2020")
    assert own_findings((first, second)) == (first, second)
