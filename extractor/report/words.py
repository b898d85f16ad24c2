"""The Chinese words of a report: outcomes, families, doubts, titles, values as printed."""

from __future__ import annotations

from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Condition
from models.correction import Reason
from models.document import Document
from models.field import Doubt, Value
from models.finding import Basis, Decided, Family, Finding, Outcome, Severity
from models.kinds.base import Parsed, kind, kind_names
from models.kinds.money import beside_words
from models.kinds.printed import without_unit
from models.run import Report
from models.table import Verdict

OUTCOMES = {
    Outcome.passed: "通过",
    Outcome.failed: "不一致",
    Outcome.review: "需人工判断",
    Outcome.not_checked: "未能核对",
}
SYMBOLS = {  # tell outcomes apart without colour
    Outcome.passed: "✓",
    Outcome.failed: "✕",
    Outcome.review: "？",
    Outcome.not_checked: "—",
}
SEVERITIES = {Severity.error: "重要", Severity.warning: "一般", Severity.info: "提示"}
BASES = {Basis.stated: "通知明文", Basis.implied: "勾稽推算"}
OWN_RULE = "核对规则"
"""What a finding rests on where the notice prints no clause for it."""

NO_PAPER = {"divider": "分隔页", "blank": "空白页", "contents": "目录"}
"""Parts of documents without a type that are no papers."""

FAMILIES = {
    Family.completeness: "完整性",
    Family.identity: "主体一致性",
    Family.validity: "证书效力",
    Family.arithmetic: "计算关系",
    Family.declared_vs_evidence: "申报与佐证",
    Family.cross_table: "表间一致",
    Family.eligibility: "申报条件",
    Family.form: "填报格式",
    Family.declaration: "真实性声明",
    Family.tamper: "改动迹象",
    Family.cross_application: "跨企业重复",
}
DOUBTS = {
    Doubt.low_confidence: "字迹不清",
    Doubt.readings_differ: "两次识别不同",
    Doubt.check_digit: "校验位不符",
    Doubt.repaired: "按校验规则更正",
    Doubt.under_seal: "被印章遮盖",
    Doubt.unit_missing: "未读到单位",
    Doubt.does_not_add_up: "与合计不符",
    Doubt.ambiguous_mark: "勾选不明",
    Doubt.out_of_place: "位置不明",
}
SIGNALS_HINT = (
    "以下只是页面和文件上的可疑迹象，供对照原件，不构成任何结论，也不计入核验结果；"
    "每一种迹象都可能出于正常原因。没有列出的页面，不等于没有改动。"
)
STATUSES = {
    "found": "",
    "absent": "未填写",
    "unreadable": "无法辨认",
    "not_applicable": "不适用",
}


VERDICTS = {
    None: "",
    Verdict.agree: "相符",
    Verdict.agree_within_precision: "在印出精度内相符",
    Verdict.disagree: "不符",
    Verdict.evidence_contradicts: "佐证自相矛盾",
    Verdict.evidence_missing: "没有佐证",
    Verdict.cannot_compare: "无法比较",
    Verdict.not_applicable: "不适用",
}
REASONS = {
    Reason.other_paper: "其他材料可以证明",
    Reason.explained: "企业已作说明",
    Reason.immaterial: "差异不影响认定",
    Reason.not_applicable: "该项要求不适用",
    Reason.original_seen: "已查看原件",
    Reason.other: "其他",
}
DECIDED = {
    Decided.confirmed: "已确认不一致",
    Decided.dismissed: "已排除",
    Decided.awaiting_second: "一人已排除，待第二人复核",
}


def show_decision(finding: Finding) -> str:
    """Return what people decided about a finding, why and who did; empty when nobody decided."""
    settled = finding.settled
    if settled is None:
        return ""
    reason = REASONS[Reason(settled.reason)] if settled.reason else ""
    said = "：".join(filter(None, (DECIDED[settled.state], reason)))
    note = f"（{settled.note}）" if settled.note else ""
    who = "、".join(name for name in settled.by if name)
    return f"{said}{note}" + (f"　{who} {settled.at}".rstrip() if who or settled.at else "")


def show_basis(finding: Finding) -> str:
    """Return what kind of ground a finding has: the notice, what follows from it, or the check alone."""
    has_clause = finding.clause is not None and finding.clause.source
    return BASES[finding.basis] if has_clause else OWN_RULE


