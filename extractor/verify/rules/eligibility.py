"""Eligibility: every condition of the programme, judged by evidence, with all readings of its clause.

One file because the verdict on a condition, on its years and on its line in the office's own sheet is worded in one way.
"""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extractor.verify.case import Case
from extractor.verify.dates import chinese
from extractor.verify.options import INFORMING, easing, inform, judge_group
from extractor.verify.rule import About, Check, clause_of, rule
from extractor.verify.tied import case_on
from extractor.verify.tree import Result, Truth, evaluate
from models.catalogue.facts import leaves
from models.catalogue.spec_programmes import Condition
from models.catalogue.spec_tree import Leaf, Node
from models.finding import Basis, Family, Finding, Outcome, Severity


@rule("ELI-01", Family.eligibility, stage="eligibility", basis=Basis.stated)
def eli_01(check: Check) -> Iterator[Finding]:
    """通知的各项条件按佐证材料的数值判断；只有申报值的记为无佐证；条款有歧义的，各种读法都计算。"""
    programme = check.case.programme
    for condition in programme.conditions:
        yield from _judge(_for_condition(check, condition), condition)
    for group in programme.groups:
        options = [c for c in programme.conditions if c.group == group.id]
        worst = {c.id: _worst(_results(_for_condition(check, c), c)) for c in options}
        yield judge_group(check, group, worst)


def _for_condition(check: Check, condition: Condition) -> Check:
    """The check under the condition's own id, severity and clause."""
    severity = Severity.info if condition.kind in INFORMING else Severity(condition.severity)
    own = replace(check.rule, id=condition.id, severity=severity, basis=Basis(condition.basis))
    return Check(own, _case_of(check, condition), check.found, clause_of(condition.clause))


def _case_of(check: Check, condition: Condition) -> Case:
    """The case on the day that the clause names."""
    day = condition.as_of
    return case_on(check.case, date.fromisoformat(day)) if day else check.case


def _judge(check: Check, condition: Condition) -> Iterator[Finding]:
    title = f"条件{condition.id}“{condition.title_zh}”"
    if condition.as_of is not None:
        title += f"（截至{chinese(check.case.reference_date)}）"
    if condition.unchecked_zh is not None:
        about = About(indicator=condition.indicator, period=_year(check, condition))
        text = f"{title}未核对：{condition.unchecked_zh}"
        missing = (f"条款{condition.id}的依据",)
        found = check.not_checked(about, text, missing=missing)
        yield found.model_copy(update={"severity": Severity.info})
        return
    if condition.when is not None:
        applies = evaluate(condition.when, check.case)
        if applies.truth not in (Truth.holds, Truth.unsupported):
            yield _by_class(check, condition, title, applies)
            return
    results = _results(check, condition)
    if results and condition.kind in INFORMING:
        yield inform(check, condition, _about(check, condition, *(r for _, r in results)), results)
    elif results:
        yield _verdict(check, condition, title, results)
    elif condition.enquiry is not None:
        about = About(indicator=condition.indicator, period=_year(check, condition))
        yield check.review(about, f"{title}材料不能证明，{_enquiry(condition)}")


def _by_class(check: Check, condition: Condition, title: str, applies: Result) -> Finding:
    """A condition of a class to which the applicant does not, or perhaps not, belong."""
    about = _about(check, condition, applies)
    if applies.truth is Truth.fails:
        text = f"{title}不适用：{applies.text}。"
        return check.passed(about, text, severity=Severity.info)
    if applies.truth is not Truth.asked:
        return _undecided(check, about, title, applies)
    results = _results(check, condition)
    text = f"{applies.text}；{_texts(results)}"
    if results and all(result.truth is Truth.holds for _, result in results):
        return check.passed(about, f"{title}无论是否适用都满足：{text}。")
    return check.review(about, f"{title}是否适用须人工判断：{text}。")


def _results(check: Check, condition: Condition) -> list[tuple[str, Result]]:
    if condition.test is not None:
        return [("", _oriented(evaluate(condition.test, check.case), condition))]
    return [
        (item.title_zh, _oriented(evaluate(item.test, check.case), condition))
        for item in condition.readings
    ]


def _worst(results: list[tuple[str, Result]]) -> Result:
    """One result for all readings: theirs where they agree, else one for a person."""
    truths = {result.truth for _, result in results}
    if len(truths) == 1:
        return results[0][1]
    whole = Truth.review if truths & {Truth.fails, Truth.review} else Truth.unknown
    values = tuple(value for _, result in results for value in result.values)
    missing = tuple(dict.fromkeys(name for _, result in results for name in result.missing))
    margins = tuple(dict.fromkeys(m for _, result in results for m in result.margins))
    return Result(whole, values, _texts(results), missing, margins)


