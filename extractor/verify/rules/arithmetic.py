"""Arithmetic inside the form: growth rates, ratios and sums recomputed, from the declaration and from the evidence.

One file because every rule recomputes one line of a table in the same two ways and words it alike.
"""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.verify.case import Case
from extractor.verify.causes import explain, named, other_ratios, told
from extractor.verify.figures import Slip
from extractor.verify.formulas import compute
from extractor.verify.known import is_blank
from extractor.verify.misread import doubt_of, misread_reason
from extractor.verify.rule import About, Check, rule
from extractor.verify.tie_out import year_evidence
from extractor.verify.values import agrees, number, shown, where
from models.catalogue.spec_tables import Formula, TableField
from models.field import Value
from models.finding import Family, Finding, Severity
from models.kinds.printed import without_unit

RECOMPUTED = (
    ("ARI-04", "main_business_revenue_growth"),
    ("ARI-04", "net_profit_growth"),
    ("ARI-05", "asset_liability_ratio"),
    ("ARI-06", "rd_expense_ratio"),
    ("ARI-07", "rd_staff_ratio"),
    ("ARI-08", "ip_total"),
)
"""One line per check: the rule, and the field that is recomputed by its formula."""


@dataclass(frozen=True)
class _Work:
    """One declared result with what it should be."""

    field: TableField
    formula: Formula
    period: str | None
    declared: Value
    inputs: tuple[tuple[str, str | None, Value], ...]  # key, year, value
    blanks: tuple[str, ...]  # inputs of a sum that the form leaves empty
    result: Value | None  # from the declared inputs
    proven: Value | None  # from the evidence

    @property
    def name(self) -> str:
        label = without_unit(self.field.label)
        return f"{self.period}年{label}" if self.period else label

    def same(self, other: Value | None) -> bool:
        """Whether the declared result agrees with a recomputed one."""
        return other is not None and agrees(self.field.kind, self.declared, other)


@rule("ARI-02", Family.arithmetic, stage="arithmetic")
def ari_02(check: Check) -> Iterator[Finding]:
    """主营业务收入不应大于营业收入。"""
    for period in ("Y-1", "Y"):
        year = check.case.programme.year(period)
        yield from _not_more(check, ("main_business_revenue", "operating_revenue"), year)


@rule("ARI-04", Family.arithmetic, stage="arithmetic")
def ari_04(check: Check) -> Iterator[Finding]:
    """增长率应等于（本年数－上年数）÷上年数；上年数不在表内的取审计报告上期数。"""
    yield from _recompute_all(check)


@rule("ARI-05", Family.arithmetic, stage="arithmetic")
def ari_05(check: Check) -> Iterator[Finding]:
    """资产负债率应等于负债合计÷资产总计。"""
    yield from _recompute_all(check)


@rule("ARI-06", Family.arithmetic, stage="arithmetic")
def ari_06(check: Check) -> Iterator[Finding]:
    """研发经费占营业收入比重应等于研发经费总额÷营业收入。"""
    yield from _recompute_all(check)


@rule("ARI-07", Family.arithmetic, stage="arithmetic", severity=Severity.warning)
def ari_07(check: Check) -> Iterator[Finding]:
    """研发人员占全部职工比重应等于研发人员数÷从业人数，研发人员数不应大于从业人数。"""
    counted = tuple(_not_more(check, ("rd_staff", "employees"), None))
    yield from counted
    impossible = next((finding for finding in counted if finding.is_discrepancy), None)
    yield from _recompute_all(check, unproven=impossible)


@rule("ARI-08", Family.arithmetic, stage="arithmetic", severity=Severity.warning)
def ari_08(check: Check) -> Iterator[Finding]:
    """有效专利总数应等于各项之和；软件著作权印在“其中”之下但不是专利，计入与否都接受，未计入的予以提示。"""
    yield from _recompute_all(check)


@rule("DVE-04", Family.declared_vs_evidence, stage="arithmetic")
def dve_04(check: Check) -> Iterator[Finding]:
    """申报的比例应与按佐证材料计算的结果一致。"""
    for _, key in RECOMPUTED:
        for work in _works(check.case, key):
            if work.proven is not None:
                yield _against_proven(check, work)


def _recompute_all(check: Check, *, unproven: Finding | None = None) -> Iterator[Finding]:
    """Every field of the rule; `unproven`: a wrong input that no evidence could have told of."""
    for rule_id, key in RECOMPUTED:
        if rule_id != check.rule.id:
            continue
        for work in _works(check.case, key):
            yield _judge(check, work, unproven=unproven)


