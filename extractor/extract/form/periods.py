"""Which year column a value stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.extract.form.anchors import Zone
from extractor.extract.form.locate import Region
from extractor.extract.form.sheet import FormCell
from extractor.extract.form.tokens import Mark, Stream, side_by_side, word_key
from extractor.extract.glyphs import Glyph
from models.geometry import Box

_COLUMNS = {
    "initial": re.compile(r"(?:实施期)?初始值(?:(?:19|20)\d\d年?)?"),
    "year1": re.compile(r"(?:实施期)?满[一1]年(?:目标)?(?:(?:19|20)\d\d年?)?"),
    "year2": re.compile(r"(?:实施期)?满[两二2]年(?:目标)?(?:(?:19|20)\d\d年?)?"),
    "plan1": re.compile(r"第[一1]年(?:20\w\w年)?"),
    "plan2": re.compile(r"第[二2]年(?:20\w\w年)?"),
    "plan3": re.compile(r"第[三3]年(?:20\w\w年)?"),
    "full": re.compile(r"达产年(?:20\w\w年)?"),
}
"""The headings of a target table's columns."""

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?(?:预期|建设)?(?:目标)?")


def by_period(
    zone: Zone, periods: Sequence[str], regions: Sequence[Region]
) -> dict[str, tuple[Stream, ...]]:
    """The stretches of each period: by the year printed over the column, else in their order."""
    stretches = _stretches(regions)
    if not stretches:
        return {}
    heads = _heads(zone, stretches[0], periods)
    if not heads:
        return {period: (stream,) for period, stream in zip(periods, stretches, strict=False)}
    found: dict[str, list[Stream]] = {}
    for stream in stretches:
        for period, part in _parted(stream, heads).items():
            found.setdefault(period, []).append(part)
    return {period: tuple(streams) for period, streams in found.items()}


def _stretches(regions: Sequence[Region]) -> list[Stream]:
    """The stretches that hold something; behind words in their cell only the first is the value's."""
    streams = [
        stream
        for region in regions
        for stream in (region.streams if region.beside else region.streams[:1])
    ]
    return [stream for stream in streams if stream.tokens]


def _parted(stream: Stream, heads: Sequence[tuple[Box, str]]) -> dict[str, Stream]:
    """A stretch by the headings over its lines: one cell may hold both years where the rule between was lost."""
    parts: dict[str, list[Glyph | Mark]] = {}
    for token in stream.tokens:
        box = token.line.box if isinstance(token, Glyph) else token.box
        period = _over(box, heads)
        if period is not None:
            parts.setdefault(period, []).append(token)
    return {period: Stream(stream.page, tuple(tokens)) for period, tokens in parts.items()}


def _heads(zone: Zone, first: Stream, periods: Sequence[str]) -> list[tuple[Box, str]]:
    """The last year headings before the values, with the boxes of their columns."""
    boxes = [token.box for token in first.tokens]
    top = boxes[0].y0
    heads: dict[str, Box] = {}
    for cell in zone.cells:
        if cell.page is first.page and cell.box.y0 >= top:
            break
        for period, box in _headings(cell):
            if period in periods:
                heads[period] = box
    return [(box, period) for period, box in heads.items()]


def _headings(cell: FormCell) -> Iterator[tuple[str, Box]]:
    """The period over a column with its box; several where the rule between two headings was not seen."""
    period = _heading(cell.stream.key)
    if period:
        yield period, cell.box
    elif cell.ruled:
        lines = {id(glyph.line): glyph.line for glyph in cell.stream.glyphs}
        for column in side_by_side(tuple(lines.values())):
            text = "".join(line.text for line in sorted(column, key=lambda line: line.box.y0))
            period = _heading(word_key(text))
            if period:
                yield period, Box.around(line.box for line in column)


def _heading(text: str) -> str:
    """The period that a heading names, "" when it names none."""
    match = _YEAR.fullmatch(text)
    if match:
        return match[1]
    return next((period for period, head in _COLUMNS.items() if head.fullmatch(text)), "")


def _over(box: Box, heads: Sequence[tuple[Box, str]]) -> str | None:
    """The period whose heading shares most of the width; None when none does."""
    shares = [(min(box.x1, head.x1) - max(box.x0, head.x0), period) for head, period in heads]
    share, period = max(shares, default=(0.0, ""))
    return period if share > 0 else None
