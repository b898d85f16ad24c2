"""Names what explains a difference exactly: a slip of the pen, or the figure of another year, item or statement.

In: a declared value, the proof it differs from, and figures it may have been taken from. Out: the
cause, as a likely origin in words; never a judgement on why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.verify.case import Case
from extractor.verify.figures import Slip, slip_between
from extractor.verify.formulas import Op, compute
from extractor.verify.statements import statement_evidence
from extractor.verify.tie_out import year_evidence
from extractor.verify.values import agreement, number, shown, where
from models.catalogue.spec_tables import TableField
from models.field import Value
from models.finding import Cause, Finding, Outcome
from models.kinds import Agreement, one_edit
from models.kinds.text import text_key
from models.table import Evidence

_FEWEST = 4
"""Figures of an amount that must agree before another figure explains it."""

_FEWEST_OF_RATIO = 3

_SAME = (Agreement.agree, Agreement.agree_within_step)
"""A figure that was taken over may have been cut off instead of rounded."""

_SISTERS: dict[str, tuple[str, ...]] = {
    "operating_revenue": ("notes.main_business_revenue",),
    "main_business_revenue": ("income_statement.operating_revenue",),
    "net_profit": (
        "income_statement.total_profit",
        "income_statement.operating_profit",
        "income_statement.net_profit_attributable_to_parent",
    ),
    "total_assets": (
        "balance_sheet.total_equity",
        "balance_sheet.total_current_assets",
        "balance_sheet.total_liabilities",
    ),
    "rd_expense": ("income_statement.administrative_expenses",),
    "tax_paid": ("income_statement.taxes_and_surcharges", "income_statement.income_tax_expense"),
}
"""Items of the statements that are easily written in for an indicator."""


_SIMILAR = (
    ("main_business_revenue", "operating_revenue"),
    ("operating_revenue", "main_business_revenue"),
    ("net_profit", "operating_revenue"),
)
"""Indicators that are easily put into a formula for one another."""


class Candidate(NamedTuple):
    """A figure that the declared one may have been taken from, and what it is (a Chinese noun)."""

    cause: Cause
    value: Value
    name: str


def explain(
    kind: str, declared: Value | None, proof: Value | None, candidates: Iterable[Candidate] = ()
) -> Slip | None:
    """What explains the difference exactly: another figure of the papers first, then a slip."""
    if declared is None or proof is None:
        return None
    if _is_long(kind, declared):
        for item in candidates:
            if agreement(kind, declared, item.value) in _SAME:
                said = f"恰与{item.name}{shown(item.value)}{where(item.value)}一致，可能误填"
                return Slip(item.cause, said)
    return slip_between(declared, proof)


def explain_words(declared: Value | None, proof: Value | None) -> Slip | None:
    """One character between two names or codes."""
    if declared is None or proof is None:
        return None
    left, right = (text_key(value.value) for value in (declared, proof))
    if not one_edit(left, right):
        return None
    if len(left) == len(right) and sorted(left) == sorted(right):
        return Slip(Cause.transposed_digits, "两处只是相邻两个字符颠倒")
    return Slip(Cause.one_character_off, "两处只差一个字符")


def told(text: str, slip: Slip | None) -> str:
    """The sentence with what explains the difference."""
    return f"{text}（{slip.text}）" if slip else text


def named(finding: Finding, slip: Slip | None) -> Finding:
    """The finding with its cause, where it is a bad one."""
    bad = finding.outcome in (Outcome.failed, Outcome.review)
    return finding.model_copy(update={"cause": slip.cause}) if slip and bad else finding


def other_figures(
    case: Case, indicator: str, period: str | None, best: Evidence
) -> Iterator[Candidate]:
    """Figures of the papers beside the right one: other years, the other scope, other items."""
    if period is None or not period.isdigit():
        return
    if best.document_type != "audit_report":
        yield from _of_other_years(case, indicator, period, best)
        return
    yield from _of_other_columns(case, indicator, period, best)
    for key in _SISTERS.get(indicator, ()):
        spec = case.catalogue.field_spec("audit_report", key)
        for item in statement_evidence(case.reports, key, period):
            if item.scope in (best.scope, None) and spec is not None:
                yield Candidate(Cause.other_item, item.value, f"“{spec.title_zh}”")


def _of_other_columns(
    case: Case, indicator: str, period: str, best: Evidence
) -> Iterator[Candidate]:
    """The same item of the audit reports in other years, and in the statements of the other scope."""
    for year in (str(int(period) - 1), str(int(period) + 1), str(int(period) - 2)):
        for item in year_evidence(case.spec, indicator, year, case.reports):
            if item.scope == best.scope:
                yield Candidate(Cause.other_year, item.value, f"{year}年的数")
    for item in case.evidence(indicator, period):
        if item.scope != best.scope:
            yield Candidate(Cause.other_scope, item.value, f"{_scope(item)}报表数")


def _of_other_years(case: Case, indicator: str, period: str, best: Evidence) -> Iterator[Candidate]:
    """What the same kind of paper states for the other years of the form."""
    field = case.field(indicator)
    for year in field.periods if field else ():
        for item in case.evidence(indicator, year) if year != period else ():
            if (item.document_type, item.key) == (best.document_type, best.key):
                yield Candidate(Cause.other_year, item.value, f"{year}年的数")


def other_ratios(case: Case, field: TableField, period: str | None) -> Iterator[Candidate]:
    """Ratios beside the right one: of other years, and with a similar item put into the formula."""
    if field.formula is None or period is None or not period.isdigit():
        return
    for year in field.periods:
        value = case.computed(field.key, year) if year != period else None
        if value is not None:
            yield Candidate(Cause.other_year, value, f"{year}年的结果")
    for old, new in _SIMILAR:
        if old in field.formula.of:
            keys = tuple(new if key == old else key for key in field.formula.of)
            value = _computed(case, field.formula.op, keys, period)
            if value is not None:
                yield Candidate(Cause.other_item, value, f"按“{case.title(new)}”计算的结果")


def _computed(case: Case, op: Op, keys: tuple[str, ...], period: str) -> Value | None:
    """The result of a formula over evidence."""
    wanted = [(key, period) for key in keys]
    if op == "growth":
        wanted.append((keys[0], str(int(period) - 1)))
    found = [year_evidence(case.spec, key, year, case.reports) for key, year in wanted]
    if not all(found):
        return None
    return compute(op, [items[0].value for items in found], unit="%")


def _scope(evidence: Evidence) -> str:
    return "合并" if evidence.scope == "consolidated" else "母公司"


def _is_long(kind: str, declared: Value) -> bool:
    """Whether the declared value has figures enough that agreement with another is no chance."""
    amount = number(declared)
    if amount is None:
        return kind not in ("money", "ratio", "count")
    step = Decimal(declared.step) if declared.step and Decimal(declared.step) else Decimal(1)
    figures = str(int(abs(amount) / step))
    return len(figures) >= (_FEWEST if kind == "money" else _FEWEST_OF_RATIO)
