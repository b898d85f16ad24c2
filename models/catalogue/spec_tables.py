"""Standard tables: every field of a printed form, what proves it and what it follows from."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from models.catalogue.spec import Key, KindName, Match, Spec

Layout = Literal["list", "pairs", "rows", "outline", "letter"]
"""How a section is printed: a row per field; two fields in a row; fields as the heads of columns over
repeated rows; headings with room for text below; lines of a letter."""


class EvidenceSource(Spec):
    """Where a field's evidence stands: sources are listed by authority, the strongest first."""

    document_type: Key
    field: Key | None = None
    how: Literal["value", "count_of_valid", "presence", "support"] = "value"
    where: tuple[Match, ...] = ()


class OptionProof(Spec):
    """The paper that shows that one ticked option is true: any valid document that matches."""

    option: str
    document_type: Key
    where: tuple[Match, ...] = ()


class Formula(Spec):
    """How a field follows from others: `of` are field keys of the same table.

    `ratio`: first / second x 100; `growth`: this year over last year of the first, in percent;
    `sum`: all of them; `difference`: first minus the rest.
    """

    op: Literal["ratio", "growth", "sum", "difference"]
    of: tuple[Key, ...]
    title_zh: str


class Required(Spec):
    """The field must be filled when another field holds one of these values."""

    field: Key
    one_of: tuple[str, ...]


class OnPaper(Spec):
    """Where a field stands on the printed form, in the form's own words.

    `after`: printed words, each looked for behind the one before within the rows of the first; the
    value follows the last, in its cell or in the cell to the right. `before`: printed words that end
    the value inside its cell. Blanks, punctuation and single misread characters do not matter.
    `take`: what is taken of the value: `all`, the run of `digits`, the `words` without that run; or,
    about the place itself, whether a `seal` stands there, the `seal_text`, the hand-written
    `signature`. `prompts`: printed words inside the value that the applicant did not write.
    """

    after: tuple[str, ...]
    before: tuple[str, ...] = ()
    take: Literal["all", "digits", "words", "seal", "seal_text", "signature"] = "all"
    prompts: tuple[str, ...] = ()


class TableField(Spec):
    """One field of the form.

    `key` is an indicator key, or a key of this table's own. `label` is the text printed on the form,
    `number` its place in the form. `options` are the printed labels of a choice, in printed order.
    `max_length` counts characters. `printed` is False for rows that the programme's conditions need
    but the form does not ask for. `on_paper` tells where the field stands where `label` alone, the
    words before its value, does not.
    `group` is the heading beside or over several fields. `fixed` is what the form itself prints in the
    field's place, `unit_stated` the words elsewhere on the form that state the unit of amounts.
    `full_marks` are the points that a scoring sheet gives at most. `min_length` counts characters.
    `quoted` is False where the label is ours because the form prints none.
    """

    key: Key
    label: str
    number: str
    kind: KindName
    unit: str | None = None
    periods: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()
    group: str | None = None
    fixed: str | None = None
    unit_stated: str | None = None
    full_marks: int | None = None
    quoted: bool = True
    min_length: int | None = None
    max_length: int | None = None
    max_rows: int | None = None
    required: bool = False
    required_if: Required | None = None
    printed: bool = True
    on_paper: OnPaper | None = None
    evidence: tuple[EvidenceSource, ...] = ()
    option_proofs: tuple[OptionProof, ...] = ()
    formula: Formula | None = None


class Section(Spec):
    """One printed section of the form; `filled_by` says who fills it in.

    `document_type` is the paper on which the section stands, where that is not the table's own, and
    `form` the table that it comes from.
    `titled` is False where the form does not print the title. Of repeated rows `rows` are printed
    empty, `preprinted` holds the first cells of rows that the form prints, and `total` the words of a
    last row of sums; fields with periods have a row for each period instead. `head` is printed over
    the labels, `group_head` over their groups, `heads` over the columns of the periods, in order.
    """

    key: Key
    title_zh: str
    filled_by: Literal["applicant", "recommender", "computed"] = "applicant"
    document_type: Key | None = None
    form: str | None = None
    titled: bool = True
    layout: Layout = "list"
    rows: int = 0
    preprinted: tuple[tuple[str, ...], ...] = ()
    total: str | None = None
    head: str | None = None
    group_head: str | None = None
    heads: tuple[str, ...] = ()
    fields: tuple[TableField, ...] = ()

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the columns, or of the rows where years are printed as rows."""
        return next((field.periods for field in self.fields if field.periods), ())

    @property
    def row_names(self) -> tuple[str, ...]:
        """The scopes of repeated rows: row1, row2 …, and total for the row of sums."""
        if self.layout != "rows" or self.periods:
            return ()
        count = max(self.rows, len(self.preprinted))
        named = tuple(f"row{number}" for number in range(1, count + 1))
        return (*named, "total") if self.total else named


UNCOUNTED = "-"
"""The number of a field that the inventory of the sources does not count."""


class TableSpec(Spec):
    """One standard table; `document_type` is the type of the paper on which it is declared.

    `lines` cites the form in the sources; its labels, options, notes and titles are quoted from there.
    `listed` is the number of fields that the inventory of the sources counts. `base` names the form of
    which this one is a copy with changes: fields of the same key replace those of the base.
    `titles` are further titles under which the form is printed.
    """

    id: str
    title_zh: str
    source: str
    lines: str | None = None
    listed: int | None = None
    base: str | None = None
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    document_type: Key
    sections: tuple[Section, ...] = Field(min_length=1)

    @cached_property
    def fields(self) -> tuple[TableField, ...]:
        """All fields in printed order."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def _by_key(self) -> dict[str, TableField]:
        """The fields by their key, of several with one key the first."""
        return {field.key: field for field in reversed(self.fields)}

    def field(self, key: str) -> TableField | None:
        """The field with this key."""
        return self._by_key.get(key)

    def with_sections(self, sections: tuple[Section, ...]) -> TableSpec:
        """The same table with other sections; a plain copy would keep what is worked out from the old."""
        own = {name: getattr(self, name) for name in TableSpec.model_fields}
        return TableSpec(**(own | {"sections": sections}))

    def section_of(self, key: str) -> Section | None:
        """The section in which the field stands."""
        return next((s for s in self.sections if any(f.key == key for f in s.fields)), None)

    @property
    def counted(self) -> int:
        """How many fields the form asks for, as the inventory counts: parts of one answer are one."""
        numbers = {field.number for field in self.fields if field.printed}
        return len(numbers - {UNCOUNTED})


def merge_tables(base: TableSpec, own: TableSpec) -> TableSpec:
    """The base's sections with the own fields in place of those of the same key, and the own sections.

    Sections stand in the order of the own table, then those of the base that it does not name.
    """
    of_base = {section.key: section for section in base.sections}
    merged = [_merge_sections(of_base.get(section.key), section) for section in own.sections]
    named = {section.key for section in own.sections}
    rest = [section for section in base.sections if section.key not in named]
    return own.with_sections((*merged, *rest))


def _merge_sections(base: Section | None, own: Section) -> Section:
    if base is None:
        return own
    fields = {field.key: field for field in base.fields}
    fields.update({field.key: field for field in own.fields})
    return own.model_copy(update={"fields": tuple(fields.values())})
