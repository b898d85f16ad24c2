"""Check boxes as the picture shows them: where they are and whether they carry a mark."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.ocr.engine import Pixels
from extractor.ocr.marks_choose import choose_boxes, glyphs_in
from extractor.ocr.marks_ink import Ink, page_ink
from extractor.ocr.marks_squares import Square
from extractor.ocr.marks_state import Shape, is_tick, judge, strokes_outside
from extractor.ocr.marks_text import (
    BOX_CHARACTERS,
    LOOKALIKES,
    TICK_CHARACTERS,
    Glyphs,
    glyphs_of,
)
from models.geometry import Box
from models.page import CheckBox, MarkState, TextLine


def find_check_boxes(pixels: Pixels, lines: Sequence[TextLine]) -> tuple[CheckBox, ...]:
    """Return the check boxes of an upright page (RGB), in fractions of it, row by row.

    A box is a square outline or a solid square of a character's size that no recognised character
    explains; a tick that stands where a box would (√ typed instead of □) counts as a ticked box.
    """
    ink = page_ink(pixels, lines)
    if ink is None:
        return ()
    height, width = pixels.shape[:2]
    glyphs = glyphs_of(lines, ink, width=width, height=height)
    squares = choose_boxes(glyphs, ink)
    written = [glyph for glyph in glyphs.all if glyph.char in BOX_CHARACTERS]
    if not squares and not written:
        return ()
    heights = [square.middle[1] for square in squares] + [glyph.y for glyph in written]
    shapes = [shape for shape in strokes_outside(squares, ink, heights) if is_tick(shape)]
    boxes = [_check_box(square, shapes, ink) for square in squares]
    boxes += _lone_ticks(squares, shapes, glyphs, ink)
    boxes += _unseen(squares, glyphs, boxes, ink)
    placed = [
        box.model_copy(update={"box": _on_page(box.box, ink, width, height)}) for box in boxes
    ]
    return tuple(sorted(placed, key=lambda mark: (mark.box.y0, mark.box.x0)))


def _check_box(square: Square, ticks: Sequence[Shape], ink: Ink) -> CheckBox:
    state, share, confidence = judge(square, ink)
    if state in (MarkState.empty, MarkState.unclear) and any(_belongs(t, square) for t in ticks):
        state, confidence = MarkState.ticked, 0.8
    return CheckBox(
        box=Box(square.x0, square.y0, square.x1, square.y1),
        state=state,
        ink=round(share, 4),
        confidence=round(confidence, 4),
    )


def _belongs(tick: Shape, square: Square) -> bool:
    """Whether a tick stands over or right beside the square."""
    reach = 0.3 * square.side
    across = min(tick.x1, square.x1 + reach) - max(tick.x0, square.x0 - reach)
    down = min(tick.y1, square.y1 + reach) - max(tick.y0, square.y0 - reach)
    return across > 0 and down > 0.3 * square.side


def _lone_ticks(
    squares: Sequence[Square], ticks: Sequence[Shape], glyphs: Glyphs, ink: Ink
) -> list[CheckBox]:
    """Ticks in place of a box: read as such, or seen in a row of boxes where nothing was read."""
    marks = []
    for tick in ticks:
        as_square = Square(tick.x0, tick.y0, tick.x1, tick.y1, 0.7)
        if any(_belongs(tick, square) for square in squares):
            continue
        here = glyphs_in(as_square, glyphs)
        typed = any(glyph.char in TICK_CHARACTERS for glyph in here)
        covered = any(
            abs(glyph.x - as_square.middle[0]) < 0.75 * glyph.em
            and abs(glyph.y - as_square.middle[1]) < glyph.em
            for glyph in glyphs.near(*as_square.middle, across=3 * ink.em, down=3 * ink.em)
            if glyph.in_word or glyph.char not in LOOKALIKES + TICK_CHARACTERS + "/J丿レ"
        )
        misread = (
            not covered
            and all(glyph.char in LOOKALIKES + "/J丿レ" for glyph in here)
            and any(
                abs((square.y0 + square.y1) / 2 - (tick.y0 + tick.y1) / 2) < 2 * ink.em
                for square in squares
            )
        )
        if typed or misread:
            box = Box(tick.x0, tick.y0, tick.x1, tick.y1)
            sure = 0.9 if typed else 0.7
            marks.append(CheckBox(box=box, state=MarkState.ticked, ink=0.0, confidence=sure))
    return marks


def _unseen(
    squares: Sequence[Square], glyphs: Glyphs, found: Sequence[CheckBox], ink: Ink
) -> list[CheckBox]:
    """Boxes and ticks that the recogniser read where the picture gave no clear square."""
    side = median(square.side for square in squares) if squares else 0.85 * ink.em
    marks = []
    for glyph in glyphs.all:
        if glyph.char not in BOX_CHARACTERS or any(
            mark.box.x0 - 0.5 * side <= glyph.x <= mark.box.x1 + 0.5 * side
            and mark.box.y0 - 0.6 * side <= glyph.y <= mark.box.y1 + 0.6 * side
            for mark in found
        ):
            continue
        ticked = glyph.char in TICK_CHARACTERS + "☑"
        state = MarkState.ticked if ticked else MarkState.unclear
        half = side / 2
        box = Box(glyph.x - half, glyph.y - half, glyph.x + half, glyph.y + half)
        sure = 0.6 if ticked else 0.3
        marks.append(CheckBox(box=box, state=state, ink=0.0, confidence=sure))
    return marks


def _on_page(box: Box, ink: Ink, width: int, height: int) -> Box:
    x0, x1 = (v / (width * ink.scale) for v in (box.x0, box.x1))
    y0, y1 = (v / (height * ink.scale) for v in (box.y0, box.y1))
    return Box(x0, y0, x1, y1).clipped()
