"""XLSX read natively: values as displayed, merged cells, hidden parts, formulas."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from extractor.ingest import load_native_pages, load_page
from extractor.ingest.number_format import CellValue, displayed
from extractor.settings import Settings
from models.issue import IssueCode
from models.page import PageText
from tests.unit.ingest.conftest import Ingest
from tests.unit.ingest.makers import write
from tests.unit.ingest.test_docx import by_place

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


def moment(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime.datetime:
    """A spreadsheet's time, which has no zone."""
    return datetime.datetime.combine(
        datetime.date(year, month, day), datetime.time(hour, minute, second)
    )


def first_sheet(workbook: openpyxl.Workbook) -> Worksheet:
    """The sheet that a new workbook has."""
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(tmp_path: Path, workbook: openpyxl.Workbook) -> Path:
    stream = io.BytesIO()
    workbook.save(stream)
    return write(tmp_path, "表.xlsx", stream.getvalue())


def read(ingest: Ingest, path: Path) -> tuple[PageText, ...]:
    submission, issues = ingest(path)
    assert issues == ()
    return load_native_pages(submission.pages[0])


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        (5, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (0.00001, "General", "0.00001"),
        (911234567890123, "General", "911234567890123"),
        (7.0, "G/通用格式", "7"),
        (7, 'G/通用格式"人"', "7人"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (2.5, "0", "3"),
        (0.125, "0.00", "0.13"),
        (-0.001, "0.00", "0.00"),
        (-5.5, "#,##0.00", "-5.50"),
        (-5, "0.00_);(0.00)", "(5.00)"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        ("无", ACCOUNTING, "无"),
        (0.12345, "0.00%", "12.35%"),
        (123456, '0!.0,"万"', "12.3万"),
        (12345678, "0.00,,", "12.35"),
        (3, "000", "003"),
        (0.5, "#.##", ".5"),
        (1.5, "# ?/?", "1.5"),
        (1234, "0.00E+00", "1.23E+03"),
        (5, '"¥"#,##0.00', "¥5.00"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (15, '[>10]"多";[<=10]"少"', "多"),
        (15, ";;;", ""),
        (moment(2020, 12, 31), 'yyyy"年"m"月"d"日"', "2020年12月31日"),
        (moment(2020, 1, 2), "[$-804]yyyy年m月d日;@", "2020年1月2日"),
        (moment(2020, 1, 2, 13, 5, 9), "yyyy-mm-dd hh:mm:ss", "2020-01-02 13:05:09"),
        (moment(2020, 1, 2, 13, 5), "h:mm AM/PM", "1:05 PM"),
        (datetime.timedelta(hours=26), "[h]:mm", "26:00"),
        (datetime.date(2020, 1, 2), "General", "2020-01-02"),
    ],
)
def test_values_as_displayed(value: CellValue, number_format: str, shown: str) -> None:
    assert displayed(value, number_format) == shown


def test_sheet_is_a_page_with_cells_as_displayed(tmp_path: Path, ingest: Ingest) -> None:
    workbook = openpyxl.Workbook()
    sheet = first_sheet(workbook)
    sheet["B2"], sheet["C2"], sheet["D2"] = "项目", "金额（元）", "日期"
    sheet["B3"], sheet["C3"], sheet["D3"] = "营业收入", 1234567.891, datetime.date(2020, 12, 31)
    sheet["C3"].number_format, sheet["D3"].number_format = "#,##0.00", "mm-dd-yy"
    sheet["B4"], sheet["C4"] = "增长率", 0.125
    sheet["C4"].number_format = "0.00%"
    workbook.create_sheet("二")["A1"] = "þ"
    workbook["二"]["A1"].font = Font(name="Wingdings")
    first, second = read(ingest, saved(tmp_path, workbook))
    assert first.text.splitlines() == [
        "项目", "金额（元）", "日期", "营业收入", "1,234,567.89", "2020/12/31", "增长率", "12.50%",
    ]  # fmt: skip
    assert by_place(first.tables[0].cells)[1, 1] == (1, 1, "1,234,567.89")
    assert (second.page, second.text) == (2, "☑")


def test_merged_cells_and_blank_bordered_cells(tmp_path: Path, ingest: Ingest) -> None:
    workbook = openpyxl.Workbook()
    sheet = first_sheet(workbook)
    thin = Side(style="thin")
    for row in sheet["A1:C3"]:
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["A1"], sheet["A2"], sheet["B3"] = "标题", "左", "右下"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    (page,) = read(ingest, saved(tmp_path, workbook))
    assert by_place(page.tables[0].cells) == {
        (0, 0): (1, 3, "标题"),
        (1, 0): (2, 1, "左"),
        (1, 1): (1, 1, ""),
        (1, 2): (1, 1, ""),
        (2, 1): (1, 1, "右下"),
        (2, 2): (1, 1, ""),
    }


def test_hidden_sheets_rows_and_columns_are_not_displayed(tmp_path: Path, ingest: Ingest) -> None:
    workbook = openpyxl.Workbook()
    sheet = first_sheet(workbook)
    for place in ("A1", "B1", "C1", "A2", "A1048576"):
        sheet[place] = place
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    hidden = workbook.create_sheet("字典")
    hidden["A1"], hidden.sheet_state = "选项", "hidden"
    (page,) = read(ingest, saved(tmp_path, workbook))
    assert page.text.splitlines() == ["A1", "C1", "A1048576"]


def test_formula_without_result_is_an_issue(tmp_path: Path, ingest: Ingest) -> None:
    workbook = openpyxl.Workbook()
    sheet = first_sheet(workbook)
    sheet["A1"], sheet["A2"] = 1, "=A1*2"
    submission, issues = ingest(saved(tmp_path, workbook))
    assert len(submission.pages) == 1
    assert [issue.code for issue in issues] == [IssueCode.page_unreadable]
    assert "Sheet!A2" in issues[0].message


def test_native_page_has_no_picture(tmp_path: Path, ingest: Ingest, settings: Settings) -> None:
    workbook = openpyxl.Workbook()
    first_sheet(workbook)["A1"] = 1
    submission, _ = ingest(saved(tmp_path, workbook))
    with pytest.raises(ValueError, match="no picture"):
        load_page(submission.pages[0], settings=settings)
