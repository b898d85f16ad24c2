"""Ranks: 第1名, 前三, 全省第2位."""

from __future__ import annotations

import re

from models.kinds.base import Agreement, Parsed, equality, register
from models.kinds.chinese_numerals import NUMERAL_CHARACTERS
from models.kinds.numerals import is_blank_mark, read_number
from models.kinds.printed import fold_width, strip_noise, without_blanks

UPPER_BOUND = "upper_bound"

_SCOPES = {
    "全球": ("全球", "世界", "国际"),
    "全国": ("全国", "国内", "中国", "国家"),
    "全省": ("全省", "省内", "本省", "全区", "区内", "自治区"),
    "全市": ("全市", "市内", "本市"),
    "行业": ("行业", "业内", "同行业"),
}
_SCOPE_OF = {word: scope for scope, words in _SCOPES.items() for word in words}
_WORDS = "|".join(sorted(_SCOPE_OF, key=len, reverse=True))
_RANK = re.compile(
    rf"(?P<scope>{_WORDS})?(?:市场|行业|细分市场)*(?:占有率|销量|份额)?(?:排名|排行|名列|位居|位列|居|列)?[:]?"
    rf"(?P<lead>第|前|NO\.?|TOP)?(?P<number>[0-9]+|[{NUMERAL_CHARACTERS}]+)(?:强?[名位]?)"
)


class Rank:
    """Ranks; `value` an integer from 1, `unit` the scope (全国, 全省 …) where it is known.

    The note `upper_bound` says that only 前N was printed: the rank is N or better.
    """

    name = "rank"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The rank that is all of `text`; `unit` may name the scope."""
        if is_blank_mark(text):
            return None
        match = _RANK.fullmatch(without_blanks(strip_noise(fold_width(text))).upper())
        number = read_number(match["number"]) if match else None
        if match is None or number is None or number.note or number.value < 1 or number.value % 1:
            return None
        scope = _SCOPE_OF.get(match["scope"] or unit or "")
        note = UPPER_BOUND if match["lead"] in ("前", "TOP") else None
        return Parsed(str(int(number.value)), scope, "1", note)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal ranks agree, and 前3 agrees with 第2名; ranks in different scopes are not compared."""
        if left.unit and right.unit and left.unit != right.unit:
            return Agreement.cannot_compare
        bounds = [int(p.value) for p in (left, right) if p.note == UPPER_BOUND]
        exact = [int(p.value) for p in (left, right) if p.note != UPPER_BOUND]
        if len(bounds) == 1:
            return Agreement.agree if exact[0] <= bounds[0] else Agreement.differ
        return equality(left.value, right.value)

    def show(self, parsed: Parsed) -> str:
        """E.g. 全省第2名, 前3名."""
        lead = "前" if parsed.note == UPPER_BOUND else "第"
        return f"{parsed.unit or ''}{lead}{parsed.value}名"


RANK = Rank()
register(RANK)
