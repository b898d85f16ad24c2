"""Reads licences, certificates and letters: labels first, then what the type prints without a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.extract.by_cell import read_celled
from extractor.extract.by_label import Found, read_labelled
from extractor.extract.chart import chart_page
from extractor.extract.declared import add_declared, add_subject
from extractor.extract.patterns import Stream, read_credit_code, read_option, read_patterned
from extractor.extract.types import refiner_for
from extractor.extract.values import seen_value
from models.catalogue.spec_documents import DocumentType, FieldSpec
from models.document import Document
from models.field import Field, FieldStatus
from models.issue import Issue, IssueCode
from models.page import PageText


def read_certificate(
    document: Document, pages: Sequence[PageText], paper: DocumentType
) -> tuple[tuple[Field, ...], tuple[Issue, ...]]:
    """One field for every declared key, in the order of the catalogue, and issues for unreadable ones."""
    charts = tuple(chart_page(page) for page in pages)
    found = read_labelled(charts, paper.fields, parts=document.parts, stops=paper.stops)
    found |= read_celled(charts, paper.fields, stops=paper.stops)
    streams = tuple(Stream(chart) for chart in charts)
    found = add_declared(streams, paper, _without_labels(streams, paper, found))
    found = refiner_for(paper.key)(streams, paper, found)
    found = add_subject(streams, paper, found)
    fields = tuple(field for spec in paper.fields for field in _fields(document, spec, found))
    issues = tuple(
        _issue(field, paper) for field in fields if field.status is FieldStatus.unreadable
    )
    return fields, issues


def _without_labels(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """What patterns, check characters and options add to what the labels gave."""
    result = dict(found)
    for spec in paper.fields:
        known = result.get(spec.key)
        other = read_patterned(streams, spec)
        if other is None and spec.kind == "uscc" and (known is None or not is_sure(known)):
            other = read_credit_code(streams, spec)
        if other is None and spec.kind == "choice" and known is None and not spec.words:
            other = read_option(streams, spec)
        if other is not None:
            result[spec.key] = other
    return result


def is_sure(found: Found) -> bool:
    """Whether a value was read and nothing speaks against it."""
    return found.value is not None and found.value.is_sure


def _fields(document: Document, spec: FieldSpec, found: Mapping[str, Found]) -> tuple[Field, ...]:
    """The field: once, once per year (`market_share/2020`) or once per list entry (`name#001`)."""
    entries = sorted(key for key in found if key.startswith(f"{spec.key}#"))
    if entries:
        return tuple(_field(document, spec, found[key]) for key in entries)
    years = sorted(key for key in found if key.startswith(f"{spec.key}/"))
    if years:
        return tuple(
            _field(document, spec, found[key], period=key.partition("/")[2]) for key in years
        )
    return (_field(document, spec, found.get(spec.key)),)


def _field(
    document: Document, spec: FieldSpec, found: Found | None, *, period: str | None = None
) -> Field:
    if found is None:
        status, reading = FieldStatus.absent, None
    elif found.value is None:
        status, reading = FieldStatus.unreadable, seen_value(found.reading)
    else:
        status, reading = FieldStatus.found, found.value
    return Field(
        document=document.id,
        key=spec.key,
        title_zh=spec.title_zh,
        period=period,
        status=status,
        reading=reading,
    )


def _issue(field: Field, paper: DocumentType) -> Issue:
    place = field.reading.place if field.reading else None
    raw = field.reading.raw if field.reading else ""
    return Issue(
        code=IssueCode.field_unreadable,
        file=place.file if place else None,
        page=place.page if place else None,
        message=f"{paper.title_zh}上的“{field.title_zh}”印有内容（“{raw}”），但无法可靠识读。",
    )
