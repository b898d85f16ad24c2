"""Which standard item a printed row is: exact names first, one misread character where nothing else fits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from models.catalogue.spec_documents import FieldSpec
from models.kinds.printed import fold_text, without_blanks

_REMARK = re.compile(
    r"\((?:[^()]*(?:填列|列示|号填|以.{0,3}号)[^()]*|元/股|(?:人民币)?[千万亿]?百?万?元|或股本|或股东权益|股东权益|净额|续)\)?"
)
_BARE_REMARK = re.compile(  # … whose brackets were not read
    r"[(]?(?:净?亏损|损失|减少|净?亏损总额)以.{0,3}号?填列\)?$"
)
_NUMERAL = re.compile(r"^[一二三四五六七八九十](?=..)")  # whose mark was not read: 二营业利润
_ENUMERATION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.,:]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.)]|[①-⑳])+"
)
_MARKS = re.compile(r"^[△▲*☆#◆★·.,、:-]+|[△▲*☆#:;,、.]+$")
_PREFIX = re.compile(r"^(?:其中|加|减|加减)[:;]?(?=[\u4e00-\u9fff])|^(?:其中|加|减)[:;]")
_LIKE = 0.66  # share of characters that a damaged label must have in common with its item
_APART = 0.1  # how much less any other item between the same neighbours must have
_TELLING = frozenset("非未减加其他小总合不流长短期初末收付入出内外前后已无净")


def label_key(text: str) -> str:
    """A row's name without numbering, 其中 加 减, remarks in brackets and marks: what names the item."""
    bare = without_blanks(fold_text(text))
    bare = _BARE_REMARK.sub("", _REMARK.sub("", bare))
    before = None
    while before != bare:
        before = bare
        bare = _MARKS.sub("", _ENUMERATION.sub("", bare))
        stripped = _PREFIX.sub("", bare)
        bare = stripped or bare
    bare = bare.replace("所收到", "收到").replace("所支付", "支付").replace("所收回", "收回")
    return bare.translate(str.maketrans("", "", "、,()\"'“”·"))


class Match(NamedTuple):
    """The item a row names.

    `exact`: every character was as expected; `by_place`: damaged, told by the rows around it.
    """

    spec: FieldSpec
    exact: bool
    by_place: bool = False


class Items:
    """The items of one statement (or of the notes), found by their printed names."""

    def __init__(self, fields: Iterable[FieldSpec], *, prefix: str) -> None:
        self.by_name: dict[str, FieldSpec] = {}
        self._order: dict[str, int] = {}
        for spec in fields:
            if spec.key.startswith(f"{prefix}."):
                self._order[spec.key] = len(self._order)
                for name in (spec.title_zh, *spec.aliases_zh):
                    self.by_name.setdefault(label_key(name), spec)

    def find(self, label: str) -> Match | None:
        """The item of a row; a row that differs in one harmless character from one item is that item."""
        name = label_key(label)
        if not name:
            return None
        for form in (name, _NUMERAL.sub("", name)):
            exact = self.by_name.get(form)
            if exact is not None:
                return Match(exact, exact=True)
        near = nearest_name(name, self.by_name)
        return Match(self.by_name[near], exact=False) if near else None

    def find_between(
        self, label: str, *, after: str | None, before: str | None, taken: Collection[str]
    ) -> Match | None:
        """The item of a damaged label by its place: between two items in the order of the catalogue.

        Most characters must have been read, and no other item between them may come near.
        """
        name = label_key(label)
        low = self._order.get(after or "", -1)
        high = self._order.get(before or "", len(self._order))
        scores: dict[str, float] = {}
        for known, spec in self.by_name.items():
            if low < self._order[spec.key] < high and spec.key not in taken:
                score = _likeness(name, known)
                scores[spec.key] = max(score, scores.get(spec.key, 0.0))
        ranked = sorted(scores, key=lambda key: -scores[key])
        if not ranked or scores[ranked[0]] < _LIKE:
            return None
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _APART:
            return None
        spec = next(spec for spec in self.by_name.values() if spec.key == ranked[0])
        return Match(spec, exact=False, by_place=True)


def _likeness(name: str, known: str) -> float:
    """Share of characters that agree in their order; 0 for names of other lengths."""
    if abs(len(name) - len(known)) > 1 or min(len(name), len(known)) < 3:
        return 0.0
    return SequenceMatcher(None, name, known, autojunk=False).ratio()


def nearest_name(name: str, names: Mapping[str, object]) -> str | None:
    """The one known name that a single misread, lost or added character separates from `name`.

    Characters that change the meaning (非, 其他, 未, 流动 …) must have been read; of short names no
    character may differ.
    """
    if len(name) < 4:
        return None
    found = {known for known in names if _is_near(name, known)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=65536)
def _is_near(name: str, known: str) -> bool:
    if abs(len(name) - len(known)) > 1 or len(known) < 4:
        return False
    changed = _one_change(name, known)
    if changed is None:
        return False
    read, expected = changed
    return not (set(expected) & _TELLING) and not (set(read) & _TELLING)


def _one_change(name: str, known: str) -> tuple[str, str] | None:
    """What stands in `name` and what in `known` at the single place where they differ."""
    start = 0
    while start < min(len(name), len(known)) and name[start] == known[start]:
        start += 1
    end = 0
    while end < min(len(name), len(known)) - start and name[-1 - end] == known[-1 - end]:
        end += 1
    read, expected = name[start : len(name) - end], known[start : len(known) - end]
    return (read, expected) if max(len(read), len(expected)) == 1 else None
