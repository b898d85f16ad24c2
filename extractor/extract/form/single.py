"""One printed field read from one page without a standard table: its answer and the marks bound to its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.extract.form.anchors import Zone
from extractor.extract.form.answer import NOT_FOUND, Answer
from extractor.extract.form.choices import Bound, bind_options
from extractor.extract.form.read import answer_at, regions_at
from extractor.extract.form.sheet import sheet_of
from extractor.extract.form.tokens import word_key
from models.catalogue.spec import KindName
from models.catalogue.spec_tables import OnPaper, TableField
from models.field import FieldStatus
from models.page import PageText


@dataclass(frozen=True)
class SingleField:
    """The answer of a field, and each of its options with the mark that belongs to it."""

    answer: Answer
    bound: tuple[Bound, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The options chosen, none when the answer is not found."""
        value = self.answer.value
        if self.answer.status is not FieldStatus.found or value is None:
            return ()
        return tuple(value.value.split(";"))

    @property
    def doubtful(self) -> bool:
        """Whether a person must look: nothing could be read, a doubt is on the value, or no mark is set."""
        value = self.answer.value
        return (
            self.answer.status is FieldStatus.unreadable
            or self.answer.mark_unclear
            or self.answer.unmarked
            or bool(value and value.doubts)
        )


def read_single(
    page: PageText,
    *,
    after: Sequence[str],
    kind: KindName,
    before: Sequence[str] = (),
    unit: str | None = None,
    options: Sequence[str] = (),
    labels: Sequence[str] = (),
) -> SingleField:
    """Return what a page says in the place behind the words `after` (each behind the one before) and up to `before`.

    `options` are the printed labels of a choice, `labels` the printed words before other fields.
    """
    field = TableField(
        key="field",
        label=after[0],
        number="1",
        kind=kind,
        unit=unit,
        options=tuple(options),
        on_paper=OnPaper(after=tuple(after), before=tuple(before)),
    )
    keys = frozenset(word_key(label) for label in (after[0], *labels))
    sheet = sheet_of((page,), keys - {word_key(option) for option in options})
    regions = regions_at(
        Zone(sheet, sheet.cells),
        field,
        stops=tuple(before),
        labels=keys - {word_key(after[0])},
    )
    if not regions:
        return SingleField(NOT_FOUND, tuple(Bound(option, None, None) for option in options))
    bound = bind_options(regions[0].streams, field.options) if options else ()
    return SingleField(answer_at(field, regions[0], loose=True), bound)
