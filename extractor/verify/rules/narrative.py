"""Figures quoted in the profile against the figures of the tables."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.names import Holder, judge_holder
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import agreement, shown, where
from models.catalogue.spec_documents import DocumentType
from models.field import DocumentRecord, NarrativeClaim
from models.finding import Family, Finding, Severity
from models.kinds import Agreement

_COMPARED = frozenset({"money", "count", "ratio", "rank"})


@rule("DVE-13", Family.declared_vs_evidence, stage="narrative", severity=Severity.info)
def dve_13(check: Check) -> Iterator[Finding]:
    """企业简介中引用的数字应与申请书表内数字一致。"""
    form = check.case.form
    for claim in form.claims if form is not None else ():
        yield from _compare(check, claim, source="企业简介")
    for record in check.case.records:
        kind = check.case.catalogue.document_types.get(record.type)
        if kind is not None and kind.narrates and _is_own(check, record, kind):
            for claim in record.claims:
                yield from _compare(check, claim, source=kind.title_zh)


def _is_own(check: Check, record: DocumentRecord, kind: DocumentType) -> bool:
    """Whether nothing says that the narrative is another company's."""
    field = record.get(kind.holder) if kind.holder else None
    if field is None or field.reading is None or not field.value:
        return True
    return judge_holder(field.reading, check.case.names) is not Holder.other


def _compare(check: Check, claim: NarrativeClaim, *, source: str) -> Iterator[Finding]:
    field = check.case.field(claim.indicator)
    if (
        field is None
        or field.kind not in _COMPARED
        or (field.periods and claim.period not in field.periods)
    ):
        return
    period = claim.period if field.periods else None
    declared = check.case.declared(claim.indicator, period)
    if declared is None:
        return
    quoted = claim.value
    about = About(indicator=claim.indicator, period=period, declared=declared, evidence=(quoted,))
    sides = f"{source}写明“{quoted.raw}”{where(quoted)}，表内填报{shown(declared)}{where(declared)}"
    agreed = agreement(field.kind, declared, quoted)
    if agreed is Agreement.differ:
        cause = check.found.cause((claim.indicator, period))
        yield check.review(about, f"{sides}，两者不同，请人工确认。", follows=cause)
    elif agreed is not Agreement.cannot_compare:
        yield check.passed(about, f"{sides}，两者相符。")
