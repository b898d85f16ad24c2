"""Values without a label that the catalogue says where to find: in sentences, titles, signature, words.

In: what labels and patterns gave. Out: the same, completed; what is known is never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.extract.bodies import mended_body
from extractor.extract.by_label import Found
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.plaques import read_lone_company, read_title
from extractor.extract.signature import (
    read_letterhead,
    read_sealing_bodies,
    read_signing_body,
    read_signing_day,
)
from extractor.extract.subject import read_subject
from extractor.extract.values import read_value, seen_value
from models.catalogue.spec_documents import DocumentType, FieldSpec

_ADDRESSEE = (
    r"(?:^|[\n\t])([\u4e00-\u9fffA-Za-z0-9()·]{2,40}?"
    r"(?:公司|厂|集团|合作社|研究院|研究所|中心|大学|学院))[:;](?=[\n\t])"
)
_VERB = re.compile(r"(?:兹|特|现)?(?:证明|授予|认定|确认|批准|同意|受理|关于|推荐|兹有)")
_OFFICE = re.compile(
    r"(国家|中华人民共和国|工业和信息化部|科学技术部|全国)|(省|自治区|北京市|上海市|天津市|重庆市)|(市|区|县)"
)
_LEVELS = ("国家级", "省级", "市级")
_BETWEEN_DAYS = re.compile(
    r"至|到|[-—~]{1,2}(?=[12][0-9]{3}[年./-])|(?<=[A-Za-z,.][0-9]{4})-|(?<=[0-9])(?:until|till|to)(?=[0-9A-Z])",
    re.I,
)


def add_declared(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Sentences, titles, signature, addressee, levels and options in other words, in this order."""
    result = dict(found)
    for spec in paper.fields:
        if spec.sentences and (not has_value(result, spec.key) or spec.kind == "text"):
            _from_sentences(streams, spec, result)
        if spec.titled and not has_value(result, spec.key):
            titled = read_title(streams, spec)
            if titled is not None:
                result[spec.key] = titled
    _sign(streams, paper, result)
    _address(streams, paper, result)
    for spec in paper.fields:
        if spec.words and not has_value(result, spec.key):
            _say_option(streams, spec, result)
        if spec.level_of and not has_value(result, spec.key):
            _rank_level(result, spec)
        if spec.of_range is not None:
            _pick_end(result, spec)
    return result


def has_value(result: Mapping[str, Found], key: str) -> bool:
    """Whether a field was found and read."""
    known = result.get(key)
    return known is not None and known.value is not None


def _from_sentences(streams: Sequence[Stream], spec: FieldSpec, result: dict[str, Found]) -> None:
    """What a sentence says; of what stands beside a label only where it breaks off and the sentence goes on."""
    known = result.get(spec.key)
    begun = known.reading.folded if known is not None and known.value is not None else ""
    for expression in spec.sentences:
        for stream in streams:
            reading = _without_verb(stream.in_sentence(expression), spec)
            if reading is not None and spec.of_range is not None:
                reading = _end_of(reading, spec)
            if reading is not None and not _goes_further(reading.folded, begun):
                reading = None
            value = read_value(reading, spec) if reading else None
            if reading is not None and value is not None:
                result[spec.key] = Found(value, reading, EXACT)
                return


def _goes_further(said: str, begun: str) -> bool:
    return not begun or (said.startswith(begun) and len(said) > len(begun))


def _without_verb(reading: Reading | None, spec: FieldSpec) -> Reading | None:
    """兹证明某某公司 names 某某公司."""
    match = _VERB.match(reading.folded) if reading and spec.kind == "company_name" else None
    return reading.part(match.end()) if reading and match else reading


def _signing(paper: DocumentType, what: str) -> FieldSpec | None:
    return next((spec for spec in paper.fields if spec.signed == what), None)


