"""Judges one comparison of a condition tree, with the threshold and the margin in words.

One file because every measure of a comparison ends in the same sentence and the same margin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import ge, gt, le, lt

from extractor.verify.case import Case
from extractor.verify.dates import chinese, first_day, last_day
from extractor.verify.formulas import compound_growth, compute, mean_growth
from extractor.verify.known import Known, Origin, is_blank, known_value, proofs
from extractor.verify.misread import doubt_of
from extractor.verify.truth import Truth
from extractor.verify.values import number, options_of, shown, where
from models.catalogue.spec_tree import Leaf
from models.field import Value
from models.finding import Margin

_COMPARE: dict[str, tuple[Callable[[Decimal, Decimal], bool], str]] = {
    "at_least": (ge, "不低于"),
    "more_than": (gt, "高于"),
    "at_most": (le, "不高于"),
    "less_than": (lt, "低于"),
}
_DAYS: dict[str, tuple[Callable[[date, date], bool], str]] = {
    "before": (lt, "早于{}"),
    "not_before": (ge, "不早于{}"),
    "not_after": (le, "不晚于{}"),
}
_NOTHING = ("", "否", "无")
_GROWTH = {
    "mean_growth": (mean_growth, "年平均增长率"),
    "compound_growth": (compound_growth, "年均复合增长率"),
}


@dataclass(frozen=True)
class LeafResult:
    """The verdict on one comparison."""

    truth: Truth
    values: tuple[Value, ...] = ()
    text: str = ""
    missing: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()


def judge_leaf(leaf: Leaf, case: Case, *, use_declared: bool) -> LeafResult:
    """Judge one comparison by evidence, or by the declaration where there is no evidence."""
    if leaf.sum_of:
        return _judge_sum(leaf, case, use_declared=use_declared)
    if leaf.periods:
        return _judge_years(leaf, case, use_declared=use_declared)
    key, year = leaf.indicator or "", case.programme.year(leaf.period)
    known = known_value(case, key, year, use_declared=use_declared)
    name = _name(case, key, year)
    if known is None:
        return _unknown(leaf, case, key, year)
    if leaf.measure == "count":
        return _judge_count(leaf, case, known)
    if leaf.contains:
        return _judge_contents(leaf, case, known)
    if any(getattr(leaf, comparator) for comparator in _DAYS):
        return _judge_day(leaf, known, name)
    if leaf.present is not None or leaf.one_of:
        return _judge_words(leaf, known, name)
    amount = number(known.value)
    if amount is None:
        return LeafResult(Truth.review, (known.value,), f"{name}{shown(known.value)}不是数值")
    return _compared(leaf, amount, (known,), f"{name}{_said(known)}", unit=known.value.unit)


def _unknown(leaf: Leaf, case: Case, key: str, year: str | None) -> LeafResult:
    """Nothing is known: a box left empty on the form denies the claim, anything else stays open."""
    name = _name(case, key, year)
    field = case.field(key)
    ticked = (
        field is not None
        and field.printed
        and (field.kind == "multi_choice" or (field.kind == "choice" and not field.required))
    )
    if (
        (leaf.present or leaf.one_of or leaf.measure == "count")
        and ticked
        and is_blank(case, key, year)
    ):
        return LeafResult(Truth.fails, (), f"{name}未填写")
    return LeafResult(Truth.unknown, (), f"缺少{name}", (name,))


def _judge_words(leaf: Leaf, known: Known, name: str) -> LeafResult:
    chosen = set(options_of(known.value))
    if leaf.one_of:
        holds = bool(chosen & set(leaf.one_of))
        wanted = f"应为{'或'.join(leaf.one_of)}"
    else:
        holds = known.value.value not in _NOTHING
        wanted = "应有"
    return _result(holds, (known,), f"{name}{_said(known)}，{wanted}")


def _judge_contents(leaf: Leaf, case: Case, known: Known) -> LeafResult:
    """Whether one of the papers, or the declaration, holds one of the words; other papers prove nothing."""
    key, year = leaf.indicator or "", case.programme.year(leaf.period)
    papers = [Known(value, Origin.evidence) for value in proofs(case, key, year)]
    wanted = "或".join(f"“{word}”" for word in leaf.contains)
    name = _name(case, key, year)
    for item in papers or [known]:
        text = "".join(item.value.value.split())
        if any(word in text for word in leaf.contains):
            return _result(True, (item,), f"{name}{_said(item)}，应含{wanted}")  # noqa: FBT003
    values = tuple(item.value for item in papers or [known])
    listed = "、".join(_said(item) for item in papers or [known])
    return LeafResult(Truth.review, values, f"{name}{listed}，未见{wanted}")


def _judge_count(leaf: Leaf, case: Case, known: Known) -> LeafResult:
    """The number of papers that prove the indicator; without any the options that are ticked."""
    key, year = leaf.indicator or "", case.programme.year(leaf.period)
    papers = [Known(value, Origin.evidence) for value in proofs(case, key, year)]
    if papers:
        amount, items = len(papers), tuple(papers)
    else:
        said = number(known.value)
        amount = int(said) if said is not None else len(options_of(known.value))
        items = (known,)
    return _compared(
        leaf, Decimal(amount), items, f"{_name(case, key, year)}共{amount}项", unit="项"
    )


def _judge_day(leaf: Leaf, known: Known, name: str) -> LeafResult:
    """Compare days; one that is printed only to the month or year must lie wholly on one side."""
    first, last = first_day(known.value.value), last_day(known.value.value)
    if first is None or last is None:
        return LeafResult(Truth.review, (known.value,), f"{name}{shown(known.value)}不是日期")
    comparator = leaf.comparators[0]
    limit = date.fromisoformat(getattr(leaf, comparator))
    compare, word = _DAYS[comparator]
    text = f"{name}{_said(known)}，应{word.format(chinese(limit))}"
    if compare(first, limit) != compare(last, limit):
        return LeafResult(Truth.review, (known.value,), f"{text}，印出的日期不足以判断")
    return _result(compare(first, limit), (known,), text)


def _judge_sum(leaf: Leaf, case: Case, *, use_declared: bool) -> LeafResult:
    """Add several indicators up; boxes left empty count as nothing."""
    year = case.programme.year(leaf.period)
    found: list[Known] = []
    open_ones = []
    for key in leaf.sum_of:
        known = known_value(case, key, year, use_declared=use_declared)
        if known is not None and number(known.value) is not None:
            found.append(known)
        elif not is_blank(case, key, year):
            open_ones.append(_name(case, key, year))
    names = "＋".join(case.title(key) for key in leaf.sum_of)
    total = _total(found)
    proven = _total([known for known in found if known.origin is Origin.evidence])
    if not found and not (leaf.sum_of and not open_ones):
        return LeafResult(Truth.unknown, (), f"缺少{names}", tuple(open_ones) or (names,))
    by_all = _compared(leaf, total, found, f"{names}共{total}项", unit=None)
    if by_all.truth is Truth.fails and open_ones:
        return LeafResult(Truth.unknown, by_all.values, by_all.text, tuple(open_ones))
    if by_all.truth is not Truth.unsupported:
        return by_all
    only = [known for known in found if known.origin is Origin.evidence]
    by_proof = _compared(leaf, proven, only, f"{names}有佐证的共{proven}项", unit=None)
    return by_proof if only and by_proof.truth is Truth.holds else by_all


def _total(found: list[Known]) -> Decimal:
    return sum((number(known.value) or Decimal(0) for known in found), Decimal(0))


def _judge_years(leaf: Leaf, case: Case, *, use_declared: bool) -> LeafResult:
    """Several years become one number by the leaf's measure."""
    key = leaf.indicator or ""
    if leaf.measure == "pooled":
        return _judge_pooled(leaf, case, use_declared=use_declared)
    years = [case.programme.year(period) for period in leaf.periods]
    found = [known_value(case, key, year, use_declared=use_declared) for year in years]
    missing = [_name(case, key, y) for y, k in zip(years, found, strict=True) if k is None]
    known = [item for item in found if item is not None]
    if missing:
        return LeafResult(Truth.unknown, (), f"缺少{'、'.join(missing)}", tuple(missing))
    numbers = [number(item.value) for item in known]
    amounts = [amount for amount in numbers if amount is not None]
    values = "，".join(
        f"{_name(case, key, year)}{_said(item)}" for year, item in zip(years, known, strict=True)
    )
    if len(amounts) != len(known):
        return LeafResult(Truth.review, tuple(k.value for k in known), f"{values}不是数值")
    if leaf.measure == "each":
        return _judge_each(leaf, amounts, known, values)
    amount, word = _reduced(leaf, amounts, [item.value for item in known])
    if amount is None:
        text = f"{values}，基数为零或负数，{word}无法计算"
        return LeafResult(Truth.review, tuple(item.value for item in known), text)
    unit = "%" if leaf.measure in _GROWTH else known[0].value.unit
    said = _printed(amount, unit)
    return _compared(leaf, amount, known, f"{values}，{word}{said}", unit=unit)


