"""Lists that the user loads: names by their heading, other lists stay unknown, bad files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from extractor.errors import ArgumentError
from extractor.lists import read_lists
from models.catalogue import load_catalogue
from models.kinds.company_name import company_key

CATALOGUE = load_catalogue()
NAME = "杭州试样精密机械有限公司"


def test_without_a_folder_no_list_is_known() -> None:
    assert read_lists(None, CATALOGUE) == {}


def test_a_table_is_read_by_its_heading(tmp_path: Path) -> None:
    text = f"第一批名单,\n序号,企业名称\n1,{NAME}\n2,宁波样本科技有限公司\n"
    (tmp_path / "national_little_giants.csv").write_text(text, "utf-8")
    found = read_lists(tmp_path, CATALOGUE)
    assert set(found) == {"national_little_giants"}
    assert found["national_little_giants"] == {
        company_key(NAME),
        company_key("宁波样本科技有限公司"),
    }


def test_a_workbook_without_heading_is_read_by_its_first_column(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append([NAME])
    book.save(tmp_path / "manufacturing_champions.xlsx")
    assert read_lists(tmp_path, CATALOGUE)["manufacturing_champions"] == {company_key(NAME)}


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError):
        read_lists(tmp_path / "nowhere", CATALOGUE)
    (tmp_path / "national_little_giants.csv").write_bytes("名称".encode("gb18030") + b"\xff")
    with pytest.raises(ArgumentError):
        read_lists(tmp_path, CATALOGUE)
