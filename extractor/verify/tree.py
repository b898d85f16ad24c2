"""Evaluates the condition tree of a programme: holds, fails, or not to be decided, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractor.verify.case import Case
from extractor.verify.leaf import LeafResult, judge_leaf
from extractor.verify.truth import Truth
from models.catalogue.checks import branches
from models.catalogue.spec_programmes import AllOf, AtLeast, Band, ByBand, Leaf, Node
from models.field import Value

__all__ = ["Result", "Truth", "evaluate"]

_ALL_ORDER = (Truth.fails, Truth.review, Truth.unknown, Truth.unsupported, Truth.holds)
_ANY_ORDER = (Truth.holds, Truth.unsupported, Truth.review, Truth.unknown, Truth.fails)


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


def evaluate(node: Node, case: Case, *, use_declared: bool = False) -> Result:
    """Judge a tree.

    Branches of `any` that hold by evidence go before those that only the declaration supports;
    `all` is as good as its worst branch. Unknown never becomes holds or fails.
    """
    if isinstance(node, Leaf):
        return _from_leaf(judge_leaf(node, case, use_declared=use_declared))
    if isinstance(node, ByBand):
        return _by_band(node, case, use_declared=use_declared)
    results = [evaluate(branch, case, use_declared=use_declared) for branch in branches(node)]
    if isinstance(node, AllOf):
        return _joined(_first(results, _ALL_ORDER), results, _Joint.all)
    if isinstance(node, AtLeast):
        return _joined(_at_least(results, node.at_least.n), results, _Joint.all)
    return _joined(_first(results, _ANY_ORDER), results, _Joint.any)


def _from_leaf(leaf: LeafResult) -> Result:
    return Result(leaf.truth, leaf.values, leaf.text, leaf.missing)


def _first(results: Sequence[Result], order: Sequence[Truth]) -> Truth:
    return min((result.truth for result in results), key=order.index)


def _at_least(results: Sequence[Result], wanted: int) -> Truth:
    """`wanted` branches must hold: decided as soon as the open ones cannot change it."""
    holding = sum(result.truth is Truth.holds for result in results)
    supported = holding + sum(result.truth is Truth.unsupported for result in results)
    open_ones = sum(result.truth in (Truth.review, Truth.unknown) for result in results)
    if holding >= wanted:
        return Truth.holds
    if supported >= wanted:
        return Truth.unsupported
    if supported + open_ones < wanted:
        return Truth.fails
    return Truth.review if any(r.truth is Truth.review for r in results) else Truth.unknown


def _joined(truth: Truth, results: Sequence[Result], joint: _Joint) -> Result:
    """The verdict with the branches that explain it."""
    same = [result for result in results if result.truth is truth]
    telling = results if truth is Truth.fails and joint is _Joint.any else same or results
    values = tuple(dict.fromkeys(v for result in telling for v in result.values))
    text = joint.value.join(result.text for result in telling if result.text)
    missing = (
        ()
        if truth is Truth.holds
        else tuple(dict.fromkeys(name for result in telling for name in result.missing))
    )
    return Result(truth, values, text, missing)


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
            )
        if chosen.truth in (Truth.unknown, Truth.review):
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