def _judge_each(leaf: Leaf, amounts: list[Decimal], known: list[Known], text: str) -> LeafResult:
    """Every year must hold; the worst year decides."""
    ascending = leaf.at_least is not None or leaf.more_than is not None
    worst = min(amounts) if ascending else max(amounts)
    unit = known[0].value.unit
    return _compared(leaf, worst, known, f"{text}，较差的一年为{_printed(worst, unit)}", unit=unit)


def _reduced(leaf: Leaf, amounts: list[Decimal], values: list[Value]) -> tuple[Decimal | None, str]:
    if leaf.measure in _GROWTH:
        function, word = _GROWTH[leaf.measure]
        return function(values), word
    total = sum(amounts, Decimal(0))
    return (total, "合计") if leaf.measure == "sum" else (total / len(amounts), "平均")


def _judge_pooled(leaf: Leaf, case: Case, *, use_declared: bool) -> LeafResult:
    """Sum of the numerators over sum of the denominators, from the table's formula."""
    field = case.field(leaf.indicator or "")
    if field is None or field.formula is None or field.formula.op != "ratio":
        return LeafResult(Truth.unknown, (), "没有可合计的公式")
    years = [case.programme.year(period) for period in leaf.periods]
    parts: list[list[Known]] = []
    missing: list[str] = []
    for key in field.formula.of:
        found = [known_value(case, key, year, use_declared=use_declared) for year in years]
        missing += [_name(case, key, y) for y, k in zip(years, found, strict=True) if k is None]
        parts.append([item for item in found if item is not None])
    if missing:
        return LeafResult(Truth.unknown, (), f"缺少{'、'.join(missing)}", tuple(missing))
    sums = [compute("sum", [k.value for k in part], unit=part[0].value.unit) for part in parts]
    known_sums = [value for value in sums if value is not None]
    ratio = compute("ratio", known_sums, unit="%") if len(known_sums) == len(sums) else None
    known = [item for part in parts for item in part]
    if ratio is None:
        return LeafResult(Truth.review, tuple(k.value for k in known), "合计占比无法计算")
    text = f"{case.title(field.key)}各年合计为{shown(ratio)}"
    return _compared(leaf, Decimal(ratio.value), known, text, unit="%")


