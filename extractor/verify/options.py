"""Conditions that decide nothing alone: one of several options, scores, preferences, relaxations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.verify.rule import About, Check, clause_of
from extractor.verify.tree import Result, Truth, evaluate, judge_count
from models.catalogue.spec_programmes import Condition, Group
from models.finding import Basis, Finding, Severity

INFORMING = ("option", "score", "prefer", "relax")
"""Kinds whose failing is no failing of the application."""

_MET = {
    "option": "满足",
    "score": "达到",
    "prefer": "符合",
    "relax": "符合放宽或直接认定的情形",
}
_UNMET = {
    "option": "未满足，是否影响申报见该组条件",
    "score": "未达到，只影响评分",
    "prefer": "不符合，只影响优先次序",
    "relax": "不属于放宽或直接认定的情形",
}


def inform(
    check: Check, condition: Condition, about: About, results: Sequence[tuple[str, Result]]
) -> Finding:
    """What a condition that decides nothing alone says about the applicant."""
    title = f"条件{condition.id}“{condition.title_zh}”"
    text = "；".join(dict.fromkeys(result.text for _, result in results if result.text))
    truths = {result.truth for _, result in results}
    if truths == {Truth.holds}:
        return check.passed(about, f"{title}{_MET[condition.kind]}：{text}。")
    if truths == {Truth.fails}:
        return check.passed(about, f"{title}{_UNMET[condition.kind]}：{text}。")
    if truths <= {Truth.unknown, Truth.unsupported}:
        missing = dict.fromkeys(name for _, result in results for name in result.missing)
        word = "无佐证" if truths == {Truth.unsupported} else "未能核对"
        return check.not_checked(about, f"{title}{word}：{text}。", missing=missing)
    return check.review(about, f"{title}须人工判断：{text}。")


def judge_group(check: Check, group: Group, options: Mapping[str, Result]) -> Finding:
    """Whether enough options of a group hold; where the notice does not say how many, a person decides."""
    own = replace(check.rule, id=group.id, severity=Severity.error, basis=Basis.stated)
    work = Check(own, check.case, check.found, clause_of(group.clause))
    results = list(options.values())
    values = tuple(dict.fromkeys(v for r in results for v in r.values if v.place))
    about = About(evidence=values)
    held = [name for name, result in options.items() if result.truth is Truth.holds]
    told = f"已满足{len(held)}项（{'、'.join(held)}）" if held else "尚无一项确认满足"
    title = f"“{group.title_zh}”共{len(options)}项"
    if group.n is None:
        return work.review(about, f"{title}，通知未写明须满足几项，{told}，请人工判断。")
    text = f"{title}，须满足{group.n}项，{told}"
    truth = judge_count(results, group.n)
    if truth is Truth.holds:
        return work.passed(about, f"{text}。")
    if truth is Truth.fails and (values or check.case.form is not None):
        if eased := easing(check, group):
            return work.review(about, f"{text}，其余各项均不满足；但{eased}，请人工判断。")
        return work.failed(about, f"{text}，其余各项均不满足。")
    if truth in (Truth.review, Truth.asked):
        return work.review(about, f"{text}，其余各项须人工判断。")
    missing = dict.fromkeys(name for result in results for name in result.missing)
    return work.not_checked(about, f"{text}，其余各项未能核对。", missing=missing)


def easing(check: Check, condition: Condition | Group) -> str | None:
    """Why an unmet condition may not bind this applicant: a relaxation that is not excluded."""
    for other in check.case.programme.conditions:
        if condition.id not in other.relaxes:
            continue
        results = [evaluate(tree, check.case) for tree in other.trees]
        if any(result.truth is not Truth.fails for result in results):
            return f"通知另有放宽规定（条件{other.id}“{other.title_zh}”）"
    return None
