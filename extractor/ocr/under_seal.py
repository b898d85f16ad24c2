"""A second look at what lies under seals, with the seal's ink lifted; both readings stay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.lines import line_of
from extractor.ocr.seal_print import around, lift_seals
from extractor.ocr.seals import ends_at_seal, touches_seal
from extractor.ocr.text_layer import quad_of
from extractor.ocr.under_seal_merge import (
    doubt_ends,
    doubt_gaps,
    join_pieces,
    merge_readings,
    squeezed,
)
from models.geometry import Box
from models.page import Seal, TextLine

MARGIN = 0.01  # of the page, around a seal
WIDEST_STEP = 2.8  # largest distance between neighbouring characters in usual distances
SURE = 0.93  # confidence of a line that was followed under a seal
SURE_WHOLE = 0.9  # confidence of a line that replaces pieces of it
LEAST = 0.7  # confidence of a line that only shows once the ink is gone
DARK = 140  # grey level below which the lifted page shows print
LEAST_PRINT = 0.015  # share of a line's box that print covers at least
SCRAP = 2  # characters up to which a line along a seal's ring is one of its own


def reread_under_seals(
    pixels: Pixels, lines: Sequence[TextLine], seals: Sequence[Seal], *, engine: OcrEngine
) -> list[TextLine]:
    """Return all lines, those under seals read twice.

    A line under a seal keeps the better reading as `text` and the other, where it differs, as
    `second`. Lines that only show once the ink is gone are added; the characters of the seals
    themselves, which `seals` carry as their text, are left out.
    """
    if not seals:
        return list(lines)
    below = lift_seals(pixels, seals)
    under = [line for line in lines if touches_seal(line.box, seals)]
    kept = [line for line in lines if line not in under]
    if not below.lifted:
        marked = [line.model_copy(update={"under_seal": True}) for line in under]
        return _without_own_text([*kept, *marked], seals, dark=None)
    clean = below.pixels
    merged = _reread(clean, under, engine=engine)
    followed = _followed([*kept, *merged], clean, below.lifted, engine=engine)
    whole = _with_found(followed, _lines_inside(clean, below.lifted, engine=engine))
    dark = clean[:, :, 0] < DARK
    doubted = [doubt_gaps(line, dark) if line.under_seal else line for line in whole]
    doubted = [
        doubt_ends(line, doubted, dark) if ends_at_seal(line.box, below.lifted) else line
        for line in doubted
    ]
    return _without_own_text(doubted, seals, dark=dark)


def _reread(clean: Pixels, under: Sequence[TextLine], *, engine: OcrEngine) -> list[TextLine]:
    height, width = clean.shape[:2]
    quads = [quad_of(line.box, width=width, height=height) for line in under]
    again = engine.recognise([cut_quad(clean, quad) for quad in quads])
    return [
        merge_readings(line, line_of(quad, reading, width=width, height=height))
        for line, quad, reading in zip(under, quads, again, strict=True)
    ]


def _followed(
    lines: Sequence[TextLine], clean: Pixels, seals: Sequence[Seal], *, engine: OcrEngine
) -> list[TextLine]:
    """The lines, those that end at or in a seal followed to its far side once the ink is gone.

    A longer reading counts only where it repeats the shorter one and is sure.
    """
    height, width = clean.shape[:2]
    longer = {
        index: box
        for index, line in enumerate(lines)
        if (box := _across_seal(line.box, seals)) is not None and not _in_the_way(box, line, lines)
    }
    quads = [quad_of(box, width=width, height=height) for box in longer.values()]
    readings = engine.recognise([cut_quad(clean, quad) for quad in quads])
    result = list(lines)
    for index, quad, reading in zip(longer, quads, readings, strict=True):
        if _continues(lines[index], reading):
            line = line_of(quad, reading, width=width, height=height)
            result[index] = line.part(0, len(line.text)).model_copy(update={"under_seal": True})
    return result


def _continues(line: TextLine, reading: Recognised) -> bool:
    """Whether a longer reading surely repeats a line and goes on without a gap (the next column has one)."""
    before, after = squeezed(line.text), squeezed(reading.text)
    if reading.confidence < SURE or len(after) <= len(before) or not after.startswith(before):
        return False
    steps = np.diff(reading.centres)
    return bool(steps.size) and float(steps.max()) <= WIDEST_STEP * float(np.median(steps))


def _across_seal(box: Box, seals: Sequence[Seal]) -> Box | None:
    """The box continued to the right border of the seal that its end touches."""
    y = box.center[1]
    for seal in seals:
        reaches = seal.box.x0 - MARGIN <= box.x1 < seal.box.x1 - MARGIN and box.x0 < seal.box.x0
        if reaches and seal.box.y0 < y < seal.box.y1 and box.width > 2 * box.height:
            return Box(box.x0, box.y0, min(1.0, seal.box.x1 + MARGIN), box.y1)
    return None


def _in_the_way(box: Box, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether another line, such as the next column's figure, stands where a line would be followed."""
    way = Box(line.box.x1, box.y0, box.x1, box.y1)
    row = [other for other in lines if abs(other.box.center[1] - box.center[1]) < box.height / 2]
    return any(other.box.overlap(way) > 0.1 for other in row if other is not line)


