"""Figures that profiles and reports beside the form state, against the form; those of other companies are not its own."""

from __future__ import annotations

import pytest

from models.field import DocumentRecord, NarrativeClaim
from models.finding import Finding, Outcome
from tests.unit.verify.builders import make_case, run
from tests.unit.verify.clean import NAME
from tests.unit.verify.papers import read_value, record

STRANGER = "湘潭霁川智能装备有限公司"


def report(employees: str, *, holder: str = NAME) -> DocumentRecord:
    """A development report that states how many people work there; the form declares 320."""
    claim = NarrativeClaim(
        indicator="employees",
        period="2020",
        value=read_value("count", employees, unit="人", file="报告.pdf"),
    )
    paper = record("报告", "narrative_plan", {"holder_name": holder})
    return paper.model_copy(update={"claims": (claim,)})


def findings(paper: DocumentRecord) -> list[Finding]:
    """What DVE-13 says about the employees where no profile is printed on the form."""
    case = make_case(form={("enterprise_profile", None): None}, add=[paper])
    return [item for item in run(case) if item.rule == "DVE-13" and item.indicator == "employees"]


@pytest.mark.parametrize(("stated", "outcome"), [("300", Outcome.review), ("320", Outcome.passed)])
def test_a_report_is_held_against_the_form(stated: str, outcome: Outcome) -> None:
    (finding,) = findings(report(stated))
    assert finding.outcome is outcome
    assert "实施方案、工作方案、简介与发展报告写明" in finding.message
    assert finding.evidence[0].place is not None


def test_the_report_of_another_company_says_nothing_of_the_applicant() -> None:
    assert findings(report("300", holder=STRANGER)) == []
