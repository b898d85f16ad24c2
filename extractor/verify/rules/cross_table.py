"""Across sections and tables of the form: the same fact twice, the reviewer's sheet against the figures."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.verify.dates import first_day, full_years
from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.tree import Truth, evaluate
from extractor.verify.values import agrees, leading_digits, number, options_of, shown, where
from models.field import Value
from models.finding import Basis, Family, Finding, Severity
from models.kinds.text import text_key

ONLY_WHEN = (
    ("stock_code", "listing_status", "已上市"),
    ("listing_plan_stage", "listing_status", "有上市计划"),
    ("listing_venue", "listing_status", "有上市计划"),
    ("new_equity_financing", "equity_financing_received", "是"),
    ("siji_field", "siji_member", "是"),
    ("anchor_customers", "direct_supplier", "是"),
    ("national_major_project_name", "national_major_project", "是"),
    ("national_innovation_project_name", "national_innovation_project", "是"),
)
"""A field, the field it depends on, and the answer with which it may be filled."""


@rule("XTB-01", Family.cross_table, stage="cross_table")
def xtb_01(check: Check) -> Iterator[Finding]:
    """同一事实在申请书各处应一致：封面与基本情况的企业名称，行业大类与细分领域代码，选“否”的项目不应再填内容。"""
    yield from _cover_name(check)
    for flag in dict.fromkeys(flag for _, flag, _ in ONLY_WHEN):
        yield from _only_when(check, flag)
    yield from _industry(check)
    yield from _recommender(check)


def _industry(check: Check) -> Iterator[Finding]:
    """The two-digit code is the head of the four-digit code."""
    two, four = (check.case.declared(key) for key in ("industry_code_2", "industry_code_4"))
    code, fine = (leading_digits(value) for value in (two, four))
    if two is None or four is None or len(code) != 2 or len(fine) != 4:
        return
    about = About(indicator="industry_code_2", declared=two, evidence=(four,))
    text = (
        f"所属行业的两位数代码为“{shown(two)}”{where(two)}，"
        f"细分领域的四位数代码为“{shown(four)}”{where(four)}"
    )
    if fine.startswith(code):
        yield check.passed(about, f"{text}，两者一致。")
    else:
        cause = check.found.cause(("industry_code_2", None))
        yield check.differ(about, f"{text}，前两位不一致", kind="code", follows=cause)


def _recommender(check: Check) -> Iterator[Finding]:
    """The recommender's province is that of registration; cities of their own are left to IDN-06."""
    recommender = check.case.declared("cover_recommender")
    place = check.case.computed("registered_place") or check.case.declared("registered_place")
    if recommender is None or place is None:
        return
    regions = check.case.catalogue.regions
    printed = "".join(recommender.value.split())
    named, home = regions.by_name(printed), regions.by_name(place.value)
    if named is None or home is None or any(c.name_zh in printed for c in regions.cities):
        return
    about = About(indicator="cover_recommender", declared=recommender, evidence=(place,))
    text = f"推荐单位为“{shown(recommender)}”{where(recommender)}，企业注册地为{home.name_zh}"
    if named.code == home.code:
        yield check.passed(about, f"{text}，两者一致。")
        return
    cause = check.found.cause(("cover_recommender", None), ("registered_place", None))
    yield check.differ(about, f"{text}，两者不一致", kind="text", follows=cause)


def _cover_name(check: Check) -> Iterator[Finding]:
    cover, name = (check.case.declared(k) for k in ("cover_applicant_name", "applicant_name"))
    if cover is None or name is None:
        return
    about = About(indicator="cover_applicant_name", declared=cover, evidence=(name,))
    text = f"申请书封面的企业名称为“{shown(cover)}”{where(cover)}，基本情况为“{shown(name)}”{where(name)}"
    if agrees("company_name", cover, name):
        yield check.passed(about, f"{text}，两者一致。")
        return
    licence = [v for v in check.case.names if v not in (cover, name)]
    cause = check.found.cause(("applicant_name", None))
    yield check.differ(
        about, f"{text}，两者不一致", kind="company_name", supporting=licence, follows=cause
    )


