"""Figures quoted in the profile against the figures of the tables."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.rule import About, Check, rule
from extractor.verify.values import agreement, shown, where
from models.field import NarrativeClaim
from models.finding import Family, Finding, Severity
from models.kinds import Agreement


@rule("DVE-13", Family.declared_vs_evidence, stage="narrative", severity=Severity.info)
def dve_13(check: Check) -> Iterator[Finding]:
    """企业简介中引用的数字应与申请书表内数字一致。"""
    form = check.case.form
    for claim in form.claims if form is not None else ():
        finding = _compare(check, claim)
        if finding is not None:
            yield finding


def _compare(check: Check, claim: NarrativeClaim) -> Finding | None:
    field = check.case.field(claim.indicator)
    if field is None or (field.periods and claim.period not in field.periods):
        return None
    period = claim.period if field.periods else None
    declared = check.case.declared(claim.indicator, period)
    if declared is None:
        return None
    quoted = claim.value
    about = About(indicator=claim.indicator, period=period, declared=declared, evidence=(quoted,))
    sides = f"企业简介写明“{quoted.raw}”{where(quoted)}，表内填报{shown(declared)}{where(declared)}"
    if agreement(field.kind, declared, quoted) is Agreement.differ:
        cause = check.found.cause((claim.indicator, period))
        return check.review(about, f"{sides}，两者不同，请人工确认。", follows=cause)
    return check.passed(about, f"{sides}，两者相符。")
