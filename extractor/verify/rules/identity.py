"""Identity: the form, the licence, the audit reports and the certificates speak of one enterprise."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.verify.causes import Candidate, explain, explain_words, named, told
from extractor.verify.figures import Slip
from extractor.verify.misread import doubt_of
from extractor.verify.names import Holder, judge_holder
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import agreement, shown, where
from models.field import DocumentRecord, Value
from models.finding import Cause, Family, Finding, Severity
from models.kinds import Agreement
from models.kinds.base import CHECK_DIGIT_FAILS
from models.kinds.uscc import USCC


class _Pair(NamedTuple):
    """One fact that stands on the form and on the licence."""

    indicator: str
    licence_field: str
    kind: str


FORM_AGAINST_LICENCE = (
    _Pair("applicant_name", "company_name", "company_name"),
    _Pair("uscc", "uscc", "uscc"),
    _Pair("legal_representative", "legal_representative", "text"),
    _Pair("registration_date", "establishment_date", "day"),
    _Pair("registered_capital", "registered_capital", "money"),
)


@rule("IDN-01", Family.identity, stage="identity")
def idn_01(check: Check) -> Iterator[Finding]:
    """申请书上的企业名称、统一社会信用代码、法定代表人、注册时间、注册资本应与营业执照一致。"""
    licence = next(iter(check.case.of_type("business_license")), None)
    for pair in FORM_AGAINST_LICENCE:
        declared = check.case.declared(pair.indicator)
        title = check.case.title(pair.indicator)
        about = About(indicator=pair.indicator, declared=declared)
        proof = _reading(licence, pair.licence_field)
        if declared is None or proof is None:
            missing = [f"申请书上的{title}"] if declared is None else []
            missing += [f"营业执照上的{title}"] if proof is None else []
            text = f"{title}未能核对：缺少{'、'.join(missing)}。"
            yield check.not_checked(about, text, missing=missing)
            continue
        yield _compare(check, pair, about, proof, document=licence)


def _compare(
    check: Check, pair: _Pair, about: About, proof: Value, *, document: DocumentRecord | None
) -> Finding:
    case, title = check.case, check.case.title(pair.indicator)
    declared = about.declared
    about = About(
        indicator=pair.indicator,
        declared=declared,
        evidence=(proof,),
        document=document.document if document else None,
    )
    if declared is None:
        raise ValueError("a comparison needs a declared value")
    sides = (
        f"申请书为“{shown(declared)}”{where(declared)}，营业执照为“{shown(proof)}”{where(proof)}"
    )
    result = agreement(pair.kind, declared, proof)
    if result in (Agreement.agree, Agreement.agree_within_step):
        return check.passed(about, f"{title}与营业执照一致：{shown(declared)}。")
    if result is Agreement.cannot_compare:
        return check.review(about, f"{title}的单位或形式不同，不能直接比较：{sides}，请人工确认。")
    supporting = _other_readings(check, pair.indicator) if pair.kind == "company_name" else ()
    if pair.indicator == "applicant_name" and case.has_document("name_change_proof"):
        return check.review(about, f"{title}不一致：{sides}；材料中有更名证明，请人工确认。")
    slip = _slip(pair.kind, declared, proof, document)
    text = told(f"{title}不一致：{sides}", slip)
    return named(check.differ(about, text, kind=pair.kind, supporting=supporting), slip)


def _slip(kind: str, declared: Value, proof: Value, licence: DocumentRecord | None) -> Slip | None:
    """What explains exactly that the form differs from the licence."""
    if kind == "money":
        return explain(kind, declared, proof)
    if kind == "day":
        other = _reading(licence, "issue_date")
        others = [Candidate(Cause.other_date, other, "营业执照的发照日期")] if other else []
        return explain(kind, declared, proof, others)
    return explain_words(declared, proof)


def _other_readings(check: Check, indicator: str) -> tuple[Value, ...]:
    """The applicant's name on papers of others: audit reports and certificates."""
    if indicator != "applicant_name":
        return ()
    fields = [report.record.get("audited_entity") for report in check.case.reports]
    fields += [item.record.get(item.type.holder or "") for item in check.case.certificates]
    return tuple(field.reading for field in fields if field and field.value and field.reading)


