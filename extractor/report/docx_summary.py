"""The first page of report.docx: the verdict, every condition, values near a limit, and where to sign."""

from __future__ import annotations

from extractor.report.overview import VERDICTS, Overview, Verdict
from extractor.report.paper import Paper

_LONGEST = 90
"""Characters of a reason on the first page; the finding itself says the rest."""


def summarise(paper: Paper, overview: Overview) -> None:
    """Add the management summary; conditions that are not met come first, those that are met in one line."""
    paper.heading(f"核验结论：{overview.sentence}")
    paper.text("结论由程序按申报材料逐项推得，供审核人参考，不代替审核人的认定。", small=True)
    rows = [
        (line.id, line.title, VERDICTS[line.verdict], _shortened(line.reason))
        for line in overview.conditions
        if line.verdict in (Verdict.unmet, Verdict.open)
    ]
    rows += _settled(overview)
    if rows:
        paper.table(("条件", "内容", "结论", "原因"), rows, widths=(1.5, 4.7, 2.4, 7.0))
    if overview.near:
        near = "；".join(
            f"{line.title} {line.value}（标准{line.limit}，{line.distance}）"
            for line in overview.near
        )
        paper.text(f"接近标准线的数值：{near}。", small=True)
    read = overview.reading
    paper.text(
        f"读取情况：共 {read.pages} 页，读出 {read.values} 个数值和文字，其中存疑 {read.doubtful} 个、"
        f"无法辨认 {read.unreadable} 个；未能读取 {read.unread_pages} 页，拒收文件 {read.refused_files} 个。",
        small=True,
    )
    paper.text("审核人（签字）：＿＿＿＿＿＿　　复核人（签字）：＿＿＿＿＿＿", indent=False)
    paper.text("日期：＿＿＿＿年＿＿月＿＿日", indent=False)


def _settled(overview: Overview) -> list[tuple[str, str, str, str]]:
    """One row for all conditions that are met, one for those that do not apply."""
    rows = []
    for verdict in (Verdict.met, Verdict.not_applicable):
        lines = [line for line in overview.conditions if line.verdict is verdict]
        if lines:
            titles = "；".join(f"{line.id}{line.title}" for line in lines)
            rows.append((f"{len(lines)}项", titles, VERDICTS[verdict], ""))
    return rows


def _shortened(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]}……"
