"""Validity: certificates in force on the reference date, held by the applicant, granted, no duplicates."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.verify.certificates import Certificate, Standing
from extractor.verify.dates import add_years, chinese, first_day
from extractor.verify.matching import matches
from extractor.verify.misread import doubt_of
from extractor.verify.names import Holder, judge_holder
from extractor.verify.registers import Entry, transfer_in
from extractor.verify.reliance import is_relied_on
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import shown, where
from models.field import Value
from models.finding import Basis, Family, Finding, Severity
from models.kinds.patent_number import patent_type_of

_TERM = (Standing.expired, Standing.not_yet)


@rule("VAL-01", Family.validity, stage="validity", basis=Basis.stated)
def val_01(check: Check) -> Iterator[Finding]:
    """证书在基准日应在有效期内；过期的不计入。"""
    on = chinese(check.case.reference_date)
    for item in check.case.certificates:
        if item.type.validity is None or item.standing in (Standing.foreign, Standing.duplicate):
            continue
        about = _about(item)
        if item.standing in _TERM:
            yield _not_counted(check, about, item, f"{item.name}{item.reason}，不计入")
        elif item.status is not None:
            continue  # told with the patent (VAL-03)
        elif item.standing is Standing.doubtful and item.until is not None:
            text = f"{item.name}{item.reason}，但日期识别没有把握，请对照原件确认。"
            yield check.review(about, text)
        elif item.standing is Standing.doubtful and item.reason == "未读到有效期限":
            text = f"{item.name}未读到有效期限，不能判断在{on}是否有效，请对照原件确认。"
            yield check.not_checked(about, text, missing=[f"{item.type.title_zh}的有效期限"])
        elif item.until is not None:
            days = (item.until - check.case.reference_date).days
            text = f"{item.name}有效期至{chinese(item.until)}，在基准日{on}有效（余{days}天）。"
            yield check.passed(about, text)


def _not_counted(check: Check, about: About, item: Certificate, text: str) -> Finding:
    """An error where a claim leans on the certificate; else it is only left out of the count."""
    if is_relied_on(check.case, item):
        return check.failed(about, f"{text}。")
    text = f"{text}；其余有效证书已足以证明所填内容，或者申请书没有填报这一项。"
    return check.failed(about, text, severity=Severity.info)


@rule("VAL-02", Family.validity, stage="validity", basis=Basis.stated)
def val_02(check: Check) -> Iterator[Finding]:
    """证书的持有人应为申请企业；持有人为他人的不计入。"""
    for item in check.case.certificates:
        if item.type.holder is None or item.type.key == "business_license":
            continue
        about = _about(item)
        if item.standing is Standing.foreign:
            text = f"{item.name}的{item.reason}{where(item.grounds[0])}，不计入"
            yield _not_counted(check, about, item, text)
        elif item.standing is Standing.doubtful and "持有人" in item.reason:
            yield check.review(about, f"{item.name}{item.reason}，请对照原件确认。")


@rule("VAL-03", Family.validity, stage="validity", basis=Basis.stated)
def val_03(check: Check) -> Iterator[Finding]:
    """专利应已授权：以专利证书为准，受理通知书不计入；专利号的类型位应与证书类型一致，授权日不早于申请日。"""
    for record in check.case.of_type("patent_acceptance_notice"):
        field = record.get("application_number")
        mark = field.reading if field and field.value else None
        about = About(
            document_type="patent_acceptance_notice",
            document=record.document,
            evidence=(mark,) if mark else (),
        )
        number = f"（申请号{shown(mark)}）" if mark else ""
        text = f"专利申请受理通知书{number}{where(mark)}不是授权证明，不计入有效专利。"
        yield check.passed(about, text, severity=Severity.info)
    for item in check.case.certificates:
        if item.type.key == "patent_certificate":
            yield from _patent(check, item)


def _patent(check: Check, item: Certificate) -> Iterator[Finding]:
    number, kind = _reading(item, "patent_number"), _reading(item, "patent_type")
    about = _about(item)
    if number is None:
        text = f"专利证书未读到专利号{where(item.mark)}，未核对。"
        yield check.not_checked(about, text, missing=["专利号"])
        return
    stated = patent_type_of(number.value)
    if kind is not None and stated is not None and stated.value not in kind.value:
        text = (
            f"{item.name}的证书类型为“{shown(kind)}”，而专利号表示的类型为{stated.value}，"
            "请对照原件确认。"
        )
        yield check.review(about, text)
        return
    if item.status is not None and item.standing is Standing.doubtful:
        yield check.review(about, f"{item.name}{item.reason}，请确认在基准日是否有效。")
        return
    filed, granted = _reading(item, "filing_date"), _reading(item, "grant_date")
    first, second = (first_day(v.value) if v else None for v in (filed, granted))
    if first and second and second < first:
        text = f"{item.name}的授权公告日{shown(granted)}早于申请日{shown(filed)}，请对照原件确认。"
        yield check.review(about, text)
        return
    yield check.passed(about, f"{item.name}为已授权的{stated.value if stated else ''}专利。")


@rule("VAL-04", Family.validity, stage="validity", severity=Severity.info)
def val_04(check: Check) -> Iterator[Finding]:
    """受让取得的专利应有国家知识产权局的专利登记簿副本或转让文书；取得不足一年的予以注明。"""
    for item in check.case.certificates:
        if item.type.key != "patent_certificate" or item.standing is not Standing.valid:
            continue
        entry = transfer_in(item.entries)
        if entry is not None and entry.former is not None and entry.is_registered:
            yield _transferred(check, item, entry)
        elif entry is not None and not entry.is_registered:
            text = (
                f"{item.name}有{entry.name}{where(entry.number)}，材料中没有国家知识产权局的"
                "专利登记簿副本或手续合格通知书，请确认现专利权人。"
            )
            yield check.review(_about(item), text)
        elif entry is None and (first := _another_at_filing(check, item)) is not None:
            text = (
                f"{item.name}申请时的申请人为“{shown(first)}”{where(first)}，现专利权人为申请企业，"
                "材料中没有专利登记簿副本或转让文书，请确认专利的来源。"
            )
            yield check.review(_about(item), text)


def _transferred(check: Check, item: Certificate, entry: Entry) -> Finding:
    """A transfer that is documented; one of less than a year ago is named as such."""
    day = first_day(entry.day.value if entry.day else None)
    values = tuple(value for value in (entry.former, entry.holder, entry.day) if value)
    about = replace(_about(item), evidence=values)
    text = f"{item.name}由“{shown(entry.former)}”转让给申请企业{where(entry.former)}"
    text += f"，办理日期为{chinese(day)}" if day else "，未读到办理日期"
    if day and day <= check.case.reference_date < add_years(day, 1):
        text += "，距基准日不足一年"
    return check.passed(about, f"{text}。")


def _another_at_filing(check: Check, item: Certificate) -> Value | None:
    """The applicant at filing where that was surely another."""
    first = _reading(item, "applicant_at_filing")
    if first is None or doubt_of(first) is not None:
        return None
    return first if judge_holder(first, check.case.names) is Holder.other else None


@rule(
    "XAP-04",
    Family.cross_application,
    stage="validity",
    severity=Severity.warning,
    basis=Basis.implied,
)
def xap_04(check: Check) -> Iterator[Finding]:
    """同一证书在一份材料中只计一次。"""
    for item in check.case.certificates:
        if item.standing is Standing.duplicate:
            text = f"{item.name}与材料中另一份证书编号相同，只计一次，请确认是否重复提交。"
            yield check.review(_about(item), text)


def _reading(item: Certificate, key: str) -> Value | None:
    field = item.record.get(key)
    return field.reading if field and field.value else None


def _about(item: Certificate) -> About:
    """What a finding about one certificate is about: its type, and the indicator it would prove."""
    return About(
        indicator=_proved_by(item),
        document_type=item.type.key,
        document=item.record.document,
        evidence=tuple(v for v in dict.fromkeys((item.mark, *item.grounds)) if v is not None),
    )


def _proved_by(item: Certificate) -> str | None:
    """The first indicator that this very certificate proves by being there."""
    for proof in item.type.proves:
        if (
            proof.how in ("count_of_valid", "presence")
            and matches(item.record, proof.where) is not False
        ):
            return proof.indicator
    return None
