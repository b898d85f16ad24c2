"""What a reviewer does next about a finding: what to ask of the applicant, or what to look at first."""

from __future__ import annotations

from models.finding import Family, Finding, Outcome, Severity

_OF_APPLICANT = {
    Family.completeness: "补交这份材料",
    Family.identity: "更正，或者说明差异原因并附登记机关的证明",
    Family.validity: "提供在基准日有效、由本单位持有的证书，或者更正所填内容",
    Family.arithmetic: "按所列数据更正，或者说明计算口径",
    Family.declared_vs_evidence: "更正申报数，或者补充能够证明申报数的材料",
    Family.cross_table: "改为一致，并说明以哪一处为准",
    Family.eligibility: "核实所依据的数值；与事实不符的，提供证明材料",
    Family.form: "按填报要求改正",
    Family.declaration: "补全真实性声明后重新提交",
}
"""What the applicant is asked for, by the family of what stands wrong."""


def advice_on(finding: Finding) -> str:
    """Return the next step as a sentence; empty where nothing is to be done.

    Signs of editing ask for nothing: what they mean is for a person alone.
    """
    if finding.severity is Severity.info and finding.outcome is not Outcome.review:
        return ""
    if finding.outcome is Outcome.failed and (asked := _OF_APPLICANT.get(finding.family)):
        return f"请申报单位{asked}。"
    if finding.outcome is Outcome.review:
        return _own_step(finding)
    return ""


def _own_step(finding: Finding) -> str:
    """What the reviewer does before anything is asked of the applicant."""
    if "查询" in finding.message:
        return "请向所列部门查询后，填写判断结果。"
    if finding.places:
        return "请对照图片和原件看清后，再判断是否一致。"
    return "请查阅材料后判断。"