def _sign(streams: Sequence[Stream], paper: DocumentType, result: dict[str, Found]) -> None:
    charts = tuple(stream.chart for stream in streams)
    day, body = _signing(paper, "day"), _signing(paper, "body")
    signed: Found | None = None
    if day is not None and not has_value(result, day.key):
        held = {id(line) for known in result.values() for line in known.reading.lines}
        signed = read_signing_day(charts, day, taken=held)
        if signed is not None:
            result[day.key] = signed
    if body is not None and not has_value(result, body.key):
        own = {day.key, body.key} if day else {body.key}
        others = (found for key, found in result.items() if key not in own)
        taken = {id(line) for found in others for line in found.reading.lines}
        office = read_signing_body(charts, body, signed, taken=taken)
        head = read_letterhead(charts, body)
        if head is not None and (office is None or office.reading.folded in head.reading.folded):
            office = head
        if office is not None:
            office = mended_body(streams, office)
        _set(result, body.key, office or read_sealing_bodies(charts))
    sealed = _signing(paper, "seals")
    if sealed is not None and not has_value(result, sealed.key):
        _set(result, sealed.key, read_sealing_bodies(charts))


def _set(result: dict[str, Found], key: str, found: Found | None) -> None:
    """What was found; an unreadable remainder beside the label is no name and goes."""
    result.pop(key, None)
    if found is not None:
        result[key] = found


def _address(streams: Sequence[Stream], paper: DocumentType, result: dict[str, Found]) -> None:
    """The organisation that a line names before a colon (某某公司：) is the holder of a notice.

    On papers that say in a title what they award, a line that names a company and nothing else is.
    """
    spec = _unknown_holder(paper, result)
    if spec is None:
        return
    for stream in streams:
        for reading in stream.find(_ADDRESSEE):
            value = read_value(reading, spec)
            if value is not None:
                result[spec.key] = Found(value, reading, EXACT)
            return
    titled = any(field.titled for field in paper.fields)
    alone = read_lone_company(streams, spec, result) if titled else None
    if alone is not None:
        result[spec.key] = alone


def _unknown_holder(paper: DocumentType, result: Mapping[str, Found]) -> FieldSpec | None:
    """The field of the holder of evidence that has not been found yet."""
    spec = paper.field(paper.holder) if paper.holder and paper.role == "evidence" else None
    return None if spec is None or has_value(result, spec.key) else spec


def add_subject(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Where nothing else names the holder, the one company that the sentences of the paper are about."""
    result = dict(found)
    spec = _unknown_holder(paper, result)
    known = read_subject(streams, spec, result) if spec is not None else None
    if spec is not None and known is not None:
        result[spec.key] = known
    return result


def _say_option(streams: Sequence[Stream], spec: FieldSpec, result: dict[str, Found]) -> None:
    for option in spec.words:
        for expression in option.patterns:
            for stream in streams:
                reading = stream.in_sentence(expression, 0)
                if reading is not None:
                    known = seen_value(reading)
                    said = known.model_copy(update={"value": option.option, "doubts": ()})
                    result[spec.key] = Found(said, reading, EXACT)
                    return


def _rank_level(result: dict[str, Found], spec: FieldSpec) -> None:
    """国家级, 省级 or 市级, by the words of the title or else by the name of the issuing office."""
    for source in spec.level_of:
        known = result.get(source)
        if known is None or known.value is None:
            continue
        match = _OFFICE.search(known.value.value)
        if match is not None and match.lastindex is not None:
            level = _LEVELS[match.lastindex - 1]
            value = known.value.model_copy(update={"value": level, "unit": None, "step": None})
            result[spec.key] = replace(known, value=value)
            return


def _pick_end(result: dict[str, Found], spec: FieldSpec) -> None:
    """The end of a printed range (2020年8月18日至2023年8月17日) as a date, for fields of text too."""
    known = result.get(spec.key)
    if known is None:
        return
    reading = _end_of(known.reading, spec)
    value = read_value(reading, spec.model_copy(update={"kind": "day"})) if reading else None
    if reading is not None and value is not None and value.step != "year":
        result[spec.key] = Found(value, reading, EXACT)


def _end_of(reading: Reading, spec: FieldSpec) -> Reading | None:
    """The first or last part of a printed range, as the field wants it."""
    text = reading.folded
    ends = _BETWEEN_DAYS.split(text)
    if spec.of_range == "last":
        return reading.part(len(text) - len(ends[-1]))
    return reading.part(0, len(ends[0])) if ends[0] else None
