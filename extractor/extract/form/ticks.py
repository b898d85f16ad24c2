"""Which options of a field are ticked, as an answer with its doubts."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.form.answer import ABSENT, ENDS, Answer, clean, field_spec, unreadable
from extractor.extract.form.choices import Bound, bind_options
from extractor.extract.form.rings import printed_options, ringed_options
from extractor.extract.form.tokens import Stream, word_key
from extractor.extract.glyphs import Reading
from extractor.extract.values import read_value
from models.catalogue.spec_tables import TableField
from models.field import Doubt, FieldStatus, Value
from models.geometry import Box
from models.kinds.printed import fold_text


def read_ticks(field: TableField, streams: Sequence[Stream]) -> Answer:
    """The ticked options of a field; two ticks in a single choice and unclear marks are reported, never guessed."""
    bound = bind_options(streams, field.options)
    ticked = [item for item in bound if item.is_ticked]
    if not any(item.mark for item in bound):
        return _ringed(field, streams) or _written(field, streams)
    single = field.kind != "multi_choice"
    open_items = [item for item in bound if item.is_open]
    if not ticked:
        unclear = [item for item in open_items if item.mark] or open_items
        return _unclear(unclear, bound) if unclear else _untouched(field)
    doubtful = len(ticked) > 1 if single else bool(open_items)
    doubtful = doubtful or any(item.mark and item.is_open for item in bound)
    return Answer(FieldStatus.found, _ticked(ticked, doubtful=doubtful), mark_unclear=doubtful)


def _untouched(field: TableField) -> Answer:
    """Nothing is marked: where one option is to be chosen, that is told."""
    return ABSENT if field.kind == "multi_choice" else Answer(FieldStatus.absent, unmarked=True)


def _ringed(field: TableField, streams: Sequence[Stream]) -> Answer | None:
    """The option with a ring around it; a ring around anything else, or two in a single choice, is reported."""
    found = ringed_options(streams, field.options)
    if found is None:
        return None
    chosen = found.chosen
    missing = [option for option in field.options if option not in found.printed]
    guessed = not chosen and len(found.strange) == 1 and len(missing) == 1
    if guessed:  # its words could not be read under the ring
        chosen = tuple(missing)
    doubtful = bool(found.strange) or (field.kind != "multi_choice" and len(chosen) > 1)
    value = Value(
        value=";".join(chosen),
        raw=";".join(chosen),
        confidence=min(ring.confidence for ring in found.rings),
        place=found.stream.page.place(Box.around(ring.box for ring in found.rings)),
        doubts=(Doubt.ambiguous_mark,) if doubtful or not chosen else (),
    )
    status = FieldStatus.found if chosen else FieldStatus.unreadable
    return Answer(status, value, mark_unclear=bool(value.doubts))


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
    """An option written out (推荐意见：同意), where the form prints no box; several are printed ones."""
    if len(printed_options(streams, field.options)) > 1:
        return _untouched(field)
    cleaned = [reading for stream in streams if (reading := clean(stream, ()))]
    readings = [inner for reading in cleaned if (inner := reading.stripped(ENDS + "()"))]
    for reading in readings:
        value = read_value(reading, field_spec(field).model_copy(update={"kind": "choice"}))
        if value is not None:
            return Answer(FieldStatus.found, value)
    known = [reading for reading in readings if not _is_print(reading, field)]
    return unreadable(known[0]) if known else ABSENT


def _is_print(reading: Reading, field: TableField) -> bool:
    """Whether only the printed options stand there, none of them chosen."""
    key = word_key(fold_text(reading.text))
    for option in sorted(field.options, key=len, reverse=True):
        key = key.replace(word_key(option), "")
    return not key
