"""What stands at a place of the form without being printed: seals and signatures."""

from __future__ import annotations

from extractor.extract.form.anchors import Anchor
from extractor.extract.form.answer import ABSENT, Answer
from extractor.extract.form.locate import Region
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.values import seen_value
from models.field import Doubt, FieldStatus, Value
from models.geometry import Box
from models.page import Seal, TextSource

_ABOVE, _BELOW = 0.09, 0.09  # of the page height: how far from its words a seal may be set
_ASIDE = 0.45  # of the page width, to the right of the words
_GAP = 3.0  # line heights after which what follows is no longer the signature
_NAME_SURE = 0.96  # confidence from which the name read from a seal's ring may stand without doubt
_SHAKY = 0.8  # confidence of lines under or beside a seal that was not found


def seal_at(region: Region) -> Answer:
    """是 with the seal's place when a seal stands at the words, else 否.

    A file without pictures of its pages (DOCX) shows no seals: nothing is said.
    否 is doubtful where badly read lines near the place may be a seal that was not recognised.
    """
    anchor = region.anchor
    page = anchor.cell.page
    if page.source is TextSource.native:
        return ABSENT
    seal = _nearest(region)
    if seal is not None:
        return _found("是", page_box=seal.box, anchor=anchor, confidence=seal.confidence or 0.9)
    shaky = any(
        _area(region).holds(line.box.center) and (line.under_seal or line.confidence < _SHAKY)
        for line in page.lines
    )
    answer = _found("否", page_box=anchor.box, anchor=anchor, confidence=0.7)
    if shaky and answer.value is not None:
        doubtful = answer.value.model_copy(update={"doubts": (Doubt.low_confidence,)})
        return Answer(FieldStatus.found, doubtful)
    return answer


def seal_text_at(region: Region) -> Answer:
    """The text of the seal at the words; unreadable where the seal is there and its text is not."""
    seal = _nearest(region)
    if seal is None:
        return ABSENT
    value = Value(
        value=seal.text,
        raw=seal.text,
        confidence=round(seal.confidence, 3),
        place=region.anchor.cell.page.place(seal.box),
        doubts=(Doubt.low_confidence,) if seal.confidence < _NAME_SURE else (),
    )
    return Answer(FieldStatus.found if seal.text else FieldStatus.unreadable, value)


def signature_at(region: Region) -> Answer:
    """What was read of a signature behind its words: characters as read, always to be looked at by a person."""
    row = region.anchor.box
    for stream in region.streams:
        glyphs: list[Glyph] = []
        for glyph in stream.glyphs:
            level = row.y0 - row.height < glyph.box.center[1] < row.y1 + row.height
            if not glyph.char.isalnum() or not level:
                continue
            if glyphs and glyph.x0 - glyphs[-1].x1 > _GAP * row.height:
                break
            glyphs.append(glyph)
        if glyphs:
            return Answer(FieldStatus.found, seen_value(Reading(stream.page, tuple(glyphs))))
    return ABSENT


def _nearest(region: Region) -> Seal | None:
    """The seal at the words: the one whose middle lies nearest among those around them."""
    area = _area(region)
    x, y = region.anchor.box.center
    near = [seal for seal in region.anchor.cell.page.seals if area.holds(seal.box.center)]
    return min(
        near,
        key=lambda seal: abs(seal.box.center[1] - y) + 0.3 * abs(seal.box.center[0] - x),
        default=None,
    )


def _area(region: Region) -> Box:
    """Where a seal belongs to the words: the ruled cells beside them, else the room around and right of them."""
    box = region.anchor.box
    page = region.anchor.cell.page
    ruled = [cell.box for cell in region.cells if cell.ruled and cell.page is page]
    if ruled:
        cell = Box.around(ruled)
        return Box(cell.x0, max(0.0, cell.y0 - 0.02), cell.x1, min(1.0, cell.y1 + 0.04))
    return Box(
        max(0.0, box.x0 - 0.1),
        max(0.0, box.y0 - _ABOVE),
        min(1.0, box.x1 + _ASIDE),
        min(1.0, box.y1 + _BELOW),
    )


def _found(text: str, *, page_box: Box, anchor: Anchor, confidence: float) -> Answer:
    place = anchor.cell.page.place(page_box)
    value = Value(value=text, raw=text, confidence=round(confidence, 3), place=place)
    return Answer(FieldStatus.found, value)
