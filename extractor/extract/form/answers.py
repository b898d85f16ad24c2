"""From the place of a field to its answer: numbers, text, numbered rows, ticked options."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.extract.form.answer import (
    ABSENT,
    ENDS,
    Answer,
    clean,
    field_spec,
    misplaced,
    unreadable,
)
from extractor.extract.form.ticks import read_ticks
from extractor.extract.form.tokens import Stream, word_key
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.values import may_hold, read_value, seen_value
from models.catalogue.spec_documents import FieldSpec
from models.catalogue.spec_tables import OnPaper, TableField
from models.field import Doubt, FieldStatus, Value
from models.geometry import Box
from models.kinds.printed import is_not_applicable_mark

NOTHING = ("无", "没有", "暂无")
EMPTY_DAYS = ("年月日", "年月")  # what a form prints for a day that nobody wrote in
NUMERIC = frozenset({"money", "ratio", "count", "rank", "day", "period"})
_NUMBERED = re.compile(r"[(]?([1-9])(?:[.、)]|$)")


def read_answer(field: TableField, paper: OnPaper, streams: Sequence[Stream]) -> Answer:
    """The answer that stands in the stretches of a field."""
    if field.options:
        return read_ticks(field, streams)
    answer = _filled_in(field, paper, streams)
    boxes_of_others = any(stream.part(1).marks for stream in streams)
    found = answer.status is FieldStatus.found
    return misplaced(answer) if found and boxes_of_others else answer


def _filled_in(field: TableField, paper: OnPaper, streams: Sequence[Stream]) -> Answer:
    readings = [reading for stream in streams if (reading := clean(stream, paper.prompts))]
    if not readings:
        return ABSENT
    if field.kind == "rows":
        return _rows(field, readings)
    if paper.take in ("digits", "words"):
        taken = [part for reading in readings if (part := _taken(reading, paper.take))]
        return _single(field, taken[0]) if taken else ABSENT
    return _single(field, readings[0]) if len(readings) == 1 else _several(field, readings)


def _single(field: TableField, reading: Reading) -> Answer:
    spec = field_spec(field)
    words = reading.folded.strip(ENDS)
    if words in NOTHING and field.kind not in NUMERIC:
        return Answer(FieldStatus.found, read_value(reading, _as_text(spec)) or _plain(reading))
    if is_not_applicable_mark(reading.text):
        return Answer(FieldStatus.not_applicable, seen_value(reading))
    if field.kind in NUMERIC and _only_unit(reading, field):
        return ABSENT
    if word_key(reading.folded) in EMPTY_DAYS:
        return ABSENT
    if field.kind != "text":
        reading = reading.stripped(ENDS) or reading
    value = read_value(reading, spec)
    if value is not None:
        return Answer(FieldStatus.found, _doubting(value, field, reading))
    if not any(glyph.char.isalnum() for glyph in reading.glyphs) or words in NOTHING:
        return ABSENT
    if not may_hold(reading, spec):
        return ABSENT if field.kind in NUMERIC and field.unit is None else unreadable(reading)
    return unreadable(reading)


def _doubting(value: Value, field: TableField, reading: Reading) -> Value:
    """What the place says against a value: a day that lost a figure, an end that a seal covers."""
    doubts = list(value.doubts)
    if field.kind == "day" and re.search(r"月\s*\d+$", value.raw):
        doubts.append(Doubt.low_confidence)
    if _ends_at_seal(reading):
        doubts.append(Doubt.under_seal)
    return value.model_copy(update={"doubts": tuple(dict.fromkeys(doubts))})


def _ends_at_seal(reading: Reading) -> bool:
    """Whether the last character stands in a seal or right before one, so that more may be hidden."""
    last = reading.glyphs[-1]
    width = last.x1 - last.x0
    return any(
        seal.box.x0 - 1.5 * width <= last.box.center[0] <= seal.box.x1
        and seal.box.y0 < last.box.center[1] < seal.box.y1
        for seal in reading.page.seals
    )


def _plain(reading: Reading) -> Value:
    return seen_value(reading).model_copy(update={"doubts": ()})


def _only_unit(reading: Reading, field: TableField) -> bool:
    """Whether nothing but the printed unit (and rules to write on) stands there."""
    text = re.sub(r"[\s_/\-—:：]", "", reading.folded)
    return not any(char.isdigit() for char in text) and word_key(text) in (
        "",
        word_key(field.unit or ""),
    )


def _as_text(spec: FieldSpec) -> FieldSpec:
    return spec.model_copy(update={"kind": "text", "unit": None})


def _several(field: TableField, readings: Sequence[Reading]) -> Answer:
    """One text over several cells or pages; numbers are taken from the first cell that has one."""
    if field.kind in NUMERIC or field.kind in ("uscc", "code"):
        answers = [_single(field, reading) for reading in readings]
        return next((a for a in answers if a.status is FieldStatus.found), answers[0])
    values = [value for reading in readings if (value := read_value(reading, field_spec(field)))]
    return Answer(FieldStatus.found, _joined(values, "")) if values else ABSENT


def _joined(values: Sequence[Value], between: str) -> Value:
    """Several values as one, at the place of the first page's."""
    doubts = tuple(dict.fromkeys(doubt for value in values for doubt in value.doubts))
    places = [value.place for value in values if value.place is not None]
    first = places[0] if places else None
    if first is not None:
        same = [
            place.box for place in places if (place.file, place.page) == (first.file, first.page)
        ]
        first = first.model_copy(update={"box": Box.around(same)})
    seconds = any(value.second for value in values)
    return Value(
        value=between.join(value.value for value in values),
        raw=between.join(value.raw for value in values),
        confidence=min(value.confidence for value in values),
        place=first,
        doubts=doubts,
        second=between.join(value.second or value.value for value in values) if seconds else None,
        seconded=all(value.seconded for value in values),
    )