def _only_when(check: Check, flag: str) -> Iterator[Finding]:
    """One finding for all fields that the answer of a flag allows or forbids to fill in."""
    chosen = check.case.declared(flag)
    filled = {
        field: value
        for field, name, _ in ONLY_WHEN
        if name == flag and (value := check.case.declared(field)) and number(value) != 0
    }
    if chosen is None or not filled:
        return
    answers = {field: answer for field, name, answer in ONLY_WHEN if name == flag}
    against = {f: v for f, v in filled.items() if answers[f] not in options_of(chosen)}
    listed = "，".join(
        f"“{check.case.title(f)}”填有{shown(v)}{where(v)}" for f, v in (against or filled).items()
    )
    values = tuple((against or filled).values())
    about = About(indicator=flag, declared=chosen, evidence=values)
    text = f"“{check.case.title(flag)}”选{shown(chosen)}{where(chosen)}，{listed}"
    doubts = (_strange(check, flag, chosen), *(doubt_of(value) for value in (chosen, *values)))
    reasons = [reason for reason in doubts if reason]
    if not against:
        yield check.passed(about, f"{text}，两者相符。")
    elif reasons:
        yield check.review(about, f"{text}，两者矛盾；但{reasons[0]}，请对照原件确认。")
    else:
        yield check.failed(about, f"{text}，两者矛盾。", severity=Severity.warning)


def _strange(check: Check, flag: str, chosen: Value) -> str | None:
    """Why what was read as an answer may be misread: the form prints no such option."""
    field = check.case.field(flag)
    printed = {text_key(option) for option in field.options} if field else set()
    if not printed or all(text_key(option) in printed for option in options_of(chosen)):
        return None
    return f"{shown(chosen)}不是申请书上印有的选项"


@rule("XTB-07", Family.cross_table, stage="cross_table", basis=Basis.stated)
def xtb_07(check: Check) -> Iterator[Finding]:
    """初核所勾分类应与上年度营业收入所属类别一致，必备指标项数应与所勾项数一致；同意推荐而不足6项的应说明。"""
    yield from _class(check)
    yield from _must_count(check)


def _class(check: Check) -> Iterator[Finding]:
    ticked = check.case.declared("review_class")
    stated = check.case.declared("review_class_statement")
    letter = ticked or stated
    if letter is None:
        text = "初核推荐未读到所勾分类，未核对。"
        yield check.not_checked(
            About(indicator="review_class"), text, missing=["初核推荐的分类指标"]
        )
        return
    by_revenue = list(_class_by_revenue(check, letter))
    yield from by_revenue
    if ticked and stated and options_of(ticked) != options_of(stated):
        text = f"分类指标勾选{shown(ticked)}{where(ticked)}，推荐意见写明{shown(stated)}{where(stated)}"
        about = About(indicator="review_class_statement", declared=stated, evidence=(ticked,))
        cause = next((f for f in by_revenue if f.is_discrepancy), None)
        yield check.differ(about, f"{text}，两者不一致", kind="choice", follows=cause)


def _class_by_revenue(check: Check, letter: Value) -> Iterator[Finding]:
    right, used = _right_class(check)
    about = About(indicator="review_class", declared=letter, evidence=used)
    if right is None:
        text = "缺少上年度营业收入的佐证，未核对所属分类。"
        yield check.not_checked(about, text, missing=["上年度营业收入"])
        return
    text = f"初核勾选分类{shown(letter)}{where(letter)}，按上年度营业收入应属{right}类"
    if right in options_of(letter):
        yield check.passed(about, f"{text}，两者一致。")
        return
    year = check.case.programme.base_year
    revenue = check.case.declared("operating_revenue", year)
    cause = check.found.cause(("operating_revenue", year))
    follows = (
        cause if cause and revenue and _class_of(check, revenue) in options_of(letter) else None
    )
    yield check.differ(about, f"{text}，两者不一致", kind="choice", follows=follows)


