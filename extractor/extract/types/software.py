"""Software copyright certificates: name, short name and version of one printed block, day at the seal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.extract.by_label import Found
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.signature import read_signing_day
from extractor.extract.types.wording import listed_names
from extractor.extract.values import read_value, seen_value
from models.catalogue.spec_documents import DocumentType, FieldSpec

_SHORT = re.compile(r"[\[(【]简称[:;]?.*?[\])】]?")
_VERSION = re.compile(r"(?:V|版本号?[:;]?)?\d+(?:\.\d+)+.{0,3}$|V\d+$", re.I)
_UNPUBLISHED = r"首次发表日期[:;]?\s?(未(?:公开)?发表)"


def refine(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Take the name block apart; first publication may be 未发表; the day stands at the seal."""
    result = dict(found)
    name, version = paper.field("software_name"), paper.field("version")
    if name is not None and version is not None and "software_name" in result:
        _split_name(result, name, version)
    owner = result.get("owner")
    if owner is not None and owner.value is not None:
        names = owner.value.model_copy(update={"value": listed_names(owner)})
        result["owner"] = replace(owner, value=names)
    if "first_publication_date" not in result:
        _read_unpublished(streams, result)
    day = paper.field("registration_date")
    if day is not None and "registration_date" not in result:
        signed = read_signing_day(tuple(stream.chart for stream in streams), day)
        if signed is not None:
            result["registration_date"] = signed
    return result


def _read_unpublished(streams: Sequence[Stream], result: dict[str, Found]) -> None:
    """未发表 instead of a date is what the paper says; it is no doubtful reading."""
    for stream in streams:
        for reading in stream.find(_UNPUBLISHED):
            value = seen_value(reading).model_copy(update={"doubts": ()})
            result["first_publication_date"] = Found(value, reading, EXACT)
            return


def _split_name(result: dict[str, Found], name: FieldSpec, version: FieldSpec) -> None:
    """XX软件 [简称：YY] V1.0 → the name, and the version when it has no label of its own."""
    whole = result["software_name"].reading
    text = whole.folded
    end = len(text)
    number = _VERSION.search(text)
    if number is not None:
        _take(result, "version", version, result["software_name"], number.start(), end)
        end = number.start()
    short = _SHORT.search(text, 0, end)
    if short is not None:
        end = short.start()
    if end:
        _take(result, "software_name", name, result["software_name"], 0, end)


def _take(
    result: dict[str, Found], key: str, spec: FieldSpec, source: Found, start: int, end: int
) -> None:
    part = source.reading.part(start, end)
    value = read_value(part, spec) if part is not None else None
    if part is not None and value is not None:
        result[key] = Found(value, part, EXACT)
