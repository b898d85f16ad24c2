"""Certificates of management systems: who holds them, for which standard and scope, who certified."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from extractor.extract.by_label import Found
from extractor.extract.chart import Row
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.values import ENGLISH_DAY, read_value
from models.catalogue.spec_documents import DocumentType, FieldSpec

_ORGANISATION = re.compile(
    r"^[\u4e00-\u9fffA-Za-z0-9()·&]{3,40}(公司|厂|集团|研究院|研究所|中心|合作社|大学|学院|医院|事务所|商行|经营部|工作室)$"
)
_CERTIFIES = r"(?:兹证明|特此证明|现证明)[:;]?\s?([\u4e00-\u9fffA-Za-z0-9()·&]{4,40}?(?:公司|厂|集团|研究院|研究所|合作社|大学|学院|医院))"
_BEGINS = re.compile(
    r"兹证明|特此证明|授予|获证组织|证明[:;]?$|(?:hereby)?certif(?:y|ies)that(?:the|[:;])?$|^awardedto[:;]?$",
    re.I,
)
_ENGLISH = re.compile(  # the name of a company, at the beginning of a line
    r"[A-Z][A-Za-z0-9&.,'()-]{4,70}?(?:CO\.?,?LTD|COMPANY(?:,?LIMITED)?|CORPORATION|CORP|INC|LLC|LIMITED|GMBH)\.?$",
    re.I,
)
_CERTIFIER = re.compile(r"认证|认可|检验|验证|质量体系|评审|标准化")
_BODY = re.compile(
    r"([\u4e00-\u9fffA-Za-z()]{2,24}(?:认证|检验|质量|评定|审核|验证|检测|标准)[\u4e00-\u9fff()]{0,14}(?:有限公司|股份公司|中心|公司))"
)
_NO_BODY = re.compile(r"认可监督|认可委员会|监督管理")
_DAY = rf"({ENGLISH_DAY}|(?:19|20)[0-9]{{2}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}(?![0-9]))"
_DAYS = {  # what English sentences, here without blanks, say of days
    "issue_date": (rf"(?i:valid(?:from)?)[:;]?{_DAY}(?i:until|till|to|through|-)",),
    "first_issue_date": (
        rf"(?i:(?:certified|registered|certification|registration)since)[:;]?{_DAY}",
    ),
    "valid_until": (
        rf"(?i:valid)[^0-9]{{0,24}}{_DAY.replace('(', '(?:', 1)}(?i:until|till|to|through|-){_DAY}",
        rf"(?i:valid(?:ity)?(?:until|till|to|thru)|expir[a-z]*?(?:date)?(?:on|of)?)[:;]?{_DAY}",
    ),
}
_SCOPE_BEGINS = re.compile(r"(适用于|范围)(如下|为|是)?[:;]?$")
_SCOPE_ENDS = re.compile(
    r"^(已经?|符合|经|通过审核|证明其|报告|须经|注|本证书|证书|发证|颁证|初次|首次|有效|标准|上述|\(请注意|GB/?T|ISO|IS0)"
)


def refine(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Holder, scope, certification body and days by where they stand and how they are worded."""
    result = dict(found)
    readers: dict[str, Callable[[Sequence[Stream]], Iterator[Reading]]] = {
        "holder_name": _holder,
        "scope": _scope,
        "certification_body": _certifier,
        **{key: partial(_day, expressions=expressions) for key, expressions in _DAYS.items()},
    }
    for key, find in readers.items():
        spec = paper.field(key)
        known = result.get(key)
        if spec is None or (known is not None and known.value is not None):
            continue
        for reading in find(streams):
            value = read_value(reading, spec)
            if value is not None:
                result[key] = Found(value, reading, EXACT)
                break
    _join_standards(streams, paper.field("standard"), result)
    return result