def _oriented(result: Result, condition: Condition) -> Result:
    """What an excluding condition says about the applicant: it is met when its test fails."""
    if condition.kind != "exclude":
        return result
    turned = {
        Truth.holds: Truth.fails,
        Truth.unsupported: Truth.fails,  # the applicant itself declares it
        Truth.fails: Truth.holds,
    }
    return replace(result, truth=turned.get(result.truth, result.truth))


def _verdict(
    check: Check, condition: Condition, title: str, results: list[tuple[str, Result]]
) -> Finding:
    truths = {result.truth for _, result in results}
    about = _about(check, condition, *(result for _, result in results))
    if len(truths) > 1:
        return _disagreeing(check, about, title, results)
    result = results[0][1]
    note = f"{condition.note_zh}" if condition.note_zh else ""
    text = _texts(results)
    if result.truth is Truth.holds:
        if condition.enquiry is not None and not condition.soft:
            return check.review(about, f"{title}可核对的部分满足：{text}。{_enquiry(condition)}")
        return check.passed(about, f"{title}满足：{text}。{note}")
    if condition.soft or condition.enquiry is not None:
        ask = _enquiry(condition) if condition.enquiry else f"请人工判断。{note}"
        if result.truth is Truth.unsupported and condition.enquiry is None:
            return check.not_checked(about, f"{title}无佐证：{text}。", missing=result.missing)
        if condition.soft:
            return check.review(about, f"{title}材料中未见证明：{text}。{ask}")
    if result.truth is Truth.fails:
        return _unmet(check, condition, about, title, text, note)
    return _undecided(check, about, title, result)


def _unmet(
    check: Check, condition: Condition, about: About, title: str, text: str, note: str
) -> Finding:
    """A condition that does not hold; where nothing read speaks against the applicant it stays open."""
    if not about.evidence and check.case.form is None:
        missing = [check.case.spec.title_zh]
        return check.not_checked(about, f"{title}未能核对：{text}。", missing=missing)
    if not about.evidence and check.case.has_unread_papers:
        return check.review(about, f"{title}：{text}；但有文件或页面未能读取，请人工确认。")
    if eased := easing(check, condition):
        return check.review(about, f"{title}未达到：{text}；但{eased}，请人工判断。{note}")
    cause = _cause(check, condition)
    return check.failed(about, f"{title}不满足：{text}。{note}", follows=cause)


def _disagreeing(
    check: Check, about: About, title: str, results: list[tuple[str, Result]]
) -> Finding:
    """Readings that do not agree are for a person; missing facts stay missing facts."""
    truths = {result.truth for _, result in results}
    if Truth.fails in truths and truths & {Truth.holds, Truth.unsupported}:
        return check.review(about, f"{title}的不同读法结论不同：{_texts(results)}，请人工判断。")
    if truths & {Truth.review, Truth.asked}:
        return check.review(about, f"{title}须人工判断：{_texts(results)}。")
    missing = dict.fromkeys(name for _, result in results for name in result.missing)
    return check.not_checked(about, f"{title}未能核对：{_texts(results)}。", missing=missing)


def _undecided(check: Check, about: About, title: str, result: Result) -> Finding:
    if result.truth is Truth.asked:
        return check.review(about, f"{title}材料不能全部证明：{result.text}。")
    if result.truth is Truth.review:
        return check.review(about, f"{title}须人工判断：{result.text}，请对照原件确认。")
    word = "无佐证" if result.truth is Truth.unsupported else "未能核对"
    return check.not_checked(about, f"{title}{word}：{result.text}。", missing=result.missing)


def _texts(results: list[tuple[str, Result]]) -> str:
    """The explanations, each under the name of its reading; what one reading said the next does not repeat."""
    said: set[str] = set()
    parts = []
    for name, result in results:
        clauses = _CLAUSE.findall(result.text)
        news = "，".join([*(c for c in clauses[:-1] if c not in said), *clauses[-1:]])
        said |= set(clauses)
        parts.append(f"按“{name}”：{news}" if name else news)
    return "；".join(dict.fromkeys(parts))


_CLAUSE = re.compile("(?:[^，（）]|（[^（）]*）)+")
"""A clause of an explanation with what stands in brackets; the readings of a condition share most of theirs."""


def _about(check: Check, condition: Condition, *results: Result) -> About:
    values = tuple(dict.fromkeys(value for result in results for value in result.values))
    declared = check.case.declared(condition.indicator or "", _year(check, condition))
    return About(
        indicator=condition.indicator,
        period=_year(check, condition),
        declared=declared,
        evidence=tuple(value for value in values if value != declared and value.place),
        computed=next((value for value in values if value.place is None), None),
        margins=tuple(dict.fromkeys(m for result in results for m in result.margins)),
    )


