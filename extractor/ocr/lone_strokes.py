"""The character 一 where the recogniser passed it over: one level stroke in the room of a character."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.ends import ink_of
from extractor.ocr.engine import Pixels
from models.geometry import Box
from models.page import TextLine

ONE = "一"
FEWEST = 4  # ideographs of a line that tell how wide one is
EVEN = 0.25  # share of that width by which their distances may differ
ROOM = (
    0.75  # widths of a character between neighbours, or before the first, in which one may be lost
)
SHORTEST, LONGEST = 0.5, 1.25  # length of the stroke of one 一 in widths of a character
TWICE = (1.6, 2.5)  # length of the strokes of two that touch
FLAT = 0.3  # height of the stroke in widths of a character
MIDDLE = (0.25, 0.75)  # of the line's height between which the stroke lies
BEFORE_ONE = frozenset("之第十百零〇○")
"""Characters after which a 一 may stand alone in the next row."""

NEXT_ROW = (-0.1, 1.2)  # heights of a line from its foot: the rows that are searched for the stroke
RESTORED = 0.8  # confidence of a restored character: it is given, and doubted


OTHER = 0.06  # share of the place of a stroke that may be inked besides it
Mask = NDArray[np.uint8]


class _Scale(NamedTuple):
    """Middles of a line's characters and the usual distance of its ideographs, in pixels."""

    centres: NDArray[np.float64]
    em: float


class _Stroke(NamedTuple):
    """Where the only stroke of a place begins and ends, in pixels of the page."""

    x0: int
    x1: int


