"""Cover and opinion of an audit report: title, number, firm, entity, kind of opinion, date, signers.

The words of the opinions are those of 中国注册会计师审计准则第1501、1502、1503号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.extract.statements.seen import Seen, bare, most_agreed, seen
from extractor.extract.tables.printed import visual_rows
from models.kinds.day import DAY
from models.page import PageText, TextLine

_TITLE = re.compile(r"(?:[\u4e00-\u9fff]{0,8})审计报告(?:书)?")
_PERIODIC = re.compile(  # of a listed company: 2020年年度报告, at the head of every page
    r"(?:[\u4e00-\u9fff()]{4,30}公司)?(?:19|20)\d{2}年(?:年度|半年度|中期|第[一二三四1-4]季度)报告(?:全文|正文|摘要)?"
)
_NUMBER = re.compile(
    r"[\u4e00-\u9fff()]{1,14}?[字审报证]?[(<]\d{4}[)>]\d*[\u4e00-\u9fffA-Za-z]{0,4}第?[A-Za-z]{0,4}[-\d]{2,}[A-Za-z]{0,3}[-\d]*号"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fff]{2,12}会计师事务所(?:[(](?:特殊)?(?:普通|有限)合伙[)]|有限(?:责任)?公司|股份有限公司)?"
)
_PARTNERSHIP = re.compile(r"[(](?:特殊)?(?:普通|有限)合伙[)]")
_ADDRESSEE = re.compile(
    r"(?P<name>[\u4e00-\u9fff()A-Za-z0-9·]{4,40}?(?:公司|厂|所|院|社|中心|企业|[(](?:有限|普通)合伙[)]))"
    r"(?:全体(?:股东|合伙人)|董事会|股东会|股东)[:、及]*(?:全体股东|董事会|管理层)?[:]?"
)
_ENTITY = re.compile(
    r"编制单位(?:[(]盖章[)])?:?(?P<name>[\u4e00-\u9fff()A-Za-z0-9·]{4,40}?)(?=金额|货币|计量|单位|(?:19|20)\d{2}年|[^\u4e00-\u9fff()A-Za-z0-9·]|$)"
)
_FILING = re.compile(
    r"(?:业务)?(?:报备|防伪|备案|验证|校验)(?:统一)?(?:编码|编号|号码|码|号)(?:为)?[:]?(?P<code>[0-9A-Za-z-]{6,40})?"
)
_SIGNER = re.compile(
    r"(?:中国)?注册会计师(?:[(][^()]*[)])?:?(?P<name>[\u4e00-\u9fff]{2,4})?(?:[(].*)?"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NOT_A_NAME = re.compile(r"会计|注册|中国|签名|盖章|合伙|项目|公司|事务|[年月日]|有限")
_FISCAL = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:度|12月31日)")
_DATE = re.compile(r"[二2][〇○零Oo0][^年]{2}年[^月]{1,3}月[^日曰]{1,4}[日曰]")
_HEADING = r"(?:[(]?[一二三四五六七八九\d]{1,2}[)]?[、.])?"
_OPINIONS = (
    (
        "无法表示意见",
        re.compile(rf"^{_HEADING}(?:形成)?无法表示意见(?:的基础)?$|我们不对后附的.*发表审计意见"),
    ),
    ("否定意见", re.compile(rf"^{_HEADING}(?:形成)?否定意见(?:的基础)?$|没有在所有重大方面")),
    (
        "保留意见",
        re.compile(
            rf"^{_HEADING}(?:形成)?保留意见(?:的基础)?$|除[“\"]?(?:形成保留意见|三、).{{0,20}}(?:所述|的影响)"
        ),
    ),
    ("带强调事项段的无保留意见", re.compile(rf"^{_HEADING}强调事项(?:段)?$")),
)
_UNQUALIFIED = re.compile(r"我们认为.*在所有重大方面|公允反映了")


def read_head(pages: Sequence[PageText], opinion: Sequence[PageText]) -> dict[str, Seen | None]:
    """Fields of cover and opinion by key; `opinion` are the pages before the first statement."""
    signed = opinion or pages
    return {
        "report_title": _first(_matching(signed, _TITLE)) or _first(_matching(pages, _PERIODIC)),
        "report_number": most_agreed(_matching(signed, _NUMBER, whole=False)),
        "audited_entity": _entity(pages, signed),
        "audit_firm": _firm(signed),
        "opinion_type": _opinion(opinion),
        "report_date": _report_date(opinion),
        "cpas": _signers(opinion),
        "filing_code": _filing_code(pages),
        "fiscal_year": fiscal_year(pages, signed),
        "firm_seal": _firm_seal(signed),
    }


def _matching(
    pages: Sequence[PageText], pattern: re.Pattern[str], *, whole: bool = True
) -> Iterator[Seen]:
    """Lines that the pattern matches, whole or in part, with what it matched."""
    for page in pages:
        for line in page.lines:
            text = bare(line.text)
            match = pattern.fullmatch(text) if whole else pattern.search(text)
            if match is not None:
                yield seen(match[0], line.text, page, [line])


def _first(readings: Iterator[Seen]) -> Seen | None:
    return next(readings, None)


def _entity(pages: Sequence[PageText], signed: Sequence[PageText]) -> Seen | None:
    """The addressee of the opinion and the 编制单位 of the statements: what most of them say."""
    readings = [_named(reading, _ADDRESSEE) for reading in _matching(signed, _ADDRESSEE)]
    readings += [_named(reading, _ENTITY) for reading in _matching(pages, _ENTITY, whole=False)]
    return most_agreed(reading for reading in readings if reading is not None)


def _named(reading: Seen, pattern: re.Pattern[str]) -> Seen | None:
    match = pattern.search(bare(reading.raw))
    return reading._replace(value=match["name"]) if match else None


def _firm(signed: Sequence[PageText]) -> Seen | None:
    """The firm that signs: its name, with the legal form where that stands on the next line."""
    readings: list[Seen] = []
    for page in signed:
        for line in page.lines:
            text = bare(line.text)
            match = _FIRM.fullmatch(text)
            if match is None:
                continue
            name, lines = match[0], [line]
            if not re.search(r"[)]$|公司$", name):
                form = _form_beside(line, page)
                if form is not None:
                    name, lines = name + bare(form.text), [line, form]
            readings.append(seen(name, "".join(part.text for part in lines), page, lines))
    full = [reading for reading in readings if re.search(r"[)]$|公司$", reading.value)]
    return most_agreed(full or readings)


def _form_beside(line: TextLine, page: PageText) -> TextLine | None:
    """（特殊普通合伙） right of a name or on the line below it."""
    for other in page.lines:
        if _PARTNERSHIP.fullmatch(bare(other.text)) is None:
            continue
        down = other.box.center[1] - line.box.center[1]
        overlaps = other.box.x0 < line.box.x1 and other.box.x1 > line.box.x0
        right = other.box.x0 >= line.box.x1 - line.box.height
        level = 0.6 * line.box.height
        if (abs(down) < level and right) or (overlaps and level <= down < 3 * line.box.height):
            return other
    return None


def _opinion(signed: Sequence[PageText]) -> Seen | None:
    """The kind of opinion by its headings; without a heading of another kind the unqualified words."""
    lines = [(page, line) for page in signed for line in page.lines]
    for name, pattern in _OPINIONS:
        for page, line in lines:
            if pattern.search(bare(line.text)):
                return seen(name, line.text, page, [line])
    for page, line in lines:
        if _UNQUALIFIED.search(bare(line.text)):
            return seen("标准无保留意见", line.text, page, [line])
    return None


def _report_date(signed: Sequence[PageText]) -> Seen | None:
    """The last full date that stands alone on a line of the opinion; covers print it too."""
    readings: list[Seen] = []
    for page in signed:
        for line in sorted(page.lines, key=lambda line: line.box.y0):
            text = bare(line.text)
            match = _DATE.search(text)
            parsed = DAY.read(match[0]) if match else None
            if parsed is not None and match is not None and len(text) - len(match[0]) <= 12:
                readings.append(seen(parsed.value, line.text, page, [line]))
    if not readings:
        return None
    last = readings[-1]
    agreed = sum(1 for reading in readings if reading.value == last.value) > 1
    return last._replace(doubts=()) if agreed else last


def _signers(signed: Sequence[PageText]) -> Seen | None:
    """The accountants who sign: names right of (or below) 中国注册会计师, in printed order."""
    found: list[Seen] = []
    for page in reversed(signed):
        labels = [line for line in page.lines if _SIGNER.fullmatch(bare(line.text))]
        with_colon = [line for line in labels if ":" in bare(line.text)]
        for label in sorted(with_colon or labels, key=lambda line: (line.box.y0, line.box.x0)):
            name = _name_at(label, page)
            if name is not None and all(name.value != other.value for other in found):
                found.append(name)
        if found:
            break
    if not found:
        return None
    doubts = tuple(dict.fromkeys(doubt for name in found for doubt in name.doubts))
    return found[0]._replace(
        value=";".join(name.value for name in found),
        raw=";".join(name.raw for name in found),
        confidence=min(name.confidence for name in found),
        doubts=doubts,
    )


def _name_at(label: TextLine, page: PageText) -> Seen | None:
    match = _SIGNER.fullmatch(bare(label.text))
    if match is not None and match["name"] and not _NOT_A_NAME.search(match["name"]):
        return seen(match["name"], label.text, page, [label])
    row = next(row for row in visual_rows(page.lines) if label in row)
    right = [line for line in row if line.box.x0 >= label.box.x1 - label.box.height]
    below = [
        line
        for line in page.lines
        if 0 < line.box.center[1] - label.box.center[1] < 3.5 * label.box.height
        and line.box.x1 > label.box.x0
    ]
    for line in (*right[:1], *sorted(below, key=lambda line: line.box.y0)):
        text = bare(line.text)
        if _NAME.fullmatch(text) and not _NOT_A_NAME.search(text):
            return seen(text, line.text, page, [line])
    return None


def _filing_code(pages: Sequence[PageText]) -> Seen | None:
    """The number under which the report is filed with the accountants' association."""
    for page in pages:
        for row in visual_rows(page.lines):
            for position, line in enumerate(row):
                match = _FILING.search(bare(line.text))
                if match is None:
                    continue
                if match["code"]:
                    return seen(match["code"], line.text, page, [line])
                after = row[position + 1] if position + 1 < len(row) else None
                if after is not None and re.fullmatch(r"[0-9A-Za-z-]{6,40}", bare(after.text)):
                    return seen(bare(after.text), after.text, page, [after])
    return None


def fiscal_year(pages: Sequence[PageText], signed: Sequence[PageText]) -> Seen | None:
    """The year of the report: the years named on cover and opinion, else on the statements.

    The latest year that is named as a whole (2020年度, 2020年12月31日) counts; earlier ones are
    comparative figures.
    """
    for group in (signed, pages):
        readings = [
            seen(match["year"], line.text, page, [line])
            for page in group
            for line in page.lines
            for match in _FISCAL.finditer(bare(line.text))
        ]
        if readings:
            counts = [reading.value for reading in readings]
            years = {year for year in counts if counts.count(year) > 1} or set(counts)
            latest = max(years)
            return most_agreed(reading for reading in readings if reading.value == latest)
    return None


def _firm_seal(signed: Sequence[PageText]) -> Seen | None:
    """A seal on a page that names the firm; where none is seen, nothing is said."""
    for page in reversed(signed):
        names = any("会计师事务所" in bare(line.text) for line in page.lines)
        for seal in page.seals:
            if names and seal.colour.value == "red":
                return Seen("是", seal.text or "印章", page, seal.box, seal.confidence or 1.0)
    return None