def _lines_inside(clean: Pixels, seals: Sequence[Seal], *, engine: OcrEngine) -> list[TextLine]:
    """The lines that the lifted page shows at the seals."""
    height, width = clean.shape[:2]
    found: list[TextLine] = []
    for seal in seals:
        place = around(seal.box, clean)
        part = np.ascontiguousarray(clean[place.slices])
        if min(part.shape[:2]) < 16:
            continue
        offset = np.array([place.x0, place.y0], dtype=np.float32)
        quads = [(quad + offset).astype(np.float32) for quad in engine.detect(part)]
        readings = engine.recognise([cut_quad(clean, quad) for quad in quads])
        for quad, reading in zip(quads, readings, strict=True):
            line = line_of(quad, reading, width=width, height=height)
            if reading.confidence >= LEAST and line.text.strip() and touches_seal(line.box, [seal]):
                found.append(line.model_copy(update={"under_seal": True}))
    return found


def _with_found(lines: Sequence[TextLine], found: Sequence[TextLine]) -> list[TextLine]:
    """The lines with those found once the ink was gone: new ones, and wholes of which pieces were known."""
    result = list(lines)
    for line in found:
        pieces = [other for other in result if other.box.overlap(line.box) > 0.6]
        known = any(line.box.overlap(other.box) > 0.4 for other in result if other not in pieces)
        if known:
            continue
        if not pieces:
            result.append(line)
        elif _is_whole(line, pieces):
            result = [other for other in result if other not in pieces]
            result.append(join_pieces(pieces, line))
    return result


def _is_whole(line: TextLine, pieces: Sequence[TextLine]) -> bool:
    """Whether a line surely says more than the pieces of it that were known."""
    before = sum(len(squeezed(piece.text)) for piece in pieces)
    gained = len(squeezed(line.text)) > before
    repeats = all(squeezed(piece.text) in squeezed(line.text) for piece in pieces)
    under = repeats or all(piece.under_seal for piece in pieces)
    return gained and under and line.confidence >= SURE_WHOLE


def _without_own_text(
    lines: Sequence[TextLine], seals: Sequence[Seal], *, dark: NDArray[np.bool_] | None
) -> list[TextLine]:
    """The lines but for what is the seals' own writing.

    That is a line inside a seal where no print is left below (`dark`, where that is known), and which
    the seal's text holds or which is only a scrap of its ring.
    """
    return [line for line in lines if not (line.under_seal and _is_own_text(line, seals, dark))]


def _is_own_text(line: TextLine, seals: Sequence[Seal], dark: NDArray[np.bool_] | None) -> bool:
    home = next((seal for seal in seals if line.box.overlap(seal.box) > 0.75), None)
    if home is None:
        return False
    text = squeezed(line.text)
    own = set(text) <= set(home.text)
    on_arc = _on_arc(line.box, home.box)
    if dark is None:
        return own and on_arc and len(text) <= SCRAP
    return not _is_printed(line.box, dark) and (own or on_arc or len(text) <= SCRAP)


def _is_printed(box: Box, dark: NDArray[np.bool_]) -> bool:
    height, width = dark.shape
    rows = slice(int(box.y0 * height), int(box.y1 * height) + 1)
    part = dark[rows, int(box.x0 * width) : int(box.x1 * width) + 1]
    return bool(part.size) and float(part.mean()) >= LEAST_PRINT


def _on_arc(box: Box, seal: Box) -> bool:
    """Whether a line is a piece of the text along the seal's upper arc, which is read unrolled."""
    x = (box.center[0] - seal.center[0]) / (seal.width / 2)
    y = (box.center[1] - seal.center[1]) / (seal.height / 2)
    return y < 0.25 and 0.5 < (x * x + y * y) ** 0.5 < 1.0 and box.width < 0.75 * seal.width