def _holder(streams: Sequence[Stream]) -> Iterator[Reading]:
    """The organisation that the certificate is for.

    Named behind 兹证明, else the first line from there (then from the top) that is nothing but the
    name of an organisation that does not certify.
    """
    for stream in streams:
        yield from stream.find(_CERTIFIES)
    for stream in streams:
        rows = [row for row in stream.rows if row.box.y0 < 0.6]
        begun = next((at for at, row in enumerate(rows) if _BEGINS.search(row.folded)), 0)
        for row in (*rows[begun:], *rows[:begun]):
            reading = _alone(stream, row)
            if reading is None or _CERTIFIER.search(reading.folded):
                continue
            if _ORGANISATION.match(reading.folded):
                yield reading
    yield from _english_holders(streams)


def _english_holders(streams: Sequence[Stream]) -> Iterator[Reading]:
    """Lines in Latin letters that are the name of a company: first those behind “certify that”."""
    for stream in streams:
        rows = [row for row in stream.rows if row.box.y0 < 0.6]
        begun = next((at for at, row in enumerate(rows) if _BEGINS.search(row.folded)), 0)
        for row in (*rows[begun:], *rows[:begun]):
            reading = _alone(stream, row)
            if reading is None or re.search(r"certif|registr", reading.folded, re.I):
                continue
            if _ENGLISH.fullmatch(reading.folded):
                yield reading


def _scope(streams: Sequence[Stream]) -> Iterator[Reading]:
    """The lines between 适用于 (认证范围) and the words that go on with the certificate."""
    for stream in streams:
        for at, row in enumerate(stream.rows):
            if not _SCOPE_BEGINS.search(row.folded):
                continue
            glyphs: list[Glyph] = []
            for following in stream.rows[at + 1 : at + 9]:
                if _SCOPE_ENDS.match(following.folded):
                    break
                glyphs.extend(following.glyphs)
            if glyphs:
                yield Reading(stream.chart.page, tuple(glyphs))


def _day(streams: Sequence[Stream], *, expressions: Sequence[str]) -> Iterator[Reading]:
    for expression in expressions:
        for stream in streams:
            yield from (reading for _, reading in stream.sentences(expression, 1))


def _certifier(streams: Sequence[Stream]) -> Iterator[Reading]:
    """Names of bodies that certify: first lines that are nothing else, then names inside lines."""
    named = list(_named_bodies(streams))
    yield from (reading for reading, whole in named if whole)
    yield from (reading for reading, whole in named if not whole)


def _named_bodies(streams: Sequence[Stream]) -> Iterator[tuple[Reading, bool]]:
    for stream in streams:
        for row in reversed(stream.rows):
            for match in _BODY.finditer(row.folded):
                reading = stream.chart.reading(row, *match.span(1))
                if reading is not None and not _NO_BODY.search(row.folded):
                    whole = reading.glyphs[0].opens_line and len(reading.lines) == 1
                    company = reading.folded.endswith("公司")
                    yield reading, whole and company


def _alone(stream: Stream, row: Row) -> Reading | None:
    """The row when it is one line, without the colon at its end."""
    if len({id(glyph.line) for glyph in row.glyphs}) != 1:
        return None
    return Reading(stream.chart.page, row.glyphs).stripped(":;,")


def _join_standards(
    streams: Sequence[Stream], spec: FieldSpec | None, result: dict[str, Found]
) -> None:
    """All standards named, GB/T before ISO alone, parted by ";"; the letter O read as a zero mended."""
    found = result.get("standard")
    if spec is None or found is None or found.value is None:
        return
    expression = next((item for item in spec.patterns if compiled_on(item, streams)), None)
    texts = [found.value.value]
    if expression is not None:
        texts = [reading.text for stream in streams for reading in stream.find(expression)]
    names = dict.fromkeys(mended(text) for text in texts)
    result["standard"] = replace(
        found, value=found.value.model_copy(update={"value": ";".join(names)})
    )


def compiled_on(expression: str, streams: Sequence[Stream]) -> bool:
    """Whether an expression matches anywhere."""
    return any(next(stream.find(expression), None) is not None for stream in streams)


def mended(text: str) -> str:
    """IS0 9001 is ISO 9001; no standard is called IS0 or I5O."""
    return re.sub(r"I[S5][O0](?=[ /]?(IEC)?[ /]?\d)", "ISO", text)
