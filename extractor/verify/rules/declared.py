"""Declared against evidence: every declared figure beside the figure of the paper that proves it."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.verify.case import Case
from extractor.verify.causes import explain, named, other_figures, told
from extractor.verify.figures import Slip
from extractor.verify.rule import About, Check, rule
from extractor.verify.statements import fiscal_year, is_comparative
from extractor.verify.values import agreement, agrees, number, shown, where
from models.field import Value
from models.finding import Basis, Family, Finding, Severity
from models.kinds import Agreement
from models.table import Evidence

AGAINST_EVIDENCE = (
    ("DVE-01", "operating_revenue"),
    ("DVE-01", "main_business_revenue"),
    ("DVE-01", "net_profit"),
    ("DVE-01", "total_assets"),
    ("VAL-14", "market_share"),
    ("VAL-14", "market_rank"),
    ("DVE-05", "tax_paid"),
    ("DVE-06", "employees"),
    ("DVE-06", "rd_staff"),
    ("DVE-07", "export_value"),
    ("DVE-09", "rd_expense"),
    ("VAL-15", "new_equity_financing"),
)
"""One line per check: the rule, and the indicator whose declared value is compared with its evidence."""


@rule("DVE-01", Family.declared_vs_evidence, stage="declared", basis=Basis.stated)
def dve_01(check: Check) -> Iterator[Finding]:
    """申报的财务数据应与审计报告一致（换算单位并按申报的精度比较）。"""
    yield from _compare_all(check)


@rule("DVE-05", Family.declared_vs_evidence, stage="declared", severity=Severity.warning)
def dve_05(check: Check) -> Iterator[Finding]:
    """申报的上缴税金应与完税证明一致；现金流量表“支付的各项税费”口径不尽相同，只供人工比对。"""
    yield from _compare_all(check)


@rule("DVE-06", Family.declared_vs_evidence, stage="declared", severity=Severity.warning)
def dve_06(check: Check) -> Iterator[Finding]:
    """申报的职工和研发人员数应与名册、社保证明一致。"""
    yield from _compare_all(check)


@rule("DVE-07", Family.declared_vs_evidence, stage="declared", severity=Severity.warning)
def dve_07(check: Check) -> Iterator[Finding]:
    """申报的出口额应与报关单等出口佐证一致。"""
    yield from _compare_all(check)


@rule("VAL-14", Family.declared_vs_evidence, stage="declared", basis=Basis.stated)
def val_14(check: Check) -> Iterator[Finding]:
    """申报的市场占有率和本省排名应与佐证材料的年度、区域和数值一致。"""
    yield from _compare_all(check)


@rule("DVE-09", Family.declared_vs_evidence, stage="declared")
def dve_09(check: Check) -> Iterator[Finding]:
    """申报的研发经费应与审计报告的研发费用一致；各来源不同的，列出各数。"""
    yield from _compare_all(check)


@rule("VAL-15", Family.declared_vs_evidence, stage="declared", basis=Basis.stated)
def val_15(check: Check) -> Iterator[Finding]:
    """新增股权融资额应为实缴，并有到账证明。"""
    yield from _compare_all(check)


def _compare_all(check: Check) -> Iterator[Finding]:
    for rule_id, indicator in AGAINST_EVIDENCE:
        spec = check.case.field(indicator)
        if rule_id == check.rule.id and spec is not None:
            for period in spec.periods or (None,):
                yield from _compare(check, indicator, period, spec.kind)


def _compare(check: Check, indicator: str, period: str | None, kind: str) -> Iterator[Finding]:
    case = check.case
    declared = case.declared(indicator, period)
    row = case.table.row(indicator, period)
    evidence = row.evidence if row else ()
    about = About(
        indicator=indicator,
        period=period,
        declared=declared,
        evidence=tuple(item.value for item in evidence),
        document=evidence[0].document if evidence else None,
    )
    name = f"{period}年{case.title(indicator)}" if period else case.title(indicator)
    if declared is None:
        if evidence:
            text = f"申请书上未读到{name}，未与佐证材料核对。"
            yield check.not_checked(about, text, missing=[f"申请书的{name}"])
        return
    if not evidence:
        if _is_expected(case, indicator):
            yield _without_evidence(check, about, name, declared)
        return
    yield _judge(check, about, name, evidence, kind)


def _is_expected(case: Case, indicator: str) -> bool:
    """Whether a paper that should state the value is there, or is asked for (else CMP-04 speaks)."""
    field = case.field(indicator)
    types = {source.document_type for source in field.evidence} if field else set()
    listed = {kind for item in case.programme.required_evidence for kind in item.any_of}
    return bool(types & listed) or case.has_document(*types)


def _without_evidence(check: Check, about: About, name: str, declared: Value) -> Finding:
    text = f"{name}申报为{shown(declared)}{where(declared)}，材料中未读到可供核对的数，无佐证。"
    return check.not_checked(about, text, missing=[f"{name}的佐证"])


def _judge(
    check: Check, about: About, name: str, evidence: tuple[Evidence, ...], kind: str
) -> Finding:
    case, declared = check.case, about.declared
    if declared is None:
        raise ValueError("a comparison needs a declared value")
    best = evidence[0]
    sides = f"{name}申报为{shown(declared)}{where(declared)}，{_source(case, best, about.period)}"
    result = agreement(kind, declared, best.value)
    if result in (Agreement.agree, Agreement.agree_within_step):
        return check.passed(about, f"{sides}，两者一致。")
    if result is Agreement.cannot_compare:
        return check.review(about, f"{sides}，未读到计量单位或单位不同，不能直接比较，请人工确认。")
    slip = explain(
        kind,
        declared,
        best.value,
        other_figures(case, about.indicator or "", about.period, best),
    )
    return named(_differing(check, about, sides, evidence, (kind, slip)), slip)


def _differing(
    check: Check,
    about: About,
    sides: str,
    evidence: tuple[Evidence, ...],
    how: tuple[str, Slip | None],
) -> Finding:
    """A difference, and who has to say what it means; `how`: the kind of value, what explains it."""
    case, (kind, slip) = check.case, how
    best = evidence[0]
    text = told(f"{sides}，两者不同", slip)
    if case.is_support(about.indicator or "", best):
        return check.review(about, f"{text}；两处口径不尽相同，请人工判断。")
    other = _agreeing(kind, about.declared, evidence[1:])
    if other is not None:
        source = _source(case, other, about.period)
        return check.review(about, f"{sides}，两者不同，但与{source}一致，请人工确认以何者为准。")
    if best.scope == "consolidated":
        return check.review(
            about, f"{text}；佐证为合并口径，材料中没有母公司报表，请人工确认口径。"
        )
    if reason := _known_reason(check, about):
        return check.review(about, f"{sides}，两者不同；{reason}，请人工确认。")
    return check.differ(about, told(f"{sides}，两者不一致", slip), kind=kind)


def _agreeing(kind: str, declared: Value | None, rest: Iterable[Evidence]) -> Evidence | None:
    if declared is None:
        return None
    return next((item for item in rest if agrees(kind, declared, item.value)), None)


def _known_reason(check: Check, about: About) -> str | None:
    """Differences that the form itself or the accounting rules explain."""
    case, declared = check.case, about.declared
    if about.indicator == "net_profit" and declared is not None:
        profits = case.evidence("total_profit", about.period)
        if profits and agrees("money", declared, profits[0].value):
            return f"申报数与利润总额{shown(profits[0].value)}相同，申请书此栏印作“净利润总额”，口径含混"
    if about.indicator == "rd_expense" and declared is not None and about.evidence:
        claimed, audited = number(declared), number(about.evidence[0])
        if claimed and audited and claimed > audited and _has_capitalised(case, about.period):
            return "申报数大于利润表的研发费用，资产负债表另有开发支出，可能含资本化的研发支出"
    return None


def _has_capitalised(case: Case, period: str | None) -> bool:
    keys = ("balance_sheet.development_expenditure", "notes.capitalised_rd_expense")
    for report in case.reports:
        for key in keys:
            for field in report.record.all(key):
                amount = number(field.reading) if field.value else None
                if field.period == period and amount:
                    return True
    return False


def _source(case: Case, evidence: Evidence, period: str | None) -> str:
    """`2020年度审计报告利润表“营业收入”为…（file 第n页）`, with the origin of comparative figures."""
    spec = case.catalogue.field_spec(evidence.document_type, evidence.key)
    item = f"“{spec.title_zh}”" if spec else ""
    record = next((r for r in case.records if r.document == evidence.document), None)
    origin = ""
    if record is not None and record.type == "audit_report" and period:
        origin = "（上期数）" if is_comparative(fiscal_year(record), period) else ""
    value = evidence.value
    return f"{case.source_title(evidence)}{item}{origin}为{shown(value)}{where(value)}"
