"""Letters, notices and honour certificates: what their sentences say, and who signed them when."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractor.extract.by_label import Found
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.signature import (
    read_letterhead,
    read_signing_body,
    read_signing_day,
)
from extractor.extract.types.base import TypeReader
from extractor.extract.values import read_value
from models.catalogue.spec_documents import DocumentType

_NAME = r"[\u4e00-\u9fffA-Za-z0-9()·]{2,40}?(?:公司|厂|集团|合作社|研究院|研究所|中心|大学|学院)"
_ORGANISATION_ENDS = re.compile(
    r"(公司|厂|集团|合作社|研究院|研究所|中心|大学|学院|医院)[;；,，]?$"
)
_OFFICE = re.compile(
    r"(国家|中华人民共和国|工业和信息化部|科学技术部|全国)|([省]|自治区|北京市|上海市|天津市|重庆市)|(市|区|县)"
)
_LEVELS = ("国家级", "省级", "市级")

Sentences = Mapping[str, tuple[str, ...]]


def reader(
    sentences: Sentences,
    *,
    day: str | None,
    body: str | None,
    also: Callable[[Sequence[Stream], DocumentType, dict[str, Found]], None] | None = None,
    stops: tuple[str, ...] = (),
) -> TypeReader:
    """A reader for papers whose fields stand in sentences and in the signature.

    `sentences` gives expressions per field (group 1 is the value), tried in turn on the text without
    blanks and row ends; `day` and `body` name the fields of the signature; `also` adds the rest.
    """

    def refine(
        streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
    ) -> dict[str, Found]:
        result = dict(found)
        for key, expressions in sentences.items():
            if not _has_value(result, key):
                _from_sentences(streams, paper, key, expressions, result)
        _sign(streams, paper, result, day=day, body=body)
        if also is not None:
            also(streams, paper, result)
        return result

    return TypeReader(refine=refine, stops=stops)


def _has_value(result: Mapping[str, Found], key: str) -> bool:
    known = result.get(key)
    return known is not None and known.value is not None


def _from_sentences(
    streams: Sequence[Stream],
    paper: DocumentType,
    key: str,
    expressions: Sequence[str],
    result: dict[str, Found],
) -> None:
    spec = paper.field(key)
    for expression in expressions if spec else ():
        for stream in streams:
            reading = stream.in_sentence(expression)
            value = read_value(reading, spec) if reading and spec else None
            if reading is not None and value is not None:
                result[key] = Found(value, reading, EXACT)
                return


def _sign(
    streams: Sequence[Stream],
    paper: DocumentType,
    result: dict[str, Found],
    *,
    day: str | None,
    body: str | None,
) -> None:
    charts = tuple(stream.chart for stream in streams)
    day_spec = paper.field(day) if day else None
    signed = result.get(day) if day and _has_value(result, day) else None
    if day is not None and day_spec is not None and signed is None:
        signed = read_signing_day(charts, day_spec)
        if signed is not None:
            result[day] = signed
    body_spec = paper.field(body) if body else None
    if body is not None and body_spec is not None and not _has_value(result, body):
        others = (found for key, found in result.items() if key not in (day, body))
        taken = {id(line) for found in others for line in found.reading.lines}
        office = read_signing_body(charts, body_spec, signed, taken=taken)
        head = read_letterhead(charts, body_spec)
        if head is not None and (office is None or office.reading.folded in head.reading.folded):
            office = head
        if office is not None:
            result[body] = office
        elif body in result:
            del result[body]


def listed_names(found: Found) -> str:
    """The value, with ";" between organisations that are printed on lines of their own."""
    if found.value is None:
        return ""
    lines = [line.text.strip() for line in found.reading.lines]
    if len(lines) < 2 or not all(_ORGANISATION_ENDS.search(text) for text in lines):
        return found.value.value
    parts = []
    for line in found.reading.lines:
        own = "".join(glyph.folded for glyph in found.reading.glyphs if glyph.line is line)
        parts.append(own.strip(";,"))
    return ";".join(parts)


def addressed_to(streams: Sequence[Stream]) -> Reading | None:
    """The organisation that a line names before a colon (某某公司：)."""
    for stream in streams:
        for reading in stream.find(rf"(?:^|[\n\t])({_NAME})[:;](?=[\n\t])"):
            return reading
    return None


def add_holder(
    streams: Sequence[Stream], paper: DocumentType, result: dict[str, Found], key: str
) -> None:
    """The organisation to which the paper is addressed, as the holder."""
    spec = paper.field(key)
    reading = addressed_to(streams)
    if spec is None or reading is None or _has_value(result, key):
        return
    value = read_value(reading, spec)
    if value is not None:
        result[key] = Found(value, reading, EXACT)


def add_level(result: dict[str, Found], key: str, *sources: str) -> None:
    """国家级, 省级 or 市级, from the words of the title or else from the name of the issuing office."""
    if _has_value(result, key):
        return
    for source in sources:
        known = result.get(source)
        if known is None or known.value is None:
            continue
        match = _OFFICE.search(known.value.value)
        if match is not None and match.lastindex is not None:
            level = _LEVELS[match.lastindex - 1]
            value = known.value.model_copy(update={"value": level, "unit": None, "step": None})
            result[key] = replace(known, value=value)
            return


def as_last_day(paper: DocumentType, result: dict[str, Found], key: str) -> None:
    """The end of a printed range (2020年8月18日至2023年8月17日) as a date, for fields of text too."""
    known, spec = result.get(key), paper.field(key)
    if known is None or spec is None:
        return
    text = known.reading.folded
    end = re.split(r"至|到|[-—~]{1,2}(?=[12][0-9]{3}[年./-])", text)[-1]
    reading = known.reading.part(len(text) - len(end))
    value = read_value(reading, spec.model_copy(update={"kind": "day"})) if reading else None
    if reading is not None and value is not None and value.step != "year":
        result[key] = Found(value, reading, EXACT)
