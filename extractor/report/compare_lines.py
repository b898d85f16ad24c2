"""The words in which a comparison of two reports is told."""

from __future__ import annotations

from extractor.report.compare import (
    Changes,
    FileChange,
    FileState,
    FindingChange,
    FindingState,
    ValueChange,
)
from extractor.report.follow import shown_outcome
from extractor.report.words import OUTCOMES

FILE_STATES = {
    FileState.same: "未变",
    FileState.renamed: "改名",
    FileState.changed: "内容已换",
    FileState.added: "新增",
    FileState.removed: "撤回",
}
FINDING_STATES = {
    FindingState.new: "新出现",
    FindingState.gone: "不再出现",
    FindingState.worse: "变差",
    FindingState.better: "好转",
    FindingState.moved: "依据已变",
    FindingState.same: "未变",
}
SIDES = {"declared": "申报值", "evidence": "佐证值", "computed": "复算值"}


def change_lines(changes: Changes) -> list[str]:
    """Return one line per change, files first, then values, then findings."""
    if changes.is_empty:
        return ["两份报告没有差别。"]
    return [
        *(file_line(file) for file in changes.files if file.state is not FileState.same),
        *(value_line(value) for value in changes.values),
        *(
            finding_line(change)
            for change in changes.findings
            if change.state is not FindingState.same
        ),
        summary_of(changes),
    ]


def file_line(file: FileChange) -> str:
    """Return what became of a file."""
    said = FILE_STATES[file.state]
    if file.state is FileState.renamed:
        return f"文件{said}：{file.was} → {file.name}"
    if file.state is FileState.removed:
        return f"文件{said}：{file.name}"
    new = file.pages - file.pages_kept
    return f"文件{said}：{file.name}，共 {file.pages} 页，其中 {new} 页是新的"


def value_line(value: ValueChange) -> str:
    """Return how a value changed."""
    return f"{SIDES[value.side]}变化：{value.title}：{value.before or '（空）'} → {value.after or '（空）'}"


def finding_line(change: FindingChange) -> str:
    """Return how a finding changed, with its latest sentence."""
    before = OUTCOMES[shown_outcome(change.before)] if change.before else "—"
    after = OUTCOMES[shown_outcome(change.after)] if change.after else "—"
    return f"发现{FINDING_STATES[change.state]}［{before} → {after}］：{change.shown.rule} {change.shown.message}"


def summary_of(changes: Changes) -> str:
    """Return how many of each changed."""
    files = sum(file.state is not FileState.same for file in changes.files)
    findings = [change for change in changes.findings if change.state is not FindingState.same]
    same = len(changes.findings) - len(findings)
    return (
        f"共 {files} 个文件、{len(changes.values)} 个数值、{len(findings)} 条发现有变化；"
        f"{same} 条发现未变"
    )
