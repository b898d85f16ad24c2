"""Units of money as Chinese papers print them: 元, 千元, 万元, 亿元, 万美元, 万元/人."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from models.kinds.numerals import MAGNITUDES
from models.kinds.printed import fold_width, without_blanks

_CURRENCY_WORDS = {
    "元": ("人民币元", "人民币", "圆", "圓", "元", "RMB", "CNY", "¥"),
    "美元": ("美元", "美金", "USD", "US$", "$"),
    "欧元": ("欧元", "EUR", "€"),
    "港元": ("港元", "港币", "港幣", "HKD", "HK$"),
    "日元": ("日元", "日圆", "JPY"),
    "英镑": ("英镑", "GBP", "£"),
    "澳元": ("澳大利亚元", "澳元", "AUD"),
    "加元": ("加拿大元", "加元", "CAD"),
    "新加坡元": ("新加坡元", "新元", "SGD"),
    "瑞士法郎": ("瑞士法郎", "CHF"),
    "韩元": ("韩元", "韩圆", "KRW"),
    "新台币": ("新台币", "台币", "TWD"),
    "澳门元": ("澳门元", "澳门币", "MOP"),
}
_BY_WORD = {word: currency for currency, words in _CURRENCY_WORDS.items() for word in words}
_ALTERNATIVES = "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_THOUSANDS = re.compile(r"(.*?)'?000s?")
_UNIT = re.compile(
    rf"(?P<first>(?:{_ALTERNATIVES})*)(?P<magnitude>{'|'.join(MAGNITUDES)})?"
    rf"(?P<last>(?:{_ALTERNATIVES})*)[整正]?(?:[/每](?P<per>[一-鿿]{{1,4}}))?(?P<behind>(?:{_ALTERNATIVES})*)[整正]?"
)
_NAMES = re.compile(r"(?:金额|货币)?单位[:：]?|币种[:：]?|金额[:：]?|以(?=.*表示)|表示|计价?$")


class Evidence(StrEnum):
    """How a unit was printed."""

    word = "word"  # 元, 美元: the unit itself
    sign = "sign"  # ¥, $, USD: the currency; a header may still say 万
    name = "name"  # 人民币 alone: no unit yet
    scale = "scale"  # 万 alone: no currency yet
    nothing = "nothing"


class MoneyUnit(NamedTuple):
    """A unit of money: 万 · 美元 · per 人. `currency` None: only a magnitude was printed (500万)."""

    magnitude: str = ""
    currency: str | None = None
    per: str | None = None
    evidence: Evidence = Evidence.nothing

    @property
    def worth(self) -> int:
        """How many base units of the currency one of this unit is."""
        return MAGNITUDES.get(self.magnitude, 1)

    @property
    def name(self) -> str:
        """The unit in one spelling, e.g. 万元, 万美元, 万元/人."""
        name = f"{self.magnitude}{self.currency or '元'}"
        return f"{name}/{self.per}" if self.per else name


def read_money_unit(text: str) -> MoneyUnit | None:
    """The unit that a label states ("单位：万元", "人民币元", "（万美元）", "RMB'000"), or None.

    Also None when two currencies are named.
    """
    bare = re.sub(r"[()\[\]【】〔〕:,;、]", "", _NAMES.sub("", without_blanks(fold_width(text))))
    return parse_money_unit(bare) if bare else None


def parse_money_unit(text: str) -> MoneyUnit | None:
    """The unit that is all of `text` (blanks and brackets removed, half width); None when it is none."""
    upper = text.upper()
    thousands = _THOUSANDS.fullmatch(upper)
    if thousands is not None:
        upper = f"{thousands[1]}千"
    match = _UNIT.fullmatch(upper)
    if match is None or not upper:
        return None
    words = re.findall(_ALTERNATIVES, match["first"] + match["last"] + match["behind"])
    currencies = {_BY_WORD[word] for word in words}
    if len(currencies) > 1 or (match["per"] and not currencies):
        return None
    currency = currencies.pop() if currencies else None
    if currency is None and not match["magnitude"]:
        return None
    return MoneyUnit(match["magnitude"] or "", currency, match["per"], _evidence(words))


def _evidence(words: list[str]) -> Evidence:
    if any(re.search("[一-鿿]", word) for word in words if word != "人民币"):
        return Evidence.word
    if any(word != "人民币" for word in words):
        return Evidence.sign
    return Evidence.name if words else Evidence.scale
