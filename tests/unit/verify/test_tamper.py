"""Traces of editing become notes with a page and a box, never results."""

from __future__ import annotations

import pytest

from extractor.verify.case import Case
from extractor.verify.run import run_rules
from models.finding import Family, Finding, Outcome, Severity
from models.trace import FileHistory, PageLook, TraceKind
from tests.unit.verify.makers import Maker
from tests.unit.verify.traced import (
    LOOK,
    clean_pages,
    edited_file,
    history_case,
    looks_case,
    other_source,
    own_seals_case,
    papers_with_one_seal,
    traced,
    twin_seals_case,
)


def notes(case: Case) -> list[Finding]:
    return [f for f in run_rules(case).findings if f.family is Family.tamper]


MAKERS = [
    traced(TraceKind.layer_differs, "1,234", "1,284"),
    traced(TraceKind.covered, "9", "8"),
    traced(TraceKind.typed_over, "5,000.00"),
    traced(TraceKind.flat_patch),
    traced(TraceKind.font_change, "1,234.50"),
    traced(TraceKind.copied_digits, "345"),
    edited_file,
    other_source,
    twin_seals_case,
]


@pytest.mark.parametrize("make", MAKERS)
def test_a_trace_is_a_note_with_a_place_and_nothing_more(make: Maker) -> None:
    found = notes(make())
    assert [note.outcome for note in found] == [Outcome.review]
    assert found[0].severity is Severity.info
    assert found[0].places
    assert not found[0].is_discrepancy


def test_the_note_says_what_was_seen_and_that_it_may_be_harmless() -> None:
    (note,) = notes(traced(TraceKind.layer_differs, "1,234", "1,284")())
    assert "画面为“1,234”，文字层为“1,284”" in note.message
    assert "对照原件" in note.message


def test_nothing_found_is_never_called_clean() -> None:
    assert notes(clean_pages()) == []


def test_an_office_prints_its_seal_with_the_form_of_its_certificates() -> None:
    assert notes(papers_with_one_seal("patent_certificate", "patent_certificate")) == []
    assert len(notes(papers_with_one_seal("patent_certificate", "commitment_letter"))) == 1


def test_seals_stamped_apart_are_no_pair() -> None:
    assert notes(own_seals_case()) == []


@pytest.mark.parametrize(
    "history",
    [
        None,
        FileHistory(),
        FileHistory(producer="Scanner 3", created="2021-03-01 10:00", modified="2021-03-02 10:00"),
        FileHistory(revisions=2, signed=True),
    ],
)
def test_an_ordinary_file_gives_no_note(history: FileHistory | None) -> None:
    assert notes(history_case(history)) == []


def test_an_editor_is_named_with_its_days() -> None:
    history = FileHistory(
        producer="Adobe Photoshop 23", created="2021-03-01 10:00", modified="2021-04-02 10:00"
    )
    (note,) = notes(history_case(history))
    assert "Adobe Photoshop 23" in note.message
    assert "2021-03-01 生成、2021-04-02 又作修改" in note.message


def test_an_editor_for_pdf_files_is_what_offices_scan_with() -> None:
    assert notes(history_case(FileHistory(producer="WPS PDF Editor", revisions=3))) == []


@pytest.mark.parametrize(
    "look",
    [
        {"colours": "colour"},
        {"colours": "bilevel", "coding": "CCITTFaxDecode", "dpi": (300, 300), "tables": None},
    ],
)
def test_what_a_scanner_chooses_by_itself_is_one_difference(look: dict[str, object]) -> None:
    chosen = LOOK.model_copy(update=look)
    assert notes(looks_case(LOOK, LOOK, chosen, LOOK, LOOK)) == []


def test_annexes_at_the_back_are_often_scanned_apart() -> None:
    other = LOOK.model_copy(update={"dpi": (96, 96), "tables": "b2"})
    assert notes(looks_case(LOOK, LOOK, LOOK, LOOK, other)) == []


def test_without_a_usual_look_no_page_is_odd() -> None:
    mixed = [PageLook(size=(595, 842), dpi=(d, d), tables=str(d)) for d in (100, 150, 200, 300)]
    assert notes(looks_case(*mixed)) == []
