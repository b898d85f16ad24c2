"""Whom a letter or statement is about: the one company that its sentences have as their subject."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream
from extractor.extract.values import read_value
from models.catalogue.spec_documents import FieldSpec

_SUBJECT = (
    r"(?:^|[\n。;,:、])(?:兹|特|现)?(?:证明|有|认定|根据|由|授予|同意)?"
    r"([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()·]{3,38}?(?:公司|厂|集团|合作社|研究院|研究所|中心))"
    r"(?=于|自|近|在|为|系|已|拥有|委托|申报|提供|的|年|20[0-9]{2}年|\(?统一社会信用代码|生产|研制|研发"
    r"|主导产品|现有|成立|股东|董事|是|实施|未|无|[,,]20[0-9]{2}年)"
)
_NO_HOLDER = re.compile(
    r"^(?:[你贵本该我两各]|我们|以上|上述)|银行|证券|会计师|事务所|评估|认证|检[测验]|担保|交易|服务中心$|技术中心$"
    r"|协会|登记中心|信用中心|结算"
)


def read_subject(
    streams: Sequence[Stream], spec: FieldSpec, found: Mapping[str, Found]
) -> Found | None:
    """The company that sentences of the pages have as their subject, None when they have several.

    Offices, banks and auditors, who write of others, are none, nor is who another field names. What is
    read here is the holder of a paper that names it nowhere beside a label.
    """
    others = {known.reading.folded for key, known in found.items() if key != spec.key}
    names: dict[str, Reading] = {}
    for stream in streams:
        rows = stream.find(_SUBJECT)  # a paragraph below a table begins no sentence of its own
        for reading in (*(found for _, found in stream.sentences(_SUBJECT, 1)), *rows):
            if reading.folded not in others and not _NO_HOLDER.search(reading.folded):
                names.setdefault(reading.folded, reading)
    return read_only_one(names, spec)


def read_only_one(names: Mapping[str, Reading], spec: FieldSpec) -> Found | None:
    """The value of the one name that was found, None when there are none or several, or it is no value."""
    if len(names) != 1:
        return None
    reading = next(iter(names.values()))
    value = read_value(reading, spec)
    return Found(value, reading, EXACT) if value is not None else None
