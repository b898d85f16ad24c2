"""Decisions stand beside their finding while the evidence is the same, and may take two people."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from extractor.correct.decide import mark_finding, settle_findings
from extractor.correct.pages import PageIndex
from extractor.report.follow import discrepancies_of
from models.correction import Action, FindingDecision, Reason
from models.finding import Decided, Finding, Outcome, Settled, Severity
from models.issue import Issue, IssueCode
from tests.unit.report.builders import CELL, EVIDENCE, finding, report, value

FAILED = finding()


def index(*, page: str = "p") -> PageIndex:
    files = [
        file.model_copy(
            update={"digests": tuple(f"{page}{file.name}{n}" for n in range(file.pages))}
        )
        for file in report().files
    ]
    return PageIndex(files)


def decided(
    action: Action = Action.dismiss,
    *,
    about: Finding = FAILED,
    by: str = "甲",
    number: int = 1,
) -> FindingDecision:
    return FindingDecision(
        id=f"e{number}",
        by=by,
        at="2021-06-01T08:00:00Z",
        finding=mark_finding(about, index()),
        action=action,
        reason=Reason.explained if action is Action.dismiss else None,
    )


def settled(
    *decisions: FindingDecision,
    findings: tuple[Finding, ...] = (FAILED,),
    two: bool = False,
    pages: PageIndex | None = None,
) -> tuple[tuple[Finding, ...], tuple[Issue, ...]]:
    return settle_findings(findings, decisions, index=pages or index(), needs_second_person=two)


def state(of: Finding) -> Decided | None:
    return of.settled.state if isinstance(of.settled, Settled) else None


def test_a_dismissed_finding_counts_no_more() -> None:
    (found,), issues = settled(decided())
    assert state(found) is Decided.dismissed
    assert found.outcome is Outcome.failed
    assert issues == ()
    assert discrepancies_of((FAILED,)) == (FAILED,)
    assert discrepancies_of((found,)) == ()


def test_a_confirmed_doubt_counts() -> None:
    doubt = finding(Outcome.review)
    (found,), _ = settled(decided(Action.confirm, about=doubt), findings=(doubt,))
    assert discrepancies_of((doubt,)) == ()
    assert discrepancies_of((found,)) == (found,)


def test_two_people_clear_an_error() -> None:
    one, same, other = decided(), decided(number=2), decided(by="乙", number=3)
    assert state(settled(one, two=True)[0][0]) is Decided.awaiting_second
    assert state(settled(one, same, two=True)[0][0]) is Decided.awaiting_second
    (found,), _ = settled(one, other, two=True)
    assert state(found) is Decided.dismissed
    assert found.settled is not None and found.settled.by == ("甲", "乙")


def test_a_confirmation_between_two_dismissals_starts_anew() -> None:
    one, no, other = (
        decided(),
        decided(Action.confirm, by="丙", number=2),
        decided(by="乙", number=3),
    )
    assert state(settled(one, no, two=True)[0][0]) is Decided.confirmed
    assert state(settled(one, no, other, two=True)[0][0]) is Decided.awaiting_second


def test_one_person_clears_a_warning() -> None:
    mild = finding(severity=Severity.warning)
    (found,), _ = settled(decided(about=mild), findings=(mild,), two=True)
    assert state(found) is Decided.dismissed


@pytest.mark.parametrize(
    "changed",
    [
        finding(evidence=(value("1", raw="1", place=CELL),)),
        finding(declared=None),
        finding(Outcome.review),
        finding(period="2019"),
    ],
    ids=["evidence", "declared", "outcome", "subject"],
)
def test_changed_evidence_asks_again(changed: Finding) -> None:
    (found,), issues = settled(decided(), findings=(changed,))
    assert found == changed
    assert [issue.code for issue in issues] == [IssueCode.decision_stale]


def test_the_same_value_on_another_page_asks_again() -> None:
    (found,), issues = settled(decided(), pages=index(page="q"))
    assert found.settled is None
    assert len(issues) == 1


def test_other_words_about_the_same_evidence_keep_the_decision() -> None:
    reworded = finding(message="换了说法。")
    assert state(settled(decided(), findings=(reworded,))[0][0]) is Decided.dismissed


def test_findings_of_equal_basis_are_told_apart_by_their_sentence() -> None:
    one, two = finding(message="甲。"), finding(message="乙。")
    first, second = settled(decided(about=two), findings=(one, two))[0]
    assert state(first) is None
    assert state(second) is Decided.dismissed
    unclear = decided(about=finding(message="丙。"))
    assert len(settled(unclear, findings=(one, two))[1]) == 1


def test_a_dismissal_needs_a_reason_and_other_a_note() -> None:
    entry = decided().model_dump()
    for wrong in ({"reason": None}, {"action": "confirm"}, {"reason": "other"}):
        with pytest.raises(ValidationError):
            FindingDecision.model_validate({**entry, **wrong})
    FindingDecision.model_validate({**entry, "reason": "other", "note": "企业已改名。"})


def test_a_mark_tells_pages_and_values() -> None:
    basis = mark_finding(FAILED, index()).basis
    assert [item.value for item in basis] == ["186345200", EVIDENCE.value]
    assert all(item.digest for item in basis)
