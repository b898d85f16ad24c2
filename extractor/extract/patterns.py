"""Finds values that carry no label: by the field's patterns, by check character, by what options say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.extract.by_label import Found
from extractor.extract.chart import Chart, Row
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.labels import EXACT
from extractor.extract.values import read_value
from models.catalogue.spec_documents import FieldSpec
from models.kinds.printed import fold_text, without_blanks
from models.kinds.uscc import is_valid

_APART = 2.5  # characters of blank that part two things in a row
_RUN = re.compile(r"[0-9A-Z]{18,}")


class Stream:
    """The characters of a page, row by row, titles included: a line feed ends a row, a tab is a wide blank."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self._glyphs: list[Glyph | None] = []
        rows = sorted((*chart.rows, *chart.titles), key=lambda row: row.box.center[1])
        self.rows: tuple[Row, ...] = tuple(rows)
        text: list[str] = []
        for row in rows:
            for at, glyph in enumerate(row.glyphs):
                if at and row.gap_before(at) > _APART * chart.width:
                    self._glyphs.append(None)
                    text.append("\t")
                self._glyphs.append(glyph)
                text.append(glyph.folded[:1])
            self._glyphs.append(None)
            text.append("\n")
        self.text = "".join(text)

    def reading(self, start: int, end: int) -> Reading | None:
        """Characters start..end of `text`, None when there is nothing but line feeds."""
        glyphs = tuple(glyph for glyph in self._glyphs[start:end] if glyph is not None)
        return Reading(self.chart.page, glyphs) if glyphs else None

    def find(self, expression: str) -> Iterator[Reading]:
        """Group 1, else the whole, of every match."""
        for match in compiled(expression).finditer(self.text):
            group = 1 if match.re.groups and match[1] is not None else 0
            reading = self.reading(*match.span(group))
            if reading is not None:
                yield reading


@lru_cache(maxsize=512)
def compiled(expression: str) -> re.Pattern[str]:
    """The compiled expression."""
    return re.compile(expression)


def read_patterned(streams: Sequence[Stream], spec: FieldSpec) -> Found | None:
    """The first readable match of the field's patterns, the first pattern first."""
    for expression in spec.patterns:
        for stream in streams:
            for reading in stream.find(expression):
                value = read_value(reading, spec)
                if value is not None:
                    return Found(value, reading, EXACT)
    return None


def read_credit_code(streams: Sequence[Stream], spec: FieldSpec) -> Found | None:
    """The one credit code on the pages whose check character is right, None when there are several."""
    codes: dict[str, Reading] = {}
    for stream in streams:
        for match in _RUN.finditer(stream.text):
            for start in range(match.start(), match.end() - 17):
                code = stream.text[start : start + 18]
                reading = stream.reading(start, start + 18) if is_valid(code) else None
                if reading is not None:
                    codes.setdefault(code, reading)
    if len(codes) != 1:
        return None
    reading = next(iter(codes.values()))
    value = read_value(reading, spec)
    return Found(value, reading, EXACT) if value is not None else None


def read_option(streams: Sequence[Stream], spec: FieldSpec) -> Found | None:
    """The option that stands highest on the pages; of options inside each other the longest."""
    for stream in streams:
        best: tuple[int, int, Reading] | None = None
        for option in spec.options:
            at = stream.text.find(without_blanks(fold_text(option)))
            size = len(without_blanks(fold_text(option)))
            reading = stream.reading(at, at + size) if at >= 0 else None
            if reading is not None and (best is None or (at, -size) < best[:2]):
                best = (at, -size, reading)
        if best is not None:
            value = read_value(best[2], spec)
            if value is not None:
                return Found(value, best[2], EXACT)
    return None
