"""Inside the audit reports: sums, balance, notes against statements, one year's end as the next one's start."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.statements import AuditReport
from extractor.verify.values import number, shown, where
from models.field import Value
from models.finding import Family, Finding, Severity

_TOLERANCE = Decimal(1)
"""Largest difference in 元 that rounding of statement items explains."""


class _Sum(NamedTuple):
    """`result` is the sum of `plus` minus `minus`; items in `may_lack` count as nothing when not printed."""

    result: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    may_lack: tuple[str, ...] = ()
    indicator: str | None = None


_B, _I, _C, _N = "balance_sheet.", "income_statement.", "cash_flow_statement.", "notes."
SUMS = (
    _Sum(_B + "total_assets", (_B + "total_liabilities", _B + "total_equity"), indicator="total_assets"),
    _Sum(_B + "total_assets", (_B + "total_current_assets", _B + "total_non_current_assets"), indicator="total_assets"),
    _Sum(_B + "total_assets", (_B + "total_liabilities_and_equity",), indicator="total_assets"),
    _Sum(_B + "total_liabilities", (_B + "total_current_liabilities", _B + "total_non_current_liabilities"), may_lack=(_B + "total_non_current_liabilities",), indicator="total_liabilities"),
    _Sum(_I + "total_profit", (_I + "operating_profit", _I + "non_operating_income"), (_I + "non_operating_expenses",), may_lack=(_I + "non_operating_income", _I + "non_operating_expenses"), indicator="total_profit"),
    _Sum(_I + "net_profit", (_I + "total_profit",), (_I + "income_tax_expense",), may_lack=(_I + "income_tax_expense",), indicator="net_profit"),
    _Sum(_C + "net_increase_in_cash", (_C + "net_operating_cash_flow", _C + "net_investing_cash_flow", _C + "net_financing_cash_flow", _C + "exchange_rate_effect"), may_lack=(_C + "exchange_rate_effect", _C + "net_investing_cash_flow", _C + "net_financing_cash_flow")),
    _Sum(_C + "closing_cash", (_C + "opening_cash", _C + "net_increase_in_cash")),
    _Sum(_I + "operating_revenue", (_N + "main_business_revenue", _N + "other_business_revenue"), may_lack=(_N + "other_business_revenue",), indicator="main_business_revenue"),
    _Sum(_I + "operating_cost", (_N + "main_business_cost", _N + "other_business_cost"), may_lack=(_N + "other_business_cost",)),
)  # fmt: skip
CHAINED = (
    ("operating_revenue", _I + "operating_revenue"),
    ("net_profit", _I + "net_profit"),
    ("total_profit", _I + "total_profit"),
    ("total_assets", _B + "total_assets"),
    ("total_liabilities", _B + "total_liabilities"),
)
"""Items whose comparative column must repeat last year's report."""


@rule("ARI-09", Family.arithmetic, stage="statements", severity=Severity.warning)
def rule_ari_09(check: Check) -> Iterator[Finding]:
    """审计报告内应勾稽：资产等于负债加所有者权益，分项之和等于合计，附注与报表一致，现金期初加净增加等于期末。"""
    for report in check.case.reports:
        for scope, period in _columns(report):
            yield from _check_column(check, report, scope, period)


def _columns(report: AuditReport) -> list[tuple[str | None, str]]:
    found = {(f.scope, f.period) for f in report.record.fields if f.period and "." in f.key}
    return sorted(found, key=lambda item: (item[1], item[0] or ""))


def _check_column(
    check: Check, report: AuditReport, scope: str | None, period: str
) -> Iterator[Finding]:
    held = 0
    for item in SUMS:
        values = _values(report, item, scope, period)
        if values is None:
            continue
        total, parts = values
        gap = _gap(item, total, parts)
        if abs(gap) <= _TOLERANCE:
            held += 1
        else:
            yield _broken(check, report, item, (total, parts), period)
    if held:
        text = f"{report.year or ''}年度审计报告{period}年栏有{held}项勾稽关系成立。"
        about = About(document_type="audit_report", period=period, document=report.record.document)
        yield check.passed(about, text)


