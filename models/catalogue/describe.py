"""Says in Chinese what a condition asks, how it is checked and what papers cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_programmes import Condition, Programme
from models.catalogue.spec_tables import TableSpec
from models.catalogue.spec_tree import (
    AllOf,
    AnyOf,
    Ask,
    AtLeast,
    ByBand,
    Leaf,
    Node,
    OnList,
    branches,
)

_COMPARE = {
    "at_least": "不低于",
    "more_than": "高于",
    "at_most": "不高于",
    "less_than": "低于",
    "before": "早于",
    "not_before": "不早于",
    "not_after": "不晚于",
}
_MEASURES = {
    "each": "各年分别",
    "mean": "各年平均",
    "pooled": "各年合计",
    "sum": "累计",
    "mean_growth": "年增长率的平均数",
    "compound_growth": "年均复合增长率",
    "count": "项数",
}


class Handling(StrEnum):
    """What becomes of a condition: papers decide (a part of) it, a person does, or nobody."""

    encoded = "按材料核对"
    review = "人工判断或外部查询"
    unchecked = "不核对"


def handling_of(condition: Condition) -> Handling:
    """How a condition is dealt with."""
    if condition.unchecked_zh is not None:
        return Handling.unchecked
    decided = any(_is_decided(tree) for tree in condition.trees)
    return Handling.encoded if decided else Handling.review


def _is_decided(node: Node) -> bool:
    if isinstance(node, AllOf | AnyOf | AtLeast):
        return any(_is_decided(branch) for branch in branches(node))
    return not isinstance(node, Ask)


class Describer:
    """Describes the conditions of one programme; years are printed as calendar years."""

    def __init__(self, programme: Programme, catalogue: Catalogue) -> None:
        self.programme, self.catalogue = programme, catalogue
        self.table: TableSpec = catalogue.table_of(programme)

    def condition(self, condition: Condition) -> Iterator[str]:
        """What is checked and what is asked, one sentence part each."""
        if condition.when is not None:
            yield f"适用于：{self.node(condition.when)}"
        if condition.as_of is not None:
            year, month, day = condition.as_of.split("-")
            yield f"按{year}年{int(month)}月{int(day)}日的状况"
        if condition.test is not None:
            yield self.node(condition.test)
        for reading in condition.readings:
            yield f"按“{reading.title_zh}”：{self.node(reading.test)}"
        if condition.enquiry is not None:
            yield f"须向{condition.enquiry.register_zh}查询：{condition.enquiry.question_zh}"
        if condition.unchecked_zh is not None:
            yield condition.unchecked_zh
        if condition.note_zh is not None:
            yield condition.note_zh

    def node(self, node: Node) -> str:
        """A tree as one Chinese expression."""
        if isinstance(node, Ask):
            return f"〔{node.at or '审核人'}：{node.ask}〕"
        if isinstance(node, OnList):
            return f"在名单“{self.catalogue.lists[node.on_list].title_zh}”内"
        if isinstance(node, ByBand):
            return "；".join(self._bands(node))
        if isinstance(node, Leaf):
            return self._leaf(node)
        parts = [self.node(branch) for branch in branches(node)]
        if isinstance(node, AtLeast):
            return f"以下至少{node.at_least.n}项（{'；'.join(parts)}）"
        if isinstance(node, AnyOf):
            return f"（{' 或 '.join(parts)}）"
        return " 且 ".join(parts)

    def _bands(self, node: ByBand) -> Iterator[str]:
        name = self._name((node.by_band.indicator,))
        for band in node.by_band.bands:
            low = (
                f"{self._number(node.by_band.indicator, band.at_least)}以上"
                if band.at_least
                else ""
            )
            high = (
                f"不足{self._number(node.by_band.indicator, band.less_than)}"
                if band.less_than
                else ""
            )
            yield f"{name}{low}{high}{'或'.join(band.one_of)}的：{self.node(band.then)}"

    def _leaf(self, leaf: Leaf) -> str:
        years = [self.programme.year(p) for p in (leaf.periods or (leaf.period,)) if p]
        when = f"{'、'.join(y for y in years if y)}年" if years else ""
        name = f"{when}{self._name(leaf.keys)}{_MEASURES.get(leaf.measure, '')}"
        comparator = leaf.comparators[0]
        if comparator == "present":
            return f"有{name}"
        if comparator == "one_of":
            return f"{name}为{'或'.join(leaf.one_of)}"
        if comparator == "contains":
            return f"{name}含“{'”或“'.join(leaf.contains)}”"
        limit = getattr(leaf, comparator)
        growth = leaf.measure in ("mean_growth", "compound_growth")
        printed = f"{limit}%" if growth else self._number(leaf.keys[0], limit)
        return f"{name}{_COMPARE[comparator]}{printed}"

    def _name(self, keys: tuple[str, ...]) -> str:
        return "＋".join(self.catalogue.title(key, table=self.table) for key in keys)

    def _number(self, key: str, limit: str) -> str:
        """A threshold with its unit; money in 万元 or 亿元."""
        field = self.table.field(key)
        if field is None or field.kind != "money":
            return f"{limit}{field.unit or '' if field else ''}"
        amount = Decimal(limit) / 10000
        scale, unit = (Decimal(10000), "亿元") if amount >= 10000 else (Decimal(1), "万元")
        return f"{(amount / scale).normalize():f}{unit}"
