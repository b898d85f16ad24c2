"""Decisions of people set beside the findings they are about, as long as the evidence is the same."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.correct.pages import PageIndex
from models.correction import Action, Basis, FindingDecision, FindingMark
from models.finding import Decided, Finding, Outcome, Settled, Severity
from models.issue import Issue, IssueCode


def mark_finding(finding: Finding, index: PageIndex) -> FindingMark:
    """Return what a finding is known by: what it is about, and page and value of all it rests on."""
    values = [finding.declared, *finding.evidence]
    basis = [
        Basis(digest=index.digest(v.place.file, v.place.page) if v.place else "", value=v.value)
        for v in values
        if v is not None
    ]
    stated = {value.place for value in values if value is not None}
    further = {
        index.digest(place.file, place.page) for place in finding.places if place not in stated
    }
    basis += [Basis(digest=digest, value="") for digest in sorted(further)]
    return FindingMark(
        rule=finding.rule,
        indicator=finding.indicator,
        period=finding.period,
        document_type=finding.document_type,
        outcome=finding.outcome,
        basis=tuple(basis),
        message=finding.message,
    )


def settle_findings(
    findings: Sequence[Finding],
    decisions: Sequence[FindingDecision],
    *,
    index: PageIndex,
    needs_second_person: bool,
) -> tuple[tuple[Finding, ...], tuple[Issue, ...]]:
    """Return the findings with what was decided about them, and an issue for each decision left over.

    A decision holds where subject, outcome and evidence are those it was made on; where several
    findings share all of these, the sentence tells them apart.
    """
    if not decisions:
        return tuple(findings), ()
    marks = [mark_finding(finding, index) for finding in findings]
    made: dict[int, list[FindingDecision]] = {}
    issues: list[Issue] = []
    for decision in decisions:
        at = _find(decision.finding, marks)
        if at is None:
            issues.append(_stale(decision))
        else:
            made.setdefault(at, []).append(decision)
    return tuple(
        finding.model_copy(
            update={"settled": _settle(finding, made[at], needs_second_person=needs_second_person)}
        )
        if at in made
        else finding
        for at, finding in enumerate(findings)
    ), tuple(issues)


def _find(mark: FindingMark, marks: Sequence[FindingMark]) -> int | None:
    """The number of the finding with this mark, None when there is none or it cannot be told."""
    bare = mark.model_copy(update={"message": ""})
    same = [at for at, m in enumerate(marks) if m.model_copy(update={"message": ""}) == bare]
    if len(same) > 1:
        same = [at for at in same if marks[at].message == mark.message]
    return same[0] if len(same) == 1 else None


def _settle(
    finding: Finding, made: Sequence[FindingDecision], *, needs_second_person: bool
) -> Settled:
    """The state after the decisions, in the order made; a confirmation takes back earlier dismissals."""
    last = made[-1]
    since = list(made)
    for at, decision in enumerate(made):
        if decision.action is not last.action:
            since = list(made[at + 1 :])
    people = tuple(dict.fromkeys(decision.by for decision in since))
    weighs = finding.severity is Severity.error and finding.outcome in (
        Outcome.failed,
        Outcome.review,
    )
    if last.action is Action.confirm:
        state = Decided.confirmed
    elif needs_second_person and weighs and len(people) < 2:
        state = Decided.awaiting_second
    else:
        state = Decided.dismissed
    return Settled(
        state=state,
        reason=last.reason.value if last.reason else None,
        note=last.note,
        by=people,
        at=last.at,
    )


def _stale(decision: FindingDecision) -> Issue:
    said = "确认不一致" if decision.action is Action.confirm else "排除"
    return Issue(
        code=IssueCode.decision_stale,
        message=f"人工意见“{said}”没有沿用：{decision.finding.message}所依据的内容已变化，请重新判断。",
    )
