"""Institution papers and high-tech certificates: lists and seals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.signature import BODY, read_sealing_bodies
from extractor.extract.values import read_value
from models.catalogue.spec_documents import DocumentType

_INSTITUTION = (
    r"(企业技术中心|技术中心|工程技术研究中心|工程研究中心|工程中心|工业设计中心|技术研究院|研究院|重点实验室"
    r"|技术创新中心|院士专家工作站|博士后科研工作站|博士后工作站)"
)
_LISTED = rf"(?:^|\n)(?:[0-9]{{1,3}}[.、)])?([\u4e00-\u9fffA-Za-z0-9()·]{{4,40}}(?:公司|厂|集团|研究院|学院|大学)(?:[\u4e00-\u9fffA-Za-z0-9()·]{{0,20}}?{_INSTITUTION}))(?=[\n\t])"
_TYPES = {
    "企业技术中心": "企业技术中心",
    "技术中心": "企业技术中心",
    "工程": "企业工程中心",
    "工业设计": "工业设计中心",
    "院士": "院士专家工作站",
    "博士后": "博士后工作站",
    "研究院": "技术研究院",
}


def refine_institution(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """The one institution that the paper names; of lists all, but then nobody is the holder."""
    result = dict(found)
    name = paper.field("institution_name")
    listed = [reading for stream in streams for reading in stream.find(_LISTED)]
    if name is not None and "institution_name" not in result and listed:
        value = read_value(listed[0], name)
        if value is not None:
            result["institution_name"] = Found(value, listed[0], EXACT)
        for number, reading in enumerate(listed if len(listed) > 1 else ()):
            one = read_value(reading, name)
            if one is not None:
                result[f"institution_name#{number:03d}"] = Found(one, reading, EXACT)
    if len(listed) == 1 and "holder_name" not in result:
        _owner(paper, result, listed[0])
    _institution_type(streams, result)
    return result


def _owner(paper: DocumentType, result: dict[str, Found], listed: Reading) -> None:
    spec = paper.field("holder_name")
    match = re.match(r"(.+?(?:公司|厂|集团|研究院|学院|大学))", listed.folded)
    part = listed.part(*match.span(1)) if match else None
    value = read_value(part, spec) if part and spec else None
    if part is not None and value is not None:
        result["holder_name"] = Found(value, part, EXACT)


def _institution_type(streams: Sequence[Stream], result: dict[str, Found]) -> None:
    if "institution_type" in result:
        return
    for stream in streams:
        for reading in stream.find(_INSTITUTION):
            kind = next((name for word, name in _TYPES.items() if word in reading.folded), None)
            known = result.get("institution_name")
            if kind is not None and known is not None and known.value is not None:
                place = reading.page.place(reading.box)
                value = known.value.model_copy(
                    update={"value": kind, "raw": reading.text, "place": place}
                )
                result["institution_type"] = Found(value, reading, EXACT)
                return


def refine_high_tech(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """The authorities stand in their seals; scraps of seal text beside the label are no name."""
    result = dict(found)
    known = result.get("issuing_authority")
    if known is not None and (
        known.value is None
        or any(line.under_seal for line in known.reading.lines)
        or not BODY.search(known.value.value)
    ):
        sealed = read_sealing_bodies(tuple(stream.chart for stream in streams))
        result.pop("issuing_authority")
        if sealed is not None:
            result["issuing_authority"] = sealed
    return result
