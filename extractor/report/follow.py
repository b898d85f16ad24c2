"""Which findings stand for themselves, and which merely follow from another one."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.errors import ExitCode
from models.finding import Decided, Finding, Outcome, Severity
from models.run import Report, RunStatus

CAUSES = (Outcome.failed, Outcome.review)
"""Only what failed or needs a person can be the cause of something else."""


def finding_key(finding: Finding) -> str:
    """Return the name by which `follows_from` refers to a finding: `RULE:indicator:period`."""
    return f"{finding.rule}:{finding.indicator or ''}:{finding.period or ''}"


def own_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that follow from no other one.

    A finding whose cause is not there, or is no problem, stands for itself, so that it is never lost.
    """
    return tuple(finding for _, finding in numbered_own(findings))


def numbered_own(findings: Sequence[Finding]) -> tuple[tuple[int, Finding], ...]:
    """Return the findings that follow from no other one, with their numbers among all, from 0."""
    causes = {finding_key(finding) for finding in findings if finding.outcome in CAUSES}
    roots = [finding for finding in findings if finding.follows_from not in causes]
    reached = _reached({finding_key(root) for root in roots if root.outcome in CAUSES}, findings)
    return tuple(pair for pair in enumerate(findings) if pair[0] not in reached)


def discrepancies_of(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the failed findings of their own, without mere hints.

    People's decisions count: what they dismissed is none, what they confirmed is one.
    """
    return tuple(
        finding
        for finding in own_findings(findings)
        if shown_outcome(finding) is Outcome.failed and finding.severity is not Severity.info
    )


def report_exit_code(report: Report) -> ExitCode:
    """Return the exit code a report stands for; unread pages or files weigh more than discrepancies."""
    if report.run.status is RunStatus.partial:
        return ExitCode.PARTLY_UNREADABLE
    return ExitCode.DISCREPANCIES if discrepancies_of(report.findings) else ExitCode.DONE


def needs_person(finding: Finding) -> bool:
    """Whether a finding still waits for somebody's decision."""
    if finding.settled is not None and finding.settled.state is not Decided.awaiting_second:
        return False
    return finding.outcome in CAUSES and finding.severity is not Severity.info


def shown_outcome(finding: Finding) -> Outcome:
    """Return the outcome after people's decisions: confirmed is failed, dismissed is passed."""
    if finding.is_confirmed:
        return Outcome.failed
    return Outcome.passed if finding.is_dismissed else finding.outcome


def consequences_of(finding: Finding, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what follows from a finding, directly or through another one, each once."""
    if finding.outcome not in CAUSES:
        return ()
    reached = _reached({finding_key(finding)}, findings)
    return tuple(
        other for number, other in enumerate(findings) if number in reached and other is not finding
    )


def _reached(keys: set[str], findings: Sequence[Finding]) -> set[int]:
    """The numbers of all findings that follow from one of the keys, over any number of steps."""
    reached: set[int] = set()
    while True:
        further = {
            number
            for number, finding in enumerate(findings)
            if number not in reached and finding.follows_from in keys
        }
        if not further:
            return reached
        reached |= further
        keys = keys | {
            finding_key(findings[number])
            for number in further
            if findings[number].outcome in CAUSES
        }
