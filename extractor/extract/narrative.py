"""Figures that running text states: “拥有发明专利12项”, “2020年营业收入1.86亿元”, “市场占有率达35%，全国第二”.

The words come from the catalogue: an indicator's names, then a quantity in a unit of its kind. Ranks
and numbers of standards have wordings of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.extract.chart import chart_page
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.patterns import Stream
from extractor.extract.values import read_value
from models.catalogue import Catalogue, Indicator
from models.catalogue.spec import KindName
from models.catalogue.spec_documents import FieldSpec
from models.field import NarrativeClaim, Value
from models.kinds import kind
from models.page import PageText

KINDS = ("money", "count", "ratio")
_UNITS = {
    "money": ("元", "万元", "亿元", "万美元"),
    "ratio": ("%", "‰"),
    "count": ("项", "件", "个", "人", "名", "家", "年", "种", "台", "台套"),
}
_LINKS = re.compile(r"^(?:已|现|共|总|约|达到|达|为|是|有|计|合计|累计|实现|超过|[:：（(])*$")
_ABOUT = re.compile(r"约|近|超|余|多|以上|上下|左右|不低于|不少于")
_PLANNED = re.compile(
    r"计划|规划|力争|争取|预计|预期|目标|拟|未来|将(?:达|实现|新增|申请|完成|力争)"
)
_PARTIAL = re.compile(
    r"(?:申请|受理|新增|新获|每年|年均|转让|购买|客户|其中|子公司)[\u4e00-\u9fff]{0,3}$"
)
_YEAR = re.compile(r"(20\d\d)年(?!代)")
_NAME_NOISE = re.compile(r"[（(].*?[)）]")
MARKET_RANK = "market_rank"
STANDARDS = "standards_participated"
_STANDARD_PHRASES = tuple(
    f"{role}{act}{level}标准"
    for role in ("主持", "参与", "牵头", "主导", "主持或参与", "主持及参与", "主持参与")
    for act in ("制定", "起草", "编制", "制订", "修订", "制修订", "制(修)订", "制定了", "起草了")
    for level in ("", "国际", "国家", "行业", "地方", "团体", "国家和行业", "国家、行业")
)
_SCOPES = ("全国", "国内", "全省", "省内", "全球", "世界", "国际", "全市", "市内", "行业")
_MARKET = re.compile(r"市场|占有率|份额|销量|销售额|产量|产销")
_OTHERS = re.compile(r"客户|用户|供应商")  # it may be their rank
SHORT_NAME = 2  # characters; such a name counts only where nothing qualifies it
_UNQUALIFIED = re.compile(r"(?:^|[，,。；;：:、有司业])$")


class _Stated(NamedTuple):
    """A figure that a text states: characters start..end name the indicator and end with its quantity."""

    indicator: str
    kind: KindName
    period: str | None
    start: int
    quantity: int
    end: int


def read_claims(text: Value, catalogue: Catalogue) -> tuple[NarrativeClaim, ...]:
    """Return the exact figures that a narrative states, in the order of the text.

    Round figures (约, 近, 余, 以上) are no claims. A claim keeps the narrative's place; its `raw` is
    the words from the indicator's name to the unit.
    """
    plain = "".join(text.value.split())
    claims: list[NarrativeClaim] = []
    for stated in _stated(plain, catalogue):
        parsed = kind(stated.kind).read(plain[stated.quantity : stated.end])
        if parsed is not None:
            value = Value(
                value=parsed.value,
                raw=plain[stated.start : stated.end],
                unit=parsed.unit,
                step=parsed.step,
                confidence=text.confidence,
                place=text.place,
                doubts=text.doubts,
            )
            claims.append(_claim(stated, value))
    return tuple(claims)


def read_page_claims(pages: Sequence[PageText], catalogue: Catalogue) -> tuple[NarrativeClaim, ...]:
    """Return the exact figures that the sentences of pages state, each with the place of its own words."""
    claims: list[NarrativeClaim] = []
    for page in pages:
        text, glyphs = Stream(chart_page(page)).flat
        for stated in _stated(text, catalogue):
            whole = _reading(page, glyphs[stated.start : stated.end])
            quantity = _reading(page, glyphs[stated.quantity : stated.end])
            spec = FieldSpec(key=stated.indicator, title_zh=stated.indicator, kind=stated.kind)
            value = read_value(quantity, spec) if quantity else None
            if value is not None and whole is not None:
                place = page.place(whole.box)
                value = value.model_copy(update={"raw": whole.text, "place": place})
                claims.append(_claim(stated, value))
    return tuple(claims)


def _reading(page: PageText, glyphs: Sequence[Glyph | None]) -> Reading | None:
    known = tuple(glyph for glyph in glyphs if glyph is not None)
    return Reading(page, known) if known else None


def _claim(stated: _Stated, value: Value) -> NarrativeClaim:
    return NarrativeClaim(indicator=stated.indicator, period=stated.period, value=value)


def _stated(text: str, catalogue: Catalogue) -> Iterator[_Stated]:
    """All figures of a text without blanks, in its order; ranks follow the share they belong to."""
    doc = _language().make_doc(text)
    quantities = _quantities(doc)
    sentence, year = -1, None
    found: list[_Stated] = []
    for name in _names(doc, catalogue):
        before = doc[: name.start].text
        if _sentence_start(before) != sentence:
            sentence, year = _sentence_start(before), None
        year = _year(before) or year
        quantity = _quantity_of(name, quantities, doc, catalogue)
        if quantity is not None:
            kind_name = _kind_of(name.label_, catalogue)
            found.append(
                _Stated(
                    name.label_,
                    kind_name,
                    year,
                    name.start_char,
                    quantity.start_char,
                    quantity.end_char,
                )
            )
    found += _ranks(doc, catalogue)
    yield from sorted(found, key=lambda item: item.quantity)


def _kind_of(indicator: str, catalogue: Catalogue) -> KindName:
    """The kind of the quantity that belongs to an indicator: of rows their number."""
    own = catalogue.indicator(indicator).kind
    return "count" if own == "rows" else own


def _ranks(doc: Doc, catalogue: Catalogue) -> Iterator[_Stated]:
    """全国第二 in a sentence about the market: the rank of the product."""
    if MARKET_RANK not in catalogue.indicators:
        return
    for span in filter_spans(_rank_matcher(doc.vocab)(doc, as_spans=True)):
        before = doc[: span.start].text
        clause = before[_sentence_start(before) + 1 :]
        if _MARKET.search(clause) and not (_OTHERS.search(clause) or _PLANNED.search(clause)):
            yield _Stated(
                MARKET_RANK, "rank", _year(before), span.start_char, span.start_char, span.end_char
            )


@lru_cache(maxsize=1)
def _rank_matcher(vocab: Vocab) -> Matcher:
    matcher = Matcher(vocab)
    links = {"TEXT": {"REGEX": "^[排名位列居行业市场占有率销量同第]$"}, "OP": "*"}
    numeral = {"TEXT": {"REGEX": "^[0-9一二三四五六七八九十]$"}, "OP": "+"}
    ends = {"TEXT": {"IN": ["名", "位"]}, "OP": "?"}
    for scope in _SCOPES:
        chars = [{"TEXT": char} for char in scope]
        for lead in ("第", "前"):
            matcher.add(
                MARKET_RANK, [[*chars, links, {"TEXT": lead}, numeral, ends]], greedy="LONGEST"
            )
    return matcher


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
    if STANDARDS in catalogue.indicators:
        matcher.add(STANDARDS, [_language().make_doc(phrase) for phrase in _STANDARD_PHRASES])
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


def _quantity_of(name: Span, quantities: list[Span], doc: Doc, catalogue: Catalogue) -> Span | None:
    """The quantity that a name leads up to, None where it is another one's, round, or qualified."""
    quantity = next((span for span in quantities if span.start >= name.end), None)
    if quantity is None or quantity.label_ != _kind_of(name.label_, catalogue):
        return None
    if len(name) <= SHORT_NAME and not _UNQUALIFIED.search(doc[: name.start].text):
        return None
    before = doc[: name.start].text
    if _PLANNED.search(before[_sentence_start(before) + 1 :]) or _PARTIAL.search(before):
        return None
    between = doc[name.end : quantity.start].text
    around = between + doc[quantity.end : quantity.end + 2].text
    return quantity if _LINKS.match(between) and not _ABOUT.search(around) else None


def _sentence_start(before: str) -> int:
    return max(before.rfind(mark) for mark in "。；;！!？?")


def _year(before: str) -> str | None:
    """The year named in the clause that leads up to a claim; figures that follow it share the year."""
    clause = re.split(r"[，,。；;！!？?]", before)[-1]
    years = _YEAR.findall(clause)
    return str(years[-1]) if years else None