def _right_class(check: Check) -> tuple[str | None, tuple[Value, ...]]:
    """The letter whose class condition applies to the (audited) revenue."""
    for item in check.case.programme.review_sheet:
        for name in item.conditions:
            condition = check.case.programme.condition(name)
            if condition is None or condition.kind != "class" or condition.when is None:
                continue
            result = evaluate(condition.when, check.case)
            if result.truth in (Truth.holds, Truth.unsupported):
                return item.id, result.values
    return None, ()


def _class_of(check: Check, revenue: Value) -> str | None:
    """The letter whose class condition applies to the declared revenue."""
    for item in check.case.programme.review_sheet:
        for name in item.conditions:
            condition = check.case.programme.condition(name)
            if condition and condition.kind == "class" and condition.when:
                result = evaluate(condition.when, check.case, use_declared=True)
                if revenue in result.values and result.truth in (Truth.holds, Truth.unsupported):
                    return item.id
    return None


def _must_count(check: Check) -> Iterator[Finding]:
    ticks, count = (check.case.declared(k) for k in ("review_must", "review_must_count"))
    opinion = check.case.declared("review_opinion")
    if ticks is None:
        return
    number_of_ticks = len(options_of(ticks))
    about = About(indicator="review_must_count", declared=count, evidence=(ticks,))
    if count is not None:
        text = f"推荐意见写明符合{shown(count)}{where(count)}，必备指标勾选{number_of_ticks}项{where(ticks)}"
        if number(count) == number_of_ticks:
            yield check.passed(about, f"{text}，两者一致。")
        elif reason := doubt_of(count) or doubt_of(ticks):
            yield check.review(about, f"{text}，两者不一致；但{reason}，请对照原件确认。")
        else:
            yield check.failed(about, f"{text}，两者不一致。")
    if opinion is not None and opinion.value == "同意" and number_of_ticks < 6:
        text = f"推荐意见为同意，而必备指标只勾选{number_of_ticks}项{where(ticks)}，请人工确认。"
        yield check.review(About(indicator="review_must", declared=ticks), text)


@rule("XTB-11", Family.cross_table, stage="cross_table", severity=Severity.warning)
def xtb_11(check: Check) -> Iterator[Finding]:
    """从事特定细分市场的时间不应长于企业成立以来的时间。"""
    declared = check.case.declared("niche_years")
    founded = _founded(check)
    about = About(
        indicator="niche_years", declared=declared, evidence=(founded,) if founded else ()
    )
    start, years = first_day(founded.value if founded else None), number(declared)
    if declared is None or founded is None or start is None or years is None:
        missing = ["从事该产品领域的时间"] if declared is None else ["成立日期"]
        text = f"从事该产品领域的时间未能与成立时间核对：缺少{missing[0]}。"
        yield check.not_checked(about, text, missing=missing)
        return
    age = full_years(start, max(check.case.reference_date, date(start.year, 1, 1)))
    text = f"从事该产品领域的时间填报{shown(declared)}{where(declared)}，企业成立于{shown(founded)}{where(founded)}，至基准日满{age}年"
    if years <= age + 1:
        yield check.passed(about, f"{text}，前者不长于后者。")
        return
    cause = check.found.cause(("registration_date", None))
    if reason := doubt_of(declared) or doubt_of(founded):
        yield check.review(about, f"{text}，前者长于后者；但{reason}，请对照原件确认。")
    else:
        yield check.failed(about, f"{text}，前者长于后者。", follows=cause)


def _founded(check: Check) -> Value | None:
    """The licence's date, else the declared one."""
    evidence = check.case.evidence("registration_date")
    return evidence[0].value if evidence else check.case.declared("registration_date")