def show_value(value: Value | None, kind_name: str | None = None) -> str:
    """Return a value for a reader: as printed or worked out, else in the form of its kind."""
    if value is None:
        return ""
    if worded := beside_words(value.raw.strip(), value.value):
        return worded
    if value.raw.strip():
        unit = value.unit or ""
        return value.raw if not unit or unit in value.raw else f"{value.raw} {unit}"
    if kind_name not in kind_names():  # no kind told, or a table of rows
        return value.raw or value.value
    parsed = Parsed(value=value.value, unit=value.unit, step=value.step)
    return kind(kind_name).show(parsed)


def show_doubts(value: Value | None) -> str:
    """Return why a value is doubtful, or that a person corrected it; empty for a plain reading."""
    if value is None:
        return ""
    if value.corrected_from is not None:
        return f"人工更正，原识读“{value.corrected_from}”"
    return "、".join(DOUBTS[doubt] for doubt in value.doubts)


def show_place(value: Value | None) -> str:
    """Return file and page of a value, and the page of its unit where that is printed apart from it."""
    if value is None or value.place is None:
        return ""
    place, unit_place = value.place, value.unit_place
    where = f"{place.file} 第 {place.page} 页"
    if unit_place is None:
        return where
    same_page = (unit_place.file, unit_place.page) == (place.file, place.page)
    return f"{where}（单位“{value.unit}”见{'同页' if same_page else f'第 {unit_place.page} 页'}）"


def subject_of(finding: Finding, report: Report, catalogue: Catalogue) -> str:
    """Return what a finding is about: the condition, the indicator with its period, or the paper."""
    if condition := _condition_of(finding, report, catalogue):
        return condition.title_zh
    if finding.indicator is not None:
        title = without_unit(_row_title(finding.indicator, report) or _title_of(finding, catalogue))
        return f"{title}（{show_period(finding.period)}）" if finding.period else title
    if finding.document_type is not None:
        return type_title(finding.document_type, catalogue)
    return FAMILIES[finding.family]


def _condition_of(finding: Finding, report: Report, catalogue: Catalogue) -> Condition | None:
    """The condition of the programme that a finding judges; its facts are only what it rests on."""
    programme = catalogue.programmes.get(report.run.programme or "")
    if programme is None or finding.family is not Family.eligibility:
        return None
    return next((c for c in programme.conditions if c.id == finding.rule), None)


def kind_of(finding: Finding, report: Report) -> str | None:
    """Return the kind of value that a finding is about, as the tables of the report know it."""
    rows = (row for table in report.tables for row in table.rows)
    return next((row.kind for row in rows if row.indicator == finding.indicator), None)


def show_period(period: str | None) -> str:
    """Return a period in words."""
    words = {None: "", "initial": "实施期初始值", "year1": "满一年", "year2": "满两年"}
    return words.get(period, f"{period}年")


def show_row(scope: str | None) -> str:
    """Return the row of a repeated table in words."""
    if scope is None or scope == "total":
        return "合计" if scope else ""
    return f"第{scope.removeprefix('row')}行" if scope.startswith("row") else scope


def document_title(document: Document, catalogue: Catalogue) -> str:
    """Return what a paper is: its type, or that it is none, such as a divider or a blank sheet."""
    if is_no_paper(document):
        return "、".join(title for part, title in NO_PAPER.items() if part in document.parts)
    return type_title(document.type, catalogue)


def is_no_paper(document: Document) -> bool:
    """Whether a document is known to be none: dividers and blank sheets need nobody's look."""
    kinds = set(document.parts)
    return document.type is None and bool(kinds) and kinds <= NO_PAPER.keys()


def type_title(key: str | None, catalogue: Catalogue) -> str:
    """Return the Chinese name of a document type."""
    if key is None:
        return "未识别的页面"
    known = catalogue.document_types.get(key)
    return known.title_zh if known else key


def _title_of(finding: Finding, catalogue: Catalogue) -> str:
    """The name of what this form does not ask for: that of an indicator, of another form, or of the family."""
    key = finding.indicator or ""
    if key in catalogue.indicators:
        return catalogue.title(key)
    labels = (table.field(key) for table in catalogue.tables.values())
    return next((field.label for field in labels if field), FAMILIES[finding.family])


def _row_title(indicator: str, report: Report) -> str | None:
    rows = (row for table in report.tables for row in table.rows if row.indicator == indicator)
    row = next(rows, None)
    return row.title_zh if row else None
