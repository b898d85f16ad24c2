"""The Chinese words of a batch: kinds of shared things, states, sentences about who shares what."""

from __future__ import annotations

from collections.abc import Sequence

from models.batch import SubmissionState, TraceKind, Use, Worked

KINDS = {
    TraceKind.applicant: "申报单位",
    TraceKind.patent: "专利号",
    TraceKind.software_copyright: "软件著作权登记号",
    TraceKind.certificate: "证书编号",
    TraceKind.audit_report: "审计报告文号",
    TraceKind.contract: "合同编号",
    TraceKind.phone: "联系电话",
    TraceKind.address: "通讯地址",
    TraceKind.page_picture: "页面图像",
    TraceKind.paragraph: "文字段落",
    TraceKind.figure: "申报数据",
}
STATES = {
    SubmissionState.complete: "已完成",
    SubmissionState.partial: "已完成，有未读取的页面或文件",
    SubmissionState.refused: "拒收",
    SubmissionState.failed: "未完成",
}
LONGEST_QUOTE = 60
"""Most characters of a shared sentence that are quoted."""
INNOCENT = {
    TraceKind.patent: "如为共有专利或已办理转让，请查看权利人一栏和登记簿副本",
    TraceKind.software_copyright: "如为合作开发或已办理转让，请查看著作权人一栏",
    TraceKind.certificate: "请查看证书载明的持有人",
    TraceKind.audit_report: "请查看报告载明的被审计单位",
    TraceKind.contract: "双方互为合同当事人的，属正常情形",
    TraceKind.phone: "可能由同一机构代办或属同一控制人",
    TraceKind.address: "可能同处一个园区或属同一控制人",
}
"""What a person should look at before thinking ill of it."""


def trace_message(kind: TraceKind, raw: str, uses: Sequence[Use], *, is_across: bool) -> str:
    """Return the sentence about a number that stands in several papers."""
    doubt = _doubt(uses)
    title = f"{KINDS[kind]}“{raw}”"
    if not is_across:
        return f"{title}在同一申报单位的材料中出现 {len(uses)} 次（{_places(uses)}），请确认没有重复计数{doubt}。"
    return f"{title}出现在{_applicants(uses)}的材料中（{_places(uses)}），请人工核实；{INNOCENT[kind]}{doubt}。"


def picture_message(uses: Sequence[Use], *, is_across: bool) -> str:
    """Return the sentence about pages that look the same."""
    whose = _applicants(uses) if is_across else "同一申报单位"
    ask = "请对照两处图像核实是否使用了同一份材料" if is_across else "请确认没有重复计数"
    return f"{whose}的材料中有图像相同或极为相近的页面（{_places(uses)}），{ask}。"


def paragraph_message(raw: str, count: int, uses: Sequence[Use]) -> str:
    """Return the sentence about applicants that describe themselves in the same words."""
    shown = raw if len(raw) <= LONGEST_QUOTE else f"{raw[:LONGEST_QUOTE]}……"
    return (
        f"{_applicants(uses)}的申报表中有 {count} 句文字除名称和数字外相同（{_places(uses)}），如“{shown}”，"
        "请人工核实是否照抄；也可能由同一机构代写。"
    )


def figure_message(title: str, uses: Sequence[Use]) -> str:
    """Return the sentence about a figure that an applicant told otherwise in an earlier batch."""
    now, before = uses
    return (
        f"“{title}”在本次材料中为“{now.raw}”（{show_use(now)}），在以往材料中为“{before.raw}”"
        f"（{show_use(before)}），请核实；如已更正或追溯调整，请查看审计报告{_doubt(uses)}。"
    )


def applicant_message(submissions: Sequence[Worked]) -> str:
    """Return the sentence about several submissions under one code or name."""
    names = "、".join(f"“{worked.name}”" for worked in submissions)
    codes = {worked.applicant.uscc for worked in submissions}
    titles = {worked.applicant.applicant_name for worked in submissions}
    if len(titles) > 1:
        what = "的统一社会信用代码相同而企业名称不同"
    elif len(codes) > 1:
        what = "的企业名称相同而统一社会信用代码不同"
    else:
        what = "属于同一申报单位"
    return f"{names}{what}，请确认以哪一份为准；两份材料之间可用 heyan diff 比较。"


def show_use(use: Use) -> str:
    """Return where something stands: submission, file, page."""
    if use.place is None:
        return use.submission
    return f"{use.submission}：{use.place.file} 第 {use.place.page} 页"


def _doubt(uses: Sequence[Use]) -> str:
    """What a sentence ends with where any of its readings is doubtful."""
    return "；其中有识读存疑之处，请先对照原件" if any(use.doubts for use in uses) else ""


def _applicants(uses: Sequence[Use]) -> str:
    names = dict.fromkeys(use.applicant_name or use.submission for use in uses)
    return "、".join(f"“{name}”" for name in names)


def _places(uses: Sequence[Use]) -> str:
    shown = [show_use(use) for use in uses]
    more = f"等 {len(shown)} 处" if len(shown) > 4 else ""
    return "；".join(shown[:4]) + more
