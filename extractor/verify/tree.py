"""Evaluates the condition tree of a programme: holds, fails, or not to be decided, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractor.verify.case import Case
from extractor.verify.leaf import LeafResult, judge_leaf
from extractor.verify.truth import Truth
from models.catalogue.spec_tree import (
    AllOf,
    Ask,
    AtLeast,
    Band,
    ByBand,
    Leaf,
    Node,
    OnList,
    branches,
)
from models.field import Value
from models.finding import Margin
from models.kinds.company_name import company_key

__all__ = ["Result", "Truth", "evaluate", "judge_count", "question_of"]

_ALL_ORDER = (
    Truth.fails, Truth.review, Truth.unknown, Truth.unsupported, Truth.asked, Truth.holds,
)  # fmt: skip
_ANY_ORDER = (
    Truth.holds, Truth.unsupported, Truth.review, Truth.asked, Truth.unknown, Truth.fails,
)  # fmt: skip
_OPEN = (Truth.review, Truth.unknown, Truth.asked)


class _Joint(StrEnum):
    """How the texts of several branches are joined."""

    all = "；"
    any = "；或者"


@dataclass(frozen=True)
class Result:
    """The verdict on a tree, the values it rests on, the sentence parts, the missing facts."""

    truth: Truth
    values: tuple[Value, ...] = ()
    text: str = ""
    missing: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()


def evaluate(node: Node, case: Case, *, use_declared: bool = False) -> Result:
    """Judge a tree.

    Branches of `any` that hold by evidence go before those that only the declaration supports;
    `all` is as good as its worst branch. Unknown never becomes holds or fails.
    """
    if isinstance(node, Leaf):
        return _from_leaf(judge_leaf(node, case, use_declared=use_declared))
    if isinstance(node, Ask):
        return Result(Truth.asked, (), question_of(node))
    if isinstance(node, OnList):
        return _on_list(node, case)
    if isinstance(node, ByBand):
        return _by_band(node, case, use_declared=use_declared)
    results = [evaluate(branch, case, use_declared=use_declared) for branch in branches(node)]
    if isinstance(node, AllOf):
        return _joined(_first(results, _ALL_ORDER), results, _Joint.all)
    if isinstance(node, AtLeast):
        return _joined(judge_count(results, node.at_least.n), results, _Joint.all)
    return _joined(_first(results, _ANY_ORDER), results, _Joint.any)


def _from_leaf(leaf: LeafResult) -> Result:
    return Result(leaf.truth, leaf.values, leaf.text, leaf.missing, leaf.margins)


def _first(results: Sequence[Result], order: Sequence[Truth]) -> Truth:
    return min((result.truth for result in results), key=order.index)


def judge_count(results: Sequence[Result], wanted: int) -> Truth:
    """`wanted` branches must hold: decided as soon as the open ones cannot change it."""
    holding = sum(result.truth is Truth.holds for result in results)
    supported = holding + sum(result.truth is Truth.unsupported for result in results)
    open_ones = sum(result.truth in _OPEN for result in results)
    if holding >= wanted:
        return Truth.holds
    if supported >= wanted:
        return Truth.unsupported
    if supported + open_ones < wanted:
        return Truth.fails
    return _first([r for r in results if r.truth in _OPEN], _ANY_ORDER)


def question_of(ask: Ask) -> str:
    """What a person has to find out, and where."""
    return f"须向{ask.at}查询：{ask.ask}" if ask.at else f"须人工判断：{ask.ask}"


def _on_list(node: OnList, case: Case) -> Result:
    """Whether a name of the applicant stands on a list that the user loaded."""
    title = case.catalogue.lists[node.on_list].title_zh
    names = case.lists.get(node.on_list)
    if names is None:
        return Result(Truth.unknown, (), f"缺少名单“{title}”", (f"名单：{title}",))
    if not case.names:
        return Result(Truth.unknown, (), "未读到企业名称", ("企业名称",))
    for name in case.names:
        if company_key(name.value) in names:
            return Result(Truth.holds, (name,), f"“{name.value}”在名单“{title}”内")
    return Result(Truth.fails, tuple(case.names), f"“{case.names[0].value}”不在名单“{title}”内")


def _joined(truth: Truth, results: Sequence[Result], joint: _Joint) -> Result:
    """The verdict with the branches that explain it."""
    same = [result for result in results if result.truth is truth]
    telling = results if truth is Truth.fails and joint is _Joint.any else same or results
    if truth in (Truth.asked, Truth.unknown, Truth.review):  # what else the person should know
        telling = [r for r in results if r.truth is not Truth.fails or joint is _Joint.any]
    values = tuple(dict.fromkeys(v for result in telling for v in result.values))
    text = joint.value.join(result.text for result in telling if result.text)
    missing = (
        ()
        if truth is Truth.holds
        else tuple(dict.fromkeys(name for result in telling for name in result.missing))
    )
    margins = tuple(dict.fromkeys(m for result in telling for m in result.margins))
    return Result(truth, values, text, missing, margins)


def _by_band(node: ByBand, case: Case, *, use_declared: bool) -> Result:
    """Choose the band by its indicator and judge what must hold there."""
    for band in node.by_band.bands:
        chosen = evaluate(_band_test(node, band), case, use_declared=use_declared)
        if chosen.truth in (Truth.holds, Truth.unsupported):
            result = evaluate(band.then, case, use_declared=use_declared)
            return Result(
                result.truth,
                (*chosen.values, *result.values),
                f"{chosen.text}；{result.text}",
                result.missing,
                (*chosen.margins, *result.margins),
            )
        if chosen.truth in _OPEN:
            return chosen
    return Result(Truth.review, (), "不在任何一档之内，请人工判断")


def _band_test(node: ByBand, band: Band) -> Node:
    """The band's own limits as a tree."""
    subject = {"indicator": node.by_band.indicator, "period": node.by_band.period}
    parts: list[Node] = []
    if band.at_least is not None:
        parts.append(Leaf.model_validate({**subject, "at_least": band.at_least}))
    if band.less_than is not None:
        parts.append(Leaf.model_validate({**subject, "less_than": band.less_than}))
    if band.one_of:
        parts.append(Leaf.model_validate({**subject, "one_of": band.one_of}))
    return AllOf(all=tuple(parts))
