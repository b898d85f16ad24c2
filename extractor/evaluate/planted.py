"""Which planted discrepancies a report found, and what it found that nobody planted."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.evaluate.truth import Planted
from models.finding import Family, Finding, Outcome, Severity


def split_found(
    planted: Sequence[Planted], findings: Sequence[Finding]
) -> tuple[tuple[Planted, ...], tuple[Planted, ...]]:
    """Split planted discrepancies into found and missed.

    Found means: a failed or review finding of the same family, indicator and period, or of the same
    family and document type where no indicator applies.
    """
    found = tuple(p for p in planted if any(_matches(p, finding) for finding in findings))
    return found, tuple(p for p in planted if p not in found)


def false_alarms(planted: Sequence[Planted], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Failed findings of severity error or warning that no planted discrepancy explains."""
    return tuple(
        finding
        for finding in findings
        if finding.outcome is Outcome.failed
        and finding.severity is not Severity.info
        and finding.follows_from is None
        and not any(_matches(p, finding) for p in planted)
    )


def unexplained_traces(
    planted: Sequence[Planted], findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Signs of editing that no planted discrepancy explains: never a verdict, yet they cast suspicion."""
    return tuple(
        finding
        for finding in findings
        if finding.family is Family.tamper
        and finding.outcome in (Outcome.failed, Outcome.review)
        and not any(_matches(p, finding) for p in planted)
    )


def _matches(planted: Planted, finding: Finding) -> bool:
    if finding.outcome not in (Outcome.failed, Outcome.review):
        return False
    if finding.family.value != planted.family:
        return False
    if planted.indicator is None:
        return finding.document_type == planted.document_type
    same_period = (planted.period or None) == finding.period
    return finding.indicator == planted.indicator and same_period
