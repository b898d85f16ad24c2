"""The few lines that the command line prints about a report."""

from __future__ import annotations

from collections import Counter

from models.finding import Finding, Outcome
from models.run import Report


def discrepancy_lines(report: Report) -> list[str]:
    """Return one line per discrepancy: `file:page: RULE severity: message`."""
    return [discrepancy_line(finding) for finding in report.findings if finding.is_discrepancy]


def discrepancy_line(finding: Finding) -> str:
    """Return a finding as one line; the place is that of the declared value, or the first one."""
    place = finding.declared.place if finding.declared and finding.declared.place else None
    if place is None and finding.places:
        place = finding.places[0]
    where = f"{place.file}:{place.page}" if place else "-"
    return f"{where}: {finding.rule} {finding.severity.value}: {finding.message}"


def summary_line(report: Report) -> str:
    """Return how many checks had which outcome, and how much was read."""
    outcomes = Counter(finding.outcome for finding in report.findings)
    discrepancies = sum(finding.is_discrepancy for finding in report.findings)
    pages = sum(file.pages for file in report.files)
    return (
        f"共 {len(report.findings)} 项检查：通过 {outcomes[Outcome.passed]}，不一致 {discrepancies}，"
        f"待复核 {outcomes[Outcome.review]}，未能检查 {outcomes[Outcome.not_checked]}；"
        f"{len(report.documents)} 份文件，{pages} 页，识别问题 {len(report.issues)} 条"
    )
