"""What could not be read is never held against the applicant."""

from __future__ import annotations

import pytest

from models.finding import Outcome
from models.issue import Issue, IssueCode
from tests.unit.verify.builders import find, make_case, run

PATENTS = ("专利1", "专利2", "专利3", "专利4")
REFUSED = Issue(code=IssueCode.file_refused, file="证书.pdf", message="“证书.pdf”设有打开密码。")


def outcomes(rule: str, *, refused: bool, has_form: bool = True) -> set[Outcome]:
    case = make_case(remove=PATENTS, issues=(REFUSED,) if refused else (), has_form=has_form)
    return {finding.outcome for finding in find(run(case), rule)}


@pytest.mark.parametrize("rule", ["X12", "DVE-03"])
def test_patents_may_lie_in_a_refused_file(rule: str) -> None:
    assert Outcome.failed not in outcomes(rule, refused=True)


def test_missing_papers_may_lie_in_a_refused_file() -> None:
    case = make_case(remove=("执照",), issues=(REFUSED,))
    licence = [f for f in find(run(case), "CMP-03") if f.document_type == "business_license"]
    assert [finding.outcome for finding in licence] == [Outcome.review]


def test_without_the_form_conditions_it_declares_stay_open() -> None:
    findings = run(make_case(remove=PATENTS, has_form=False))
    for rule in ("X12", "X14", "X16"):
        assert Outcome.failed not in {finding.outcome for finding in find(findings, rule)}
