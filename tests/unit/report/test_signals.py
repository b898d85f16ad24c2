"""Traces of editing stand apart in every report: shown with a caution, counted nowhere."""

from __future__ import annotations

import io

import docx
from openpyxl import load_workbook

from extractor.report.as_docx import render_docx
from extractor.report.as_html import render_html
from extractor.report.as_xlsx import SIGNALS, render_xlsx
from extractor.report.histories import history_lines
from extractor.report.summary import summary_line
from extractor.report.view import arrange
from extractor.report.words import SIGNALS_HINT
from models.finding import Family, Finding, Outcome, Severity
from models.run import Report
from models.trace import FileHistory
from tests.unit.report.builders import CELL, catalogue, crops_of, finding, report

SEEN = "“申报表.pdf”第 3 页：有不透明的图形盖住页面内容。"


def signal(outcome: Outcome = Outcome.review, message: str = SEEN) -> Finding:
    bare = finding(outcome, rule="TAM-02", indicator=None, period=None, declared=None, evidence=())
    update = {"family": Family.tamper, "message": message, "clause": None, "places": (CELL,)}
    return bare.model_copy(update={**update, "severity": Severity.info})


SHOWN = report(finding(), signal())


def html(shown: Report) -> str:
    return render_html(shown, crops=crops_of(shown), catalogue=catalogue()).decode()


def test_the_page_shows_a_signal_in_a_section_of_its_own() -> None:
    section = html(SHOWN).partition('<section id="signals">')[2].partition("</section>")[0]
    assert SEEN in section
    assert SIGNALS_HINT in section


def test_a_report_without_signals_does_not_call_the_papers_clean() -> None:
    assert "没有发现不等于没有改动" in html(report(finding()))


def test_a_signal_is_no_result() -> None:
    view = arrange(SHOWN, crops={}, catalogue=catalogue())
    assert [card.message for card in view.signals] == [SEEN]
    assert SEEN not in [card.message for card in (*view.failed, *view.review, *view.notes)]
    assert summary_line(SHOWN) == summary_line(report(finding())) + (
        "；另有可疑迹象 1 处，不构成结论"
    )


def test_pages_that_were_not_looked_at_are_named() -> None:
    message = "“附表.xlsx”第 1 页没有可查的页面图像，没有查找改动迹象。"
    view = arrange(report(signal(Outcome.not_checked, message)), crops={}, catalogue=catalogue())
    assert (view.signals, view.not_looked_at) == ((), (message,))


def test_the_workbook_and_the_document_hold_it_too() -> None:
    book = load_workbook(
        io.BytesIO(render_xlsx(SHOWN, crops=crops_of(SHOWN), catalogue=catalogue()))
    )
    assert SEEN in [cell.value for row in book[SIGNALS].iter_rows() for cell in row]
    paper = docx.Document(
        io.BytesIO(render_docx(SHOWN, crops=crops_of(SHOWN), catalogue=catalogue()))
    )
    assert any(SEEN in paragraph.text for paragraph in paper.paragraphs)


def test_how_a_file_was_made_is_told_without_weighing() -> None:
    history = FileHistory(producer="扫描仪 3", created="2021-03-02 10:15", revisions=2, signed=True)
    file = SHOWN.files[0].model_copy(update={"history": history})
    shown = SHOWN.model_copy(update={"files": (file, *SHOWN.files[1:])})
    (line,) = history_lines(shown)
    assert line == (file.name, "扫描仪 3", "2021-03-02 10:15", "", "2 次（含签名）")
    assert "扫描仪 3" in html(shown)
