"""Pages whose rows still rise or fall a little: the slope that the text shows, and the page without it.

Deskewing follows the whole page; photographs and bound papers keep a slope of their own. In: a page.
Out: the same page with lines and rulings moved so that rows are level, and a frame that leads back.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.tables.printed import slope_of, visual_rows
from models.geometry import Box, Frame
from models.page import PageText, Ruling, TextLine

_LEAST = 0.0015  # slope (heights of the page per width) under which nothing is moved
_MOST = 0.06  # slopes beyond are no residue of deskewing


def levelled(page: PageText) -> PageText:
    """The page with level rows; itself when its rows are level already or show no slope.

    Boxes of the result lie in its own frame; `place` leads to the page as displayed as before.
    """
    slope = slope_of(visual_rows(page.lines))
    if not _LEAST < abs(slope) < _MOST or page.tables:
        return page
    return page.model_copy(
        update={
            "lines": tuple(moved(line, -slope) for line in page.lines),
            "rulings": tuple(_moved_ruling(ruling, -slope) for ruling in page.rulings),
            "frame": _tilted(page.frame, slope),
        }
    )


def moved(line: TextLine, slope: float) -> TextLine:
    """The line moved down by `slope` times the distance of its middle from the middle of the page."""
    return line.model_copy(update={"box": moved_box(line.box, slope)})


def moved_box(box: Box, slope: float) -> Box:
    """The box moved down by `slope` times the distance of its middle from the middle of the page."""
    down = slope * (box.center[0] - 0.5)
    return Box(box.x0, box.y0 + down, box.x1, box.y1 + down)


def _moved_ruling(ruling: Ruling, slope: float) -> Ruling:
    down = slope * ((ruling.x0 + ruling.x1) / 2 - 0.5)
    return ruling.model_copy(update={"y0": ruling.y0 + down, "y1": ruling.y1 + down})


def _tilted(frame: Frame, slope: float) -> Frame:
    """The frame behind a shear y + slope * (x - 1/2)."""
    a, b, c, d, e, f, g, h, i = frame.matrix
    shear = (1.0, 0.0, 0.0, slope, 1.0, -0.5 * slope, 0.0, 0.0, 1.0)
    rows = ((a, b, c), (d, e, f), (g, h, i))
    return frame.model_copy(update={"matrix": _product(rows, shear)})


def _product(
    rows: Sequence[tuple[float, float, float]], other: tuple[float, ...]
) -> tuple[float, ...]:
    return tuple(
        sum(row[k] * other[3 * k + column] for k in range(3)) for row in rows for column in range(3)
    )
