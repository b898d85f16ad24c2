"""Empty forms: every printed field has its place, and a form that is filled in is read back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from extractor.cli.main import main
from extractor.ingest import ingest_paths, load_native_pages
from extractor.papers import understand_pages
from extractor.report.blank_form import render_blank_docx, render_blank_xlsx
from extractor.settings import Settings
from models.catalogue import load_catalogue
from models.field import DocumentRecord

CATALOGUE = load_catalogue()
FORMS = [key for key, table in CATALOGUE.tables.items() if any(f.printed for f in table.fields)]
BASIC = {
    "企业名称": "杭州试样精密机械有限公司",
    "法定代表人": "李文",
    "从业人数（人）": "215",
    "注册资本（万元）": "3000",
    "具体细分领域名称": "试样机制造",
}
ROWS = {
    "有效发明专利数量（个）": ("2", "3", "5"),
    "研发经费支出占营业收入比重（%）（近2年4%以上）": ("5.12", "5.5", "6"),
    "近2年企业研发成果转化及应用项目数量（项）": ("", "1", "2"),
}


@pytest.mark.parametrize("key", FORMS)
def test_every_printed_word_stands_on_the_empty_form(key: str) -> None:
    table = CATALOGUE.table(key)
    cells = [
        cell.text
        for block in Document(io.BytesIO(render_blank_docx([table]))).tables
        for row in block.rows
        for cell in row.cells
    ]
    for field in table.fields:
        if not field.printed or (field.on_paper and field.on_paper.take == "seal_text"):
            continue
        words = field.on_paper.after if field.on_paper else (field.label,)
        assert all(any(word in text for text in cells) for word in words), field.key
        assert all(any(f"□{o}" in text for text in cells) for o in field.options) or (
            field.on_paper is not None and field.on_paper.take == "seal"
        )


def test_the_workbook_has_a_sheet_for_each_form() -> None:
    tables = [CATALOGUE.table(key) for key in ("cn-key-basic", "cn-key-target")]
    book = load_workbook(io.BytesIO(render_blank_xlsx(tables)))
    assert len(book.worksheets) == 2
    heads = [cell.value for cell in book.worksheets[1][3]]
    assert "实施期满两年目标" in [
        cell.value for row in book.worksheets[1].iter_rows() for cell in row
    ]
    assert heads


def test_equal_forms_are_equal_bytes() -> None:
    table = CATALOGUE.table("cn-key-target")
    assert render_blank_docx([table]) == render_blank_docx([table])


def _filled(path: Path) -> None:
    """The two forms of a 重点小巨人 programme with some cells filled in."""
    tables = [CATALOGUE.table(key) for key in ("cn-key-basic", "cn-key-target")]
    document = Document(io.BytesIO(render_blank_docx(tables)))
    for block in document.tables:
        for row in block.rows:
            label = row.cells[0].text
            if label in BASIC and len(row.cells) == 2:
                row.cells[1].text = BASIC[label]
            for cell, text in zip(row.cells[1:], ROWS.get(label, ()), strict=False):
                cell.text = text
    document.save(str(path))


def _records(path: Path, scratch: Path) -> list[DocumentRecord]:
    submission, _ = ingest_paths([path], scratch=scratch, settings=Settings())
    pages = load_native_pages(submission.pages[0])
    return list(understand_pages(submission, pages, issues=(), catalogue=CATALOGUE).records)


def test_a_form_that_is_filled_in_is_read_back(tmp_path: Path) -> None:
    _filled(tmp_path / "form.docx")
    records = {record.type: record for record in _records(tmp_path / "form.docx", tmp_path)}
    basic, target = records["basic_info_form"], records["target_form"]
    assert (basic.get("applicant_name") or basic.fields[0]).value == BASIC["企业名称"]
    employees = basic.get("employees")
    assert employees is not None
    assert employees.value == "215"
    patents = {f.period: f.value for f in target.all("target.invention_patents_valid")}
    assert patents == {"initial": "2", "year1": "3", "year2": "5"}
    ratio = {f.period: f.value for f in target.all("target.rd_expense_ratio")}
    assert ratio == {"initial": "5.12", "year1": "5.5", "year2": "6"}
    projects = {f.period: f.value for f in target.all("target.rd_conversion_projects")}
    assert projects == {"initial": None, "year1": "1", "year2": "2"}


def test_the_command_writes_the_forms_of_a_programme(tmp_path: Path) -> None:
    for name in ("a.docx", "a.xlsx"):
        assert main(["programmes", "form", "tj-key1-ent", "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert main(["programmes", "form", "bt-zjtx", "--out", str(tmp_path / "b.docx")]) == 2
    assert main(["programmes", "form", "tj-key1-ent", "--out", str(tmp_path / "b.txt")]) == 2
