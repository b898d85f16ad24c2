"""Mends semicolons that were read as colons in fields that hold a list: names of persons, lines of business."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.extract.glyphs import Reading
from models.catalogue.spec_documents import FieldSpec

_OPENS_A_LIST = re.compile(  # 一般项目: 包括: 经营: behind nothing or the end of what was before
    r"(?:项目|如下|以下|包括|包含|其中|范围|方式|主营|兼营|分支机构经营|(?:^|[。;)])(?:经营|生产|销售|含|为|注))$"
)


def mended_list(reading: Reading, spec: FieldSpec) -> Reading | None:
    """The reading with a semicolon for every colon that can only part entries, None when there is none.

    Between persons no colon is printed. Between lines of business one is, behind words that open a
    list (许可项目:); between figures (8:00) it stays.
    """
    text = reading.folded
    wrong = {
        at
        for at, char in enumerate(text)
        if spec.listed is not None and char == ":" and _parts_entries(text, at, spec.listed)
    }
    if not wrong:
        return None
    glyphs = (
        replace(glyph, char="；", folded=";") if at in wrong else glyph
        for at, glyph in enumerate(reading.glyphs)
    )
    return Reading(reading.page, tuple(glyphs))


def _parts_entries(text: str, at: int, listed: str) -> bool:
    if listed == "persons":
        return True
    between_figures = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    return not between_figures and _OPENS_A_LIST.search(text, 0, at) is None
