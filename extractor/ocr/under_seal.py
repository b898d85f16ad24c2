"""A second look at what lies under seals, with the seal's ink filtered away; both readings stay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.lines import line_of
from extractor.ocr.seals import touches_seal, without_ink
from extractor.ocr.text_layer import quad_of
from models.geometry import Box
from models.page import Seal, SealColour, TextLine

MARGIN = 0.01  # of the page, around a seal
CLEARLY_BETTER = 0.02
WIDEST_STEP = 2.8  # largest distance between neighbouring characters in usual distances
SURE = 0.93  # confidence of a line that was followed under a seal


def reread_under_seals(
    pixels: Pixels, lines: Sequence[TextLine], seals: Sequence[Seal], *, engine: OcrEngine
) -> list[TextLine]:
    """Return all lines, those under seals read twice.

    A line under a seal keeps the reading with the higher confidence as `text` and the other, where
    it differs, as `second`. Lines that only show once the ink is gone are added.
    """
    if not seals:
        return list(lines)
    result = list(lines)
    for colour in sorted({seal.colour for seal in seals}):
        mine = [seal for seal in seals if seal.colour is colour]
        result = _reread(pixels, result, mine, colour=colour, engine=engine)
    return result


def _reread(
    pixels: Pixels,
    lines: Sequence[TextLine],
    seals: Sequence[Seal],
    *,
    colour: SealColour,
    engine: OcrEngine,
) -> list[TextLine]:
    clean = without_ink(pixels, colour)
    height, width = pixels.shape[:2]
    under = [line for line in lines if touches_seal(line.box, seals)]
    quads = [quad_of(line.box, width=width, height=height) for line in under]
    again = engine.recognise([cut_quad(clean, quad) for quad in quads])
    merged = []
    for line, quad, reading in zip(under, quads, again, strict=True):
        other = line_of(quad, reading, width=width, height=height)
        merged.append(_merge(line, other))
    kept = [line for line in lines if line not in under]
    followed = _followed([*kept, *merged], clean, seals, engine=engine)
    found = _lines_inside(clean, seals, engine=engine)
    return [*followed, *(line for line in found if not _known(line, followed))]


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
    before, after = _squeezed(line.text), _squeezed(reading.text)
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


def _merge(first: TextLine, second: TextLine) -> TextLine:
    if not second.text.strip():
        return first.model_copy(update={"under_seal": True})
    best, other = first, second
    if second.confidence > first.confidence + CLEARLY_BETTER:
        best, other = second, first
    differs = other.text if _squeezed(other.text) != _squeezed(best.text) else None
    return best.model_copy(update={"under_seal": True, "second": differs})


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _lines_inside(clean: Pixels, seals: Sequence[Seal], *, engine: OcrEngine) -> list[TextLine]:
    height, width = clean.shape[:2]
    found = []
    for seal in seals:
        x0 = max(0, int((seal.box.x0 - MARGIN) * width))
        y0 = max(0, int((seal.box.y0 - MARGIN) * height))
        x1, y1 = int((seal.box.x1 + MARGIN) * width), int((seal.box.y1 + MARGIN) * height)
        part = np.ascontiguousarray(clean[y0:y1, x0:x1])
        if min(part.shape[:2]) < 16:
            continue
        offset = np.array([x0, y0], dtype=np.float32)
        quads = [(quad + offset).astype(np.float32) for quad in engine.detect(part)]
        readings = engine.recognise([cut_quad(clean, quad) for quad in quads])
        for quad, reading in zip(quads, readings, strict=True):
            line = line_of(quad, reading, width=width, height=height)
            if reading.confidence >= 0.7 and line.text.strip() and not _on_arc(line.box, seal.box):
                found.append(line.model_copy(update={"under_seal": True}))
    return found


def _on_arc(box: Box, seal: Box) -> bool:
    """Whether a line is a piece of the text along the seal's upper arc, which is read unrolled."""
    x = (box.center[0] - seal.center[0]) / (seal.width / 2)
    y = (box.center[1] - seal.center[1]) / (seal.height / 2)
    return y < 0.25 and 0.5 < (x * x + y * y) ** 0.5 < 1.0 and box.width < 0.75 * seal.width


def _known(line: TextLine, lines: Sequence[TextLine]) -> bool:
    return any(
        line.box.overlap(other.box) > 0.4 or other.box.overlap(line.box) > 0.6 for other in lines
    )
