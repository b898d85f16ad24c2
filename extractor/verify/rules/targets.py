"""Target tables: initial values against evidence of the base year, targets against initial values."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import PERIODS_ZH, agreement, number, shown, titled, where
from models.catalogue.spec_tables import TableField
from models.finding import Basis, Family, Finding, Severity
from models.kinds import Agreement

COUNTED = ("count", "ratio")
"""Kinds of targets that can be held against one another."""


def _targets(check: Check) -> Iterator[TableField]:
    for field in check.case.spec.fields:
        if "initial" in field.periods:
            yield field


@rule("XTB-05", Family.cross_table, stage="cross_table", basis=Basis.stated)
def xtb_05(check: Check) -> Iterator[Finding]:
    """目标表的实施期初始值应与基准年的审计数、证书数等佐证一致。"""
    for field in _targets(check):
        row = check.case.table.row(field.key, "initial")
        declared = check.case.declared(field.key, "initial")
        if row is None or declared is None:
            continue
        proven = row.computed or next((item.value for item in row.evidence), None)
        if proven is None:
            continue
        about = About(
            indicator=field.key,
            period="initial",
            declared=declared,
            evidence=() if row.computed else (proven,),
            computed=row.computed,
        )
        how = f"（{row.formula}）" if row.computed and row.formula else ""
        text = (
            f"目标表{titled(field.label, 'initial')}为{shown(declared)}{where(declared)}，"
            f"佐证材料为{shown(proven)}{where(proven)}{how}"
        )
        yield _judged(check, field, about, text)


def _judged(check: Check, field: TableField, about: About, text: str) -> Finding:
    row = check.case.table.row(field.key, "initial")
    if about.declared is None or row is None:
        raise ValueError("a comparison needs a declared value")
    proven = about.computed or about.evidence[0]
    result = agreement(field.kind, about.declared, proven)
    if result in (Agreement.agree, Agreement.agree_within_step):
        return check.passed(about, f"{text}，两者一致。")
    support = any(check.case.is_support(field.key, item) for item in row.evidence)
    if result is Agreement.cannot_compare or support:
        return check.review(about, f"{text}，不能直接比较，请人工判断。")
    return check.differ(about, f"{text}，两者不一致", kind=field.kind)


@rule("XTB-04", Family.cross_table, stage="cross_table", severity=Severity.warning)
def xtb_04(check: Check) -> Iterator[Finding]:
    """目标表各栏应不低于前一栏：初始值≤满一年目标≤满两年目标。"""
    for field in _targets(check):
        if field.kind not in COUNTED:
            continue
        read = [(p, check.case.declared(field.key, p)) for p in field.periods]
        known = [(p, value) for p, value in read if value is not None and number(value) is not None]
        for (before, first), (after, second) in pairwise(known):
            if first is None or second is None:
                continue
            low, high = number(first), number(second)
            if low is None or high is None or high >= low:
                continue
            about = About(indicator=field.key, period=after, declared=second, evidence=(first,))
            text = (
                f"目标表“{field.label}”的{PERIODS_ZH[after]}{shown(second)}{where(second)}"
                f"低于{PERIODS_ZH[before]}{shown(first)}{where(first)}"
            )
            reason = doubt_of(first) or doubt_of(second)
            yield check.review(about, f"{text}{f'；但{reason}' if reason else ''}，请人工判断。")
