"""Organisations that running text mentions, and the part each plays in its sentence.

Chinese prints no blanks between words. A name therefore begins where a clause begins, or behind the
last word of a closed class (verbs of attesting and examining, prepositions, particles); such words
inside a name (检测 in 某某检测技术有限公司) are told by what would remain of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher


class Role(StrEnum):
    """The part that a mention plays in its clause."""

    subject = "subject"  # the clause begins with it
    topic = "topic"  # what is attested, examined, congratulated, written about
    beside = "beside"  # joined to another by 和 or 、
    object = "object"  # something is done for, with or to it
    place = "place"  # where something is (在某某银行)


class Who(StrEnum):
    """How a mention names its organisation."""

    named = "named"
    writer = "writer"  # 我公司, 本单位
    reader = "reader"  # 贵公司, 你单位
    before = "before"  # 该公司: the one named before


class Mention(NamedTuple):
    """One mention: how it names, characters start..end of the text, its part, number of its clause.

    `renamed` says that a credit code or a short name for what follows stands behind it in brackets.
    """

    who: Who
    start: int
    end: int
    role: Role
    clause: int
    renamed: bool


_BODY = "公司|单位|企业|集团|厂|司|院|所|中心"
_PRONOUN = re.compile(f"(?:(我|(?<![基根成])本)|(贵|你)|(该))(?:{_BODY})$")
_SUFFIX = (
    r"(?:公司|集团|合作社|研究院|研究所|设计院|中心(?![区城位线组])|厂(?![房区址长商家方名内外矿]))"
)
_STRETCH = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9()·&-]{{0,60}}?(?:(?:我|(?<![基根成])本|贵|你|该)(?:{_BODY})|{_SUFFIX})"
    rf"(?!司|有限|股份|集团|控股|{_SUFFIX})(?:[\u4e00-\u9fff]{{2,8}}?(?:分公司|分行|支行|分所))?"
)
_CLAUSE = re.compile(r"[。;!?\n,:、]")
_BRACKETED = re.compile(r"\([^()]*\)?")
_PLACE = re.compile(r"[省市县区州]|中国|国家(?!级)")
_LEAST = {"公司": 6, "集团": 6, "厂": 5, "": 8}  # characters; 研发中心 is a part of a company
_GENERIC = re.compile(
    r"(?:国家级|省级|市级|区级|县级|重点|公益|技术|科技|服务|工程|设备|仪器|仪表|信息|系统|软件|发展|管理|咨询|实业|贸易|产业|电子|机械|材料|装备|智能"
    r"|网络|数据|检测|认证|评估|评价|测试|检验|检查|投资|担保|租赁|供应|供应链|销售|商贸|制造|设计|融资|控制|研发"
    r"|鉴定|支持|进行|有限|责任|股份|控股|总|分|企业|中小企业|公共|集团|公司|合作社|研究院|研究所|设计院|中心|厂)+$"
)
_BARE = frozenset(("公司", "集团", "中心", "厂", "研究院", "研究所"))  # 在公司会议室
_LEAST_BRAND = 2  # characters of a name besides what says its trade and legal form
_TOPIC_WORDS = (
    "证明", "兹证明", "特证明", "授予", "认定", "确认", "批准", "核准", "准予", "同意", "推荐",
    "表彰", "公布", "公示", "评定", "评为", "登记", "备案", "受理", "收到", "通报", "通知",
    "告知", "核查", "审核", "审计", "审查", "审阅", "查验", "查询", "检查", "检验", "检测",
    "测试", "鉴定", "认证", "评价", "评估", "评审", "验收", "考察", "调查", "核对", "走访",
    "检索", "查阅", "发现", "了解", "经查", "查明", "悉知", "感谢", "祝贺", "恭喜", "欣闻",
    "欣悉", "获悉", "得知", "据悉", "关于", "有关", "对于", "鉴于", "根据", "按照", "依据",
    "作为", "其中", "现有", "兹有", "兹对", "兹就", "针对", "委托", "聘请", "邀请", "组织",
    "截至", "截止", "涉及", "担任", "成为", "属于", "厂家", "供应商", "承担单位", "申请人",
    "企业",
)  # fmt: skip
_OBJECT_WORDS = (
    "采购", "购买", "订购", "选用", "采用", "使用", "租赁", "租用", "接受", "收购", "入股",
    "投资", "控股", "供应", "销售", "提供", "支持", "协助", "签订", "签署", "合作", "来自",
    "交付", "支付", "转让", "许可",
)  # fmt: skip
_AHEAD = re.compile(
    r"^(?:\([^()]*\)|[0-9一二三四五六七八九十]+(?:年度?|月份?|日|次|批|家|名)?|上半年|下半年|年度|将(?!军)|兹|特|现|经|据|均|曾|已|未|没有|就|因|由|且|并|而|即|则|故)+"
)
_LINK = re.compile(r"^(?:和|与|及|以及|同|或)")
_TO_OBJECT = re.compile(r"(?:与|向|给|把|被|使|为|从|同|和|及)$")
_TO_TOPIC = re.compile(r"(?:由|对|的|了|过|是|系|经|据|就|因|后|前|时|中)$")
_TO_PLACE = re.compile(r"(?:在|(?<![关对])于|至)$")
_CUTS = re.compile(  # characters that names hardly hold, some of them but in such words
    r"由|对(?!外)|的|了|过|是|系(?![统列])|给|把|被|与|向(?![日阳荣东前上导])|在(?![线田])|后(?![勤备])"
)
_RENAMED = re.compile(
    r"^\((?!以下简?称.{0,2}(?:甲|乙|丙|本所|本行|我行))(?:以下|下称|统一社会信用代码|简称)"
)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return the organisations that a text without blanks mentions, in order.

    Line feeds end paragraphs. Names stop at their legal form; marks of punctuation are half width.
    """
    words = _words(text)
    found: list[Mention] = []
    clauses = [-1, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    for number, (before, end) in enumerate(pairwise(clauses)):
        at, last = before + 1, None
        for match in _STRETCH.finditer(text, at, end):
            start = match.start() if last is None else max(match.start(), last.end)
            mention = _mention(text, start, match.end(), words, clause=number, last=last)
            opens_listing = text[before : before + 1] == "、" and start == at
            if mention is not None:
                last = mention._replace(role=Role.beside) if opens_listing else mention
                found.append(last)
    return tuple(found)


def _mention(
    text: str,
    start: int,
    end: int,
    words: Sequence[tuple[int, int, Role]],
    *,
    clause: int,
    last: Mention | None,
) -> Mention | None:
    """The organisation with which a stretch of one clause ends, None where it names none."""
    pronoun = _PRONOUN.search(text[start:end])
    renamed = bool(_RENAMED.match(text[end:]))
    if pronoun is not None:
        who = (Who.writer, Who.reader, Who.before)[(pronoun.lastindex or 1) - 1]
        own: int | None = start + pronoun.start()
    else:
        who = Who.named
        own = _name_start(text, start, end, words, joined=last is not None)
    if own is None:
        return None
    return Mention(who, own, end, _role(text, start, own, words, last=last), clause, renamed)


def _name_start(
    text: str, start: int, end: int, words: Sequence[tuple[int, int, Role]], *, joined: bool
) -> int | None:
    """Where the name begins: behind the last word that is none of it, as long as a brand remains."""
    cuts = {start: start}
    cuts |= {match.end(): match.start() for match in _CUTS.finditer(text, start, end)}
    cuts |= {stop: begin for begin, stop, _ in words if start <= begin and stop < end}
    if text[max(cuts) : end] in _BARE:
        return None
    for cut, begin in sorted(cuts.items(), reverse=True):
        own = cut
        ahead = _AHEAD.match(text[own:end])
        own += len(ahead[0]) if ahead else 0
        link = _LINK.match(text[own:end]) if joined or own > start else None
        own += len(link[0]) if link else 0
        if _has_brand(text[own:end]):
            return own
        if not _GENERIC.fullmatch(text[begin:cut]):
            return None
    return None


def _has_brand(name: str) -> bool:
    """Whether a name is more than its trade and legal form, and a centre that of a place, not of a company."""
    generic = _GENERIC.search(name)
    brand = _BRACKETED.sub("", name[: generic.start()] if generic else name)
    if name.endswith("中心") and not _PLACE.search(brand):
        return False
    least = next(length for suffix, length in _LEAST.items() if name.endswith(suffix))
    return len(brand) >= _LEAST_BRAND and len(name) >= least


def _role(
    text: str,
    start: int,
    own: int,
    words: Sequence[tuple[int, int, Role]],
    *,
    last: Mention | None,
) -> Role:
    """What leads up to a name decides what part it plays; what nothing leads up to begins its clause."""
    lead = text[start:own]
    if last is not None and _LINK.fullmatch(lead):
        return Role.beside if last.role is Role.subject else last.role
    if _TO_PLACE.search(lead):
        return Role.place
    if _TO_OBJECT.search(lead):
        return Role.object
    near = [role for begin, stop, role in words if start <= begin and stop <= own]
    if near:
        return near[-1]
    if _TO_TOPIC.search(lead):
        return Role.topic
    return Role.subject if last is None else Role.object


def _words(text: str) -> tuple[tuple[int, int, Role], ...]:
    """Words of the closed classes in the text, in order: their place and the role of what follows them."""
    doc = _language().make_doc(text)
    spans = sorted(
        _matcher()(doc, as_spans=True), key=lambda span: (span.end_char, span.start_char)
    )
    return tuple((span.start_char, span.end_char, Role(span.label_)) for span in spans)


@lru_cache(maxsize=1)
def _language() -> Language:
    """Chinese without a model: one token per character."""
    return spacy.blank("zh")


@lru_cache(maxsize=1)
def _matcher() -> PhraseMatcher:
    matcher = PhraseMatcher(_language().vocab)
    for role, group in ((Role.topic, _TOPIC_WORDS), (Role.object, _OBJECT_WORDS)):
        matcher.add(role.value, [_language().make_doc(word) for word in group])
    return matcher
