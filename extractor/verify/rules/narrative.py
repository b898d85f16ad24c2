"""Figures quoted in the profile against the figures of the tables."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.verify.rule import About, Check, rule
from extractor.verify.values import agreement, shown, where
from models.field import Value
from models.finding import Family, Finding, Severity
from models.kinds import Agreement, kind

_NUMBER = r"(?P<number>[0-9][0-9,，.]*)"


class _Quote(NamedTuple):
    """A figure that profiles quote: the words before it, its units, the field it repeats."""

    indicator: str
    kind: str
    pattern: str


QUOTES = (
    _Quote("employees", "count", rf"(?:现有|拥有|共有)?(?:员工|职工|从业人员)(?:总数|人数)?(?:为|达|共)?{_NUMBER}(?P<unit>余?人)"),
    _Quote("rd_staff", "count", rf"研发人员(?:人数)?(?:为|达|共)?{_NUMBER}(?P<unit>余?人)"),
    _Quote("registered_capital", "money", rf"注册资本(?:金)?(?:为|达)?{_NUMBER}(?P<unit>万元|亿元|元)"),
    _Quote("invention_patents_valid", "count", rf"(?:有效)?发明专利(?:授权)?(?:为|达|共)?{_NUMBER}(?P<unit>项|件|个)"),
    _Quote("utility_model_patents", "count", rf"实用新型(?:专利)?(?:为|达|共)?{_NUMBER}(?P<unit>项|件|个)"),
    _Quote("software_copyrights", "count", rf"(?:软件)?著作权(?:登记)?(?:为|达|共)?{_NUMBER}(?P<unit>项|件|个)"),
    _Quote("operating_revenue", "money", rf"(?P<year>20\d\d)年(?:度)?(?:实现)?(?:营业|销售)收入(?:为|达|实现)?{_NUMBER}(?P<unit>万元|亿元|元)"),
    _Quote("net_profit", "money", rf"(?P<year>20\d\d)年(?:度)?(?:实现)?净利润(?:为|达|实现)?{_NUMBER}(?P<unit>万元|亿元|元)"),
)  # fmt: skip


@rule("DVE-13", Family.declared_vs_evidence, stage="narrative", severity=Severity.info)
def rule_dve_13(check: Check) -> Iterator[Finding]:
    """企业简介中引用的数字应与申请书表内数字一致。"""
    profile = check.case.declared("enterprise_profile")
    if profile is None:
        return
    text = "".join(profile.value.split())
    for quote in QUOTES:
        for match in re.finditer(quote.pattern, text):
            finding = _compare(check, quote, match, profile)
            if finding is not None:
                yield finding


def _compare(check: Check, quote: _Quote, match: re.Match[str], profile: Value) -> Finding | None:
    unit = match["unit"]
    if unit.startswith("余"):
        return None  # a round figure, not a statement
    year = match.groupdict().get("year")
    field = check.case.field(quote.indicator)
    if field is None or (field.periods and year not in field.periods):
        return None
    declared = check.case.declared(quote.indicator, year if field.periods else None)
    read = kind(quote.kind).read(match["number"].replace("，", ",") + unit)
    if declared is None or read is None:
        return None
    quoted = profile.model_copy(
        update={"value": read.value, "raw": match[0], "unit": read.unit, "step": read.step}
    )
    period = year if field.periods else None
    about = About(indicator=quote.indicator, period=period, declared=declared, evidence=(quoted,))
    sides = f"企业简介写明“{match[0]}”{where(profile)}，表内填报{shown(declared)}{where(declared)}"
    result = agreement(quote.kind, declared, quoted)
    if result is Agreement.differ:
        cause = check.found.cause((quote.indicator, period))
        return check.review(about, f"{sides}，两者不同，请人工确认。", follows=cause)
    return check.passed(about, f"{sides}，两者相符。")