def _works(case: Case, key: str) -> Iterator[_Work]:
    field = case.field(key)
    if field is None or field.formula is None:
        return
    for period in field.periods or (None,):
        declared = case.declared(key, period)
        if declared is None:
            continue
        inputs = _inputs(case, field.formula, period)
        blanks = _blanks(case, field.formula, inputs)
        inputs = [item for item in inputs if item[0] not in blanks]
        values = [value for _, _, value in inputs if value is not None]
        known = tuple((k, y, v) for k, y, v in inputs if v is not None)
        complete = len(values) == len(inputs)
        result = compute(field.formula.op, values, unit=field.unit) if complete else None
        proven = case.computed(key, period)
        yield _Work(field, field.formula, period, declared, known, blanks, result, proven)


def _blanks(
    case: Case, formula: Formula, inputs: list[tuple[str, str | None, Value | None]]
) -> tuple[str, ...]:
    """The parts of a sum that were left empty; none when nothing at all was filled in."""
    if formula.op != "sum" or all(value is None for _, _, value in inputs):
        return ()
    return tuple(key for key, year, value in inputs if value is None and is_blank(case, key, year))


def _inputs(
    case: Case, formula: Formula, period: str | None
) -> list[tuple[str, str | None, Value | None]]:
    """What the form declares for every input; what it does not ask for comes from the evidence."""
    wanted: list[tuple[str, str | None]] = [(key, period) for key in formula.of]
    if formula.op == "growth" and period:
        wanted.append((formula.of[0], str(int(period) - 1)))
    return [(key, year, _input(case, key, year)) for key, year in wanted]


def _input(case: Case, key: str, year: str | None) -> Value | None:
    field = case.field(key)
    if field is None or (field.periods and year not in field.periods) or not field.printed:
        found = year_evidence(case.spec, key, year, case.reports) if year else []
        return found[0].value if found else None
    if not field.periods and year not in (None, case.programme.base_year):
        return None  # the form states it for the base year only
    return case.declared(key, year if field.periods else None)


def _judge(check: Check, work: _Work, *, unproven: Finding | None = None) -> Finding:
    about = _about(work)
    if work.result is None:
        return _not_computable(check, work, about)
    text = (
        f"{work.name}填报{shown(work.declared)}{where(work.declared)}，"
        f"按表内数据计算为{shown(work.result)}（{_spelled(check, work)}）"
    )
    if work.same(work.result):
        return check.passed(about, f"{text}，两者一致。")
    cause = check.found.cause(*((key, year) for key, year, _ in work.inputs))
    if cause is None and (patents := _without_software(work)) is not None:
        return check.failed(about, _left_out(work, patents), severity=Severity.info)
    if work.same(work.proven):
        message = f"{text}，两者不一致，但与按佐证材料计算的{shown(work.proven)}一致"
        if cause is None:
            return check.passed(about, f"{message}。")
        return check.failed(about, f"{message}，系申报基础数据有误所致。", follows=cause)
    if work.proven is None and unproven is not None:
        return check.failed(about, f"{text}，两者不一致，系基础数据有误所致。", follows=unproven)
    slip = _slip(check, work, work.result)
    text = told(f"{text}，两者不一致", slip)
    if reason := _doubt(work):
        return named(check.review(about, f"{text}；但{reason}，请对照原件确认。"), slip)
    return named(check.failed(about, f"{text}。"), slip)


def _slip(check: Check, work: _Work, right: Value | None) -> Slip | None:
    """What explains exactly how the declared result came about."""
    others = other_ratios(check.case, work.field, work.period)
    return explain(work.field.kind, work.declared, right, others)


def _against_proven(check: Check, work: _Work) -> Finding:
    about = About(
        indicator=work.field.key,
        period=work.period,
        declared=work.declared,
        computed=work.proven,
    )
    text = (
        f"{work.name}填报{shown(work.declared)}{where(work.declared)}，"
        f"按佐证材料计算为{shown(work.proven)}"
    )
    if work.same(work.proven) or _rounding(work):
        return check.passed(about, f"{text}，两者一致。")
    if _without_software(work) is not None:
        return check.passed(about, f"{text}，只差未计入的软件著作权。")
    inputs = [(key, year) for key, year, _ in work.inputs]
    cause = check.found.cause((work.field.key, work.period)) or check.found.cause(*inputs)
    slip = _slip(check, work, work.proven) if cause is None else None
    text = told(f"{text}，两者不一致", slip)
    if cause is None and (reason := _doubt(work)):
        return named(check.review(about, f"{text}；但{reason}，请对照原件确认。"), slip)
    return named(check.failed(about, f"{text}。", follows=cause), slip)


