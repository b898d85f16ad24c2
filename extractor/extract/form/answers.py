"""From the place of a field to its answer: numbers, text, numbered rows, ticked options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.extract.form.choices import Bound, bind_options
from extractor.extract.form.tokens import Stream, word_key
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.values import may_hold, read_value, seen_value
from models.catalogue.spec_documents import FieldSpec
from models.catalogue.spec_tables import OnPaper, TableField
from models.field import Doubt, FieldStatus, Value
from models.geometry import Box
from models.kinds.printed import fold_text, is_not_applicable_mark

PROMPTS = ("（请说明）", "请说明", "如是，请填写", "如是，请打勾", "请打勾")
NOTHING = ("无", "没有", "暂无")
NUMERIC = frozenset({"money", "ratio", "count", "rank", "day", "period"})
_ENDS = ":;,.。、 _"
_LEADS = ":; _"
_NUMBERED = re.compile(r"[(]?([1-9])(?:[.、)]|$)")


@dataclass(frozen=True)
class Answer:
    """What a field says: its status, and what was read (for unreadable fields: what little was seen)."""

    status: FieldStatus
    value: Value | None = None
    mark_unclear: bool = False


ABSENT = Answer(FieldStatus.absent)
NOT_FOUND = Answer(FieldStatus.unreadable)
"""The printed words of the field were not found on the form: nothing can be said about it."""


def misplaced(answer: Answer) -> Answer:
    """The answer with the doubt that it may belong to another field."""
    if answer.status is not FieldStatus.found or answer.value is None:
        return NOT_FOUND if answer is ABSENT else answer
    doubts = tuple(dict.fromkeys((*answer.value.doubts, Doubt.out_of_place)))
    value = answer.value.model_copy(update={"doubts": doubts})
    return Answer(answer.status, value, answer.mark_unclear)


def read_answer(field: TableField, paper: OnPaper, streams: Sequence[Stream]) -> Answer:
    """The answer that stands in the stretches of a field."""
    if field.options:
        return _choice(field, streams)
    answer = _filled_in(field, paper, streams)
    boxes_of_others = any(stream.part(1).marks for stream in streams)
    found = answer.status is FieldStatus.found
    return misplaced(answer) if found and boxes_of_others else answer


def _filled_in(field: TableField, paper: OnPaper, streams: Sequence[Stream]) -> Answer:
    readings = [reading for stream in streams if (reading := _clean(stream, paper.prompts))]
    if not readings:
        return ABSENT
    if field.kind == "rows":
        return _rows(field, readings)
    if paper.take in ("digits", "words"):
        taken = [part for reading in readings if (part := _taken(reading, paper.take))]
        return _single(field, taken[0]) if taken else ABSENT
    return _single(field, readings[0]) if len(readings) == 1 else _several(field, readings)


def _clean(stream: Stream, prompts: Sequence[str]) -> Reading | None:
    """The characters of a stretch without check boxes, prompts of the form and rules to write on."""
    for phrase in (*prompts, *PROMPTS):
        while (span := stream.find(phrase)) is not None:
            stream = Stream(stream.page, stream.tokens[: span[0]] + stream.tokens[span[1] :])
    reading = stream.reading
    if reading is None or not any(g.char.isalnum() or g.char in "/-—" for g in reading.glyphs):
        return None
    return _without_empty_brackets(reading).stripped(_LEADS)


def _without_empty_brackets(reading: Reading) -> Reading:
    """Brackets that held only a prompt go: (请说明) leaves ()."""
    glyphs = reading.glyphs
    drop = {
        index + step
        for index, (left, right) in enumerate(pairwise(glyphs))
        if left.folded == "(" and right.folded == ")"
        for step in (0, 1)
    }
    depth = 0
    for index, glyph in enumerate(glyphs):
        depth += (glyph.folded == "(") - (glyph.folded == ")")
        if depth < 0:
            drop.add(index)
            depth = 0
    return Reading(
        reading.page, tuple(g for i, g in enumerate(glyphs) if i not in drop) or glyphs[:1]
    )


def _single(field: TableField, reading: Reading) -> Answer:
    spec = field_spec(field)
    words = reading.folded.strip(_ENDS)
    if words in NOTHING and field.kind not in NUMERIC:
        return Answer(FieldStatus.found, read_value(reading, _as_text(spec)) or _plain(reading))
    if is_not_applicable_mark(reading.text):
        return Answer(FieldStatus.not_applicable, seen_value(reading))
    if field.kind in NUMERIC and _only_unit(reading, field):
        return ABSENT
    if field.kind != "text":
        reading = reading.stripped(_ENDS) or reading
    value = read_value(reading, spec)
    if value is not None:
        return Answer(FieldStatus.found, _doubting(value, field, reading))
    if not any(glyph.char.isalnum() for glyph in reading.glyphs) or words in NOTHING:
        return ABSENT
    if not may_hold(reading, spec):
        return ABSENT if field.kind in NUMERIC and field.unit is None else _unreadable(reading)
    return _unreadable(reading)


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


def _unreadable(reading: Reading) -> Answer:
    return Answer(FieldStatus.unreadable, seen_value(reading))


def _plain(reading: Reading) -> Value:
    return seen_value(reading).model_copy(update={"doubts": ()})


def _only_unit(reading: Reading, field: TableField) -> bool:
    """Whether nothing but the printed unit (and rules to write on) stands there."""
    text = re.sub(r"[\s_/\-—:：]", "", reading.folded)
    return not any(char.isdigit() for char in text) and word_key(text) in (
        "",
        word_key(field.unit or ""),
    )


def field_spec(field: TableField) -> FieldSpec:
    """The field as the readers of values know fields; a unit counts where the form prints it beside the label."""
    evidenced = field.kind != "money" or (field.unit or "") in "".join(
        (field.label, *field.aliases_zh, *(field.on_paper.after if field.on_paper else ()))
    )
    return FieldSpec(
        key=field.key,
        title_zh=field.label,
        kind=field.kind,
        unit=field.unit if evidenced else None,
        options=field.options,
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
    words = [part.stripped(_ENDS + "()-—/") for part in parts if part]
    return max((w for w in words if w), key=lambda w: len(w.glyphs), default=None)


def _rows(field: TableField, readings: Sequence[Reading]) -> Answer:
    """1. … 2. … 3. …: the items in order; without numbers the whole is one item."""
    items = [item for reading in readings for item in _items(reading)]
    spec = _as_text(field_spec(field))
    values = [value for item in items if (value := read_value(item, spec))]
    if values:
        return Answer(FieldStatus.found, _joined(values, ";"))
    if any(reading.folded.strip(_ENDS) in NOTHING for reading in readings):
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
    items = [part.stripped(_ENDS) for part in parts if part]
    return [item for item in items if item]


def _opens(glyph: Glyph) -> bool:
    return glyph.opens_line or glyph.spaced


def _choice(field: TableField, streams: Sequence[Stream]) -> Answer:
    bound = bind_options(streams, field.options)
    ticked = [item for item in bound if item.is_ticked]
    if not any(item.mark for item in bound):
        return _written(field, streams)
    single = field.kind != "multi_choice"
    open_items = [item for item in bound if item.is_open]
    if not ticked:
        unclear = [item for item in open_items if item.mark] or open_items
        return _unclear(unclear, bound) if unclear else ABSENT
    doubtful = len(ticked) > 1 if single else bool(open_items)
    doubtful = doubtful or any(item.mark and item.is_open for item in bound)
    return Answer(FieldStatus.found, _ticked(ticked, doubtful=doubtful), mark_unclear=doubtful)


def _ticked(items: Sequence[Bound], *, doubtful: bool) -> Value:
    """The ticked options; the place is around their boxes on the first one's page."""
    streams = [item.stream for item in items if item.stream]
    page = streams[0].page
    marks = [i.mark for i in items if i.mark and i.stream and i.stream.page is page]
    value = ";".join(item.option for item in items)
    return Value(
        value=value,
        raw=value,
        confidence=round(min(item.mark.confidence for item in items if item.mark), 3),
        place=page.place(Box.around(mark.box for mark in marks)),
        doubts=(Doubt.ambiguous_mark,) if doubtful else (),
    )


