"""Inside the audit reports: items add up to totals, notes repeat statements, years follow on each other."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.statement_sums import CHAINED, SUMS, Sum, gap_of
from extractor.verify.statements import AuditReport
from extractor.verify.values import number, shown, where
from models.field import Doubt, FieldStatus, Value
from models.finding import Family, Finding, Severity

_TOLERANCE = Decimal(1)
"""Largest difference in 元 that rounding of statement items explains."""

_SHOWN = 6
"""How many differing items one message names."""


@rule("ARI-09", Family.arithmetic, stage="statements", severity=Severity.warning)
def ari_09(check: Check) -> Iterator[Finding]:
    """审计报告应勾稽：资产等于负债加所有者权益，分项之和等于合计，附注与报表一致，期初数等于上年期末数。"""
    for report in check.case.reports:
        for scope, period in _columns(report):
            yield from _check_column(check, report, scope, period)
    by_year = {report.year: report for report in check.case.reports if report.year}
    for year, later in sorted((y, r) for y, r in by_year.items() if y and y.isdigit()):
        earlier = by_year.get(str(int(year) - 1))
        if earlier is not None:
            yield from _chain(check, earlier, later)


def _columns(report: AuditReport) -> list[tuple[str | None, str]]:
    found = {(f.scope, f.period) for f in report.record.fields if f.period and "." in f.key}
    return sorted(found, key=lambda item: (item[1], item[0] or ""))


def _check_column(
    check: Check, report: AuditReport, scope: str | None, period: str
) -> Iterator[Finding]:
    held = 0
    for item in SUMS:
        total = _cell(report, item.result, scope, period)
        parts = {key: _cell(report, key, scope, period) for key in item.parts}
        known = {key: value for key, value in parts.items() if value is not None}
        if total is None or not item.can_be_judged(known):
            continue
        if abs(gap_of(item, total, known)) <= _TOLERANCE:
            held += 1
            continue
        unsure = _unsure(report, item, (total, known), (scope, period))
        yield _broken(check, report, item, (total, known), (period, unsure))
    if held:
        text = f"{report.year or ''}年度审计报告{period}年栏有{held}项勾稽关系成立。"
        about = About(document_type="audit_report", period=period, document=report.record.document)
        yield check.passed(about, text)


def _cell(report: AuditReport, key: str, scope: str | None, period: str) -> Value | None:
    for field in report.all(key):
        same_scope = field.scope == scope or key.startswith("notes.")
        if field.period == period and same_scope and field.value:
            return field.reading
    return None


def _unsure(
    report: AuditReport,
    item: Sum,
    values: tuple[Value, dict[str, Value]],
    column: tuple[str | None, str],
) -> str | None:
    """Which figure of a sum was not surely read; then the sum says nothing about the report.

    That figures do not add up is what the sum itself says: it is no reason not to say it.
    """
    scope, period = column
    total, parts = values
    for value in (total, *parts.values()):
        if reason := doubt_of(value, beside=Doubt.does_not_add_up):
            return reason
    for field in report.record.fields:
        here = field.key in item.parts and (field.scope, field.period) == (scope, period)
        if here and field.status is FieldStatus.unreadable:
            return f"“{field.title_zh}”未能读出"
    return None


def _broken(
    check: Check,
    report: AuditReport,
    item: Sum,
    values: tuple[Value, dict[str, Value]],
    judged: tuple[str, str | None],
) -> Finding:
    """A sum that does not hold: as likely a misread figure as a wrong report, so a person decides."""
    total, parts = values
    period, unsure = judged
    listed = "，".join(f"{_title(check, key)}{shown(value)}" for key, value in parts.items())
    about = About(
        indicator=item.indicator,
        period=period,
        document_type="audit_report",
        document=report.record.document,
        declared=total,
        evidence=tuple(parts.values()),
    )
    difference = gap_of(item, total, parts)
    text = (
        f"{report.year or ''}年度审计报告{period}年栏的{_title(check, item.result)}为"
        f"{shown(total)}{where(total)}，与{listed}相差{difference:,}元"
    )
    if unsure is not None:
        text = f"{text}，但{unsure}，未能核对勾稽关系。"
        return check.not_checked(about, text, missing=[_title(check, item.result) + "的分项"])
    return check.review(about, f"{text}，不能勾稽，请对照原件确认。")


def _title(check: Check, key: str) -> str:
    spec = check.case.catalogue.field_spec("audit_report", key)
    return spec.title_zh if spec else key


def _chain(check: Check, earlier: AuditReport, later: AuditReport) -> Iterator[Finding]:
    """Last year's column of the later report against the earlier report's own column."""
    period = earlier.year or ""
    equal, different = 0, []
    for key in _shared_items(earlier, later, period):
        for scope in ("parent", None, "consolidated"):
            own, repeated = (_cell(report, key, scope, period) for report in (earlier, later))
            if own is None or repeated is None or doubt_of(own) or doubt_of(repeated):
                continue
            gap = abs((number(own) or Decimal(0)) - (number(repeated) or Decimal(0)))
            if gap <= _TOLERANCE:
                equal += 1
            else:
                different.append((key, own, repeated))
    about = About(document_type="audit_report", period=later.year, document=later.record.document)
    if equal and not different:
        text = f"{later.year}年度审计报告的期初数、上期数与{period}年度审计报告一致（{equal}项）。"
        yield check.passed(about, text)
    for indicator in dict.fromkeys(CHAINED.get(key) for key, _, _ in different):
        mine = [item for item in different if CHAINED.get(item[0]) == indicator]
        yield _chain_broken(check, later, mine, indicator=indicator)


def _shared_items(earlier: AuditReport, later: AuditReport, period: str) -> list[str]:
    """Items of the statements that both reports print for the year."""
    keys = [
        {f.key for f in report.record.fields if f.period == period and "." in f.key and f.value}
        for report in (earlier, later)
    ]
    return sorted(key for key in keys[0] & keys[1] if not key.endswith("_cash"))


def _chain_broken(
    check: Check,
    later: AuditReport,
    items: list[tuple[str, Value, Value]],
    *,
    indicator: str | None,
) -> Finding:
    about = About(
        indicator=indicator,
        document_type="audit_report",
        period=later.year,
        document=later.record.document,
        evidence=tuple(value for _, own, repeated in items[:_SHOWN] for value in (own, repeated)),
    )
    listed = "；".join(
        f"{_title(check, key)}上年报告为{shown(own)}{where(own)}，本年报告的上年数为{shown(repeated)}{where(repeated)}"
        for key, own, repeated in items[:_SHOWN]
    )
    more = f"；另有{len(items) - _SHOWN}项" if len(items) > _SHOWN else ""
    text = f"{later.year}年度审计报告与上年度审计报告不衔接：{listed}{more}，可能是追溯调整，请人工确认。"
    return check.review(about, text)
