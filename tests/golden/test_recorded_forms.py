"""Every printed form of the sources, filled and read as PDF with text and as scan: every field, on one paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.evaluate.forms import FormScore, How, ReadForm, read_forms, score_form
from golden_docs.maker.forms.record import (
    HOWS,
    answers_for,
    empty_fields,
    forms_file,
    printed_forms,
    read_filled,
    written_fields,
)
from models.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parents[2] / "golden_docs"
FORMS = {table.id: table for table in printed_forms()}
WANTED: dict[str, Any] = yaml.safe_load((ROOT / "forms" / "thresholds.yaml").read_text("utf-8"))


@cache
def kept(how: How) -> dict[str, ReadForm]:
    return {form.table: form for form in read_forms(forms_file(ROOT, how)).forms}


@cache
def score(how: How, key: str) -> FormScore:
    return score_form(kept(how)[key], catalogue=load_catalogue())


def test_every_way_of_drawing_has_its_thresholds() -> None:
    assert set(WANTED) == set(HOWS)


@pytest.mark.parametrize("how", HOWS)
def test_every_form_is_kept_with_what_is_written_into_it_today(how: How) -> None:
    assert set(kept(how)) == set(FORMS)
    for key, form in kept(how).items():
        assert form.fields == written_fields(FORMS[key], answers_for(FORMS[key], how)), key
        assert form.empty == empty_fields(FORMS[key], how), key


@pytest.mark.parametrize("how", ["digital", "half"])
@pytest.mark.parametrize("key", FORMS)
def test_every_field_of_a_digital_form_is_read(key: str, how: How) -> None:
    found = score(how, key)
    assert (found.wrong, found.missed, found.is_whole) == ((), (), True)
    assert found.right == found.total


@pytest.mark.parametrize("how", HOWS)
def test_the_forms_reach_their_thresholds(how: How) -> None:
    scores = [score(how, key) for key in FORMS]
    assert all(found.is_whole for found in scores)
    assert [where for found in scores for where in found.invented] == []
    assert sum(len(found.wrong) for found in scores) <= WANTED[how]["wrong"]
    shares = sum(found.right for found in scores) / sum(found.total for found in scores)
    assert shares >= WANTED[how]["fields"]


def test_what_is_kept_is_what_is_drawn_and_read_today(tmp_path: Path) -> None:
    (read,) = read_filled([FORMS["hb-key1-list-ent"]], "digital", scratch=tmp_path)
    form = kept("digital")["hb-key1-list-ent"]
    assert [line.text for page in read.pages for line in page.lines] == [
        line.text for page in form.pages for line in page.lines
    ]
    assert len(read.pages[0].rulings) == len(form.pages[0].rulings)