def _rounding(work: _Work) -> bool:
    """Whether the rounded inputs of the form explain what separates the declared from the proven result."""
    if work.result is None or work.proven is None or not work.same(work.result):
        return False
    return agrees(work.field.kind, work.result, work.proven)


def _without_software(work: _Work) -> Value | None:
    """The total of the patents alone where it agrees with the declared total."""
    if work.field.key != "ip_total":
        return None
    patents = [value for key, _, value in work.inputs if key != "software_copyrights"]
    total = compute("sum", patents, unit=work.field.unit)
    return total if work.same(total) else None


def _left_out(work: _Work, patents: Value) -> str:
    """That the declared total is the patents without the software, which the form may mean as well."""
    software = next(value for key, _, value in work.inputs if key == "software_copyrights")
    return (
        f"{work.name}填报{shown(work.declared)}{where(work.declared)}，等于各项专利之和{shown(patents)}，"
        f"未计入软件著作权{shown(software)}（计入后为{shown(work.result)}）；两种填法都可以接受，仅作提示。"
    )


def _doubt(work: _Work) -> str | None:
    """Why the declared result or one of its inputs may be misread."""
    for _, _, value in work.inputs:
        if reason := doubt_of(value):
            return reason
    read = {key for key, _, _ in work.inputs}
    if work.blanks or (work.formula.op == "sum" and read < set(work.formula.of)):
        return "有分项未读到数，可能未填或未能识别"
    results = tuple(value for value in (work.result, work.proven) if value is not None)
    return misread_reason(work.field.kind, work.declared, results)


def _about(work: _Work) -> About:
    return About(
        indicator=work.field.key,
        period=work.period,
        declared=work.declared,
        evidence=tuple(value for _, _, value in work.inputs),
        computed=work.result or work.proven,
    )


def _not_computable(check: Check, work: _Work, about: About) -> Finding:
    have = {(key, year) for key, year, _ in work.inputs}
    wanted = [(key, work.period) for key in work.formula.of]
    if work.formula.op == "growth" and work.period:
        wanted.append((work.formula.of[0], str(int(work.period) - 1)))
    missing = [
        f"{year}年{check.case.title(key)}" if year else check.case.title(key)
        for key, year in wanted
        if (key, year) not in have
    ]
    if missing:
        text = f"{work.name}填报{shown(work.declared)}，缺少{'、'.join(missing)}，不能重新计算。"
        return check.not_checked(about, text, missing=missing)
    text = f"{work.name}填报{shown(work.declared)}，但分母为零或负数，无法计算，请人工确认。"
    return check.review(about, text)


def _spelled(check: Check, work: _Work) -> str:
    """The inputs with their names, and where they come from when the form does not ask for them."""
    parts = []
    for key, year, value in work.inputs:
        field = check.case.field(key)
        asked = field is not None and field.printed and (not field.periods or year in field.periods)
        origin = "" if asked else "，取自审计报告"
        name = f"{year}年{check.case.title(key)}" if year else check.case.title(key)
        parts.append(f"{name}{shown(value)}{origin}")
    return "；".join(parts)


def _not_more(check: Check, pair: tuple[str, str], period: str | None) -> Iterator[Finding]:
    """The first declared value must not exceed the second."""
    part, whole = (check.case.declared(key, period) for key in pair)
    small, large = number(part), number(whole)
    if part is None or whole is None or small is None or large is None:
        return
    titles = [check.case.title(key) for key in pair]
    about = About(indicator=pair[0], period=period, declared=part, evidence=(whole,))
    year = f"{period}年" if period else ""
    text = f"{year}{titles[0]}填报{shown(part)}{where(part)}，{titles[1]}填报{shown(whole)}{where(whole)}"
    if small <= large:
        yield check.passed(about, f"{text}，前者不大于后者。")
        return
    cause = check.found.cause((pair[0], period), (pair[1], period))
    if cause is None and (reason := doubt_of(part) or doubt_of(whole)):
        yield check.review(about, f"{text}，前者大于后者；但{reason}，请对照原件确认。")
    else:
        yield check.failed(about, f"{text}，前者大于后者。", follows=cause)
