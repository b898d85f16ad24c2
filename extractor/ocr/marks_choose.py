"""Which squares of a page are check boxes and which are characters, bar codes or table cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from extractor.ocr.marks_ink import Ink
from extractor.ocr.marks_rounds import Pieces, find_rounds, find_rounds_like
from extractor.ocr.marks_squares import (
    Sides,
    Square,
    distinct,
    find_squares,
    find_squares_like,
)
from extractor.ocr.marks_state import judge
from extractor.ocr.marks_text import (
    BOX_CHARACTERS,
    LOOKALIKES,
    ROUND_LOOKALIKES,
    UNSURE_LOOKALIKES,
    Glyph,
    Glyphs,
)
from models.page import MarkState

SHARP_OUTLINE, SURE_OUTLINE, USUAL_OUTLINE = 0.96, 0.92, 0.88
UNSURE_READING = 0.93  # confidence below which a character of square shape may be a box
GUESSED = 0.5  # confidence below which a character says nothing
BESIDE_LABEL = 2.0  # characters from the middle of a round box to that of the first of its label
TOUCHING = 0.4  # of the widths of a box and a character together: nearer their middles cannot stand
SAME_SIZE = 0.2  # difference of sides, as a share, between boxes of one form


class Evidence(IntEnum):
    """What speaks for a square being a box."""

    none = 0
    size = 1  # nothing but that it may have the size of the page's boxes
    outline = 2  # an empty outline beside text that no recognised character explains
    read = 3  # recognised as a box


def choose_boxes(glyphs: Glyphs, ink: Ink, pieces: Pieces) -> list[Square]:
    """Return the squares and circles that are check boxes: the sure ones, and others of just their size."""
    squares = _squares(glyphs, ink)
    rounds = _rounds(glyphs, ink, pieces)
    return squares + [found for found in rounds if not any(_touch(found, s) for s in squares)]


def _touch(one: Square, other: Square) -> bool:
    """Whether two boxes overlap: a square that was found is no circle."""
    return min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.y1, other.y1) > max(
        one.y0, other.y0
    )


def _rounds(glyphs: Glyphs, ink: Ink, pieces: Pieces) -> list[Square]:
    weighed = [(found, _evidence(found, glyphs, ink)) for found in find_rounds(ink, pieces)]
    sure = _sure(weighed)
    if not sure:
        return []
    chosen = [found for found, evidence in weighed if evidence >= Evidence.size]
    chosen = [found for found in chosen if any(_same_size(found, other) for other in sure)]
    like = [
        found
        for found in find_rounds_like(ink, sure)
        if _evidence(found, glyphs, ink) >= Evidence.size
    ]
    return distinct([found._replace(score=1.0) for found in chosen] + like)


def _squares(glyphs: Glyphs, ink: Ink) -> list[Square]:
    sides = Sides(ink.dark)
    weighed = {square: _evidence(square, glyphs, ink) for square in find_squares(ink, sides)}
    sure = _sure(list(weighed.items()))
    if not sure:
        return []
    squares = list(weighed)
    for width, height in _usual_sizes(sure):
        squares = distinct(squares + find_squares_like(sides, width=width, height=height))
    chosen = set(sure)
    return [
        square
        for square in squares
        if square in chosen
        or (
            any(_same_size(square, other) for other in sure)
            and (weighed[square] if square in weighed else _evidence(square, glyphs, ink))
            >= Evidence.size
        )
    ]


def _sure(weighed: Sequence[tuple[Square, Evidence]]) -> list[Square]:
    """Squares that were read as boxes, and empty outlines of the size of at least one more sure square."""
    read = [square for square, evidence in weighed if evidence is Evidence.read]
    outlines = [square for square, evidence in weighed if evidence is Evidence.outline]
    return read + [
        square
        for square in outlines
        if any(other is not square and _same_size(square, other) for other in read + outlines)
    ]


def _usual_sizes(squares: Sequence[Square]) -> list[tuple[int, int]]:
    """Width and height of the commonest boxes, and of the commonest of clearly different size."""
    sizes = Counter(
        (square.x1 - square.x0, square.y1 - square.y0)
        for square in squares
        if square.kind != "solid"
    )
    ranked = [size for size, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))]
    if not ranked:
        return []
    others = [
        size for size in ranked if max(abs(size[0] - ranked[0][0]), abs(size[1] - ranked[0][1])) > 2
    ]
    return [ranked[0], *others[:1]]


def glyphs_in(square: Square, glyphs: Glyphs) -> list[Glyph]:
    """Return the characters whose middle lies in or right at the square."""
    middle_x, middle_y = square.middle
    row = glyphs.near(middle_x, middle_y, across=2 * square.side, down=0.8 * square.side)
    astride = [glyph for glyph in row if abs(glyph.x - middle_x) < 0.6 * glyph.em]
    if len(astride) > 1:
        return astride
    return [glyph for glyph in row if abs(glyph.x - middle_x) < _reach(glyph, square)]


def _reach(glyph: Glyph, square: Square) -> float:
    """How far from the middle of a square a character that fills it may stand: half its width."""
    if not glyph.char.isascii():
        return max(0.42 * square.side, 0.55 * glyph.em)
    return 0.32 * square.side if square.side > 0.62 * glyph.em else 0.5 * glyph.em


def _evidence(square: Square, glyphs: Glyphs, ink: Ink) -> Evidence:
    here = glyphs_in(square, glyphs)
    if square.kind != "round" and any(glyph.char in BOX_CHARACTERS for glyph in here):
        return Evidence.read
    distance = _distance_to_text(square, glyphs, ink)
    if distance is None or _crowded(square, ink):
        return Evidence.none
    if square.kind == "round":
        near = distance <= BESIDE_LABEL * ink.em  # round ornaments and emblems stand by themselves
        return _evidence_of_round(square, here, ink) if near else Evidence.none
    if here:
        mistaken = all(
            glyph.confidence < GUESSED
            or (glyph.char in LOOKALIKES and not glyph.in_word)
            or (
                glyph.char in UNSURE_LOOKALIKES
                and glyph.confidence < UNSURE_READING
                and square.score >= SHARP_OUTLINE
            )
            for glyph in here
        )
        return Evidence.size if mistaken and len(here) == 1 else Evidence.none
    if _straddles(square, glyphs):
        return Evidence.none
    if square.score < (SHARP_OUTLINE if _at_letters(square, glyphs) else USUAL_OUTLINE):
        return Evidence.none
    if square.kind == "solid" or square.score < SURE_OUTLINE or distance > 2.5 * ink.em:
        return Evidence.size
    return Evidence.outline if judge(square, ink)[0] is MarkState.empty else Evidence.size


def _straddles(square: Square, glyphs: Glyphs) -> bool:
    """Whether characters stand so near on both sides that their halves make up the square."""
    x, y = square.middle
    near = glyphs.near(x, y, across=2 * square.side, down=0.8 * square.side)
    room = [(glyph.x - x) / (glyph.em + square.side) for glyph in near if not glyph.char.isascii()]
    return any(-TOUCHING < gap < 0 for gap in room) and any(0 <= gap < TOUCHING for gap in room)


def _evidence_of_round(square: Square, here: Sequence[Glyph], ink: Ink) -> Evidence:
    """Circles may be read as letters; what stands in a word, date or number is meant as that."""
    known = ROUND_LOOKALIKES + BOX_CHARACTERS
    sure = [glyph for glyph in here if glyph.confidence >= GUESSED]
    if any(glyph.in_word or glyph.char not in known for glyph in sure):
        return Evidence.none
    return Evidence.outline if judge(square, ink)[0] is MarkState.empty else Evidence.size


def _at_letters(square: Square, glyphs: Glyphs) -> bool:
    """Whether Latin letters or figures stand so near that two of them may make up the square."""
    middle_x, middle_y = square.middle
    return any(
        glyph.char.isascii() and glyph.char.isalnum() and abs(glyph.x - middle_x) < 0.75 * glyph.em
        for glyph in glyphs.near(middle_x, middle_y, across=2 * square.side, down=0.8 * square.side)
    )


def _distance_to_text(square: Square, glyphs: Glyphs, ink: Ink) -> float | None:
    """Pixels to the nearest character of the same row, None when the row holds no text."""
    middle_x, middle_y = square.middle
    for across in (3 * ink.em, ink.dark.shape[1]):
        row = [
            glyph
            for glyph in glyphs.near(middle_x, middle_y, across=across, down=3 * ink.em)
            if abs(glyph.y - middle_y) < max(glyph.em, square.side)
        ]
        if row:
            return min(abs(glyph.x - middle_x) for glyph in row)
    return None


def _crowded(square: Square, ink: Ink) -> bool:
    """Whether ink stands all around the square, as in a bar code of modules or a pattern."""
    reach = round(0.8 * square.side)
    around = ink.dark[
        max(0, square.y0 - reach) : square.y1 + reach, max(0, square.x0 - reach) : square.x1 + reach
    ]
    own = ink.dark[square.y0 : square.y1, square.x0 : square.x1]
    return float(around.sum() - own.sum()) > 0.34 * (around.size - own.size)


def _same_size(left: Square, right: Square) -> bool:
    return abs(left.side - right.side) <= SAME_SIZE * max(left.side, right.side)
