"""report.xlsx opens in a spreadsheet and never computes what applicants write."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from extractor.report.as_xlsx import render_xlsx
from models.finding import Outcome
from models.run import Report
from tests.unit.report.builders import CELL, catalogue, crops_of, finding, report, value

HOSTILE = ["=cmd|'/c calc'!A1", "+1+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")']
SHEETS = [
    "不一致与需人工判断",
    "标准表",
    "未能核对",
    "已通过",
    "材料清单",
    "没有佐证的申报数",
    "文件与识别",
    "运行信息",
]


def bytes_of(shown: Report) -> bytes:
    return render_xlsx(shown, crops=crops_of(shown), catalogue=catalogue())


def book_of(shown: Report) -> Workbook:
    return load_workbook(io.BytesIO(bytes_of(shown)))


def texts_of(book: Workbook) -> list[str]:
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.value is not None]


def pictures_of(sheet: Any) -> list[Any]:
    """The pictures of a sheet; the library has no public name for them."""
    return list(sheet._images)


def test_the_workbook_opens_with_its_sheets() -> None:
    book = book_of(report())
    assert book.sheetnames == SHEETS
    assert all(sheet.freeze_panes == "A2" for sheet in book.worksheets)


def test_findings_stand_with_both_values_and_both_pictures() -> None:
    sheet = book_of(report())["不一致与需人工判断"]
    row = [str(cell.value) for cell in sheet[2]]
    for text in (
        "不一致",
        "重要",
        "18634.52 万元",
        "申报表.pdf 第 3 页",
        "审计报告.pdf 第 7 页",
        "DVE-01",
    ):
        assert text in row
    anchors = {(image.anchor._from.row, image.anchor._from.col) for image in pictures_of(sheet)}
    assert {(1, 14), (1, 15)} <= anchors
    assert sheet.row_dimensions[2].height >= 60


def test_every_sheet_prints_one_page_wide_with_its_head() -> None:
    sheets: list[Any] = book_of(report()).worksheets
    for sheet in sheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.center.text


def test_what_follows_names_its_cause_in_words_and_every_open_finding_its_next_step() -> None:
    cause = finding()
    key = f"{cause.rule}:{cause.indicator}:{cause.period}"
    after = finding(rule="ARI-04", message="增长率不一致。").model_copy(
        update={"follows_from": key, "indicator": "main_business_revenue_growth"}
    )
    texts = texts_of(book_of(report(cause, after)))
    told = [text for text in texts if text.startswith("增长率不一致。")]
    assert told and all("引起，不另计）" in text and cause.rule not in text for text in told)
    assert "请申报单位更正申报数，或者补充能够证明申报数的材料。" in texts


def test_open_findings_come_first_and_none_is_lost() -> None:
    book = book_of(report())
    rules = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {"DVE-01", "ARI-02", "IDN-01", "CMP-01", "VAL-03", "FMT-01", "FMT-09"} <= set(rules)
    assert book["不一致与需人工判断"]["A2"].value == "不一致"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    evil = value("1", raw=text, place=CELL)
    shown = report(
        finding(message=text, declared=evil, evidence=(evil,), missing=(text,)),
        applicant=text,
        title=text,
    )
    book = book_of(shown)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    others = [cell for cell in cells if cell.value is not None and not isinstance(cell.value, str)]
    assert {type(cell.value) for cell in others} <= {int, float}
    assert {cell.data_type for cell in others} <= {"n"}
    written = [cell for cell in cells if str(cell.value).startswith(text[0])]
    assert written
    assert all(cell.quotePrefix for cell in written if str(cell.value) == text)
    with zipfile.ZipFile(io.BytesIO(bytes_of(shown))) as parts:
        assert not [n for n in parts.namelist() if b"<f>" in parts.read(n) and "sheet" in n]


def test_figures_stand_as_numbers_beside_what_is_printed() -> None:
    sheet = book_of(report())["标准表"]
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    declared, printed = heads.index("申报数（元、%、个）"), heads.index("申报值")
    figures = [row for row in rows if row[declared] is not None]
    assert figures
    assert all(isinstance(row[declared], int | float) for row in figures)
    assert all(str(row[printed]).strip() for row in figures)


def test_characters_that_no_sheet_may_hold_are_dropped() -> None:
    dirty = value("1", raw="18\x0063\x1f4\x0b.52", place=CELL)
    texts = texts_of(book_of(report(finding(declared=dirty))))
    assert "18634.52 万元" in texts


def test_equal_reports_give_equal_workbooks() -> None:
    assert bytes_of(report()) == bytes_of(report())


def test_the_reading_is_told_with_refused_files_and_issues() -> None:
    texts = texts_of(book_of(report()))
    assert "未读取［encrypted］：“证书.pdf”有密码。" in texts
    assert "字迹不清。" in texts
    assert "1-3、5" in texts


def test_what_was_not_checked_is_not_among_the_passed() -> None:
    gap = finding(Outcome.not_checked, rule="GAP-1", missing=("2018年审计报告",))
    book = book_of(report(gap))
    assert "GAP-1" in {cell.value for cell in book["未能核对"][2]}
    assert book["已通过"].max_row == 1
    assert any("缺少：2018年审计报告。" in text for text in texts_of(book))
