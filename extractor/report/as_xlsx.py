"""report.xlsx: the discrepancies, the standard tables and the gaps, for Excel and WPS."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extractor.report.advice import advice_on
from extractor.report.checklist import PRESENCES, checklist_of, unchecked_figures
from extractor.report.crops import Crop, places_of
from extractor.report.figures import NUMBERS, difference_of
from extractor.report.follow import finding_key
from extractor.report.sheets import add_sheet, put, put_number
from extractor.report.steady import steady_office
from extractor.report.view import signals_of
from extractor.report.words import (
    FAMILIES,
    OUTCOMES,
    SEVERITIES,
    STATUSES,
    VERDICTS,
    document_title,
    kind_of,
    show_basis,
    show_decision,
    show_doubts,
    show_period,
    show_place,
    show_value,
    subject_of,
)
from models.catalogue import Catalogue
from models.finding import Family, Finding, Outcome
from models.geometry import Place
from models.run import Report
from models.submission import page_ranges

TINTS = {
    Outcome.failed.value: PatternFill("solid", fgColor="F9DEDC"),
    Outcome.review.value: PatternFill("solid", fgColor="FFF1CC"),
    Outcome.passed.value: PatternFill("solid", fgColor="DFF2E1"),
    Outcome.not_checked.value: PatternFill("solid", fgColor="ECEFF3"),
}
FINDING_HEAD = (
    "结果", "程度", "类别", "事项", "说明", "申报值", "申报位置", "佐证值", "佐证位置", "复算值",
    "依据", "依据来源", "依据性质", "规则", "申报截图", "佐证截图", "差额", "处理", "人工意见",
)  # fmt: skip
FINDING_WIDTHS = (11, 7, 12, 24, 60, 22, 22, 22, 22, 18, 40, 26, 10, 10, 58, 58, 24, 30, 40)
TABLE_HEAD = (
    "指标",
    "年度",
    "申报值",
    "存疑",
    "申报位置",
    "佐证值",
    "佐证位置",
    "复算值",
    "算式",
    "结果",
    "申报与佐证",
    "申报数（元、%、个）",
    "佐证数（元、%、个）",
    "复算数（元、%、个）",
)
TABLE_WIDTHS = (34, 8, 26, 16, 24, 26, 28, 20, 40, 12, 18, 20, 20, 20)
PICTURE_WIDTH = 400  # pixels
SIGNALS = "可疑迹象（不构成结论）"


def render_xlsx(report: Report, *, crops: Mapping[Place, Crop], catalogue: Catalogue) -> bytes:
    """Return the workbook; text that begins like a formula stays text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    results = [f for f in report.findings if f.family is not Family.tamper]
    open_findings = [f for f in results if f.outcome in (Outcome.failed, Outcome.review)]
    _findings_sheet(
        book, "不一致与需人工判断", open_findings, report, crops=crops, catalogue=catalogue
    )
    _tables_sheet(book, report)
    missing = [f for f in results if f.outcome is Outcome.not_checked]
    _findings_sheet(book, "未能核对", missing, report, crops={}, catalogue=catalogue)
    passed = [f for f in results if f.outcome is Outcome.passed]
    _findings_sheet(book, "已通过", passed, report, crops={}, catalogue=catalogue)
    if signals := signals_of(report):
        _findings_sheet(book, SIGNALS, signals, report, crops=crops, catalogue=catalogue)
    _checklist_sheet(book, report, catalogue)
    _unchecked_sheet(book, report)
    _reading_sheet(book, report, catalogue)
    _run_sheet(book, report)
    out = io.BytesIO()
    book.save(out)
    return steady_office(out.getvalue())


def _findings_sheet(
    book: Workbook,
    title: str,
    findings: Sequence[Finding],
    report: Report,
    *,
    crops: Mapping[Place, Crop],
    catalogue: Catalogue,
) -> None:
    sheet = add_sheet(book, title, FINDING_HEAD, FINDING_WIDTHS)
    by_key = {finding_key(finding): finding for finding in report.findings}
    for row, finding in enumerate(findings, start=2):
        cause = by_key.get(finding.follows_from) if finding.follows_from else None
        cells = _finding_cells(finding, cause, report, catalogue)
        for column, text in enumerate(cells, start=1):
            put(sheet, row, column, text)
        advice = "" if finding.settled else advice_on(finding)
        last = (difference_of(finding, kind_of(finding, report)), advice, show_decision(finding))
        for column, text in enumerate(last, start=len(FINDING_HEAD) - 2):
            put(sheet, row, column, text)
        sheet.cell(row=row, column=1).fill = TINTS[finding.outcome.value]
        _put_pictures(sheet, row, finding, crops)


def _finding_cells(
    finding: Finding, cause: Finding | None, report: Report, catalogue: Catalogue
) -> Iterable[str]:
    clause = finding.clause
    follows = f"（由“{subject_of(cause, report, catalogue)}”引起，不另计）" if cause else ""
    missing = f"缺少：{'、'.join(finding.missing)}。" if finding.missing else ""
    return (
        OUTCOMES[finding.outcome],
        SEVERITIES[finding.severity],
        FAMILIES[finding.family],
        subject_of(finding, report, catalogue),
        finding.message + missing + follows,
        show_value(finding.declared),
        show_place(finding.declared),
        "\n".join(show_value(value) for value in finding.evidence),
        "\n".join(show_place(value) for value in finding.evidence),
        show_value(finding.computed),
        clause.text if clause else "",
        clause.source if clause else "",
        show_basis(finding),
        finding.rule,
    )


