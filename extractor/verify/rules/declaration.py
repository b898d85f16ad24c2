"""The declaration of authenticity: present, complete, signed by the legal representative."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.case import Case
from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import agrees, shown, where
from models.field import FieldStatus, Value
from models.finding import Basis, Family, Finding, Severity
from models.kinds.text import text_key


@rule("DEC-01", Family.declaration, stage="declaration", basis=Basis.stated)
def dec_01(check: Check) -> Iterator[Finding]:
    """材料中应有真实性声明，由法定代表人签名。"""
    if check.case.field("declaration_text") is None:
        return  # the programme's form has no declaration of its own
    text, signature = (
        _found(check.case, "declaration_text"),
        _found(check.case, "declaration_signature"),
    )
    about = About(indicator="declaration_text", declared=text)
    if text is not None:
        yield check.passed(about, f"材料中有真实性声明{where(text)}。")
    elif check.case.form is None or not _is_on_form(check.case):
        missing = ["真实性声明所在的申请书或承诺书"]
        yield check.not_checked(about, "未读到真实性声明所在的表，未核对。", missing=missing)
    elif _on_pages(check.case) or check.case.has_unread_papers or _unreadable(check.case):
        yield check.review(about, "未读到完整的真实性声明，请对照原件确认。")
    else:
        yield check.failed(about, "申请书中没有真实性声明。")
    yield _signed(check, signature)


def _signed(check: Check, signature: Value | None) -> Finding:
    row = check.case.row("declaration_signature")
    seen = check.case.seen("declaration_signature")
    about = About(indicator="declaration_signature", declared=signature or seen)
    if signature is not None:
        return check.passed(about, f"真实性声明有签名{where(signature)}。")
    if row is None:
        text = "未读到真实性声明的签名处，未核对。"
        return check.not_checked(about, text, missing=["法定代表人签名"])
    if row.declared_status == FieldStatus.unreadable:
        return check.review(about, f"真实性声明的签名{where(seen)}未能读出，请对照原件确认。")
    if seen is not None and seen.place is not None and not doubt_of(seen):
        return check.failed(about, f"真实性声明的法定代表人签名处{where(seen)}空缺。")
    return check.review(about, "真实性声明未见法定代表人签名，请对照原件确认。")


@rule(
    "DEC-02", Family.declaration, stage="declaration", severity=Severity.warning, basis=Basis.stated
)
def dec_02(check: Check) -> Iterator[Finding]:
    """真实性声明应含规定的全部文字。"""
    text = _found(check.case, "declaration_text")
    about = About(indicator="declaration_text", declared=text)
    if text is None:
        yield check.not_checked(about, "未读到真实性声明，未核对其文字。", missing=["真实性声明"])
        return
    printed = _letters(text.value)
    lacking = [p for p in check.case.programme.declaration_phrases if _letters(p) not in printed]
    if not lacking:
        yield check.passed(about, "真实性声明的文字完整。")
        return
    quoted = "、".join(f"“{phrase}”" for phrase in lacking)
    yield check.review(about, f"真实性声明{where(text)}未读到{quoted}，请对照原件确认。")


@rule("DEC-03", Family.declaration, stage="declaration")
def dec_03(check: Check) -> Iterator[Finding]:
    """在真实性声明上签名的应为营业执照上的法定代表人。"""
    signature = _found(check.case, "declaration_signature")
    evidence = check.case.evidence("legal_representative")
    legal = evidence[0].value if evidence else check.case.declared("legal_representative")
    about = About(
        indicator="declaration_signature",
        declared=signature,
        evidence=(legal,) if legal else (),
    )
    if signature is None or legal is None:
        missing = ["法定代表人签名"] if signature is None else ["法定代表人姓名"]
        text = f"签名人未能核对：缺少{missing[0]}。"
        yield check.not_checked(about, text, missing=missing)
    elif agrees("text", signature, legal):
        yield check.passed(about, f"签名人{shown(signature)}为法定代表人。")
    else:
        text = (
            f"真实性声明的签名读作“{shown(signature)}”{where(signature)}，"
            f"法定代表人为“{shown(legal)}”{where(legal)}，手写签名识别没有把握，请人工核对。"
        )
        yield check.review(about, text, follows=check.found.cause(("legal_representative", None)))


def _is_on_form(case: Case) -> bool:
    """Whether the declaration is part of the application form, and no letter of its own."""
    section = case.spec.section_of("declaration_text")
    return section is not None and section.document_type in (None, case.spec.document_type)


def _found(case: Case, key: str) -> Value | None:
    """The value on the form, else on a separate commitment letter."""
    value = case.declared(key)
    if value is not None:
        return value
    for record in case.of_type("commitment_letter"):
        field = record.get(key)
        if field and field.value:
            return field.reading
    return None


def _on_pages(case: Case) -> bool:
    return any("真实性声明" in "".join(page.text.split()) for page in case.pages)


def _unreadable(case: Case) -> bool:
    """Whether something stands where the declaration belongs that could not be read."""
    row = case.row("declaration_text")
    return row is not None and row.declared_status == FieldStatus.unreadable


def _letters(text: str) -> str:
    return "".join(c for c in text_key(text) if c.isalnum())