@rule("IDN-02", Family.identity, stage="identity")
def idn_02(check: Check) -> Iterator[Finding]:
    """统一社会信用代码为18位，末位为按 GB 32100-2015 计算的校验码。"""
    declared = check.case.declared("uscc")
    about = About(indicator="uscc", declared=declared)
    if declared is None:
        text = "申请书上未读到统一社会信用代码，未核对校验码。"
        yield check.not_checked(about, text, missing=["申请书上的统一社会信用代码"])
        return
    read = USCC.read(declared.value)
    if read is not None and read.note != CHECK_DIGIT_FAILS:
        yield check.passed(about, f"统一社会信用代码{shown(declared)}的校验码正确。")
        return
    cause = check.found.cause(("uscc", None))
    text = (
        f"申请书上的统一社会信用代码“{shown(declared)}”{where(declared)}不符合编码规则或校验码不符"
    )
    licence = next(iter(check.case.of_type("business_license")), None)
    proof = _reading(licence, "uscc")
    same = proof is not None and proof.value == declared.value
    if cause is None and (same or doubt_of(declared) is None):
        yield check.review(about, f"{text}，可能是填写或识别错误，请对照原件确认。")
        return
    yield check.differ(about, text, kind="uscc", follows=cause)


@rule("IDN-07", Family.identity, stage="identity")
def idn_07(check: Check) -> Iterator[Finding]:
    """审计报告的被审计单位、证书上的统一社会信用代码应为申请企业。"""
    case = check.case
    if not case.names:
        text = "营业执照和申请书上均未读到企业名称，未核对各份材料是否属于同一企业。"
        yield check.not_checked(About(indicator="applicant_name"), text, missing=["企业名称"])
        return
    for record in case.of_type("audit_report"):
        yield from _audited_entity(check, record)
    yield from _foreign_codes(check)


def _audited_entity(check: Check, record: DocumentRecord) -> Iterator[Finding]:
    entity, name = _reading(record, "audited_entity"), check.case.names[0]
    about = About(
        indicator="applicant_name",
        document_type="audit_report",
        document=record.document,
        declared=name,
        evidence=(entity,) if entity else (),
    )
    if entity is None:
        text = "审计报告上未读到被审计单位，未核对是否为申请企业。"
        yield check.not_checked(about, text, missing=["审计报告的被审计单位"])
        return
    judged = judge_holder(entity, check.case.names)
    if judged is Holder.applicant:
        yield check.passed(about, f"审计报告的被审计单位为申请企业：{shown(entity)}。")
        return
    text = (
        f"审计报告的被审计单位为“{shown(entity)}”{where(entity)}，与申请企业“{shown(name)}”不一致"
    )
    if judged is Holder.perhaps or check.case.has_document("name_change_proof"):
        yield check.review(about, f"{text}，请人工确认是否为同一企业。")
    else:
        yield check.differ(about, text, kind="company_name")


def _foreign_codes(check: Check) -> Iterator[Finding]:
    """Credit codes on certificates that are not the licence's."""
    licence = next(iter(check.case.of_type("business_license")), None)
    own = _reading(licence, "uscc") or check.case.declared("uscc")
    if own is None:
        return
    for item in check.case.certificates:
        code = _reading(item.record, "uscc")
        if item.type.key == "business_license" or code is None or len(code.value) != 18:
            continue
        about = About(
            indicator="uscc",
            document_type=item.type.key,
            document=item.record.document,
            declared=own,
            evidence=(code,),
        )
        if code.value == own.value:
            yield check.passed(about, f"{item.type.title_zh}上的统一社会信用代码与申请企业一致。")
            continue
        text = (
            f"{item.type.title_zh}上的统一社会信用代码为“{shown(code)}”{where(code)}，"
            f"申请企业为“{shown(own)}”"
        )
        cause = check.found.cause(("uscc", None))
        yield check.differ(about, text, kind="uscc", follows=cause, severity=Severity.warning)


def _reading(record: DocumentRecord | None, key: str) -> Value | None:
    field = record.get(key) if record else None
    return field.reading if field and field.value else None
