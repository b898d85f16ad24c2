"""Check boxes as the picture shows them: where they are and whether they carry a mark."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.ocr.engine import Pixels
from extractor.ocr.marks_brackets import find_brackets
from extractor.ocr.marks_choose import choose_boxes
from extractor.ocr.marks_ink import Ink, page_ink
from extractor.ocr.marks_rounds import Blob, Pieces, find_rings
from extractor.ocr.marks_squares import Square
from extractor.ocr.marks_state import judge
from extractor.ocr.marks_text import BOX_CHARACTERS, TICK_CHARACTERS, Glyphs, glyphs_of
from extractor.ocr.marks_ticks import Kind, Tick, find_ticks, owners, stands_for_box
from extractor.ocr.marks_words import boxes_of_words, find_word_ticks
from models.geometry import Box
from models.page import CheckBox, MarkState, TextLine

_Judged = dict[Square, tuple[MarkState, float, float]]
BARE = 0.08  # share of ink below which a spot where a ticked box was read holds none


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
    pieces = Pieces(ink)
    brackets = find_brackets(lines, glyphs, ink, pieces, size=(width, height))
    squares = choose_boxes(glyphs, ink, pieces) + brackets
    boxes = _boxes(squares, glyphs, ink, pieces)
    boxes += [_ring(blob) for blob in find_rings(ink, pieces, glyphs)]
    placed = [
        box.model_copy(update={"box": _on_page(box.box, ink, width, height)}) for box in boxes
    ]
    return tuple(sorted(placed, key=lambda mark: (mark.box.y0, mark.box.x0)))


def _boxes(squares: Sequence[Square], glyphs: Glyphs, ink: Ink, pieces: Pieces) -> list[CheckBox]:
    """Boxes with their states, and ticks that stand where a box would."""
    judged = {square: judge(square, ink) for square in squares}
    alone, placed = [], []
    for tick in find_ticks(squares, glyphs, ink):
        own = owners(tick, squares, glyphs, ink)
        unsure = len(own) > 1 or tick.kind is Kind.stroke
        _mark(judged, own, unsure=unsure, sure=0.8)
        if own:
            placed.append(tick)
        elif stands_for_box(tick, squares, glyphs, ink):
            placed.append(tick)
            alone.append(_lone(tick))
    for arm in find_word_ticks(squares, glyphs, ink, pieces):
        if not any(_meet(arm, tick) for tick in placed):
            own = boxes_of_words(arm, squares, glyphs, ink)
            _mark(judged, own, unsure=len(own) > 1, sure=0.6)
    boxes = [
        CheckBox(
            box=Box(square.x0, square.y0, square.x1, square.y1),
            state=state,
            ink=round(share, 4),
            confidence=round(sure, 4),
        )
        for square, (state, share, sure) in judged.items()
    ]
    return boxes + alone + _unseen(squares, glyphs, [*boxes, *alone], ink)


def _mark(judged: _Judged, own: Sequence[Square], *, unsure: bool, sure: float) -> None:
    """Give a tick to the boxes it stands beside: one is ticked; of two it cannot be told which."""
    for square in own:
        state, share, known = judged[square]
        if state in (MarkState.empty, MarkState.unclear):
            marked = MarkState.unclear if unsure else MarkState.ticked
            judged[square] = (marked, share, min(known, sure))


def _meet(arm: Blob, tick: Tick) -> bool:
    """Whether an arm and a tick share ink: the arm is the tick's own."""
    across = min(arm.x1, tick.x1) - max(arm.x0, tick.x0)
    return across > 0 and min(arm.y1, tick.y1) > max(arm.y0, tick.y0)


def _lone(tick: Tick) -> CheckBox:
    sure = 0.6 if tick.kind is Kind.read else 0.9 if tick.typed else 0.7
    box = Box(tick.x0, tick.y0, tick.x1, tick.y1)
    return CheckBox(box=box, state=MarkState.ticked, ink=0.0, confidence=sure)


def _ring(blob: Blob) -> CheckBox:
    return CheckBox(box=Box(*blob), state=MarkState.circled, ink=0.0, confidence=0.8)


def _unseen(
    squares: Sequence[Square], glyphs: Glyphs, found: Sequence[CheckBox], ink: Ink
) -> list[CheckBox]:
    """Boxes that the recogniser read where the picture gave no clear square."""
    side = median(square.side for square in squares) if squares else 0.85 * ink.em
    marks = []
    for glyph in glyphs.all:
        if (
            glyph.char not in BOX_CHARACTERS
            or glyph.char in TICK_CHARACTERS
            or any(
                mark.box.x0 - 0.5 * side <= glyph.x <= mark.box.x1 + 0.5 * side
                and mark.box.y0 - 0.6 * side <= glyph.y <= mark.box.y1 + 0.6 * side
                for mark in found
            )
        ):
            continue
        ticked = glyph.char == "☑"
        state = MarkState.ticked if ticked else MarkState.unclear
        half = side / 2
        box = Box(glyph.x - half, glyph.y - half, glyph.x + half, glyph.y + half)
        if ticked and _inked(box, ink) < BARE:
            continue
        sure = 0.6 if ticked else 0.3
        marks.append(CheckBox(box=box, state=state, ink=0.0, confidence=sure))
    return marks


def _inked(box: Box, ink: Ink) -> float:
    """Share of a box that is ink."""
    (x0, x1), (y0, y1) = (box.x0, box.x1), (box.y0, box.y1)
    part = ink.dark[max(0, round(y0)) : round(y1), max(0, round(x0)) : round(x1)]
    return float(part.mean()) if part.size else 0.0


def _on_page(box: Box, ink: Ink, width: int, height: int) -> Box:
    x0, x1 = (v / (width * ink.scale) for v in (box.x0, box.x1))
    y0, y1 = (v / (height * ink.scale) for v in (box.y0, box.y1))
    return Box(x0, y0, x1, y1).clipped()
