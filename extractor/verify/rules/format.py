"""Format: length limits, single choices, seals."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.misread import SHAKY_CONFIDENCE, doubt_of
from extractor.verify.names import Holder, differing_characters, judge_holder
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import number, options_of, shown, where
from models.finding import Basis, Family, Finding, Severity

SEALS = (
    ("cover_seal", "cover_seal_text", "封面“企业名称（盖章）”处"),
    ("declaration_seal", "declaration_seal_text", "真实性声明“（企业公章）”处"),
)
RECOMMENDER_SEALS = (
    ("cover_recommender_seal", "封面“推荐单位（盖章）”处"),
    ("review_seal", "初核推荐“推荐单位（公章）”处"),
)
_CLEARLY = 1.1
"""Share of the limit above which doubtful characters no longer matter."""

_SLACK = 3
"""Characters over the limit that uncertain reading of punctuation and blanks explains."""


@rule("FMT-01", Family.form, stage="format", severity=Severity.warning, basis=Basis.stated)
def fmt_01(check: Check) -> Iterator[Finding]:
    """文字栏目不应超过申请书限定的字数。"""
    for field in check.case.spec.fields:
        value = check.case.declared(field.key)
        if field.max_length is None or value is None:
            continue
        length = len("".join(value.value.split()))
        about = About(indicator=field.key, declared=value)
        text = f"“{field.label}”{where(value)}共{length}字，限{field.max_length}字"
        if length <= field.max_length:
            yield check.passed(about, f"{text}，未超过。")
        elif length <= field.max_length * _CLEARLY and (
            length <= field.max_length + _SLACK or doubt_of(value)
        ):
            yield check.review(about, f"{text}，略有超出或识别不确定，请人工确认。")
        else:
            yield check.failed(about, f"{text}，超过限定字数。")


@rule("FMT-02", Family.form, stage="format", basis=Basis.stated)
def fmt_02(check: Check) -> Iterator[Finding]:
    """封面和真实性声明应加盖申请企业公章，印章名称应为申请企业。"""
    for key, text_key, place in SEALS:
        yield _seal(check, key, text_key, place)
    if check.case.declared("review_opinion") is not None:
        yield from _recommender_seals(check)


def _recommender_seals(check: Check) -> Iterator[Finding]:
    """A recommendation that was filled in carries the recommender's seal."""
    for key, place in RECOMMENDER_SEALS:
        present = check.case.declared(key)
        if present is not None and present.value != "是":
            about = About(indicator=key, declared=present)
            text = f"已填写推荐意见，但{place}{where(present)}未见推荐单位印章，请人工确认。"
            yield check.review(about, text)


def _seal(check: Check, key: str, text_key: str, place: str) -> Finding:
    present, name = check.case.declared(key), check.case.declared(text_key)
    about = About(indicator=key, declared=present, evidence=(name,) if name else ())
    if present is None:
        text = f"{place}是否盖章未能判断，请对照原件确认。"
        return check.not_checked(about, text, missing=[f"{place}的印章"])
    if present.value != "是":
        text = f"{place}{where(present)}未见印章"
        if doubt_of(present):
            return check.review(about, f"{text}，但有无印章的判断没有把握，请对照原件确认。")
        return check.failed(about, f"{text}。")
    if name is None or not check.case.names:
        return check.review(about, f"{place}{where(present)}有印章，印章文字未能读出，请人工核对。")
    judged = judge_holder(name, check.case.names)
    if judged is Holder.applicant:
        return check.passed(about, f"{place}的印章为“{shown(name)}”，与申请企业一致。")
    own = shown(check.case.names[0])
    text = (
        f"{place}的印章读作“{shown(name)}”{where(name)}，与申请企业“{own}”不一致"
        f"{differing_characters(shown(name), own)}"
    )
    if judged is Holder.perhaps or name.confidence < SHAKY_CONFIDENCE or doubt_of(name):
        return check.review(about, f"{text}，印章文字识别没有把握，请人工核对。")
    return check.failed(about, f"{text}。")


@rule("FMT-06", Family.form, stage="format", severity=Severity.info)
def fmt_06(check: Check) -> Iterator[Finding]:
    """单选项目只应勾选一项，列举项目不应超过限定个数。"""
    for field in check.case.spec.fields:
        for period in field.periods or (None,):
            value = check.case.declared(field.key, period)
            if value is None:
                continue
            limit = 1 if field.kind in ("choice", "bool") else field.max_rows
            if limit is None:
                continue
            count = len(options_of(value))
            about = About(indicator=field.key, period=period, declared=value)
            text = (
                f"“{field.label}”限选（填）{limit}项，实有{count}项：{shown(value)}{where(value)}"
            )
            if count <= limit:
                yield check.passed(about, f"“{field.label}”填写项数符合要求。")
            elif reason := doubt_of(value):
                yield check.review(about, f"{text}；但{reason}，请对照原件确认。")
            else:
                yield check.failed(about, f"{text}，超过限定。")


@rule("FMT-05", Family.form, stage="format", severity=Severity.warning)
def fmt_05(check: Check) -> Iterator[Finding]:
    """比例栏应在合理范围：市场占有率、资产负债率以外的占比为0至100。"""
    keys = ("market_share", "main_product_revenue_ratio", "rd_staff_ratio", "rd_expense_ratio")
    kept = 0
    for key in keys:
        field = check.case.field(key)
        for period in field.periods if field else ():
            value = check.case.declared(key, period)
            amount = number(value)
            if value is None or amount is None:
                continue
            about = About(indicator=key, period=period, declared=value)
            if 0 <= amount <= 100:
                kept += 1
                continue
            cause = check.found.cause((key, period))
            text = f"{period}年{check.case.title(key)}填报{shown(value)}{where(value)}，不在0至100%之间，请对照原件确认。"
            yield check.review(about, text, follows=cause)
    if kept:
        yield check.passed(About(), f"有{kept}个比例在合理范围之内。")
