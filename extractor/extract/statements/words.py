"""The words of statements: titles, heads of columns, dates and units, as Chinese papers print them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from extractor.extract.tables.unit_words import read_unit
from models.geometry import Place
from models.kinds.chinese_numerals import read_chinese_integer
from models.kinds.printed import fold_text, without_blanks


class Statement(StrEnum):
    """The three statements that are read, and the one that only ends another."""

    balance_sheet = "balance_sheet"
    income_statement = "income_statement"
    cash_flow_statement = "cash_flow_statement"
    equity_statement = "equity_statement"


class Title(NamedTuple):
    """A printed title: which statement, whose ("consolidated", "parent" or None), whether continued."""

    statement: Statement
    scope: str | None
    continued: bool


_NAMES = {
    "资产负债表": Statement.balance_sheet,
    "财务状况表": Statement.balance_sheet,
    "利润表": Statement.income_statement,
    "损益表": Statement.income_statement,
    "利润及利润分配表": Statement.income_statement,
    "现金流量表": Statement.cash_flow_statement,
    "所有者权益变动表": Statement.equity_statement,
    "股东权益变动表": Statement.equity_statement,
    "所有者权益(股东权益)变动表": Statement.equity_statement,
    "所有者权益(或股东权益)变动表": Statement.equity_statement,
    "所有者权益增减变动表": Statement.equity_statement,
    "股东权益增减变动表": Statement.equity_statement,
    "现金流量表补充资料": Statement.equity_statement,
}
_OWNERS = {"": None, "合并": "consolidated", "母公司": "parent", "公司": "parent"}
_TITLE = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.．]?)?(?:.{2,24}(?:公司|厂|院|所|中心))??"
    r"(?:\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?)?(?:小企业|一般企业)?"
    r"(?P<who>合并及(?:母)?公司|合并|母公司|公司|本公司|本部)?"
    rf"(?P<name>{'|'.join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))})"
    r"(?P<tail>(?:[-—(]*(?:合并|母公司|续表?\d?|[一二三四12]|未经审计|已?经?审计?|会(?:小)?企\d{2}表"
    r"|资产|负债[和及与]?(?:所有者|股东)权益)[)]*)*)"
)


def read_title(text: str) -> Title | None:
    """The statement whose title is all of a line, None for other lines."""
    bare = without_blanks(fold_text(text))
    match = _TITLE.fullmatch(bare)
    if match is None:
        return _near_title(bare)
    who, tail = match["who"] or "", match["tail"] or ""
    scope = None
    if "合并" in (who + tail) and "及" not in who:
        scope = "consolidated"
    elif "母公司" in tail or who in ("母公司", "公司", "本公司", "本部"):
        scope = "parent"
    return Title(_NAMES[match["name"]], scope, "续" in tail)


def _near_title(bare: str) -> Title | None:
    """A title with one misread character; only whole lines of that very length can be one."""
    for name, statement in _NAMES.items():
        for who, scope in _OWNERS.items():
            title = who + name
            if len(bare) == len(title) > 4:
                wrong = sum(a != b for a, b in zip(bare, title, strict=True))
                if wrong == 1 and len(name) > 3:
                    return Title(statement, scope, continued=False)
    return None


class Head(NamedTuple):
    """What the head of a column says.

    `role`: "label", "note", "line" (行次), "figure" or "other". For figures: `period` "current" or
    "previous" (None: the head names a date or nothing), `date` as printed ("2020", "2020-12"),
    `scope`, `measure` ("revenue", "cost", "month", "change", "ratio") and `unit` with its place.
    """

    role: str
    period: str | None = None
    date: str | None = None
    scope: str | None = None
    measure: str | None = None
    unit: str | None = None
    unit_place: Place | None = None


_LABEL = re.compile(
    r"项目|科目|资产|负债(?:[和及]|与)?(?:所有者|股东)?权益.*|.*名称|类别|产品|(?:报表)?项目(?:名称)?|报表科目"
)
_NOTE = re.compile(r"附注.{0,4}|注释.{0,2}|注|备注|附注编号|索引")
_LINE = re.compile(r"行次|行号|行数|序号|编号|行")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:年|[-./]|(?=度))?(?:度|(?P<month>\d{1,2})?(?:-(?P<last>\d{1,2})(?=月))?(?:月|[-./])?(?:\d{1,2}日?)?)?"
)
_CHINESE_YEAR = re.compile(r"[二一][〇○零0九][〇○零0一二三四五六七八九]{2}(?=年)")
_CHINESE_MONTH = re.compile(
    r"(?<=\d年)(?P<month>[一二三四五六七八九十]{1,3})月(?:(?P<day>[一二三四五六七八九十]{1,3})日)?"
)
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HEAD_WORDS = re.compile(
    r"[年度月日末期初余额金数合并母公司本上累计发生止至元()人民币万经审计已未:/、.—收入成-]*"
)
_CURRENT = re.compile(
    r"期末|年末|本期|本年|本月|当期|当年|报告期|本会计|末余额|期末余额|累计数|累计金额"
)
_PREVIOUS = re.compile(r"期初|年初|上期|上年|去年|上一?年度?|前期|比较|初余额")
_MEASURES = (
    ("change", re.compile(r"增减|变动(?!表)|增加|减少|同比|差额")),
    ("ratio", re.compile(r"比例|比率|占比|%|毛利率")),
    ("month", re.compile(r"本月|当月|上年同月")),
    ("revenue", re.compile(r"收入")),
    ("cost", re.compile(r"成本")),
    ("provision", re.compile(r"坏账|准备|账龄|折旧")),
)


def read_head(text: str) -> Head | None:
    """What the head of a column says, None when the words are not those of a head."""
    bare = without_blanks(fold_text(text)).strip(":")
    if not bare or len(bare) > 30 or "单位" in bare:
        return None
    for role, pattern in (("line", _LINE), ("note", _NOTE), ("label", _LABEL)):
        if pattern.fullmatch(bare):
            return Head(role)
    return _figure_head(bare)


def _figure_head(bare: str) -> Head | None:
    bare = _in_figures(bare)
    date = read_date(bare)
    if date and not _HEAD_WORDS.fullmatch(_DATE.sub("", bare, count=1)):
        return None
    previous, current = bool(_PREVIOUS.search(bare)), bool(_CURRENT.search(bare))
    measure = next((name for name, pattern in _MEASURES if pattern.search(bare)), None)
    scope = "consolidated" if "合并" in bare else "parent" if "公司" in bare else None
    words = re.search(r"金额|余额|数|发生额|合计", bare)
    if not (date or previous or current or measure or scope or words):
        return None
    if "上年年末" in bare or "上年末" in bare:
        previous, current = True, False
    period = None
    if not date:
        period = "previous" if previous else "current" if current else None
    return Head("figure", period, date, scope, measure, read_unit(bare))


def read_date(text: str) -> str | None:
    """The year (of a year or its last month) or the month that a date names: "2020", "2017-09"."""
    match = _DATE.search(_in_figures(without_blanks(fold_text(text))))
    if match is None:
        return None
    month = match["last"] or match["month"]
    if month is None or not 1 <= int(month) < 12:
        return match["year"]
    return f"{match['year']}-{int(month):02d}"


def _in_figures(bare: str) -> str:
    """Dates in Chinese characters (二〇二〇年六月三十日) as figures."""
    with_year = _CHINESE_YEAR.sub(lambda match: match[0].translate(_FIGURES), bare)
    return _CHINESE_MONTH.sub(_month_in_figures, with_year)


def _month_in_figures(match: re.Match[str]) -> str:
    month, day = (read_chinese_integer(match[part] or "") for part in ("month", "day"))
    if month is None or (match["day"] and day is None):
        return match[0]
    return f"{month}月{day}日" if day is not None else f"{month}月"


def is_date_line(text: str) -> bool:
    """Whether a line holds nothing but the date or period of a statement."""
    bare = _in_figures(without_blanks(fold_text(text)).strip("()"))
    return _DATE.fullmatch(bare) is not None
