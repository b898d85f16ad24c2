"""Figures that running text states: “拥有发明专利12项”, “2020年营业收入1.86亿元”.

The words come from the catalogue: an indicator's names, then a quantity in a unit of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from models.catalogue import Catalogue, Indicator
from models.field import NarrativeClaim, Value
from models.kinds import kind

KINDS = ("money", "count", "ratio")
_UNITS = {
    "money": ("元", "万元", "亿元", "万美元"),
    "ratio": ("%", "‰"),
    "count": ("项", "件", "个", "人", "名", "家", "年", "种", "台", "台套"),
}
_LINKS = re.compile(r"^(?:已|现|共|总|约|达到|达|为|是|有|计|合计|累计|实现|超过|[:：（(])*$")
_ABOUT = re.compile(r"约|近|超|余|多|以上|上下|左右|不低于|不少于")
_YEAR = re.compile(r"(20\d\d)年(?!代)")
_NAME_NOISE = re.compile(r"[（(].*?[)）]")
SHORT_NAME = 2  # characters; such a name counts only where nothing qualifies it
_UNQUALIFIED = re.compile(r"(?:^|[，,。；;：:、有司业])$")


def read_claims(text: Value, catalogue: Catalogue) -> tuple[NarrativeClaim, ...]:
    """Return the exact figures that a narrative states, in the order of the text.

    Round figures (约, 近, 余, 以上) are no claims. A claim keeps the narrative's place; its `raw` is
    the words from the indicator's name to the unit.
    """
    doc = _language().make_doc("".join(text.value.split()))
    quantities = _quantities(doc)
    claims: list[NarrativeClaim] = []
    sentence, year = -1, None
    for name in _names(doc, catalogue):
        before = doc[: name.start].text
        if _sentence_start(before) != sentence:
            sentence, year = _sentence_start(before), None
        year = _year(before) or year
        claim = _claim(name, quantities, doc, text, catalogue)
        if claim is not None:
            claims.append(claim.model_copy(update={"period": year}))
    return tuple(claims)


@lru_cache(maxsize=1)
def _language() -> Language:
    """Chinese without a model: one token per character."""
    return spacy.blank("zh")


def _names(doc: Doc, catalogue: Catalogue) -> list[Span]:
    """The names of indicators in the text, the longest where they overlap, labelled with the key."""
    matcher = PhraseMatcher(doc.vocab)
    for indicator in catalogue.indicators.values():
        if indicator.kind in KINDS:
            matcher.add(
                indicator.key, [_language().make_doc(name) for name in _spellings(indicator)]
            )
    spans: list[Span] = filter_spans(matcher(doc, as_spans=True))
    return spans


def _spellings(indicator: Indicator) -> Iterator[str]:
    for name in (indicator.title_zh, *indicator.aliases_zh):
        plain = _NAME_NOISE.sub("", name).lstrip("年")  # 2020年|营业收入, never 2020|年营业收入
        if len(plain) >= SHORT_NAME:
            yield plain


def _quantities(doc: Doc) -> list[Span]:
    """Numbers with a unit, the longest where they overlap, labelled with the kind of the unit."""
    matcher = Matcher(doc.vocab)
    digits = {"TEXT": {"REGEX": r"^[0-9.,，]$"}, "OP": "+"}
    for kind_name, units in _UNITS.items():
        patterns = [[digits, *({"TEXT": char} for char in unit)] for unit in units]
        matcher.add(kind_name, patterns, greedy="LONGEST")
    spans: list[Span] = filter_spans(matcher(doc, as_spans=True))
    return spans


def _claim(
    name: Span, quantities: list[Span], doc: Doc, text: Value, catalogue: Catalogue
) -> NarrativeClaim | None:
    quantity = next((span for span in quantities if span.start >= name.end), None)
    indicator = catalogue.indicator(name.label_)
    if quantity is None or quantity.label_ != indicator.kind:
        return None
    if len(name) <= SHORT_NAME and not _UNQUALIFIED.search(doc[: name.start].text):
        return None
    between = doc[name.end : quantity.start].text
    around = between + doc[quantity.end : quantity.end + 2].text
    if not _LINKS.match(between) or _ABOUT.search(around):
        return None
    parsed = kind(indicator.kind).read(quantity.text)
    if parsed is None:
        return None
    value = Value(
        value=parsed.value,
        raw=doc[name.start : quantity.end].text,
        unit=parsed.unit,
        step=parsed.step,
        confidence=text.confidence,
        place=text.place,
        doubts=text.doubts,
    )
    return NarrativeClaim(indicator=indicator.key, period=None, value=value)


def _sentence_start(before: str) -> int:
    return max(before.rfind(mark) for mark in "。；;！!？?")


def _year(before: str) -> str | None:
    """The year named in the clause that leads up to a claim; figures that follow it share the year."""
    clause = re.split(r"[，,。；;！!？?]", before)[-1]
    years = _YEAR.findall(clause)
    return str(years[-1]) if years else None
