"""A signing body that was read damaged under its seal, made whole by its name elsewhere on the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extractor.extract.by_label import Found
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.patterns import Stream
from extractor.extract.values import LOW
from models.field import Doubt

_ENDS = r"(?:局|厅|委员会|人民政府|协会|学会|商会|联合会|研究院|研究所|中心|公司|大学|学院|事务所)"
_PRINTED = rf"(?:^|\n)([\u4e00-\u9fff]{{3,28}}{_ENDS})(?=\n|关于|文件)"
_BODY = re.compile(rf"[\u4e00-\u9fff]{{3,28}}{_ENDS}")
_SHARED = 0.7  # of a name must have been read for it to be the one


def mended_body(streams: Sequence[Stream], found: Found) -> Found:
    """The body as its seal or the head of the paper names it, doubted as repaired.

    Only a doubtful reading is mended, only where it lost characters or holds weak ones, and only when
    one name remains: what was read surely is never replaced.
    """
    if found.value is None or found.value.is_sure:
        return found
    own = {id(line) for line in found.reading.lines}
    whole = {
        mended
        for name in _names(streams, own)
        if (mended := _merged(found.reading, name)) is not None
    } - {found.value.value}
    if len(whole) != 1:
        return found
    doubts = dict.fromkeys((*found.value.doubts, Doubt.repaired))
    value = found.value.model_copy(update={"value": whole.pop(), "doubts": tuple(doubts)})
    return replace(found, value=value)


def _names(streams: Sequence[Stream], own: set[int]) -> Iterator[str]:
    """Names of bodies in seals, at the head of a row, and on rows of their own; not those of these lines."""
    for stream in streams:
        for seal in stream.chart.page.seals:
            if _BODY.fullmatch(seal.organisation or ""):
                yield str(seal.organisation)
        for reading in stream.find(_PRINTED):
            if not own.intersection(id(line) for line in reading.lines):
                yield reading.folded


def _merged(reading: Reading, name: str) -> str | None:
    """The reading with what it lost and its weak characters as in the name; None when it is another name."""
    text = reading.folded
    matcher = SequenceMatcher(None, text, name, autojunk=False)
    steps = matcher.get_opcodes()
    shared = sum(end - start for step, start, end, _, _ in steps if step == "equal")
    if shared < _SHARED * len(name):
        return None
    pieces: list[str] = []
    for step, start, end, other_start, other_end in steps:
        if step == "replace" and not all(_is_weak(glyph) for glyph in reading.glyphs[start:end]):
            return None
        kept = step in ("equal", "delete")
        pieces.append(text[start:end] if kept else name[other_start:other_end])
    return "".join(pieces)


def _is_weak(glyph: Glyph) -> bool:
    """Whether a character was hardly read, or otherwise in the second reading of its line."""
    second = glyph.line.second
    return glyph.confidence < LOW or (second is not None and glyph.char not in second)