def restore_ones(pixels: Pixels, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, with the 一 that stand on the page and were not read, as doubtful characters.

    `pixels` is the upright page. The recogniser reads 一一 as one and passes over a thin one between
    ideographs; the distances of the others show the room that is left.
    """
    ink = ink_of(pixels)
    restored = [_restored(line, ink) for line in lines]
    wrapped = (_wrapped(line, lines, ink) for line in lines)
    return restored + [line for line in wrapped if line is not None]


def _wrapped(line: TextLine, lines: Sequence[TextLine], ink: NDArray[np.bool_]) -> TextLine | None:
    """The 一 of 之一 or of a number that stands alone in the next row, where no search for lines finds it."""
    scale = _scale_of(line, width=ink.shape[1])
    if scale is None or line.text[-1] not in BEFORE_ONE:
        return None
    width = ink.shape[1]
    tall, em = line.box.height, scale.em / width
    box = Box(
        max(0.0, line.box.x0 - 0.2 * em),
        line.box.y1 + NEXT_ROW[0] * tall,
        line.box.x0 + 2.5 * em,
        line.box.y1 + NEXT_ROW[1] * tall,
    ).clipped()
    if any(_meet(other.box, box) for other in lines):
        return None
    stroke = _only_stroke(box, ink, box.x0 * width, box.x1 * width, scale.em)
    if stroke is None or not _fits(stroke, (SHORTEST, 1.0), scale.em):
        return None
    middle = (box.y0 + box.y1) / 2
    at = Box(stroke.x0 / width, middle - tall / 2, stroke.x1 / width, middle + tall / 2).clipped()
    return TextLine(
        text=ONE,
        box=at,
        confidence=RESTORED,
        char_spans=((at.x0, at.x1),),
        char_confidences=(RESTORED,),
    )


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap by more than their edges."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > 0 and min(one.y1, other.y1) - max(one.y0, other.y0) > 0.2 * other.height


def _restored(line: TextLine, ink: NDArray[np.bool_]) -> TextLine:
    scale = _scale_of(line, width=ink.shape[1])
    if scale is None:
        return line
    places = [at for at in range(len(line.text)) if _is_lost_before(line, at, scale, ink)]
    for at in reversed(places):
        line = _with_one(line, at, scale, width=ink.shape[1])
    return line


def _scale_of(line: TextLine, *, width: int) -> _Scale | None:
    """None where the line does not tell how wide its ideographs are."""
    if len(line.char_spans) != len(line.text) or len(line.char_confidences) != len(line.text):
        return None
    centres = np.array([(x0 + x1) / 2 * width for x0, x1 in line.char_spans])
    wide = np.array([_is_ideograph(char) for char in line.text])
    steps = np.diff(centres)[wide[1:] & wide[:-1]]
    if steps.size < FEWEST - 1:
        return None
    em = float(np.median(steps))
    even = np.mean(np.abs(steps - em) <= EVEN * em)
    return _Scale(centres, em) if em >= 8 and even >= 0.5 else None


def _is_ideograph(char: str) -> bool:
    return "一" <= char <= "鿿"


def _is_lost_before(line: TextLine, at: int, scale: _Scale, ink: NDArray[np.bool_]) -> bool:
    """Whether a 一 stands before the character `at` that was not read."""
    if not _is_ideograph(line.text[at]):
        return False
    if line.text[at] == ONE:  # of two that touch the reading has one, midway
        left = scale.centres[at] - 1.6 * scale.em
        stroke = _only_stroke(line.box, ink, left, scale.centres[at] + 1.6 * scale.em, scale.em)
        return stroke is not None and _fits(stroke, TWICE, scale.em)
    start = line.box.x0 * ink.shape[1] - 0.1 * scale.em
    if at:
        if not _is_ideograph(line.text[at - 1]):
            return False
        start = float(scale.centres[at - 1]) + 0.45 * scale.em
    end = float(scale.centres[at]) - 0.45 * scale.em
    if end - start < ROOM * scale.em:
        return False
    stroke = _only_stroke(line.box, ink, start, end, scale.em)
    return stroke is not None and _fits(stroke, (SHORTEST, LONGEST), scale.em)


def _fits(stroke: _Stroke, lengths: tuple[float, float], em: float) -> bool:
    return lengths[0] * em <= stroke.x1 - stroke.x0 <= lengths[1] * em


def _only_stroke(
    box: Box, ink: NDArray[np.bool_], start: float, end: float, em: float
) -> _Stroke | None:
    """The stroke in the middle of a place in the rows of a box, None where there is none or it is no level one alone."""
    height = ink.shape[0]
    y0, y1 = round(box.y0 * height), round(box.y1 * height)
    x0 = max(0, round(start))
    part = np.ascontiguousarray(ink[y0:y1, x0 : max(x0, round(end))], dtype=np.uint8)
    if min(part.shape) < 4:
        return None
    thick = cv2.dilate(part, np.ones((3, 1), np.uint8))  # a stroke that is not quite level
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(SHORTEST * em)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    if count == 1:
        return None
    longest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_WIDTH]))
    x, y, w, h, _ = (int(value) for value in stats[longest])
    middle = (y + h / 2) / part.shape[0]
    level = h <= FLAT * em + 2 and MIDDLE[0] <= middle <= MIDDLE[1]
    return _Stroke(x0 + x, x0 + x + w) if level and _is_alone(part, x, y, w, h) else None


def _is_alone(part: Mask, x: int, y: int, w: int, h: int) -> bool:
    """Whether hardly anything is inked above and below a stroke, as a 一 stands."""
    columns = part[:, x : x + w]
    beside = int(columns.sum()) - int(columns[y : y + h].sum())
    return bool(beside <= OTHER * w * part.shape[0])


def _with_one(line: TextLine, at: int, scale: _Scale, *, width: int) -> TextLine:
    spans, scores = list(line.char_spans), list(line.char_confidences)
    right = spans[at][0] if line.text[at] != ONE else (spans[at][0] + spans[at][1]) / 2
    left = max(line.box.x0, min(spans[at - 1][1] if at else line.box.x0, right - 1e-5))
    if line.text[at] == ONE:
        left, spans[at] = spans[at][0], (right, spans[at][1])
        scores[at] = min(scores[at], RESTORED)
    spans.insert(at, (round(left, 5), round(max(left, right), 5)))
    scores.insert(at, RESTORED)
    return line.model_copy(
        update={
            "text": line.text[:at] + ONE + line.text[at:],
            "char_spans": tuple(spans),
            "char_confidences": tuple(scores),
            "confidence": round(sum(scores) / len(scores), 4),
            "seconded": False,  # the second reading had not seen it either
        }
    )
