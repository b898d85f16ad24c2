"""A page as rows of characters, cleared of furniture: the ground on which labels are looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from extractor.extract.glyphs import Glyph, Reading, glyphs_of
from extractor.extract.noise import scattered, without_noise
from extractor.rows import group_rows, is_stacked, line_height, same_row, unstack
from models.geometry import Box
from models.page import PageText, TextLine

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HIGH = 1.5  # times the usual height, from which a line may stand beside several rows
_TITLE = 2.6  # times the usual height, from which such a line is a title


@dataclass(frozen=True)
class Row:
    """Characters that stand side by side, left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def folded(self) -> str:
        """One half-width character per glyph."""
        return "".join(glyph.folded[:1] for glyph in self.glyphs)

    @cached_property
    def lower(self) -> str:
        """The same in small letters, one character per glyph."""
        return "".join(char.lower()[:1] for char in self.folded)

    @cached_property
    def box(self) -> Box:
        """The box around the row, upright frame."""
        return Box.around(glyph.box for glyph in self.glyphs)

    def gap_before(self, index: int) -> float:
        """The blank before a character (fraction of the page width); 1 at the beginning of the row."""
        if index == 0:
            return 1.0
        return self.glyphs[index].x0 - self.glyphs[index - 1].x1


@dataclass(frozen=True)
class Chart:
    """The rows of a page from top to bottom; `height` and `width` are those of a usual character.

    `titles` are large rows that stand beside several rows of body text.
    """

    page: PageText
    rows: tuple[Row, ...]
    titles: tuple[Row, ...]
    height: float
    width: float

    def reading(self, row: Row, start: int = 0, end: int | None = None) -> Reading | None:
        """Characters start..end of a row, None when there are none."""
        glyphs = row.glyphs[start:end]
        return Reading(self.page, glyphs) if glyphs else None


def chart_page(page: PageText) -> Chart:
    """Take furniture away, stand stacked characters side by side with their row, form rows."""
    kept = without_noise(page)
    usual = line_height(kept)
    stray = {id(line) for line in scattered(kept, usual=usual)}
    kept = tuple(line for line in kept if id(line) not in stray)
    flat = [line for line in kept if not is_stacked(line, page=page)]
    usual = line_height(flat) or usual
    apart = {id(line) for line in flat if _spans_rows(line, flat, usual=usual)}
    body = [line for line in flat if id(line) not in apart]
    for line in kept:
        if is_stacked(line, page=page) and _CHINESE.search(
            line.text
        ):  # else: a word turned on its side
            body.extend(unstack(line, stops=_stops(line, flat)))
    high = [line for line in flat if id(line) in apart]
    titles = [line for line in high if line.box.height > _TITLE * usual]
    return Chart(
        page=page,
        rows=_rows(body, [line for line in high if line.box.height <= _TITLE * usual]),
        titles=_rows(titles, []),
        height=usual,
        width=_character_width(flat),
    )


def _spans_rows(line: TextLine, lines: Sequence[TextLine], *, usual: float) -> bool:
    """Whether a large line stands beside lines that stand under each other, and would tie them together."""
    if line.box.height <= _HIGH * usual:
        return False
    beside = [other for other in lines if other is not line and same_row(line.box, other.box)]
    return any(
        not same_row(upper.box, lower.box, share=0.2)
        for at, upper in enumerate(beside)
        for lower in beside[at + 1 :]
    )


def _rows(lines: Sequence[TextLine], high: Sequence[TextLine]) -> tuple[Row, ...]:
    """Rows of `lines`; each line of `high` joins the first row that it stands beside."""
    groups = [list(group) for group in group_rows(lines)]
    for line in high:
        beside = [
            group for group in groups if any(same_row(line.box, other.box) for other in group)
        ]
        if beside:
            beside[0].append(line)
        else:
            groups.append([line])
    rows = []
    for group in groups:
        group.sort(key=lambda line: line.box.x0)
        glyphs = tuple(glyph for line in group for glyph in glyphs_of(line))
        if glyphs:
            rows.append(Row(glyphs))
    return tuple(sorted(rows, key=lambda row: row.box.center[1]))


def _stops(stacked: TextLine, lines: list[TextLine]) -> list[float]:
    """Heights of the lines right of a stacked line and within its height."""
    return [
        line.box.center[1]
        for line in lines
        if line.box.x0 >= stacked.box.x1 - 0.01
        and stacked.box.y0 <= line.box.center[1] <= stacked.box.y1
        and line.box.x0 - stacked.box.x1 < 0.25
    ]


def _character_width(lines: list[TextLine]) -> float:
    """The usual width of a Chinese character (fraction of the page width)."""
    widths = [line.box.width / len(line.text) for line in lines if len(line.text) >= 4]
    return median(widths) if widths else 0.02
