"""Printed forms with known answers: kept as they were read, scored field by field.

A file `<how>.forms.json.gz` holds filled forms drawn in one way: what was written into them and the
pages as they were read, with the version of the reading.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from extractor.classify import label_pages
from extractor.evaluate.recorded import rounded
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from models.base import Frozen
from models.catalogue import Catalogue
from models.field import DocumentRecord
from models.kinds.printed import fold_text
from models.page import PageText

FORMS = ".forms.json.gz"
How = Literal["digital", "half", "light"]
"""A PDF with text, the same with half of the answers left out, or a scan with light damage."""


class WrittenField(Frozen):
    """What stands in a field: its value as values are kept, in its year column or row."""

    key: str
    period: str | None = None
    scope: str | None = None
    value: str


class ReadForm(Frozen):
    """A filled form (its standard table) with its answers, and its pages as they were read.

    `empty` names the fields that nothing was written into.
    """

    table: str
    fields: tuple[WrittenField, ...]
    empty: tuple[str, ...] = ()
    pages: tuple[PageText, ...]


class ReadForms(Frozen):
    """Forms that were drawn in one way, as one version of the reading read them."""

    how: How
    reading_version: str
    forms: tuple[ReadForm, ...]


class FormScore(Frozen):
    """How one form was read; `wrong` are values that differ, `missed` those that were not read.

    `invented` are values of empty fields; `silent` names the wrong and invented ones that nothing doubts.
    """

    table: str
    is_whole: bool
    total: int
    wrong: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def right(self) -> int:
        """The fields that were read as written."""
        return self.total - len(self.wrong) - len(self.missed)


def read_forms(path: Path) -> ReadForms:
    """Return what a file of forms holds; raises OSError and ValidationError for any other file."""
    return ReadForms.model_validate_json(gzip.decompress(path.read_bytes()))


def write_forms(path: Path, forms: ReadForms) -> None:
    """Write forms as they were read; equal readings give equal bytes."""
    data = rounded(forms.model_dump(mode="json", exclude_defaults=True))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def named(key: str, period: str | None, scope: str | None) -> str:
    """A field with its year column or row, as scores name it."""
    return " ".join(filter(None, (key, period, scope)))


def score_form(form: ReadForm, *, catalogue: Catalogue) -> FormScore:
    """Cut the pages into papers, read them, and compare every answer.

    The form is whole when all its pages are one paper of its type.
    """
    labels = label_pages(form.pages, catalogue)
    documents = split_documents(form.pages, labels, catalogue=catalogue)
    kind = catalogue.table(form.table).document_type
    records = [extract_record(item, form.pages, catalogue)[0] for item in documents if item.type]
    values = _values([record for record in records if record.type == kind])
    wrong, missed, silent = [], [], []
    for field in form.fields:
        value, is_doubted = values.get((field.key, field.period, field.scope), ("", False))
        where = named(field.key, field.period, field.scope)
        if not value:
            missed.append(where)
        elif fold_text(value) != fold_text(field.value):
            wrong.append(where)
            silent += [] if is_doubted else [where]
    empty = set(form.empty)
    invented = {
        where: is_doubted
        for place, (_, is_doubted) in values.items()
        if (where := named(*place)) in empty
    }
    silent += [where for where, is_doubted in invented.items() if not is_doubted]
    return FormScore(
        table=form.table,
        is_whole=[item.type for item in documents] == [kind],
        total=len(form.fields),
        wrong=tuple(wrong),
        missed=tuple(missed),
        invented=tuple(invented),
        silent=tuple(silent),
    )


def _values(
    records: Sequence[DocumentRecord],
) -> dict[tuple[str, str | None, str | None], tuple[str, bool]]:
    """Key, period and scope -> the value that was read, and whether anything doubts it."""
    values: dict[tuple[str, str | None, str | None], tuple[str, bool]] = {}
    for record in records:
        for field in record.fields:
            if field.value:
                doubts = field.reading.doubts if field.reading else ()
                values.setdefault(
                    (field.key, field.period, field.scope), (field.value, bool(doubts))
                )
    return values
