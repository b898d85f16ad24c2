"""Names of several organisations that are printed on lines of their own."""

from __future__ import annotations

import re

from extractor.extract.by_label import Found

_ORGANISATION_ENDS = re.compile(
    r"(公司|厂|集团|合作社|研究院|研究所|中心|大学|学院|医院)[;；,，]?$"
)


def listed_names(found: Found) -> str:
    """The value, with ";" between organisations that are printed on lines of their own."""
    if found.value is None:
        return ""
    lines = [line.text.strip() for line in found.reading.lines]
    if len(lines) < 2 or not all(_ORGANISATION_ENDS.search(text) for text in lines):
        return found.value.value
    parts = []
    for line in found.reading.lines:
        own = "".join(glyph.folded for glyph in found.reading.glyphs if glyph.line is line)
        parts.append(own.strip(";,"))
    return ";".join(parts)
