"""What plaques and certificates say without a label: the honour in their large print, the company in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.chart import Row
from extractor.extract.glyphs import Reading
from extractor.extract.labels import EXACT
from extractor.extract.patterns import Stream, compiled
from extractor.extract.subject import read_only_one
from extractor.extract.values import read_value
from models.catalogue.spec_documents import FieldSpec

_PLAIN_TITLE = re.compile(
    r"^(荣誉|获奖|奖励|表彰|资格|立项|认定|企业)?(证书|证|奖状|奖牌|铭牌|CERTIFICATE.*)$", re.I
)
_LARGE = 1.2  # times the usual height of a line
_UPPER = 0.55  # of the page height
_COMPANY = re.compile(
    r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()·]{3,38}(?:公司|厂|集团|合作社|研究院|研究所)"
)


def read_title(streams: Sequence[Stream], spec: FieldSpec) -> Found | None:
    """The largest row of the upper half that the field's `titled` expression matches."""
    wanted = compiled(spec.titled or "")
    for reading in _titles(streams):
        value = read_value(reading, spec) if wanted.search(reading.folded) else None
        if value is not None:
            return Found(value, reading, EXACT)
    return None


def _titles(streams: Sequence[Stream]) -> list[Reading]:
    """Large rows of the upper half, the largest first, without the bare word 证书."""
    found: list[tuple[float, Reading]] = []
    for stream in streams:
        for row in stream.rows:
            size = max(glyph.line.box.height for glyph in row.glyphs)
            if row.box.y0 > _UPPER or size < _LARGE * stream.chart.height:
                continue
            if re.search(r"[,。;]", row.folded):
                continue
            if not _PLAIN_TITLE.match(row.folded) and _is_chinese(row):
                reading = stream.chart.reading(row)
                found.extend([(-size, reading)] if reading else [])
    found.sort(key=lambda item: item[0])
    return [reading for _, reading in found]


def _is_chinese(row: Row) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", row.folded)) >= 4


def read_lone_company(
    streams: Sequence[Stream], spec: FieldSpec, found: Mapping[str, Found]
) -> Found | None:
    """The one company that a line of its own names and no other field holds, None when there are several."""
    taken = {id(line) for known in found.values() for line in known.reading.lines}
    names: dict[str, Reading] = {}
    for reading in _lone_companies(streams):
        if not any(id(line) in taken for line in reading.lines):
            names.setdefault(reading.folded, reading)
    return read_only_one(names, spec)


def _lone_companies(streams: Sequence[Stream]) -> Iterator[Reading]:
    for stream in streams:
        for row in stream.rows:
            reading = Reading(stream.chart.page, row.glyphs).stripped(":;,()")
            if reading is not None and _COMPANY.fullmatch(reading.folded):
                yield reading
