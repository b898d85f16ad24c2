"""Whom a letter or statement is about: the one company that its sentences are about more than any other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.mentions import Mention, Role, Who, find_mentions
from extractor.extract.patterns import Stream
from extractor.extract.values import read_value
from models.catalogue.spec_documents import FieldSpec

_WEIGHT = {Role.subject: 3, Role.topic: 3, Role.beside: 3, Role.object: 1, Role.place: 0}
_RENAMED = 3  # a credit code, or a short name for the rest of the text, behind a name
_AGAIN = 2  # 该公司
_HEADED = 3  # in a title: 关于某某公司…的批复
_LEAD = 2  # times the weight of the next one that the company must have
_WRITER, _READER = "writer", "reader"
_ACTS_FOR_OTHERS = re.compile(
    r"银行|信用社|证券|保险|会计师|律师"
)  # by law, never on its own behalf
_USERS_LETTER = re.compile(r"用户|客户|使用|应用|试用|满意")
_ATTESTS = re.compile(r"(?:证明|授予|认定|确认)[:;]?$")
_TITLE = re.compile(r"关于[^。,;:\n]+(?=\n)")
_SIGNER = re.compile(
    r"(?:^|[:;])([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()·]{3,38}(?:公司|厂|集团|合作社|研究院|研究所|中心))"
    r"(?:\(?(?:公章|盖章|签章|章)\)?)?$"
)


def read_subject(
    streams: Sequence[Stream], spec: FieldSpec, found: Mapping[str, Found]
) -> Found | None:
    """The company that the sentences of the pages are about, None when that cannot be told.

    Weighed are its mentions: as what a clause begins with, as what is attested or examined, less as
    what something is done for. Whoever does something to another is less of a subject. Where only
    我公司 is spoken of it is the company that signs. Who another field names is left out.
    """
    others = {known.reading.folded for key, known in found.items() if key != spec.key}
    weights: Counter[str] = Counter()
    names: dict[str, Reading] = {}
    for stream in streams:
        _weigh(stream, weights, names, others)
    speaking = weights.pop(_WRITER, 0)
    if any(_USERS_LETTER.search(row.folded) for stream in streams for row in stream.rows[:2]):
        speaking = 0
    if not weights and speaking:
        return read_only_one(_signers(streams, others), spec)
    (best, most), (_, next_most) = (*weights.most_common(2), ("", 0), ("", 0))[:2]
    if best in names and most > speaking and most >= _LEAD * next_most:
        return read_only_one({best: names[best]}, spec)
    return None


def _weigh(
    stream: Stream, weights: Counter[str], names: dict[str, Reading], others: set[str]
) -> None:
    text, glyphs = stream.paragraphs
    mentions = find_mentions(text)
    before: str | None = None
    for mention in mentions:
        key = _key(mention, text, before)
        if key is None or key in others or _ACTS_FOR_OTHERS.search(key):
            continue
        if mention.who is Who.named and _stands_alone(mention, text):
            continue
        weights[key] += _weight(mention, mentions) + _HEADED * _is_headed(mention, text)
        if mention.who is Who.named:
            before = key
            own = tuple(glyph for glyph in glyphs[mention.start : mention.end] if glyph is not None)
            names.setdefault(key, Reading(stream.chart.page, own))


def _key(mention: Mention, text: str, before: str | None) -> str | None:
    if mention.who is Who.named:
        return text[mention.start : mention.end]
    return {Who.writer: _WRITER, Who.reader: _READER, Who.before: before}[mention.who]


def _stands_alone(mention: Mention, text: str) -> bool:
    """Whether a mention is all that its paragraph says: a signature, an addressee, no sentence."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    if _ATTESTS.search(text, 0, max(0, start - 1)):  # 兹证明, and the name in a line of its own
        return False
    return bool(_SIGNER.search(text[start : end if end >= 0 else len(text)].strip(";:,。")))


def _is_headed(mention: Mention, text: str) -> bool:
    start = text.rfind("\n", 0, mention.start) + 1
    return bool(_TITLE.match(text, start))


def _weight(mention: Mention, mentions: Sequence[Mention]) -> int:
    if mention.who is Who.before:
        return _AGAIN
    acts = mention.role is Role.subject and any(
        other.clause == mention.clause
        and other.start > mention.start
        and other.role in (Role.topic, Role.object)
        for other in mentions
    )
    weight = _WEIGHT[Role.object] if acts else _WEIGHT[mention.role]
    return weight + (_RENAMED if mention.renamed else 0)


def _signers(streams: Sequence[Stream], others: set[str]) -> dict[str, Reading]:
    """Companies that stand alone in a line, or behind a label with the words for a seal."""
    signers: dict[str, Reading] = {}
    for stream in streams:
        for row in stream.rows:
            match = _SIGNER.search(row.folded)
            reading = stream.chart.reading(row, *match.span(1)) if match else None
            if reading is not None and reading.folded not in others:
                signers.setdefault(reading.folded, reading)
    return signers


def read_only_one(names: Mapping[str, Reading], spec: FieldSpec) -> Found | None:
    """The value of the one name that was found, None when there are none or several, or it is no value."""
    if len(names) != 1:
        return None
    reading = next(iter(names.values()))
    value = read_value(reading, spec)
    return Found(value, reading, EXACT) if value is not None else None
