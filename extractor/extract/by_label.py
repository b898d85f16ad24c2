"""Reads the declared fields of a paper from their printed labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extractor.extract.chart import Chart
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.labels import EXACT, NEAR, LabelHit, find_labels, label_forms
from extractor.extract.regions import as_reading, lines_after, value_below, value_beside
from extractor.extract.values import may_hold, read_value
from models.catalogue.spec_documents import FieldSpec
from models.field import Value
from models.kinds.printed import fold_text, without_blanks

_MANY_LINES = frozenset({"text", "company_name", "period"})
_SENTENCE = re.compile(
    r"[。!?]|,(?! ?(?:Ltd|LTD|Inc|INC|LLC|L\.L|Co\b|CO\b|GmbH|S\.))|必须|应当|[你贵](?:公司|单位)|本证书|可以|之日|有效期"
)
_BRACKETED = re.compile(r"\([^()]*\)")  # (章), (盖章)
_WORDS = re.compile(r"[A-Z]{8},|[A-Z]{4,},[A-Z]")  # No. 4 such a road, such a town: no number
_FREE_TEXTS = frozenset({"text", "company_name", "code"})
_PERSONS = frozenset({"legal_representative", "person_in_charge", "investor", "executive_partner"})
_SIGNATURES = frozenset({"declaration_signature"})
_LONG_TEXTS = frozenset({"business_scope", "scope", "goods", "declaration_text"})
_LONG_LABEL = 4  # characters
_MAY_STAND_BELOW = frozenset({"uscc", "scope", "standard"})


@dataclass(frozen=True)
class Found:
    """What a label led to: a value, or characters that could not be read as the field's kind."""

    value: Value | None
    reading: Reading
    quality: int


def read_labelled(
    charts: Sequence[Chart],
    fields: Sequence[FieldSpec],
    *,
    parts: Sequence[str | None] = (),
    stops: Sequence[str] = (),
) -> dict[str, Found]:
    """For every field whose label leads somewhere, the best of what stands there.

    `parts` names the part of the paper that stands on each page. `stops` are printed labels of no
    field, which end the values of others. The first page that yields a value wins; exact labels go
    before misread and torn ones, a field's title before its other wordings.
    """
    specs = {field.key: field for field in fields if field.kind != "bool"}  # a seal is no text
    known = (*fields, *stop_fields(stops))
    found: dict[str, Found] = {}
    for chart, part in zip_longest(charts, parts[: len(charts)]):
        hits = find_labels(chart, label_forms(known, part=part))
        for hit in sorted(hits, key=lambda item: (-item.quality, item.rank)):
            spec = specs.get(hit.key)
            result = _read_hit(chart, hit, hits, spec) if spec else None
            if result is not None and _is_better(result, found.get(hit.key)):
                found[hit.key] = result
    return found


def stop_fields(titles: Iterable[str]) -> tuple[FieldSpec, ...]:
    """Labels of no field, as fields under keys that no catalogue uses."""
    return tuple(
        FieldSpec(key=f"stop_{number}", title_zh=title, kind="text")
        for number, title in enumerate(titles)
    )


def _is_better(result: Found, known: Found | None) -> bool:
    if known is None:
        return True
    return known.value is None and result.value is not None


def _read_hit(
    chart: Chart, hit: LabelHit, hits: Sequence[LabelHit], spec: FieldSpec
) -> Found | None:
    if _is_ambiguous(hit, hits) and spec.kind in _FREE_TEXTS:
        return None
    readings = list(_candidates(chart, hit, hits, spec))
    for reading in readings:
        value = read_value(reading, spec, repaired=hit.quality < NEAR)
        if value is not None and not _is_misplaced(value, spec):
            return Found(value, reading, hit.quality)
    first = readings[0] if readings else None
    if first is None or hit.quality < NEAR or spec.key in _SIGNATURES:
        return None
    if not may_hold(first, spec):
        return None
    return Found(None, first, hit.quality)


def _is_ambiguous(hit: LabelHit, hits: Sequence[LabelHit]) -> bool:
    """Whether a damaged label may name several fields: then only the kind of its value can tell."""
    return any(
        other is not hit and (other.row, other.start) == (hit.row, hit.start) for other in hits
    )


def _candidates(
    chart: Chart, hit: LabelHit, hits: Sequence[LabelHit], spec: FieldSpec
) -> Iterable[Reading]:
    """Readings to try, the likeliest first: beside the label with its further lines, beside, below."""
    beside = value_beside(chart, hit, hits, kind=spec.kind)
    long_text = spec.key in _LONG_TEXTS
    if beside:
        if spec.kind in _MANY_LINES and (spec.key not in _PERSONS or _is_open(beside)):
            more = lines_after(chart, hit, hits, beside, long_text=long_text)
            whole = as_reading(chart, (*beside, *more))
            if whole is not None and more and not _is_usual(beside, whole, spec):
                yield whole
        reading = as_reading(chart, beside)
        if reading is not None:
            yield reading
        return
    if spec.key in _MAY_STAND_BELOW or hit.has_colon or _fills_row(chart, hit):
        below = value_below(chart, hit, hits)
        reading = as_reading(chart, below)
        if reading is not None:
            yield reading


def _is_usual(beside: Sequence[Glyph], whole: Reading, spec: FieldSpec) -> bool:
    """Whether one of the usual wordings of a field stands beside the label, and no bracket goes on below."""
    text = "".join(glyph.folded for glyph in beside)
    usual = {without_blanks(fold_text(known)) for known in spec.known}
    if text not in usual or whole.folded in usual:
        return False
    return not whole.folded[len(text) :].startswith("(")


def _is_open(glyphs: Sequence[Glyph]) -> bool:
    """Whether a bracket is not closed: 某某公司(委派代表: goes on below."""
    text = "".join(glyph.folded for glyph in glyphs)
    return text.count("(") > text.count(")")


def _fills_row(chart: Chart, hit: LabelHit) -> bool:
    """Whether a row is a long label and nothing else: its value stands under it."""
    size = len(chart.rows[hit.row].glyphs)
    return hit.quality == EXACT and size == hit.end - hit.start >= _LONG_LABEL


def _is_misplaced(value: Value, spec: FieldSpec) -> bool:
    """Whether a text is only marks, a name a sentence, a code words, or a signature a date: another field's."""
    if spec.kind == "company_name" and (
        _SENTENCE.search(value.value) or _BRACKETED.fullmatch(value.value)
    ):
        return True
    if spec.kind == "code" and _WORDS.search(value.value):
        return True
    if spec.key in _PERSONS and (len(value.value) > 30 or _SENTENCE.search(value.value)):
        return True
    if spec.key in _SIGNATURES and any(character.isdigit() for character in value.value):
        return True
    return spec.kind == "text" and not any(character.isalnum() for character in value.value)