def _year(check: Check, condition: Condition) -> str | None:
    return check.case.programme.year(condition.period)


def _cause(check: Check, condition: Condition) -> Finding | None:
    """A finding about one of the facts that the condition reads, where it explains the failure.

    It does when the condition holds by what the applicant declares: then the failure is nothing but
    the difference between declaration and evidence.
    """
    wanted: list[tuple[str, str | None]] = []
    for tree in condition.trees:
        claimed = _oriented(evaluate(tree, check.case, use_declared=True), condition)
        if claimed.truth not in (Truth.holds, Truth.unsupported):
            return None
        wanted += _facts(check, tree)
    return check.found.cause(*wanted)


@rule("ELI-02", Family.eligibility, stage="eligibility", basis=Basis.stated)
def eli_02(check: Check) -> Iterator[Finding]:
    """按年度要求的条件，另行列出结论所属年度以外未达到的年度。"""
    for condition in check.case.programme.conditions:
        main = next((f for f in check.found.all if f.rule == condition.id), None)
        if main is None or main.outcome not in (Outcome.failed, Outcome.review):
            continue
        for tree in condition.trees:
            for leaf in leaves(tree):
                if leaf.measure == "each":
                    yield from _by_year(check, condition, leaf, main)


def _by_year(check: Check, condition: Condition, leaf: Leaf, main: Finding) -> Iterator[Finding]:
    """The years that fall short, as consequences of the finding about the whole condition."""
    for period in leaf.periods:
        if check.case.programme.year(period) == main.period:
            continue
        update = {"period": period, "periods": (), "measure": "value"}
        result = evaluate(leaf.model_copy(update=update), check.case)
        if result.truth is Truth.fails:
            about = replace(
                _about(check, condition, result),
                indicator=leaf.indicator,
                period=check.case.programme.year(period),
            )
            text = f"条件{condition.id}“{condition.title_zh}”逐年看：{result.text}。"
            work = Check(check.rule, check.case, check.found, clause_of(condition.clause))
            yield work.failed(about, text, follows=main)


def _facts(check: Check, tree: Node) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for leaf in leaves(tree):
        years = [check.case.programme.year(p) for p in (leaf.periods or (leaf.period,))]
        for key in leaf.keys:
            field = check.case.field(key)
            inputs = field.formula.of if field and field.formula else ()
            found += [(name, year) for name in (key, *inputs) for year in years]
    return found


def _enquiry(condition: Condition) -> str:
    ask = condition.enquiry
    return f"须向{ask.register_zh}查询：{ask.question_zh}。" if ask else ""


@rule("ELI-03", Family.eligibility, stage="eligibility", severity=Severity.info, basis=Basis.stated)
def eli_03(check: Check) -> Iterator[Finding]:
    """初核表的分类指标和必备指标与通知条件分列：逐项列出所依据条件的结论，并与所勾选的对照。"""
    ticked = check.case.declared("review_must")
    marks = set(ticked.value.split(";")) if ticked else set()
    for item in check.case.programme.review_sheet:
        verdicts = [f for f in check.found.all if f.rule in item.conditions]
        worst = next((o for o in _WORST if any(f.outcome is o for f in verdicts)), None)
        if worst is None:
            continue
        work = Check(check.rule, check.case, check.found, clause_of(item.clause))
        about = About(indicator="review_must", declared=ticked)
        mark = f"，初核表{'已' if item.id in marks else '未'}勾选" if item.id.isdigit() else ""
        basis = "；".join(_in_short(check, finding) for finding in verdicts)
        text = f"初核表“{item.title_zh}”{mark}，依据：{basis}。"
        cause = next((f for f in verdicts if f.outcome is worst), None)
        if worst is Outcome.passed:
            yield work.passed(about, text)
        elif worst is Outcome.not_checked:
            missing = tuple(name for f in verdicts for name in f.missing)
            yield work.not_checked(about, text, missing=missing)
        elif worst is Outcome.review:
            yield work.review(about, text, follows=cause)
        else:
            yield work.failed(about, text, follows=cause)


def _in_short(check: Check, finding: Finding) -> str:
    """A verdict on a condition without its reasons, which stand with the condition itself."""
    programme = check.case.programme
    title = next((c.title_zh for c in programme.conditions if c.id == finding.rule), None)
    if title is None:
        return finding.message.removesuffix("。")
    named = f"条件{finding.rule}“{title}”"
    return named + re.split("[：，。]", finding.message.removeprefix(named), maxsplit=1)[0]


_WORST = (Outcome.failed, Outcome.review, Outcome.not_checked, Outcome.passed)
