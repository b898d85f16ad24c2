"""report.docx: the report for the files of an office, every open finding with its pictures and clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.report.checklist import (
    PRESENCES,
    checklist_of,
    pages_by_file,
    unchecked_figures,
)
from extractor.report.crops import Crop, places_of
from extractor.report.docx_summary import summarise
from extractor.report.paper import Paper
from extractor.report.view import Card, View, arrange
from extractor.report.words import SIGNALS_HINT
from models.catalogue import Catalogue
from models.finding import Finding
from models.geometry import Place
from models.run import Report

MOST_PICTURES = 4
"""Pictures shown of one finding."""


def render_docx(report: Report, *, crops: Mapping[Place, Crop], catalogue: Catalogue) -> bytes:
    """Return the report as a Word file."""
    view = arrange(report, crops=crops, catalogue=catalogue)
    paper = Paper(size="小四", line=22.0)
    paper.title("申报材料核验报告")
    run = report.run
    paper.text(f"申报单位：{view.applicant}", indent=False)
    paper.text(f"统一社会信用代码：{report.applicant.uscc or '—'}", indent=False)
    paper.text(f"申报项目：{view.title}　基准日：{run.reference_date or '—'}", indent=False)
    paper.text(
        f"核验结果：不一致 {len(view.failed)} 项，需人工判断 {sum(c.findings for c in view.review)} 项，"
        f"未能核对 {len(view.not_checked)} 项，已排除 {len(view.dismissed)} 项，通过 {len(view.passed)} 项；"
        f"共 {len(report.files)} 个文件，{len(report.documents)} 份材料，{sum(file.pages for file in report.files)} 页。",
        indent=False,
    )
    paper.number_pages()
    if view.overview is not None:
        summarise(paper, view.overview)
        paper.new_page()
    parts: Sequence[tuple[str, Sequence[Card], str]] = (
        ("不一致", view.failed, "没有发现不一致。"),
        ("需人工判断", view.review, "没有需要人工判断的事项。"),
        ("经人工排除", view.dismissed, "没有经人工排除的事项。"),
    )
    for number, (name, cards, none) in zip("一二三", parts, strict=True):
        paper.heading(f"{number}、{name}（{len(cards)}）")
        if not cards:
            paper.text(none)
        for card in cards:
            _finding(paper, card, report=report, crops=crops)
    _signals(paper, view, report=report, crops=crops)
    paper.heading("四、材料清单")
    _checklist(paper, report, catalogue)
    paper.heading("五、没有佐证可对的申报数")
    figures = unchecked_figures(report)
    rows = [
        (f.title, f.value, f.where, "仅表内核对" if f.is_compared else "未核对") for f in figures
    ]
    if rows:
        paper.table(("指标", "申报值", "位置", "情况"), rows, widths=(5.6, 3.4, 4.2, 2.4))
    else:
        paper.text("申报数均已与佐证核对。")
    paper.heading("六、未能核对的事项")
    gaps = [(card.subject, card.message) for card in view.not_checked]
    if gaps:
        paper.table(("事项", "原因"), gaps, widths=(4.6, 11.0))
    else:
        paper.text("所有检查都已进行。")
    paper.heading("七、运行信息")
    paper.text(
        f"程序 {run.code_version}，识别引擎 {run.engine.name} {run.engine.version}，"
        f"目录摘要 {run.catalogue_sha256[:16]}。",
        small=True,
    )
    return paper.bytes()


def _finding(paper: Paper, card: Card, *, report: Report, crops: Mapping[Place, Crop]) -> None:
    paper.text(f"{card.number}. ［{card.severity}］{card.message}")
    for _, message in card.more:
        paper.text(message)
    if card.decision:
        paper.text(f"人工意见：{card.decision}", small=True)
    told = [
        f"差额：{card.difference}。" if card.difference else "",
        card.advice and f"处理：{card.advice}",
    ]
    if any(told):
        paper.text("".join(told), small=True)
    finding = report.findings[int(card.id[1:]) - 1]
    captions = _captions(card, finding)
    shown = [
        (captions.get(place, f"{place.file} 第 {place.page} 页"), crops[place])
        for place in places_of(finding)
        if place in crops
    ]
    paper.pictures(shown[:MOST_PICTURES])
    if card.clause:
        source = f"{card.clause_source}：" if card.clause_source else ""
        paper.text(f"依据：{source}“{card.clause}”", small=True)


def _captions(card: Card, finding: Finding) -> dict[Place, str]:
    """What each picture shows: its part in the finding, the value as read, where it stands."""
    values = [value for value in (finding.declared, *finding.evidence) if value is not None]
    sides = zip(card.sides, values, strict=False)
    return {
        value.place: f"{side.title}：{side.text}（{side.place}）"
        for side, value in sides
        if value.place is not None
    }


def _signals(paper: Paper, view: View, *, report: Report, crops: Mapping[Place, Crop]) -> None:
    """Traces of editing, apart from the results."""
    paper.heading(f"可疑迹象，不构成结论（{len(view.signals)}）")
    paper.text(SIGNALS_HINT, small=True)
    for card in view.signals:
        _finding(paper, card, report=report, crops=crops)
    for message in view.not_looked_at:
        paper.text(message, small=True)


def _checklist(paper: Paper, report: Report, catalogue: Catalogue) -> None:
    rows = [
        (
            line.title,
            " ".join(PRESENCES[line.presence]),
            "；".join(
                f"{file} 第 {pages} 页" + (f"（{count} 份）" if count > 1 else "")
                for file, pages, count in pages_by_file(line.papers)
            )
            or "—",
        )
        for line in checklist_of(report, catalogue)
    ]
    if rows:
        paper.table(("通知要求的材料", "情况", "所在页"), rows, widths=(6.2, 2.4, 7.0))
    else:
        paper.text("该项目没有规定材料清单。")
