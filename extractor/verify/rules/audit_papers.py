"""Audit reports: the years asked for are covered, by an audit firm, with an opinion."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.dates import first_day
from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.statements import AuditReport
from extractor.verify.values import shown, where
from models.field import Value
from models.finding import Basis, Family, Finding, Severity

_CLEAN = ("标准无保留意见", "无保留意见")


@rule("CMP-05", Family.completeness, stage="completeness", basis=Basis.stated)
def cmp_05(check: Check) -> Iterator[Finding]:
    """通知要求的各年度均应有经会计师事务所审计的审计报告。"""
    case = check.case
    for required in case.programme.required_evidence:
        if "audit_report" not in required.any_of or not required.years:
            continue
        if not case.has_document("audit_report"):
            return  # the whole paper is missing: CMP-03 says so
        for relative in required.years:
            yield _year(check, case.programme.year(relative) or "")


def _year(check: Check, year: str) -> Finding:
    case = check.case
    about = About(period=year, document_type="audit_report")
    if any(report.year == year for report in case.reports):
        return check.passed(about, f"材料中有{year}年度审计报告。")
    unknown = [report for report in case.reports if report.year is None]
    others = len(case.of_type("audit_report")) - len(case.reports)
    if unknown or case.has_unread_papers or others > 0:
        text = f"未找到{year}年度审计报告，但有审计报告未读到年度或单位，请人工确认。"
        return check.review(about, text, follows=check.found.cause(("applicant_name", None)))
    if any(_may_be_of(report, year) for report in case.reports):
        text = f"未找到{year}年度审计报告，但有审计报告的年度识别没有把握，请人工确认。"
        return check.review(about, text)
    comparative = any(
        field.period == year for report in case.reports for field in report.record.fields
    )
    tail = "；该年数据只见于次年报告的上期数" if comparative else ""
    return check.failed(about, f"未找到{year}年度审计报告{tail}。")


def _may_be_of(report: AuditReport, year: str) -> bool:
    """Whether the year of a report may be misread: it is doubtful, or the report was signed in the next year."""
    fiscal, signed = _reading(report, "fiscal_year"), _reading(report, "report_date")
    next_year = str(int(year) + 1)
    return doubt_of(fiscal) is not None or (
        signed is not None and signed.value.startswith(next_year) and (report.year or year) < year
    )


@rule("CMP-06", Family.completeness, stage="completeness", basis=Basis.stated)
def cmp_06(check: Check) -> Iterator[Finding]:
    """通知要求经审计的报表；未经审计的财务报表不能代替审计报告。"""
    for record in check.case.of_type("financial_statements"):
        about = About(document_type="financial_statements", document=record.document)
        cause = check.found.about_document("audit_report")
        text = "材料中有未经审计的财务报表，通知要求经会计师事务所审计的报表，请人工确认其用途。"
        yield check.review(about, text, follows=cause)


@rule("VAL-17", Family.validity, stage="validity", severity=Severity.warning)
def val_17(check: Check) -> Iterator[Finding]:
    """审计报告应载明会计师事务所、签字注册会计师和审计意见，意见类型应为无保留意见，报告日应在年度终了之后。"""
    for report in check.case.reports:
        yield from _opinion(check, report)
        missing = [
            title
            for key, title in (("audit_firm", "会计师事务所"), ("cpas", "签字注册会计师"))
            if _reading(report, key) is None
        ]
        about = About(document_type="audit_report", period=report.year, document=_id(report))
        if missing:
            text = f"{_name(report)}未读到{'、'.join(missing)}，请对照原件确认。"
            yield check.not_checked(about, text, missing=missing)
        else:
            firm = _reading(report, "audit_firm")
            yield check.passed(about, f"{_name(report)}由{shown(firm)}出具，有注册会计师签字。")
        yield from _report_date(check, report)


def _opinion(check: Check, report: AuditReport) -> Iterator[Finding]:
    opinion = _reading(report, "opinion_type")
    about = About(
        document_type="audit_report",
        period=report.year,
        document=_id(report),
        evidence=(opinion,) if opinion else (),
    )
    if opinion is None:
        text = f"{_name(report)}未读到审计意见类型。"
        yield check.not_checked(about, text, missing=["审计意见类型"])
    elif opinion.value in _CLEAN:
        yield check.passed(about, f"{_name(report)}的审计意见为{opinion.value}。")
    else:
        text = f"{_name(report)}的审计意见为“{shown(opinion)}”{where(opinion)}，不是标准的无保留意见，请人工判断。"
        yield check.review(about, text)


def _report_date(check: Check, report: AuditReport) -> Iterator[Finding]:
    date = _reading(report, "report_date")
    day = first_day(date.value if date else None)
    if date is None or day is None or report.year is None or day.year > int(report.year):
        return
    about = About(
        document_type="audit_report", period=report.year, document=_id(report), evidence=(date,)
    )
    text = f"{_name(report)}的报告日期{shown(date)}{where(date)}早于年度终了，请对照原件确认。"
    yield check.review(about, text)


def _reading(report: AuditReport, key: str) -> Value | None:
    field = report.record.get(key)
    return field.reading if field and field.value else None


def _id(report: AuditReport) -> str:
    return report.record.document


def _name(report: AuditReport) -> str:
    return f"{report.year}年度审计报告" if report.year else "审计报告"
