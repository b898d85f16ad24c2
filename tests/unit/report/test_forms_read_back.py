"""Every standard table, filled with made-up values and read back: as Word file and as PDF with text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.ingest import ingest_paths, load_native_pages
from extractor.papers import Read, understand_pages
from extractor.propose import propose_programme
from extractor.report.blank_form import render_filled_docx
from extractor.report.form_cells import Place
from extractor.settings import Settings
from golden_docs.maker.forms.filled import answers_of
from models.catalogue import load_catalogue
from models.catalogue.spec_tables import TableField, TableSpec
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.kinds.printed import fold_text

CATALOGUE = load_catalogue()
FORMS = [key for key, table in CATALOGUE.tables.items() if any(f.printed for f in table.fields)]


class WordForm(NamedTuple):
    """A standard table, what was written into it, and what was read from the file."""

    table: TableSpec
    answers: dict[Place, str]
    read: Read


def _read(path: Path, scratch: Path) -> Read:
    submission, _ = ingest_paths([path], scratch=scratch, settings=Settings())
    pages = load_native_pages(submission.pages[0])
    return understand_pages(submission, pages, issues=(), catalogue=CATALOGUE)


def _as_read(field: TableField, text: str) -> str:
    """The answer in the form in which a value is kept."""
    if field.kind == "money" and field.unit in ("万元", "万美元"):
        return f"{float(text) * 10000:.0f}"
    if field.kind == "day":
        year, rest = text.split("年")
        month, day = rest.rstrip("日").split("月")
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return fold_text(text)


@pytest.fixture(scope="module", params=FORMS)
def word_form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> WordForm:
    """A form, filled and read."""
    table = CATALOGUE.table(request.param)
    answers = answers_of(table)
    folder = tmp_path_factory.mktemp("form")
    path = folder / "form.docx"
    path.write_bytes(render_filled_docx([(table, answers)]))
    return WordForm(table, answers, _read(path, folder))


def test_a_filled_word_form_is_read_back(word_form: WordForm) -> None:
    key, table, answers = word_form.table.id, word_form.table, word_form.answers
    (record,) = word_form.read.records
    assert record.type == table.document_type
    assert record.table in (key, table.base)
    read = {Place(f.key, f.period, f.scope): f.value for f in record.fields}
    fields = {field.key: field for field in table.fields}
    wanted = {place: _as_read(fields[place.key], text) for place, text in answers.items()}
    assert {place: fold_text(read.get(place) or "") for place in wanted} == wanted


def _users(table: TableSpec) -> set[str]:
    """The programmes that use a form; lists that authorities fill in have none."""
    return {
        name
        for name, programme in CATALOGUE.programmes.items()
        if table.id in (programme.table, *programme.more_tables)
    }


def _licence_of(region: str) -> DocumentRecord:
    """A licence whose credit code is of a region."""
    areas = {area.short_zh: area.code for area in CATALOGUE.regions.regions}
    areas["全国"] = "2102"  # a city with its own authority and no programme of its own
    areas |= {city.name_zh.removesuffix("市"): city.codes[0] for city in CATALOGUE.regions.cities}
    code = f"91{areas[region].ljust(6, '0')}MA2XHYTR4B"
    reading = Value(value=code, raw=code)
    field = Field(
        document="d9", key="uscc", title_zh="代码", status=FieldStatus.found, reading=reading
    )
    return DocumentRecord(document="d9", type="business_license", fields=(field,))


def test_a_form_and_the_region_propose_the_programmes_that_use_it(word_form: WordForm) -> None:
    """A form alone names them all; with a licence those of its region, nobody else's."""
    read, users = word_form.read, _users(word_form.table)
    unnamed = [
        record.model_copy(update={"fields": tuple(f for f in record.fields if f.key != "uscc")})
        for record in read.records
    ]
    assert users <= set(propose_programme(read.pages, unnamed, CATALOGUE).candidates)
    for region in {CATALOGUE.programme(name).region_zh for name in users}:
        known = [*unnamed, _licence_of(region)]
        own = {name for name in users if CATALOGUE.programme(name).region_zh == region}
        assert set(propose_programme(read.pages, known, CATALOGUE).candidates) == own
