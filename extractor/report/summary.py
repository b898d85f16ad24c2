"""The few lines that the command line prints about a report."""

from __future__ import annotations

from collections import Counter

from extractor.report.follow import discrepancies_of, own_findings
from models.finding import Family, Finding, Outcome
from models.run import Report


def discrepancy_lines(report: Report) -> list[str]:
    """Return one line per discrepancy: `file:page: RULE severity: message`."""
    return [discrepancy_line(finding) for finding in discrepancies_of(report.findings)]


def discrepancy_line(finding: Finding) -> str:
    """Return a finding as one line; the place is that of the declared value, or the first one."""
    place = finding.declared.place if finding.declared and finding.declared.place else None
    if place is None and finding.places:
        place = finding.places[0]
    where = f"{place.file}:{place.page}" if place else "-"
    return f"{where}: {finding.rule} {finding.severity.value}: {finding.message}"


def summary_line(report: Report) -> str:
    """Return how many checks had which outcome, and how much was read."""
    results = [f for f in report.findings if f.family is not Family.tamper]
    signals = sum(
        f.family is Family.tamper and f.outcome is Outcome.review for f in report.findings
    )
    own = own_findings(results)
    outcomes = Counter(finding.outcome for finding in own)
    discrepancies = len(discrepancies_of(report.findings))
    hints = outcomes[Outcome.failed] - discrepancies
    following = len(results) - len(own)
    pages = sum(file.pages for file in report.files)
    return (
        f"共 {len(results)} 项检查：通过 {outcomes[Outcome.passed]}，不一致 {discrepancies}，"
        f"需人工判断 {outcomes[Outcome.review]}，未能核对 {outcomes[Outcome.not_checked]}，"
        f"提示 {hints}，由以上问题引起 {following}；"
        f"{len(report.documents)} 份文件，{pages} 页，识别问题 {len(report.issues)} 条"
        + (f"；另有可疑迹象 {signals} 处，不构成结论" if signals else "")
    )
