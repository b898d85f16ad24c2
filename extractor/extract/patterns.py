"""Finds values that carry no label: by the field's patterns, by check character, by what options say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise

from extractor.extract.by_label import Found
from extractor.extract.chart import Chart, Row
from extractor.extract.glyphs import Glyph, Reading
from extractor.extract.labels import EXACT
from extractor.extract.values import read_value, seen_value
from models.catalogue.spec_documents import FieldSpec
from models.field import Value
from models.kinds.printed import fold_text, without_blanks
from models.kinds.uscc import is_valid

_OTHER_SIZE = 1.45  # times the size of the row before: a title, or the end of one
_APART = 2.5  # characters of blank that part two things in a row, or a row's end from the edge of the print
_CELLS = 8  # characters of blank between lines of a row that are no one sentence
_INDENT = 1.2  # characters by which a row that begins a paragraph is moved in
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

    @cached_property
    def flat(self) -> tuple[str, tuple[Glyph | None, ...]]:
        """The text without row ends and blanks, for sentences that run over rows, and its glyphs.

        A line feed stands only where the size of the print changes: a title is no part of a sentence.
        """
        glyphs: list[Glyph | None] = []
        text: list[str] = []
        before: Row | None = None
        for row in self.rows:
            if before is not None and not _same_size(before, row):
                glyphs.append(None)
                text.append("\n")
            glyphs.extend(row.glyphs)
            text.extend(glyph.folded[:1] for glyph in row.glyphs)
            before = row
        return "".join(text), tuple(glyphs)

    @cached_property
    def paragraphs(self) -> tuple[str, tuple[Glyph | None, ...]]:
        """The text without blanks, its rows joined into paragraphs, and its glyphs.

        A line feed ends a paragraph: where a row ends before the edge of the print, the next one is
        indented, or the size of the print changes. What stands far apart in a row (the cells of a
        table without rules) is no sentence either.
        """
        glyphs: list[Glyph | None] = []
        text: list[str] = []
        left = min((row.box.x0 for row in self.rows), default=0.0)
        right = max((row.box.x1 for row in self.rows), default=1.0)
        for upper, lower in pairwise((*self.rows, None)):
            if upper is None:
                continue
            for at, glyph in enumerate(upper.glyphs):
                if at and glyph.opens_line and upper.gap_before(at) > _CELLS * self.chart.width:
                    glyphs.append(None)
                    text.append("\n")
                glyphs.append(glyph)
                text.append(glyph.folded[:1])
            ends = upper.box.x1 < right - _APART * self.chart.width
            begins = lower is not None and lower.box.x0 > left + _INDENT * self.chart.width
            if ends or begins or lower is None or not _same_size(upper, lower):
                glyphs.append(None)
                text.append("\n")
        return "".join(text), tuple(glyphs)

    def sentences(self, expression: str, group: int = 0) -> Iterator[tuple[re.Match[str], Reading]]:
        """Every match of an expression in the flat text, and the characters of one of its groups."""
        text, glyphs = self.flat
        for match in compiled(expression).finditer(text):
            part = tuple(glyph for glyph in glyphs[slice(*match.span(group))] if glyph is not None)
            if part:
                yield match, Reading(self.chart.page, part)

    def in_sentence(self, expression: str, group: int = 1) -> Reading | None:
        """One group of the first match in the flat text, None when nothing matches."""
        return next((reading for _, reading in self.sentences(expression, group)), None)

    def find(self, expression: str) -> Iterator[Reading]:
        """Group 1, else the whole, of every match."""
        for match in compiled(expression).finditer(self.text):
            group = 1 if match.re.groups and match[1] is not None else 0
            reading = self.reading(*match.span(group))
            if reading is not None:
                yield reading


def _same_size(upper: Row, lower: Row) -> bool:
    heights = [max(glyph.line.box.height for glyph in row.glyphs) for row in (upper, lower)]
    return 1 / _OTHER_SIZE < heights[1] / heights[0] < _OTHER_SIZE


@cache  # as many as the catalogue holds
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
            return Found(_as_option(best[2], spec), best[2], EXACT)
    return None


def _as_option(reading: Reading, spec: FieldSpec) -> Value:
    """The option that the characters spell, whatever forms they are printed in."""
    option = next(
        item for item in spec.options if without_blanks(fold_text(item)) == reading.folded
    )
    return seen_value(reading).model_copy(update={"value": option, "doubts": ()})