def _taken(reading: Reading, take: str) -> Reading | None:
    """The longest run of digits, or the words before or after it."""
    runs = list(re.finditer(r"\d+", reading.folded))
    run = max(runs, key=lambda match: match.end() - match.start(), default=None)
    if run is None:
        return reading if take == "words" else None
    if take == "digits":
        return reading.part(*run.span())
    parts = (reading.part(0, run.start()), reading.part(run.end()))
    words = [part.stripped(ENDS + "()-—/") for part in parts if part]
    return max((w for w in words if w), key=lambda w: len(w.glyphs), default=None)


def _rows(field: TableField, readings: Sequence[Reading]) -> Answer:
    """1. … 2. … 3. …: the items in order; without numbers the whole is one item."""
    items = [item for reading in readings for item in _items(reading)]
    spec = _as_text(field_spec(field))
    values = [value for item in items if (value := read_value(item, spec))]
    if values:
        return Answer(FieldStatus.found, _joined(values, ";"))
    if any(reading.folded.strip(ENDS) in NOTHING for reading in readings):
        return Answer(FieldStatus.found, _plain(readings[0]))
    return ABSENT


def _items(reading: Reading) -> list[Reading]:
    starts: list[tuple[int, int]] = []
    for match in _NUMBERED.finditer(reading.folded):
        begins = match.start() == 0 or not reading.folded[match.start() - 1].isalnum()
        expected = str(len(starts) + 1)
        after = reading.folded[match.end() :]
        decimal = after[:1].isdigit() and not re.match(rf"{len(starts) + 2}[.、)]", after)
        own = begins or _opens(reading.glyphs[match.start()])
        if match[1] == expected and (own or starts) and not decimal:
            starts.append(match.span())
    if not starts:
        return [reading]
    ends = [start for start, _ in starts[1:]] + [len(reading.glyphs)]
    parts = [reading.part(start, end) for (_, start), end in zip(starts, ends, strict=True)]
    items = [part.stripped(ENDS) for part in parts if part]
    return [item for item in items if item]


def _opens(glyph: Glyph) -> bool:
    return glyph.opens_line or glyph.spaced
