"""notice.docx: draft of the notice that tells an applicant what to supplement and what to explain (补正通知).

Only what is sure goes in: discrepancies that nobody dismissed, doubts that a person confirmed, papers
that are missing, pages that could not be read. What still waits for a person is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.report.checklist import Presence, checklist_of
from extractor.report.follow import discrepancies_of
from extractor.report.paper import Paper
from models.catalogue import Catalogue
from models.finding import Clause, Family, Finding
from models.issue import IssueCode
from models.run import Report
from models.submission import page_ranges

EMPTY = "（核验未发现需要补正的事项。）"


def render_notice(report: Report, *, catalogue: Catalogue) -> bytes:
    """Return the draft as a Word file; blanks are left for what only the office knows."""
    programme = catalogue.programmes.get(report.run.programme or "")
    paper = Paper()
    paper.title("关于补正申报材料的通知")
    paper.text("（草稿，须经审核人员核对、修改后发出）", small=True)
    paper.text(f"{report.applicant.applicant_name or '＿＿＿＿＿＿＿＿'}：", indent=False)
    by = f"按照《{programme.title_zh}》" if programme else ""
    opening = f"你单位{by}报送的申报材料收悉。"
    sections = [
        ("需要补充的材料", missing_papers(report, catalogue)),
        ("需要更正或者说明的事项", open_points(report)),
        ("未达到申报条件、需要核实的事项", unmet_conditions(report)),
        ("需要重新提供清晰原件或扫描件的材料", unread_pages(report)),
    ]
    filled = [(name, lines) for name, lines in sections if lines]
    if not filled:
        paper.text(opening + EMPTY)
    else:
        paper.text(f"{opening}经核验，请就下列事项予以补正：")
    for number, (name, lines) in zip("一二三四", filled, strict=False):
        paper.heading(f"{number}、{name}")
        for at, line in enumerate(lines, start=1):
            paper.text(f"{at}. {line}")
    if filled:
        paper.text(
            "请于＿＿＿＿年＿＿月＿＿日前将补正材料（加盖公章的扫描件）报送我单位；"
            "对上述事项有不同意见的，请一并书面说明并附佐证材料。"
        )
        paper.text("联系人及电话：＿＿＿＿＿＿＿＿＿＿")
    paper.text("")
    paper.right("（单位名称、印章）　　")
    paper.right("年　　月　　日　　")
    return paper.bytes()


def missing_papers(report: Report, catalogue: Catalogue) -> list[str]:
    """Return a sentence per paper that the notice asks for and that is not there."""
    dismissed = {
        finding.document_type
        for finding in report.findings
        if finding.family is Family.completeness and finding.is_dismissed
    }
    lines = []
    for line, kinds in zip(checklist_of(report, catalogue), _kinds(report, catalogue), strict=True):
        if line.presence is Presence.missing and kinds not in dismissed:
            quoted = f"（依据{line.clause_source}：“{line.clause}”）" if line.clause else ""
            lines.append(f"{line.title}{quoted}。")
        elif line.remarks and kinds not in dismissed:
            lines += [f"{line.title}：{remark}" for remark in line.remarks]
    return lines


def open_points(report: Report) -> list[str]:
    """Return a sentence per discrepancy that stands, heaviest first; missing papers are told elsewhere."""
    order = ("error", "warning")
    found = [
        finding
        for finding in discrepancies_of(report.findings)
        if not _is_missing_paper(finding) and finding.family is not Family.eligibility
    ]
    found.sort(key=lambda finding: order.index(finding.severity.value))
    return _quoting_once(found, "请更正或者说明。")


def unmet_conditions(report: Report) -> list[str]:
    """Return a sentence per condition that is not met: nothing to correct, unless the figures are wrong."""
    found = [f for f in discrepancies_of(report.findings) if f.family is Family.eligibility]
    return _quoting_once(found, "如与事实不符，请提供证明材料。")


def unread_pages(report: Report) -> list[str]:
    """Return a sentence per file that was refused, and per file with pages that could not be read."""
    lines = [f"{f.name}：{f.refused.message}" for f in report.files if f.refused is not None]
    pages: dict[str, list[int]] = {}
    for issue in report.issues:
        if issue.code is IssueCode.page_unreadable and issue.file and issue.page:
            pages.setdefault(issue.file, []).append(issue.page)
    lines += [f"{file} 第 {page_ranges(numbers)} 页无法辨认。" for file, numbers in pages.items()]
    return lines


def _kinds(report: Report, catalogue: Catalogue) -> list[str]:
    """The document type each line of the checklist is about."""
    programme = catalogue.programmes.get(report.run.programme or "")
    if programme is None:
        return []
    form = catalogue.table_of(programme).document_type
    return [form, *(item.any_of[0] for item in programme.required_evidence)]


def _is_missing_paper(finding: Finding) -> bool:
    return finding.family is Family.completeness and finding.rule in ("CMP-02", "CMP-03", "CMP-05")


def _quoting_once(findings: Sequence[Finding], request: str) -> list[str]:
    """The messages with what is asked for; a clause is quoted the first time and named after that."""
    quoted: set[Clause] = set()
    lines = []
    for finding in findings:
        clause = finding.clause
        text = f"：“{clause.text}”" if clause and clause not in quoted else ""
        source = f"（依据{clause.source}{text}）" if clause and clause.source else ""
        quoted |= {clause} if clause else set()
        lines.append(f"{finding.message.rstrip('。')}，{request}{source}")
    return lines
