"""Invented values for a specimen: companies, people, numbers, days and amounts drawn from a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from golden_docs.maker.amounts import day_small, day_zh
from golden_docs.maker.codes import make_uscc, patent_number
from golden_docs.maker.vocabulary import REGIONS, STREETS, people

_WORDS = (
    "澄屿",
    "霁川",
    "栖梧",
    "沧岭",
    "溯光",
    "芷汀",
    "朔泉",
    "璞岳",
    "翊澜",
    "槿禾",
    "砚池",
    "瀚朴",
)
_TRADES = (
    "精密机械",
    "智能装备",
    "新材料",
    "电气科技",
    "生物技术",
    "测控仪器",
    "环保设备",
    "光电技术",
)
_FORMS = ("有限公司", "股份有限公司", "有限责任公司")
_PRODUCTS = (
    "高温压力传感器", "低电感叠层母排", "精密滚珠丝杠副", "特种陶瓷轴承", "工业内窥检测仪",
    "在线水质分析仪", "耐蚀合金阀门", "伺服驱动控制器",
)  # fmt: skip
_TOKEN = re.compile(r"\{([a-z_]+[0-9]?)(?: ([^{}]*))?\}")
_SHIFT = re.compile(r"^([a-z_]+)\+(\d+)y$")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def draw_values(
    templates: Mapping[str, str], text: str, rng: random.Random
) -> tuple[dict[str, str], str]:
    """The values of all templates, and the text with its own words drawn: one word is the same in all.

    Days are ISO dates, amounts plain decimals in 元. Raises KeyError for an unknown word.
    """
    words = _words(rng)
    values: dict[str, str] = {}
    for key, template in templates.items():
        values[key] = _TOKEN.sub(lambda match: _draw(match, words, values, rng), template)
    return values, _TOKEN.sub(lambda match: _draw(match, words, values, rng), text)


def _words(rng: random.Random) -> dict[str, str]:
    region = rng.choice(REGIONS)
    first, second, third = rng.sample(_WORDS, 3)
    trades = rng.sample(_TRADES, 3)
    city = region.city.removesuffix("市")
    names = people(rng, 5)
    products = rng.sample(_PRODUCTS, 2)
    return {
        "company": city + first + trades[0] + rng.choice(_FORMS),
        "company2": second + trades[1] + rng.choice(_FORMS),
        "company3": third + trades[2] + "集团" + rng.choice(_FORMS),
        "brand": first,
        "province": region.province,
        "city": region.city,
        "district": region.district,
        "authority": region.industry_office,
        "science": region.authorities[0],
        "registrar": region.registrar,
        "address": f"{region.province}{region.city}{region.district}{rng.choice(STREETS)}{rng.randint(3, 399)}号",
        "person": names[0],
        "person2": names[1],
        "person3": names[2],
        "person4": names[3],
        "product": products[0],
        "product2": products[1],
        "uscc": make_uscc(region.code, rng),
        "uscc2": make_uscc(region.code, rng),
    }


def _draw(
    match: re.Match[str], words: Mapping[str, str], values: Mapping[str, str], rng: random.Random
) -> str:
    name, argument = match[1], match[2] or ""
    maker = _MAKERS.get(name)
    if maker is not None:
        return maker(argument, values, rng)
    return words[name]


def _digits(argument: str, _: Mapping[str, str], rng: random.Random) -> str:
    return "".join(rng.choice("0123456789") for _ in range(int(argument)))


def _day(argument: str, _: Mapping[str, str], rng: random.Random) -> str:
    first, _sep, last = argument.partition("-")
    return date(
        rng.randint(int(first), int(last or first)), rng.randint(1, 12), rng.randint(1, 28)
    ).isoformat()


def _after(argument: str, values: Mapping[str, str], rng: random.Random) -> str:
    """`key+3y`: the day before the same day three years later."""
    shift = _SHIFT.match(argument)
    if shift is None:
        raise ValueError(f"not a shift of years: {argument}")
    start = date.fromisoformat(values[shift[1]])
    return (start.replace(year=start.year + int(shift[2])) - timedelta(days=1)).isoformat()


def _amount(argument: str, _: Mapping[str, str], rng: random.Random) -> str:
    size = int(argument)
    return f"{rng.randint(10 ** (size - 1), 10**size - 1)}.{rng.randint(11, 99)}"


def _whole(argument: str, _: Mapping[str, str], rng: random.Random) -> str:
    first, _sep, last = argument.partition("-")
    return str(rng.randint(int(first), int(last)))


def _pick(argument: str, _: Mapping[str, str], rng: random.Random) -> str:
    return rng.choice(argument.split("|"))


def _year_of(argument: str, values: Mapping[str, str], _: random.Random) -> str:
    return values[argument][:4]


def _same(argument: str, values: Mapping[str, str], _: random.Random) -> str:
    return values[argument]


def _patent(argument: str, values: Mapping[str, str], rng: random.Random) -> str:
    kind, _sep, key = argument.partition(" ")
    return patent_number(int(values[key][:4]), int(kind), rng.randint(100_000, 999_999))


_MAKERS: dict[str, Callable[[str, Mapping[str, str], random.Random], str]] = {
    "digits": _digits,
    "day": _day,
    "after": _after,
    "amount": _amount,
    "number": _whole,
    "pick": _pick,
    "year_of": _year_of,
    "patent": _patent,
    "same": _same,
}


def print_value(value: str, form: str) -> str:
    """A value as it is printed: days `zh`, `zh0`, `dot`, `dash`, `slash`, `small`, `month`; amounts `group`, `wan`, `capitals`; codes `spaced`."""
    if form in ("group", "wan", "capitals"):
        return _print_amount(Decimal(value), form)
    if form == "run":
        return value.replace(" ", "")
    if form == "spaced":
        return value[:2] + " " + " ".join((value[2:6], value[6], value[7:]))
    day = date.fromisoformat(value)
    forms = {
        "zh": day_zh(day, padded=False),
        "zh0": day_zh(day),
        "small": day_small(day),
        "month": f"{day.year}年{day.month}月",
        "dot": f"{day:%Y.%m.%d}",
        "dash": f"{day:%Y-%m-%d}",
        "slash": f"{day:%Y/%m/%d}",
    }
    return forms[form]


def _print_amount(amount: Decimal, form: str) -> str:
    if form == "group":
        return f"{amount:,.2f}"
    if form == "wan":
        return f"{amount / 10_000:,.6f}".rstrip("0")
    return "".join(_CAPITALS[int(d)] for d in str(int(amount))) + "元整"
