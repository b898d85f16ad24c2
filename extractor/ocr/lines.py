"""From quads and recognised characters to text lines in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractor.ocr.engine import Quad, Recognised
from models.geometry import Box
from models.page import TextLine


def line_of(quad: Quad, reading: Recognised, *, width: int, height: int) -> TextLine:
    """Return the text line of a quad; `width` and `height` are those of the picture in pixels."""
    xs, ys = quad[:, 0] / width, quad[:, 1] / height
    box = Box(
        round(float(xs.min()), 5),
        round(float(ys.min()), 5),
        round(float(xs.max()), 5),
        round(float(ys.max()), 5),
    )
    return TextLine(
        text=reading.text,
        box=box,
        confidence=reading.confidence,
        char_spans=char_spans(reading, box),
        char_confidences=reading.char_confidences,
    )


def char_spans(reading: Recognised, box: Box) -> tuple[tuple[float, float], ...]:
    """Return for each character its (x0, x1): borders lie midway between neighbouring centres."""
    centres = [box.x0 + centre * box.width for centre in reading.centres]
    if not centres:
        return ()
    borders = [(left + right) / 2 for left, right in itertools.pairwise(centres)]
    first = max(box.x0, 2 * centres[0] - borders[0]) if borders else box.x0
    last = min(box.x1, 2 * centres[-1] - borders[-1]) if borders else box.x1
    edges = [first, *borders, last]
    return tuple((round(x0, 5), round(max(x0, x1), 5)) for x0, x1 in itertools.pairwise(edges))


def in_reading_order(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines row by row from the top, each row from the left.

    Lines share a row when the middle of one lies within the other's height.
    """
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.box.center[1], line.box.x0)):
        row = rows[-1] if rows else None
        if row is not None and _same_row(row[-1], line):
            row.append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.box.x0))


def _same_row(left: TextLine, right: TextLine) -> bool:
    middle_left, middle_right = left.box.center[1], right.box.center[1]
    return (
        right.box.y0 <= middle_left <= right.box.y1
        and left.box.y0 <= middle_right <= left.box.y1
        and abs(middle_left - middle_right) <= 0.6 * min(left.box.height, right.box.height)
    )
