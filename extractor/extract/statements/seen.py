"""Text found on the pages of a report, with its place, and fields made from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.catalogue.spec_documents import DocumentType
from models.document import Document
from models.field import Doubt, Field, FieldStatus, Value
from models.geometry import Box
from models.kinds.printed import fold_text, without_blanks
from models.page import PageText, TextLine

LOW = 0.9  # confidence of a character under which a reading is doubtful


class Seen(NamedTuple):
    """One reading: canonical value, text as printed, and where it stands."""

    value: str
    raw: str
    page: PageText
    box: Box
    confidence: float
    doubts: tuple[Doubt, ...] = ()


def bare(text: str) -> str:
    """The text folded, without blanks: what patterns are matched on."""
    return without_blanks(fold_text(text))


def seen(value: str, raw: str, page: PageText, lines: Sequence[TextLine]) -> Seen:
    """A reading from whole lines; doubtful when a character of them is."""
    weakest = min(
        (
            confidence
            for line in lines
            for character, confidence in zip(line.text, line.char_confidences, strict=False)
            if character.isalnum()
        ),
        default=min(line.confidence for line in lines),
    )
    doubts = (Doubt.low_confidence,) if weakest < LOW else ()
    return Seen(
        value,
        raw,
        page,
        Box.around(line.box for line in lines),
        min(line.confidence for line in lines),
        doubts,
    )


def most_agreed(readings: Iterable[Seen]) -> Seen | None:
    """The reading that stands there most often, among equals the surest; two that agree are no longer doubtful."""
    groups: dict[str, list[Seen]] = {}
    for reading in readings:
        groups.setdefault(bare(reading.value), []).append(reading)
    if not groups:
        return None
    group = max(groups.values(), key=lambda g: (len(g), max(r.confidence for r in g)))
    best = max(group, key=lambda r: (not r.doubts, r.confidence))
    return best._replace(doubts=()) if len(group) > 1 else best


def field_of(
    document: Document, paper: DocumentType, key: str, reading: Seen | None
) -> Field | None:
    """The field for a reading, absent when there is none; None for keys the type does not declare."""
    spec = paper.field(key)
    if spec is None:
        return None
    if reading is None:
        return Field(
            document=document.id, key=key, title_zh=spec.title_zh, status=FieldStatus.absent
        )
    value = Value(
        value=reading.value,
        raw=reading.raw,
        confidence=round(reading.confidence, 3),
        place=reading.page.place(reading.box),
        doubts=reading.doubts,
    )
    return Field(
        document=document.id,
        key=key,
        title_zh=spec.title_zh,
        status=FieldStatus.found,
        reading=value,
    )
