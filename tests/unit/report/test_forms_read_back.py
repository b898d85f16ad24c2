"""Every standard table, filled with made-up values and read back: as Word file and as PDF with text."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.ingest import ingest_paths, load_native_pages
from extractor.papers import understand_pages
from extractor.report.blank_form import render_filled_docx
from extractor.report.form_cells import Place
from extractor.settings import Settings
from models.catalogue import load_catalogue
from models.catalogue.spec_tables import TableField
from models.field import DocumentRecord
from models.kinds.printed import fold_text
from tests.unit.report.forms_filled import answers_of

CATALOGUE = load_catalogue()
FORMS = [key for key, table in CATALOGUE.tables.items() if any(f.printed for f in table.fields)]


def _records(path: Path, scratch: Path) -> list[DocumentRecord]:
    submission, _ = ingest_paths([path], scratch=scratch, settings=Settings())
    pages = load_native_pages(submission.pages[0])
    return list(understand_pages(submission, pages, issues=(), catalogue=CATALOGUE).records)


def _as_read(field: TableField, text: str) -> str:
    """The answer in the form in which a value is kept."""
    if field.kind == "money" and field.unit in ("万元", "万美元"):
        return f"{float(text) * 10000:.0f}"
    if field.kind == "day":
        year, rest = text.split("年")
        month, day = rest.rstrip("日").split("月")
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return fold_text(text)


@pytest.mark.parametrize("key", FORMS)
def test_a_filled_word_form_is_read_back(key: str, tmp_path: Path) -> None:
    table = CATALOGUE.table(key)
    answers = answers_of(table)
    path = tmp_path / "form.docx"
    path.write_bytes(render_filled_docx([(table, answers)]))
    (record,) = _records(path, tmp_path)
    assert record.type == table.document_type
    assert record.table in (key, table.base)
    read = {Place(f.key, f.period, f.scope): f.value for f in record.fields}
    fields = {field.key: field for field in table.fields}
    wanted = {place: _as_read(fields[place.key], text) for place, text in answers.items()}
    assert {place: fold_text(read.get(place) or "") for place in wanted} == wanted