def _put_pictures(
    sheet: Worksheet, row: int, finding: Finding, crops: Mapping[Place, Crop]
) -> None:
    declared = finding.declared.place if finding.declared else None
    others = [place for place in places_of(finding) if place != declared]
    tallest = 0.0
    for column, place in ((15, declared), (16, others[0] if others else None)):
        crop = crops.get(place) if place is not None else None
        if crop is None:
            continue
        picture = Image(io.BytesIO(crop.jpeg))
        picture.width = min(PICTURE_WIDTH, crop.width)
        picture.height = round(crop.height * picture.width / crop.width)
        sheet.add_image(picture, f"{get_column_letter(column)}{row}")
        tallest = max(tallest, picture.height * 0.75)
    if tallest:
        sheet.row_dimensions[row].height = min(400.0, max(60.0, tallest + 6))


def _tables_sheet(book: Workbook, report: Report) -> None:
    sheet = add_sheet(book, "标准表", TABLE_HEAD, TABLE_WIDTHS)
    rows = [row for table in report.tables for row in table.rows]
    for number, row in enumerate(rows, start=2):
        declared = row.declared if row.declared_status == "found" else None
        cells = (
            row.title_zh,
            show_period(row.period),
            show_value(declared) or STATUSES.get(row.declared_status, row.declared_status),
            show_doubts(declared),
            show_place(declared),
            "\n".join(show_value(evidence.value, row.kind) for evidence in row.evidence),
            "\n".join(show_place(evidence.value) for evidence in row.evidence),
            show_value(row.computed, row.kind),
            row.formula or "",
            OUTCOMES[row.outcome] if row.outcome else "",
            VERDICTS[row.verdict],
        )
        for column, text in enumerate(cells, start=1):
            put(sheet, number, column, text)
        figures = (declared, row.evidence[0].value if row.evidence else None, row.computed)
        for column, value in enumerate(figures, start=len(cells) + 1):
            if value is not None and row.kind in NUMBERS:
                put_number(sheet, number, column, value.value)
        if row.outcome is not None:
            sheet.cell(row=number, column=10).fill = TINTS[row.outcome.value]


def _checklist_sheet(book: Workbook, report: Report, catalogue: Catalogue) -> None:
    sheet = add_sheet(
        book, "材料清单", ("材料", "情况", "所在页", "依据", "备注"), (34, 12, 44, 50, 40)
    )
    for row, line in enumerate(checklist_of(report, catalogue), start=2):
        cells = (
            line.title,
            " ".join(PRESENCES[line.presence]),
            "\n".join(f"{paper.file} 第 {page_ranges(paper.pages)} 页" for paper in line.papers),
            f"{line.clause_source} {line.clause}",
            "\n".join(line.remarks),
        )
        for column, text in enumerate(cells, start=1):
            put(sheet, row, column, text)


def _unchecked_sheet(book: Workbook, report: Report) -> None:
    sheet = add_sheet(
        book, "没有佐证的申报数", ("指标", "申报值", "位置", "情况"), (40, 24, 30, 20)
    )
    for row, figure in enumerate(unchecked_figures(report), start=2):
        said = "仅表内核对" if figure.is_compared else "未核对"
        for column, text in enumerate((figure.title, figure.value, figure.where, said), start=1):
            put(sheet, row, column, text)


def _reading_sheet(book: Workbook, report: Report, catalogue: Catalogue) -> None:
    sheet = add_sheet(book, "文件与识别", ("类别", "文件", "页", "内容"), (16, 40, 12, 90))
    lines: list[tuple[str, str, str, str]] = []
    for file in report.files:
        note = (
            f"未读取［{file.refused.code}］：{file.refused.message}" if file.refused else "已读取"
        )
        lines.append(("来源文件", file.name, str(file.pages), note))
    for document in report.documents:
        pages = page_ranges([page.page for page in document.pages])
        name = document_title(document, catalogue)
        lines.append(("文件", document.pages[0].file, pages, name))
    for issue in report.issues:
        page = str(issue.page) if issue.page is not None else ""
        lines.append(("识别问题", issue.file or "", page, issue.message))
    for row, line in enumerate(lines, start=2):
        for column, text in enumerate(line, start=1):
            put(sheet, row, column, text)


def _run_sheet(book: Workbook, report: Report) -> None:
    sheet = add_sheet(book, "运行信息", ("项目", "内容"), (24, 100))
    run = report.run
    lines = [
        ("程序版本", run.code_version),
        ("目录摘要", run.catalogue_sha256),
        ("识别引擎", f"{run.engine.name} {run.engine.version}"),
        *((f"权重 {name}", digest) for name, digest in run.engine.weights.items()),
        ("申报项目", run.programme or ""),
        ("基准日", run.reference_date or ""),
        *((f"输入 {name}", digest) for name, digest in run.inputs.items()),
    ]
    for row, line in enumerate(lines, start=2):
        for column, text in enumerate(line, start=1):
            put(sheet, row, column, text)
