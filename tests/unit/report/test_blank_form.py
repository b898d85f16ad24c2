"""Empty forms: every printed field has its place, and a form that is filled in is read back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extractor.cli.main import main
from extractor.report.blank_form import render_blank_docx, render_blank_xlsx
from extractor.report.form_layout import Block, Grid, Line, form_blocks
from models.catalogue import load_catalogue

CATALOGUE = load_catalogue()
FORMS = [key for key, table in CATALOGUE.tables.items() if any(f.printed for f in table.fields)]


def _texts(blocks: list[Block]) -> list[str]:
    """The text of every line and cell."""
    return [
        text
        for block in blocks
        for text in (
            [block.text] if isinstance(block, Line) else [c.text for row in block.rows for c in row]
        )
    ]


@pytest.mark.parametrize("key", FORMS)
def test_every_printed_word_stands_on_the_empty_form(key: str) -> None:
    table = CATALOGUE.table(key)
    texts = _texts(form_blocks(table))
    for field in table.fields:
        paper = field.on_paper
        if not field.printed or not field.quoted or (paper and paper.take.startswith("seal")):
            continue
        words = paper.after if paper else (field.label,)
        assert all(any(word in text for text in texts) for word in words), field.key
        assert all(any(f"□{option}" in text for text in texts) for option in field.options)
    for word in (*table.notes, *(s.title_zh for s in table.sections if s.titled and s.fields)):
        assert word in texts or "facts" in word


@pytest.mark.parametrize("key", FORMS)
def test_every_row_of_a_printed_table_is_full(key: str) -> None:
    for block in form_blocks(CATALOGUE.table(key)):
        if isinstance(block, Grid):
            area = sum(cell.columns * cell.rows for row in block.rows for cell in row)
            assert area == block.columns * len(block.rows)


def test_the_workbook_has_a_sheet_for_each_form() -> None:
    tables = [CATALOGUE.table(key) for key in ("cn-key-basic", "cn-key-target")]
    book = load_workbook(io.BytesIO(render_blank_xlsx(tables)))
    assert len(book.worksheets) == 2
    cells = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert "实施期满两年目标" in cells


def test_equal_forms_are_equal_bytes() -> None:
    table = CATALOGUE.table("cn-key-target")
    assert render_blank_docx([table]) == render_blank_docx([table])


def test_the_command_writes_the_forms_of_a_programme(tmp_path: Path) -> None:
    for name in ("a.docx", "a.xlsx"):
        assert main(["programmes", "form", "tj-key1-ent", "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert main(["programmes", "form", "bt-zjtx", "--out", str(tmp_path / "b.docx")]) == 2
    assert main(["programmes", "form", "tj-key1-ent", "--out", str(tmp_path / "b.txt")]) == 2
