"""Every printed form of the sources, filled and read as PDF with text: every field, on one paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractor.evaluate.forms import ReadForm, read_forms, score_form
from golden_docs.maker.forms.filled import answers_of
from golden_docs.maker.forms.record import forms_file, printed_forms, read_filled, written_fields
from models.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parents[2] / "golden_docs"
FORMS = {table.id: table for table in printed_forms()}


@cache
def digital() -> dict[str, ReadForm]:
    return {form.table: form for form in read_forms(forms_file(ROOT, "digital")).forms}


def test_every_form_is_kept_with_what_is_written_into_it_today() -> None:
    assert set(digital()) == set(FORMS)
    for key, form in digital().items():
        assert form.fields == written_fields(FORMS[key], answers_of(FORMS[key])), key


@pytest.mark.parametrize("key", FORMS)
def test_every_field_of_a_digital_form_is_read(key: str) -> None:
    score = score_form(digital()[key], catalogue=load_catalogue())
    assert (score.wrong, score.missed, score.is_whole) == ((), (), True)
    assert score.right == score.total


def test_what_is_kept_is_what_is_drawn_and_read_today(tmp_path: Path) -> None:
    (read,) = read_filled([FORMS["hb-key1-list-ent"]], "digital", scratch=tmp_path)
    kept = digital()["hb-key1-list-ent"]
    assert [line.text for page in read.pages for line in page.lines] == [
        line.text for page in kept.pages for line in page.lines
    ]
    assert len(read.pages[0].rulings) == len(kept.pages[0].rulings)
