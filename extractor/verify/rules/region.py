"""Region, recommender, size class and industry: what the registration of the enterprise implies."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.rule import About, Check, rule
from extractor.verify.values import leading_digits, shown, where
from models.catalogue.spec_lookups import City, Region
from models.field import Value
from models.finding import Basis, Family, Finding, Severity


@rule("IDN-05", Family.identity, stage="identity", basis=Basis.stated)
def idn_05(check: Check) -> Iterator[Finding]:
    """所在省份应与营业执照的登记地（统一社会信用代码第3至8位、住所）一致。"""
    declared = check.case.declared("registered_place")
    computed = check.case.computed("registered_place")
    about = About(indicator="registered_place", declared=declared, computed=computed)
    regions = check.case.catalogue.regions
    if declared is None or computed is None:
        missing = ["申请书上的所在省份"] if declared is None else ["营业执照的统一社会信用代码"]
        yield check.not_checked(about, f"所在省份未能核对：缺少{missing[0]}。", missing=missing)
        return
    stated = regions.by_name(declared.value)
    city = next((c for c in regions.cities if declared.value.startswith(c.name_zh[:2])), None)
    if stated is None and city is not None:
        stated = regions.region(city.codes[0])
    if stated is None:
        text = f"所在省份“{shown(declared)}”不是省级行政区名称，请人工确认。"
        yield check.review(about, text)
    elif stated.name_zh == computed.value:
        yield check.passed(about, f"所在省份{shown(declared)}与登记地{computed.value}一致。")
    else:
        text = (
            f"申请书的所在省份为“{shown(declared)}”{where(declared)}，"
            f"而统一社会信用代码“{shown(computed)}”的登记地属{computed.value}"
        )
        about = About(
            indicator="registered_place", declared=declared, evidence=(computed,), computed=computed
        )
        yield check.differ(about, text, kind="text", follows=check.found.cause(("uscc", None)))


@rule("IDN-06", Family.identity, stage="identity", basis=Basis.stated)
def idn_06(check: Check) -> Iterator[Finding]:
    """推荐单位应为申请企业注册所在地的省级中小企业主管部门，计划单列市和新疆生产建设兵团单独推荐。"""
    recommender = check.case.declared("cover_recommender")
    place = check.case.computed("registered_place") or check.case.declared("registered_place")
    about = About(
        indicator="cover_recommender", declared=recommender, evidence=(place,) if place else ()
    )
    if recommender is None or place is None:
        missing = ["推荐单位"] if recommender is None else ["注册地"]
        yield check.not_checked(about, f"推荐单位未能核对：缺少{missing[0]}。", missing=missing)
        return
    own, own_city = _home(check, place)
    named, named_city = _named(check, recommender)
    if own is None or (named is None and named_city is None):
        text = (
            f"推荐单位“{shown(recommender)}”{where(recommender)}属于哪一地区不能确定，请人工确认。"
        )
        yield check.review(about, text)
    elif named_city is not None or own_city is not None:
        yield _judge_city(check, about, own_city, named_city)
    elif named is not None and named.code == own.code:
        yield check.passed(about, f"推荐单位{shown(recommender)}与注册地{own.name_zh}一致。")
    else:
        text = (
            f"推荐单位为“{shown(recommender)}”{where(recommender)}，而企业注册地为{own.name_zh}，"
            "不是注册所在地的主管部门"
        )
        cause = check.found.cause(("registered_place", None))
        yield check.differ(about, text, kind="text", follows=cause)


def _home(check: Check, place: Value) -> tuple[Region | None, City | None]:
    """The region, and the city with its own authority, in which the enterprise is registered."""
    regions = check.case.catalogue.regions
    code = check.case.declared("uscc")
    digits = code.value[2:8] if code and len(code.value) == 18 else ""
    return regions.by_name(place.value), regions.city(digits) if digits else None


def _named(check: Check, recommender: Value) -> tuple[Region | None, City | None]:
    regions = check.case.catalogue.regions
    text = "".join(recommender.value.split())
    city = next((c for c in regions.cities if c.name_zh in text or text in c.authorities), None)
    return regions.by_name(text), city


def _judge_city(check: Check, about: About, own: City | None, named: City | None) -> Finding:
    recommender = shown(about.declared)
    if own is not None and named is not None and own.name_zh == named.name_zh:
        return check.passed(about, f"推荐单位{recommender}与注册地{own.name_zh}一致。")
    place = own.name_zh if own else "其他地区"
    text = f"推荐单位为“{recommender}”，而企业注册在{place}，是否由其单独推荐请人工确认。"
    return check.review(about, text)


@rule("IDN-09", Family.identity, stage="arithmetic")
def idn_09(check: Check) -> Iterator[Finding]:
    """申请书勾选的企业规模应与按工信部联企业〔2011〕300号重新划分的结果一致。"""
    row = check.case.row("enterprise_size_class")
    declared = check.case.declared("enterprise_size_class")
    computed = check.case.computed("enterprise_size_class")
    about = About(indicator="enterprise_size_class", declared=declared, computed=computed)
    if declared is None or computed is None or row is None:
        missing = ["勾选的企业规模"] if declared is None else ["行业代码、从业人数或财务数据"]
        yield check.not_checked(about, f"企业规模未能核对：缺少{missing[0]}。", missing=missing)
        return
    if declared.value == computed.value:
        yield check.passed(about, f"企业规模勾选{shown(declared)}，{row.formula}。")
        return
    text = f"申请书勾选的企业规模为“{shown(declared)}”{where(declared)}，而{row.formula}"
    keys = ("employees", "industry_code_2", "industry_code_4")
    year = check.case.programme.base_year
    cause = check.found.cause(
        *((key, None) for key in keys), ("operating_revenue", year), ("total_assets", year)
    )
    used = tuple(v for key in ("employees", "industry_code_4") if (v := check.case.declared(key)))
    about = About(
        indicator="enterprise_size_class", declared=declared, evidence=used, computed=computed
    )
    follows = None if cause and cause.family is Family.declared_vs_evidence else cause
    yield check.differ(about, text, kind="choice", follows=follows)


@rule("IDN-10", Family.identity, stage="identity", severity=Severity.warning)
def idn_10(check: Check) -> Iterator[Finding]:
    """所属行业的两位数代码应为 GB/T 4754-2017 的大类，并等于四位数代码的前两位。"""
    two, four = check.case.declared("industry_code_2"), check.case.declared("industry_code_4")
    about = About(indicator="industry_code_2", declared=two, evidence=(four,) if four else ())
    code, fine = leading_digits(two), leading_digits(four)
    if two is None or not code:
        text = "未读到所属行业的两位数代码，未核对。"
        yield check.not_checked(about, text, missing=["所属行业的两位数代码"])
        return
    divisions = {item.code: item.name_zh for item in check.case.catalogue.divisions.divisions}
    name = divisions.get(code)
    if name is None:
        text = f"所属行业代码“{shown(two)}”{where(two)}不是 GB/T 4754-2017 的两位数大类代码"
        yield check.differ(about, text, kind="code")
    elif len(fine) != 4:
        text = f"所属行业代码{code}（{name}）存在，四位数代码未读到，未核对两者是否一致。"
        yield check.not_checked(about, text, missing=["具体细分领域的四位数代码"])
    elif fine.startswith(code):
        yield check.passed(about, f"所属行业{code}（{name}）与细分领域代码{fine}一致。")
    else:
        text = (
            f"所属行业代码{code}（{name}）{where(two)}与细分领域代码{fine}{where(four)}不属同一大类"
        )
        yield check.differ(about, text, kind="code")