def _values(
    report: AuditReport, item: _Sum, scope: str | None, period: str
) -> tuple[Value, dict[str, Value]] | None:
    """The total and the parts that are printed; None when a part that must be there was not read."""
    total = _cell(report, item.result, scope, period)
    parts = {key: _cell(report, key, scope, period) for key in (*item.plus, *item.minus)}
    if total is None or any(v is None and k not in item.may_lack for k, v in parts.items()):
        return None
    known = {key: value for key, value in parts.items() if value is not None}
    return (total, known) if known else None


def _cell(report: AuditReport, key: str, scope: str | None, period: str) -> Value | None:
    for field in report.record.all(key):
        same_scope = field.scope == scope or key.startswith(_N)
        if field.period == period and same_scope and field.value:
            return field.reading
    return None


def _gap(item: _Sum, total: Value, parts: dict[str, Value]) -> Decimal:
    amount = number(total) or Decimal(0)
    for key, value in parts.items():
        share = number(value) or Decimal(0)
        amount -= share if key in item.plus else -share
    return amount


def _broken(
    check: Check,
    report: AuditReport,
    item: _Sum,
    values: tuple[Value, dict[str, Value]],
    period: str,
) -> Finding:
    """A sum that does not hold: as likely a misread figure as a wrong report, so a person decides."""
    total, parts = values
    names = check.case.catalogue
    shown_parts = "，".join(
        f"{spec.title_zh if (spec := names.field_spec('audit_report', key)) else key}{shown(value)}"
        for key, value in parts.items()
    )
    spec = names.field_spec("audit_report", item.result)
    about = About(
        indicator=item.indicator,
        period=period,
        document_type="audit_report",
        document=report.record.document,
        declared=total,
        evidence=tuple(parts.values()),
    )
    reasons = [reason for value in (total, *parts.values()) if (reason := doubt_of(value))]
    doubt = f"；{reasons[0]}" if reasons else ""
    text = (
        f"{report.year or ''}年度审计报告{period}年栏的{spec.title_zh if spec else item.result}为"
        f"{shown(total)}{where(total)}，与{shown_parts}不能勾稽{doubt}，请对照原件确认。"
    )
    return check.review(about, text)


@rule("CMP-10", Family.cross_table, stage="statements", severity=Severity.warning)
def rule_cmp_10(check: Check) -> Iterator[Finding]:
    """次年审计报告的上期数应与上年审计报告的本期数一致，不一致的可能是追溯调整。"""
    by_year = {report.year: report for report in check.case.reports if report.year}
    for year, later in sorted(by_year.items()):
        earlier = by_year.get(str(int(year) - 1)) if year and year.isdigit() else None
        if earlier is None or earlier.year is None:
            continue
        for indicator, key in CHAINED:
            yield from _chain(check, earlier, later, (indicator, key))


def _chain(
    check: Check, earlier: AuditReport, later: AuditReport, item: tuple[str, str]
) -> Iterator[Finding]:
    indicator, key = item
    period = earlier.year or ""
    for scope in ("parent", None, "consolidated"):
        own = _cell(earlier, key, scope, period)
        repeated = _cell(later, key, scope, period)
        if own is None or repeated is None:
            continue
        about = About(
            indicator=indicator,
            period=period,
            document_type="audit_report",
            document=later.record.document,
            declared=repeated,
            evidence=(own,),
        )
        name = f"{period}年{check.case.title(indicator)}"
        text = (
            f"{name}在{period}年度审计报告为{shown(own)}{where(own)}，"
            f"在{later.year}年度审计报告上期数为{shown(repeated)}{where(repeated)}"
        )
        difference = abs((number(own) or Decimal(0)) - (number(repeated) or Decimal(0)))
        if difference <= _TOLERANCE:
            yield check.passed(about, f"{text}，两者一致。")
        else:
            yield check.review(about, f"{text}，两者不同，可能是追溯调整，请人工确认。")
