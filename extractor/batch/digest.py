"""What the sheets of a batch say about one submission, taken from its report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractor.report.checklist import PRESENCES, checklist_of
from extractor.report.follow import discrepancies_of, own_findings, shown_outcome
from extractor.report.words import STATUSES, show_value, subject_of
from models.batch import Counts, EvidenceState, Figure, Reason, Threshold, Unchecked, Unread
from models.catalogue import Catalogue
from models.finding import Family, Finding, Outcome
from models.issue import IssueCode
from models.run import Report
from models.submission import page_ranges

LIMIT = re.compile(r"要求((?:不低于|高于|不高于|低于)[^，；（）]+)，((?:高出|低)[^，；（）。但]+)")
"""How `extractor.verify.leaf` says a limit and how far a value is from it."""
UNREAD = (IssueCode.file_refused, IssueCode.page_unreadable)


def count_findings(report: Report) -> Counts:
    """Return how many findings of their own had which outcome, people's decisions included."""
    outcomes = Counter(shown_outcome(finding) for finding in _results(report))
    failed = len(discrepancies_of(report.findings))
    return Counts(
        passed=outcomes[Outcome.passed],
        failed=failed,
        review=outcomes[Outcome.review],
        not_checked=outcomes[Outcome.not_checked],
        hints=outcomes[Outcome.failed] - failed,
    )


def reasons_of(report: Report, catalogue: Catalogue) -> tuple[Reason, ...]:
    """Return the discrepancies in words."""
    return tuple(_reason(f, report, catalogue) for f in discrepancies_of(report.findings))


def reviews_of(report: Report, catalogue: Catalogue) -> tuple[Reason, ...]:
    """Return what a person must decide, in words."""
    own = _results(report)
    return tuple(_reason(f, report, catalogue) for f in own if shown_outcome(f) is Outcome.review)


def _results(report: Report) -> tuple[Finding, ...]:
    """The findings of their own; traces of editing are no results and are never counted."""
    return tuple(f for f in own_findings(report.findings) if f.family is not Family.tamper)


def thresholds_of(report: Report, catalogue: Catalogue) -> tuple[Threshold, ...]:
    """Return the conditions of the programme with limits and distances."""
    return tuple(
        Threshold(
            rule=finding.rule,
            subject=subject_of(finding, report, catalogue),
            outcome=shown_outcome(finding),
            severity=finding.severity,
            limit="\n".join(limit for limit, _ in _limits(finding)),
            distance="\n".join(distance for _, distance in _limits(finding)),
            message=finding.message,
        )
        for finding in report.findings
        if finding.family is Family.eligibility
    )


def evidence_of(report: Report, catalogue: Catalogue) -> tuple[EvidenceState, ...]:
    """Return the papers that the programme asks for, and whether they are there."""
    return tuple(
        EvidenceState(
            title=line.title,
            presence=line.presence.value,
            pages="；".join(
                f"{paper.file} 第 {page_ranges(paper.pages)} 页" for paper in line.papers
            ),
            remarks="；".join(line.remarks),
        )
        for line in checklist_of(report, catalogue)
    )


def unchecked_of(report: Report, catalogue: Catalogue) -> tuple[Unchecked, ...]:
    """Return what was not checked, with the facts that were missing."""
    return tuple(
        Unchecked(
            rule=finding.rule,
            subject=subject_of(finding, report, catalogue),
            message=finding.message,
            missing=finding.missing,
        )
        for finding in own_findings(report.findings)
        if shown_outcome(finding) is Outcome.not_checked
    )


def figures_of(report: Report) -> tuple[Figure, ...]:
    """Return the cells of the standard tables as declared; lists of rows are left to the report."""
    return tuple(
        Figure(
            key=row.indicator,
            is_found=row.declared_status == "found",
            title=row.title_zh,
            period=row.period,
            declared=show_value(row.declared)
            if row.declared_status == "found"
            else STATUSES.get(row.declared_status, row.declared_status),
            outcome=row.outcome,
            kind=row.kind,
            reading=row.declared if row.declared_status == "found" else None,
        )
        for table in report.tables[:1]  # the further forms repeat what stands in the first
        for row in table.rows
        if row.kind != "rows" and row.scope is None
    )


def unread_of(report: Report) -> tuple[Unread, ...]:
    """Return the files and pages that were not read."""
    return tuple(
        Unread(file=issue.file or "", page=issue.page, message=issue.message)
        for issue in report.issues
        if issue.code in UNREAD
    )


def show_presence(presence: str) -> str:
    """Return sign and word of whether a paper is there."""
    words = {known.value: " ".join(shown) for known, shown in PRESENCES.items()}
    return words[presence]


def _limits(finding: Finding) -> Iterator[tuple[str, str]]:
    for match in LIMIT.finditer(finding.message):
        yield match[1], match[2]


def _reason(finding: Finding, report: Report, catalogue: Catalogue) -> Reason:
    return Reason(
        rule=finding.rule,
        severity=finding.severity,
        subject=subject_of(finding, report, catalogue),
        message=finding.message,
    )
