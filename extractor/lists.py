"""Lists of names that conditions refer to and the sources do not print, loaded from a folder of the user."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from openpyxl import load_workbook

from extractor.errors import ArgumentError
from models.catalogue import Catalogue
from models.kinds.company_name import company_key

NAME_HEADS = ("企业名称", "单位名称", "平台名称", "名称")
"""Headings of the column with the names; without one of them the first column is taken."""


def read_lists(folder: Path | None, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """The names of every list that has a file `KEY.csv` or `KEY.xlsx` in the folder, as `company_key`.

    Lists without a file are left out: conditions that need them are not checked. Raises ArgumentError
    when the folder or a file cannot be read.
    """
    if folder is None:
        return {}
    if not folder.is_dir():
        raise ArgumentError(f"名单文件夹 {folder} 不存在，请检查 HEYAN_LISTS_DIR。")
    found: dict[str, frozenset[str]] = {}
    for key in catalogue.lists:
        for file in (folder / f"{key}.csv", folder / f"{key}.xlsx"):
            if file.is_file():
                found[key] = frozenset(company_key(name) for name in _names(_rows(file)))
    return found


def _rows(file: Path) -> list[tuple[str, ...]]:
    try:
        if file.suffix == ".csv":
            with file.open(encoding="utf-8-sig", newline="") as lines:
                return [tuple(row) for row in csv.reader(lines)]
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        return [
            tuple("" if cell is None else str(cell) for cell in row)
            for row in sheet.iter_rows(values_only=True)
        ]
    except (OSError, ValueError, KeyError) as error:
        raise ArgumentError(f"名单文件 {file} 无法读取，应为 UTF-8 的 CSV 或 XLSX。") from error


def _names(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """The cells of the column of names, without its heading."""
    table = [row for row in rows if any(cell.strip() for cell in row)]
    for number, row in enumerate(table):
        heads = [cell.strip() for cell in row]
        column = next((heads.index(head) for head in NAME_HEADS if head in heads), None)
        if column is not None:
            below = (line[column].strip() for line in table[number + 1 :] if len(line) > column)
            return [name for name in below if name]
    return [row[0].strip() for row in table if row[0].strip()]
