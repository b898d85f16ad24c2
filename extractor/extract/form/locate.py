"""Finds where a field's value stands: behind its printed words in their cell, right of it, or under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.extract.form.anchors import SHORTEST_PIECE, Anchor, Zone, cells_beside
from extractor.extract.form.sheet import FormCell
from extractor.extract.form.tokens import Mark, Stream, word_key


@dataclass(frozen=True)
class Region:
    """Where a value stands: the stretches that hold it, in reading order, and the words before it.

    `beside` tells that it stands in cells of its own, not behind the words in their cell; `mixed`
    that words of other fields stand among it, so that a rule between them was not seen.
    """

    anchor: Anchor
    streams: tuple[Stream, ...]
    beside: bool
    mixed: bool = False
    cells: tuple[FormCell, ...] = ()


def region_of(
    zone: Zone,
    anchor: Anchor,
    *,
    before: Sequence[str],
    labels: frozenset[str],
    across: bool = False,
    options: Sequence[str] = (),
) -> Region:
    """The stretches of a value: what follows the words in their cell, else the cells right of them.

    `before` are printed words that end the value; `labels` the first words of other fields (as keys):
    a cell that is one of them ends the value too. `across` takes both what follows the words and the
    cells right of them, as a row of several years needs. `options` are those of the field: one that is
    broken over two free lines goes on in the second.
    """
    behind = anchor.cell.stream.part(anchor.end)
    ended = cut(behind, before)
    rest = cut_at_label(ended, labels)
    beside = cells_beside(zone, anchor)
    foreign = labels - {word_key(phrase) for phrase in before}
    crowded = anchor.start == 0 and holds_words_of_others(anchor.cell.stream, foreign, own=anchor)
    if crowded:
        beside = [cell for cell in beside if _level(cell, anchor)]
    streams: list[Stream] = []
    filled_in = len(ended.tokens) < len(behind.tokens)  # 发明专利 5 项: up to words that end it
    says = _says_something(rest, has_neighbour=bool(beside) and not filled_in)
    if says and across:
        streams = [rest, *_broken_options(zone, anchor.cell, rest, options)]
    elif says:
        streams = [rest, *_going_on(zone, anchor.cell)]
        return Region(anchor, tuple(streams), beside=False, mixed=crowded)
    used: list[FormCell] = []
    for cell in beside:
        if is_label(cell.stream.key, labels) or _begins_next(cell, labels):
            break
        used.append(cell)
        whole = cut_at_label(cut(cell.stream, before), labels)
        streams.append(whole)
        if len(whole.tokens) < len(cell.stream.tokens):
            break
    # 姓名：　电话：0571… leaves a blank behind its colon: what stands below belongs to another field.
    alone = anchor.start == 0 and not any(
        g.char.isalnum() or g.folded == ":" for g in behind.glyphs
    )
    if not beside and anchor.cell.ruled and alone:
        below = zone.sheet.below(anchor.cell)
        if below is not None and not is_label(below.stream.key, labels):
            streams.append(cut_at_label(cut(below.stream, before), labels))
    mixed = crowded or any(holds_words_of_others(cell.stream, foreign) for cell in used)
    return Region(anchor, tuple(streams), beside=True, mixed=mixed, cells=tuple(used))


def _begins_next(cell: FormCell, labels: frozenset[str]) -> bool:
    """Whether a free line begins with the first words of another field."""
    return not cell.ruled and any(cell.stream.key.startswith(label) for label in labels)


def holds_words_of_others(
    stream: Stream, labels: frozenset[str], *, own: Anchor | None = None
) -> bool:
    """Whether a line of a cell is the first words of another field, or the beginning of such words."""
    words = stream.part(own.start, own.end).key if own else ""
    lines = {id(glyph.line): word_key(glyph.line.text) for glyph in stream.glyphs}
    return any(
        line not in words
        and (is_label(line, labels) or any(label.startswith(line) for label in labels))
        for line in lines.values()
        if len(line) >= SHORTEST_PIECE
    )


def _level(cell: FormCell, anchor: Anchor) -> bool:
    """Whether a cell stands at the height of the words."""
    return cell.box.y0 <= anchor.box.center[1] <= cell.box.y1


def _going_on(zone: Zone, cell: FormCell) -> tuple[Stream, ...]:
    following = zone.sheet.continued(cell)
    return (following.stream,) if following is not None else ()


def _broken_options(
    zone: Zone, cell: FormCell, rest: Stream, options: Sequence[str]
) -> list[Stream]:
    """The lines under a free line in which its last option goes on: 企业服务 / 平台 □其他."""
    known = {word_key(option) for option in options}
    streams: list[Stream] = []
    last = rest
    for below in zone.cells:
        if below.order <= cell.order or cell.ruled or not last.marks:
            continue
        first = _outside_marks(below.stream)[0]
        whole = _outside_marks(last)[1] + first
        if below.page is not cell.page or below.ruled or not first or whole not in known:
            break
        streams.append(below.stream)
        last = below.stream
    return streams


def _outside_marks(stream: Stream) -> tuple[str, str]:
    """The words before the first and behind the last box of a stretch, as keys."""
    places = [n for n, token in enumerate(stream.tokens) if isinstance(token, Mark)]
    if not places:
        return stream.key, stream.key
    return stream.part(0, places[0]).key, stream.part(places[-1] + 1).key


def cut(stream: Stream, before: Sequence[str]) -> Stream:
    """The stream up to the first of the printed words that end it."""
    ends = [span[0] for phrase in before if (span := stream.find(phrase))]
    return stream.part(0, min(ends)) if ends else stream


def cut_at_label(stream: Stream, labels: frozenset[str]) -> Stream:
    """The stream up to a line that is nothing but the first words of another field: a rule between them was not seen."""
    for index, token in enumerate(stream.tokens):
        if index == 0 or isinstance(token, Mark) or not token.opens_line:
            continue
        if is_label(word_key(token.line.text), labels):
            return stream.part(0, index)
    return stream


def is_label(key: str, labels: frozenset[str]) -> bool:
    """Whether a cell holds nothing but the first words of a field, a footnote number aside."""
    return bool(key) and (key in labels or key.rstrip("0123456789") in labels)


def _says_something(rest: Stream, *, has_neighbour: bool) -> bool:
    """Whether what follows the words in their cell is a value, not a footnote number or an instruction."""
    if rest.marks:
        return True
    text = "".join(glyph.folded for glyph in rest.glyphs).strip(" :;.。_")
    if not any(char.isalnum() for char in text):
        return False
    if not has_neighbour:
        return True
    first = rest.tokens[0]
    colon = not isinstance(first, Mark) and first.folded == ":"
    if text.isdigit() and len(text) == 1 and not colon:
        return False
    return not (text.startswith("(") and text.endswith(")"))