def _unclear(items: Sequence[Bound], bound: Sequence[Bound]) -> Answer:
    """No box is ticked, and at least one cannot be told."""
    seen = next(item for item in bound if item.mark and item.stream)
    page = seen.stream.page if seen.stream else None
    boxes = [
        item.mark.box for item in bound if item.mark and item.stream and item.stream.page is page
    ]
    value = Value(
        value="",
        raw="、".join(item.option for item in items),
        confidence=0.3,
        place=page.place(Box.around(boxes)) if page else None,
        doubts=(Doubt.ambiguous_mark,),
    )
    return Answer(FieldStatus.unreadable, value, mark_unclear=True)


def _written(field: TableField, streams: Sequence[Stream]) -> Answer:
    """An option written out (推荐意见：同意), where the form prints no box."""
    cleaned = [reading for stream in streams if (reading := _clean(stream, ()))]
    readings = [inner for reading in cleaned if (inner := reading.stripped(_ENDS + "()"))]
    for reading in readings:
        value = read_value(reading, field_spec(field).model_copy(update={"kind": "choice"}))
        if value is not None:
            return Answer(FieldStatus.found, value)
    known = [reading for reading in readings if not _is_print(reading, field)]
    return _unreadable(known[0]) if known else ABSENT


def _is_print(reading: Reading, field: TableField) -> bool:
    """Whether only the printed options stand there, none of them chosen."""
    key = word_key(fold_text(reading.text))
    for option in sorted(field.options, key=len, reverse=True):
        key = key.replace(word_key(option), "")
    return not key
