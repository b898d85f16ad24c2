"""Only numbers that measure the same thing are subtracted on the review screen."""

from __future__ import annotations

import pytest

from extractor.report.figures import difference_of
from models.field import Value
from models.finding import Basis, Family, Finding, Outcome, Severity


def number(value: str, unit: str | None, *, step: str = "0.01") -> Value:
    """A number as read, in the base unit."""
    return Value(value=value, raw=value, unit=unit, step=step, confidence=1.0, place=None)


def finding(
    declared: Value,
    *evidence: Value,
    computed: Value | None = None,
    outcome: Outcome = Outcome.failed,
) -> Finding:
    """A finding with these values."""
    return Finding(
        rule="ARI-04",
        family=Family.arithmetic,
        outcome=outcome,
        severity=Severity.error,
        basis=Basis.implied,
        message="不一致。",
        declared=declared,
        evidence=evidence,
        computed=computed,
    )


@pytest.mark.parametrize(
    ("shown", "kind_name", "expected"),
    [
        (finding(number("32000000", "万元", step="100"), number("26000000", "元")), "money", "申报多 600.00 万元（23.08%）"),
        (finding(number("12.5", "%"), number("196727000", "元"), computed=number("10", "%")), "ratio", "申报多 2.50%"),
        (finding(number("10.18", "%"), number("196727000", "元")), "ratio", ""),
        (finding(number("126000", "万美元"), number("26000000", "元")), "money", ""),
        (finding(number("10", "%"), computed=number("9", "%"), outcome=Outcome.not_checked), "ratio", ""),
        (finding(number("9", "项", step="1"), number("6", None, step="1")), "count", "申报多 3 项"),
        (finding(number("2", "项"), number("是", None)), "count", ""),
        (finding(number("13", "项", step="1"), number("3", "项"), number("7", "项"), computed=number("10", None)), "count", "申报多 3 项"),
    ],
)  # fmt: skip
def test_a_difference_is_that_of_two_numbers_of_one_measure(
    shown: Finding, kind_name: str, expected: str
) -> None:
    assert difference_of(shown, kind_name).replace(" ", "") == expected.replace(" ", "")
