"""What a field answers, and the characters of an answer freed from what the form itself prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.extract.form.tokens import Stream
from extractor.extract.glyphs import Reading
from extractor.extract.values import seen_value
from models.catalogue.spec_documents import FieldSpec
from models.catalogue.spec_tables import TableField
from models.field import Doubt, FieldStatus, Value
from models.geometry import Place

PROMPTS = ("（请说明）", "请说明", "如是，请填写", "如是，请打勾", "请打勾")
ENDS = ":;,.。、 _"
_LEADS = ":; _"


@dataclass(frozen=True)
class Answer:
    """What a field says: its status, and what was read (for unreadable fields: what little was seen).

    `unmarked`: options are printed of which one is to be chosen, and none is. `asked`: where the words
    that ask for it stand, when nothing was read.
    """

    status: FieldStatus
    value: Value | None = None
    mark_unclear: bool = False
    unmarked: bool = False
    asked: Place | None = None

    def asked_at(self, place: Place) -> Answer:
        """The answer with the place of the words that ask for it, unless something was read."""
        return self if self.value is not None else replace(self, asked=place)


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


def field_spec(field: TableField) -> FieldSpec:
    """The field as the readers of values know fields; a unit counts where the form prints it beside the label."""
    words = field.on_paper.after if field.on_paper else ()
    said = "".join((field.label, *field.aliases_zh, *words, field.unit_stated or ""))
    evidenced = field.kind != "money" or (field.unit or "") in said
    return FieldSpec(
        key=field.key,
        title_zh=field.label,
        kind=field.kind,
        unit=field.unit if evidenced else None,
        options=field.options,
    )


def clean(stream: Stream, prompts: Sequence[str]) -> Reading | None:
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


def unreadable(reading: Reading) -> Answer:
    """Something stands there that is no value of the field's kind."""
    return Answer(FieldStatus.unreadable, seen_value(reading))
