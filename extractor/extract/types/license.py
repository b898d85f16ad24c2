"""Business licences: the registration number, the day of issue and the registration authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.chart import Chart
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT, TORN
from extractor.extract.patterns import Stream
from extractor.extract.signature import BODY, read_signing_day
from extractor.extract.values import read_value
from models.catalogue.spec_documents import DocumentType, FieldSpec
from models.field import Doubt
from models.kinds.registration_number import is_valid

_UNMISTAKABLE = {
    "enterprise_type": re.compile(
        r"(其他|一人)?(有限责任公司|股份有限公司|有限责任公司分公司|个人独资企业|全民所有制|集体所有制|个体工商户|农民专业合作社"
        r"|(普通|有限|特殊普通)?合伙(企业)?)(\(.{2,24}\))?"
    ),
    "company_name": re.compile(
        r"[\u4e00-\u9fff()A-Za-z0-9·]{3,36}(有限公司|有限责任公司|股份公司|集团|合作社|工作室|经营部|商行|厂|分公司)(\(.{2,12}\))?"
    ),
}
_DIGITS = re.compile(r"[0-9]{13,}")


def refine(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Cut copy numbers off the registration number; day and authority from the lower right corner."""
    result = dict(found)
    charts = tuple(stream.chart for stream in streams)
    number = paper.field("registration_number")
    if number is not None and "registration_number" in result:
        result["registration_number"] = _without_copy_number(result["registration_number"], number)
    _drop_credit_code(result)
    day = paper.field("issue_date")
    if day is not None and "issue_date" not in result:
        signed = read_signing_day(charts, day, below=_foot(charts, result), right_of=0.4)
        if signed is not None:
            result["issue_date"] = _whole_day(signed)
    _add_orphans(charts, paper, result)
    authority = result.get("registration_authority")
    if authority is not None and not _is_authority(authority):
        del result["registration_authority"]
    return result


def _without_copy_number(found: Found, spec: FieldSpec) -> Found:
    """Fifteen digits with copy 1-1 run on to them: the check digit says where the number ends."""
    if found.value is not None and found.value.is_sure:
        return found
    run = _DIGITS.search(found.reading.folded)
    if run is None:
        return found
    for size in (15, 13):
        part = found.reading.part(run.start(), run.start() + size)
        rest = found.reading.folded[run.start() + size :]
        if part is None or not re.fullmatch(r"\(?[0-9]{1,2}[-/][0-9]{1,2}\)?", rest):
            continue
        value = read_value(part, spec) if size == 13 or is_valid(part.folded) else None
        if value is not None:
            return Found(value, part, EXACT)
    return found


def _drop_credit_code(result: dict[str, Found]) -> None:
    """A credit code under the label 注册号 is the credit code, not a registration number."""
    number = result.get("registration_number")
    if number is not None and number.value is not None and len(number.value.value) == 18:
        result.setdefault("uscc", number)
        del result["registration_number"]


def _whole_day(found: Found) -> Found:
    """A licence is issued on a day: where only year and month were read, the day was lost."""
    if found.value is None or found.value.step == "day":
        return found
    return Found(None, found.reading, found.quality)


def _foot(charts: Sequence[Chart], result: Mapping[str, Found]) -> float:
    """Where the lower part with authority and day begins (fraction of the page height)."""
    fields = ("business_scope", "address", "operating_period", "establishment_date")
    ends = [result[key].reading.box.y1 for key in fields if key in result]
    return max(0.5, *ends) if ends else 0.5


def _is_authority(found: Found) -> bool:
    """Whether the text names an office and is not a scrap of the seal's text."""
    if found.value is None:
        return False
    scrap = any(line.under_seal for line in found.reading.lines) and len(found.reading.glyphs) < 6
    return not scrap and BODY.search(found.value.value) is not None


def _add_orphans(charts: Sequence[Chart], paper: DocumentType, result: dict[str, Found]) -> None:
    """Name and type whose labels were not read: what stands among the values and can be nothing else."""
    for key, form in _UNMISTAKABLE.items():
        spec = paper.field(key)
        if spec is None or key in result:
            continue
        for chart in charts:
            for reading in _orphans(chart, result):
                value = read_value(reading, spec) if form.fullmatch(reading.folded) else None
                if value is not None:
                    doubts = dict.fromkeys((*value.doubts, Doubt.out_of_place))
                    value = value.model_copy(update={"doubts": tuple(doubts)})
                    result.setdefault(key, Found(value, reading, TORN))


def _orphans(chart: Chart, result: Mapping[str, Found]) -> Iterator[Reading]:
    """Lines that no field was read from and that begin where other values begin."""
    taken = {id(line) for found in result.values() for line in found.reading.lines}
    columns = [
        found.reading.box.x0 for found in result.values() if found.reading.page is chart.page
    ]
    for row in chart.rows:
        for line in {id(glyph.line): glyph.line for glyph in row.glyphs}.values():
            begins = any(abs(line.box.x0 - x0) < 2 * chart.width for x0 in columns)
            if id(line) not in taken and begins:
                yield Reading(
                    chart.page, tuple(glyph for glyph in row.glyphs if glyph.line is line)
                )
