"""Proofs of market share, declarations, trademark certificates, acceptance notices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.signature import read_signing_body
from extractor.extract.values import read_value
from models.catalogue.spec_documents import DocumentType
from models.field import Value
from models.geometry import Box
from models.page import Seal, TextSource

_YEAR = r"(20[0-9]{2})年(?:度|,|末|以来)?"
_CLAUSE = r"(?:(?!20[0-9]{2}年)[^。;])*?"
_SHARE = rf"{_YEAR}{_CLAUSE}占有率(?:约|达到?|为|是|均?超过)*([0-9]+(?:\.[0-9]+)?[%％])"
_IN_PROVINCE = rf"{_YEAR}{_CLAUSE}(?:省|自治区|市)(?:内|同行业|细分市场)*(?:排名|位居|名列|位列)(第[0-9一二三四五六七八九十]{{1,2}}[位名]?)"
_IN_COUNTRY = rf"{_YEAR}{_CLAUSE}(?:全国|国内)(?:同行业|细分市场)*(?:排名|位居|名列|位列)(第[0-9一二三四五六七八九十]{{1,2}}[位名]?)"
_BY_YEAR = {
    "market_share": _SHARE,
    "rank_in_province": _IN_PROVINCE,
    "rank_in_country": _IN_COUNTRY,
}


def refine_market_share(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Shares and ranks of every year named; keys carry the year behind a slash."""
    result = dict(found)
    for key, expression in _BY_YEAR.items():
        spec = paper.field(key)
        if spec is None:
            continue
        for stream in streams:
            for match, reading in stream.sentences(expression, 2):
                value = read_value(reading, spec)
                if value is not None:
                    result.setdefault(f"{key}/{match[1]}", Found(value, reading, EXACT))
    years = [reading for stream in streams for reading in stream.find(r"20[0-9]{2}年")]
    spec = paper.field("year")
    if spec is not None and "year" not in result and years:
        value = read_value(years[-1], spec)
        if value is not None and any(key.startswith("market_share/") for key in result):
            result["year"] = Found(value, years[-1], EXACT)
    return result


def refine_trademark(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """The mark itself is the large print between the title and the goods."""
    result = dict(found)
    spec = paper.field("trademark")
    if spec is None or "trademark" in result:
        return result
    for stream in streams:
        between = False
        for row in stream.rows:
            if "商标注册证" in row.folded:
                between = True
            elif between and re.search(r"核定使用|注册人|国际分类", row.folded):
                break
            elif between and not re.fullmatch(r"\(?第?[0-9]+号?\)?", row.folded):
                reading = stream.chart.reading(row)
                value = read_value(reading, spec) if reading else None
                if reading is not None and value is not None:
                    result["trademark"] = Found(value, reading, EXACT)
                    break
    return result


def refine_declaration(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """The text of the declaration, the company that makes it, and whether a seal stands on the page."""
    result = dict(found)
    text = paper.field("declaration_text")
    if text is not None and "declaration_text" not in result:
        for stream in streams:
            reading = stream.in_sentence(
                r"((?:我|本)(?:单位|公司|企业)?.{0,10}(?:声明|承诺|保证).*?。(?=[^。]{0,40}$|.{0,6}特此)|(?:声明|承诺)[:;].*?。)"
            )
            value = read_value(reading, text) if reading else None
            if reading is not None and value is not None:
                result["declaration_text"] = Found(value, reading, EXACT)
                break
    company = paper.field("company_name")
    if company is not None and "company_name" not in result:
        charts = tuple(stream.chart for stream in streams)
        signed = read_signing_body(charts, company, result.get("declaration_date"))
        if signed is not None:
            result["company_name"] = signed
    seal = paper.field("declaration_seal")
    if seal is not None:
        _read_seal(streams, result)
    return result


def _read_seal(streams: Sequence[Stream], result: dict[str, Found]) -> None:
    """是 with the place of the lowest seal; 否 only for pages seen as pictures without any seal."""
    for stream in reversed(streams):
        page = stream.chart.page
        seals = sorted(page.seals, key=lambda seal: seal.box.y1)
        if not stream.rows or (not seals and page.source is TextSource.native):
            continue
        lowest: Seal | None = seals[-1] if seals else None
        box = lowest.box if lowest else Box(0.0, 0.5, 1.0, 1.0)
        value = Value(
            value="是" if lowest else "否", raw=lowest.text if lowest else "", place=page.place(box)
        )
        reading = Reading(page, stream.rows[-1].glyphs)
        result["declaration_seal"] = Found(value, reading, EXACT)
        return
