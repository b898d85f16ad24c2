"""Ticks outside their boxes: which box a tick beside it belongs to, and ticks that stand in place of a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from extractor.ocr.marks_ink import Ink
from extractor.ocr.marks_squares import Square
from extractor.ocr.marks_state import is_tick, strokes_outside
from extractor.ocr.marks_text import (
    BOX_CHARACTERS,
    LOOKALIKES,
    STROKES,
    TICK_CHARACTERS,
    Glyph,
    Glyphs,
)

BESIDE = 0.75  # characters between a tick and the box that it stands beside
OVER = 0.25  # characters between a tick and the box that it runs over, or would but for a worn line
ROOM = 0.55  # characters from the middle of a character to its farthest stroke
APART = 0.3  # characters by which one box must be nearer than the next for a tick to be its own


class Kind(IntEnum):
    """How sure it is that something is a tick."""

    stroke = 0  # a stroke that was read as / or the like
    read = 1  # read as √, its shape not seen
    seen = 2  # its shape is that of a tick


class Tick(NamedTuple):
    """A tick in pixels of the ink page; `typed` tells that it was read as √."""

    x0: float
    y0: float
    x1: float
    y1: float
    kind: Kind
    typed: bool = False


def find_ticks(squares: Sequence[Square], glyphs: Glyphs, ink: Ink) -> list[Tick]:
    """Return ticks outside the boxes: by their shape, as read, and strokes that may be one."""
    read = [glyph for glyph in glyphs.all if glyph.char in BOX_CHARACTERS + STROKES]
    if not squares and not read:
        return []
    heights = [square.middle[1] for square in squares] + [glyph.y for glyph in read]
    shapes = [shape for shape in strokes_outside(squares, ink, heights) if is_tick(shape)]
    ticks = [
        Tick(s.x0, s.y0, s.x1, s.y1, Kind.seen, _is_typed(s.x0, s.y0, s.x1, s.y1, glyphs))
        for s in shapes
    ]
    for glyph in read:
        typed = glyph.char in TICK_CHARACTERS
        stroke = glyph.char in STROKES and not glyph.in_word
        if (typed or stroke) and not any(_covers(tick, glyph) for tick in ticks):
            half = 0.4 * ink.em
            at = (glyph.x - half, glyph.y - half, glyph.x + half, glyph.y + half)
            ticks.append(Tick(*at, Kind.read if typed else Kind.stroke, typed))
    return ticks


def _is_typed(x0: float, y0: float, x1: float, y1: float, glyphs: Glyphs) -> bool:
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    here = glyphs.near(*middle, across=0.6 * (x1 - x0), down=0.8 * (y1 - y0))
    return any(glyph.char in TICK_CHARACTERS for glyph in here)


def _covers(tick: Tick, glyph: Glyph) -> bool:
    across, down = 0.35 * (tick.x1 - tick.x0), 0.35 * (tick.y1 - tick.y0)
    return (
        tick.x0 - across <= glyph.x <= tick.x1 + across
        and tick.y0 - down <= glyph.y <= tick.y1 + down
    )


def owners(tick: Tick, squares: Sequence[Square], glyphs: Glyphs, ink: Ink) -> list[Square]:
    """Return the box a tick stands over or beside; two where it cannot be told, none where it stands alone.

    A stroke of a recognised character is no tick beside a box, nor over one that it does not touch.
    """
    reach = BESIDE * ink.em
    if _is_character(tick, glyphs, within=0.55):
        reach = 0.0 if _keeps_to_character(tick, glyphs) else OVER * ink.em
    gaps = sorted(
        (max(square.x0 - tick.x1, tick.x0 - square.x1, 0.0), number)
        for number, square in enumerate(squares)
        if min(tick.y1, square.y1) - max(tick.y0, square.y0) > 0.3 * square.side
    )
    near = [(gap, number) for gap, number in gaps if gap <= reach]
    if not near:
        return []
    least = near[0][0]
    return [squares[number] for gap, number in near if gap - least < APART * ink.em][:2]


def _is_character(tick: Tick, glyphs: Glyphs, *, within: float) -> bool:
    """Whether a character that is no misread tick or box stands within so many characters of the tick's middle."""
    middle = ((tick.x0 + tick.x1) / 2, (tick.y0 + tick.y1) / 2)
    return any(
        abs(glyph.x - middle[0]) < within * glyph.em and abs(glyph.y - middle[1]) < glyph.em
        for glyph in _characters_at(tick, glyphs)
    )


def _keeps_to_character(tick: Tick, glyphs: Glyphs) -> bool:
    """Whether a tick lies within the room of one recognised character, as a stroke of it does."""
    return any(
        max(glyph.x - tick.x0, tick.x1 - glyph.x, glyph.y - tick.y0, tick.y1 - glyph.y)
        <= ROOM * glyph.em
        for glyph in _characters_at(tick, glyphs)
    )


def _characters_at(tick: Tick, glyphs: Glyphs) -> Iterator[Glyph]:
    """The characters around a tick that are no misread ticks or boxes."""
    middle = ((tick.x0 + tick.x1) / 2, (tick.y0 + tick.y1) / 2)
    mistakes = LOOKALIKES + BOX_CHARACTERS + STROKES
    wide = 2 * (tick.x1 - tick.x0) + 2 * (tick.y1 - tick.y0)
    for glyph in glyphs.near(*middle, across=wide, down=wide):
        if glyph.in_word or glyph.char not in mistakes:
            yield glyph


def stands_for_box(tick: Tick, squares: Sequence[Square], glyphs: Glyphs, ink: Ink) -> bool:
    """Whether a tick without a box is one: read as √, or seen in a row of boxes where no other character was read."""
    if tick.typed:
        return True
    if tick.kind is not Kind.seen:
        return False
    middle = ((tick.x0 + tick.x1) / 2, (tick.y0 + tick.y1) / 2)
    if not any(abs(square.middle[1] - middle[1]) < 2 * ink.em for square in squares):
        return False
    return not _is_character(tick, glyphs, within=0.75)
