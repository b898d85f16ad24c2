"""Completeness: required fields filled, papers that the notice asks for handed in."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.case import Case
from extractor.verify.rule import About, Check, clause_of, rule
from extractor.verify.tie_out import TARGETS
from extractor.verify.values import located, number, options_of, shown, titled, where
from models.catalogue.spec_programmes import RequiredEvidence
from models.catalogue.spec_tables import Required, TableField
from models.field import FieldStatus, Value
from models.finding import Basis, Family, Finding, Outcome, Severity


@rule("CMP-01", Family.completeness, stage="completeness")
def cmp_01(check: Check) -> Iterator[Finding]:
    """申请书的必填项目不应空缺。"""
    unseen = {table.id for table in check.case.forms_not_seen}
    findings = [
        _filled(check, field, period)
        for section in check.case.spec.sections
        for field in section.fields
        if section.form not in unseen
        if section.filled_by == "applicant" and field.printed and _is_required(check.case, field)
        for period in field.periods or (None,)
    ]
    if check.case.forms_not_seen:
        titles = [table.title_zh for table in check.case.forms_not_seen]
        text = f"材料中未见{'、'.join(f'《{t}》' for t in titles)}，未核对其中的项目。"
        yield check.not_checked(About(), text, missing=titles)
    filled = sum(finding.outcome is Outcome.passed for finding in findings)
    if filled:
        yield check.passed(About(), f"申请书有{filled}个必填项目已经填写。")
    yield from (finding for finding in findings if finding.outcome is not Outcome.passed)


def _is_required(case: Case, field: TableField) -> bool:
    return field.required or (field.required_if is not None and _claims(case, field.required_if))


def _filled(check: Check, field: TableField, period: str | None) -> Finding:
    row = check.case.table.row(field.key, period)
    seen = check.case.seen(field.key, period)
    about = About(indicator=field.key, period=period, declared=seen)
    name = titled(field.label, period)
    if row is None or check.case.form is None:
        text = f"未读到申请书的“{name}”一栏，未核对是否填写。"
        return check.not_checked(about, text, missing=[f"申请书的{name}"])
    if row.declared_status in (FieldStatus.found, FieldStatus.not_applicable):
        return check.passed(about, f"“{name}”已填写。")
    if row.declared_status == FieldStatus.unreadable and seen is None:
        return check.review(about, f"未在申请书上找到“{name}”一栏，请对照原件确认。")
    if row.declared_status == FieldStatus.unreadable:
        return check.review(about, f"“{name}”{where(seen)}有填写内容但未能读出，请对照原件确认。")
    if seen is not None and seen.place is not None:
        return check.failed(about, f"申请书的“{name}”{where(seen)}未填写。")
    asked = located(check.case.asked(field.key, period))
    return check.review(about, f"申请书的“{name}”{asked}未读到内容，请对照原件确认是否空缺。")


@rule("CMP-02", Family.completeness, stage="completeness", basis=Basis.stated)
def cmp_02(check: Check) -> Iterator[Finding]:
    """材料中应有通知规定的申请书。"""
    if not check.case.prints_form:
        return
    kind = check.case.spec.document_type
    about = About(document_type=kind)
    title = check.case.spec.title_zh
    if check.case.has_document(kind):
        yield check.passed(about, f"材料中有{title}。")
    elif check.case.may_be_unseen(kind):
        yield check.review(about, f"未找到{title}，但有文件或页面未能读取，请人工确认。")
    elif _other_forms(check.case):
        yield check.review(about, f"材料中有别的申报表，未识别出{title}，请人工确认。")
    else:
        yield check.failed(about, f"材料中没有{title}。")


def _other_forms(case: Case) -> bool:
    """Whether other forms were handed in, one of which may hold what is looked for."""
    known = case.catalogue.document_types
    return any(d.type in known and known[d.type].role == "claim" for d in case.documents if d.type)


@rule("CMP-03", Family.completeness, stage="completeness", basis=Basis.stated)
def cmp_03(check: Check) -> Iterator[Finding]:
    """通知所列佐证材料应齐备；与填报内容对应的材料，只在填报了该项内容时要求。"""
    for required in check.case.programme.required_evidence:
        yield from _evidence(check, required)


def _evidence(check: Check, required: RequiredEvidence) -> Iterator[Finding]:
    case = check.case
    claimed = [claim for claim in required.if_claimed if _claims(case, claim)]
    if required.if_claimed and not claimed:
        return
    values = tuple(v for claim in claimed if (v := case.declared(claim.field)))
    about = About(
        document_type=required.any_of[0],
        declared=values[0] if values else None,
        evidence=values[1:],
    )
    work = Check(check.rule, case, check.found, clause_of(required.clause))
    title = f"“{required.title_zh}”"
    if case.has_document(*required.any_of):
        yield work.passed(about, f"材料中有{title}。")
        return
    because = ""
    if claimed:
        claims_zh = "、".join(
            f"{case.title(c.field)}{shown(case.declared(c.field))}" for c in claimed
        )
        because = f"申请书填报了{claims_zh}{where(values[0] if values else None)}，"
    if case.may_be_unseen(*required.any_of):
        yield work.review(about, f"{because}未找到{title}，但有文件或页面未能读取，请人工确认。")
    elif required.where_applicable:
        text = f"通知只要求有此情况的单位提供{title}，材料中未见，请人工确认是否适用。"
        yield work.not_checked(about, text, missing=[required.title_zh])
    elif not required.confirmed:
        yield work.review(about, f"材料中未找到通知所列的{title}，请人工确认。")
    else:
        yield work.failed(about, f"{because}材料中没有通知所列的{title}。")


def _claims(case: Case, claim: Required) -> bool:
    """Whether the applicant claims something: one of the values, or any but zero and no."""
    spec = case.field(claim.field)
    for period in spec.periods if spec and spec.periods else (None,):
        value = case.declared(claim.field, period)
        if value is not None and _is_claim(value, claim.one_of):
            return True
    return False


def _is_claim(value: Value, one_of: tuple[str, ...]) -> bool:
    if one_of:
        return bool(set(options_of(value)) & set(one_of))
    amount = number(value)
    return amount > 0 if amount is not None else value.value not in ("", "否", "无")


@rule("CMP-04", Family.completeness, stage="declared", severity=Severity.warning)
def cmp_04(check: Check) -> Iterator[Finding]:
    """填报了内容而通知没有指定佐证材料、材料中也没有佐证的，记为“无佐证”，不作缺件处理。"""
    listed = {kind for item in check.case.programme.required_evidence for kind in item.any_of}
    for field in check.case.spec.fields:
        types = {source.document_type for source in field.evidence}
        types |= {proof.document_type for proof in field.option_proofs}
        if not types or types & listed or check.case.has_document(*types) or not field.printed:
            continue
        for period in field.periods or (None,):
            value = check.case.declared(field.key, period)
            if value is None or not _is_claim(value, ()) or period in TARGETS:
                continue
            about = About(indicator=field.key, period=period, declared=value)
            name = titled(field.label, period)
            titles = "或".join(check.case.document_title(kind) for kind in sorted(types))
            text = f"“{name}”填报为{shown(value)}{where(value)}，材料中没有{titles}，无佐证。"
            yield check.not_checked(about, text, missing=[titles])