def _compared(
    leaf: Leaf,
    amount: Decimal,
    known: list[Known] | tuple[Known, ...],
    text: str,
    *,
    unit: str | None,
) -> LeafResult:
    """Compare one number with the leaf's threshold and say how far it is away."""
    name = leaf.comparators[0]
    function, word = _COMPARE[name]
    limit = Decimal(getattr(leaf, name))
    margin = abs(amount - limit)
    side = "高出" if amount >= limit else "低"
    said = f"{text}，要求{word}{_printed(limit, unit)}，{side}{_distance(margin, unit)}"
    margin_of = Margin(
        indicator="+".join(leaf.sum_of) or leaf.indicator or "",
        period=leaf.period,
        comparator=name,
        value=f"{amount:f}",
        limit=f"{limit:f}",
        unit=unit,
    )
    result = _result(function(amount, limit), tuple(known), said)
    return replace(result, margins=(margin_of,))


def _result(holds: bool, known: tuple[Known, ...], text: str) -> LeafResult:  # noqa: FBT001
    values = tuple(item.value for item in known)
    for value in values:
        if reason := doubt_of(value):
            return LeafResult(Truth.review, values, f"{text}；但{reason}")
    if not holds:
        return LeafResult(Truth.fails, values, text)
    if any(item.origin is Origin.declared for item in known):
        missing = ("佐证材料",)
        return LeafResult(Truth.unsupported, values, f"{text}（仅有申报值，无佐证）", missing)
    return LeafResult(Truth.holds, values, text)


def _name(case: Case, key: str, year: str | None) -> str:
    return f"{year}年{case.title(key)}" if year else case.title(key)


def _said(known: Known) -> str:
    if known.formula is None:
        return f"为{shown(known.value)}{where(known.value)}"
    result = known.value.raw if known.value.unit == "%" else known.value.value
    return f"为{result}（{known.formula}）{where(known.value)}"


def _distance(margin: Decimal, unit: str | None) -> str:
    """A difference in words: that of two percentages is one of percentage points (个百分点)."""
    return f"{_printed(margin, None)}个百分点" if unit == "%" else _printed(margin, unit)


def _printed(amount: Decimal, unit: str | None) -> str:
    """A number in words: amounts of money in 万元, the rest with up to two places."""
    if unit and "元" in unit:
        return f"{amount / 10000:,.2f}万元"
    text = f"{amount:,.2f}".rstrip("0").rstrip(".")
    return f"{text}{unit or ''}"
