"""Characters and vertical rulings of a PDF page in points of the page as displayed, and quarter turns of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pymupdf

from extractor.ingest.symbols import expanded, symbol_text
from models.geometry import Box

THIN_POINTS = 3.0
"""A filled shape up to this width is a drawn line."""


@dataclass(frozen=True)
class Char:
    """One character: `box` and `baseline` (height of the foot it stands on) in points, font `size` in points.

    `turns`: clockwise quarter turns that bring it upright; `tilt`: degrees off the nearest of them;
    `run`: number of the line of the file that it belongs to.
    """

    text: str
    box: Box
    baseline: float
    size: float
    turns: int
    tilt: float
    run: int

    @property
    def middle(self) -> float:
        """Centre from left to right."""
        return (self.box.x0 + self.box.x1) / 2


@dataclass(frozen=True)
class Turn:
    """Clockwise quarter turns of a page of `width` x `height` points."""

    width: float
    height: float
    turns: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the displayed page lies after the turns."""
        return (
            (x, y),
            (self.height - y, x),
            (self.width - x, self.height - y),
            (y, self.width - x),
        )[self.turns % 4]

    def box(self, box: Box) -> Box:
        """Where a box of the displayed page lies after the turns."""
        (ax, ay), (bx, by) = self.point(box.x0, box.y0), self.point(box.x1, box.y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


def page_chars(page: pymupdf.Page) -> Iterator[Char]:
    """Characters on the page, each turned upright by its own `turns`; blanks included.

    PyMuPDF gives places as if /Rotate were 0, so they are turned to the page as displayed first.
    Unknown characters come as U+FFFD, never as bare glyph numbers.
    """
    matrix = page.rotation_matrix
    rotation = pymupdf.Matrix(matrix.a, matrix.b, matrix.c, matrix.d, 0, 0)
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES
    blocks = page.get_text("rawdict", flags=flags)["blocks"]
    lines = [line for block in blocks for line in block.get("lines", ())]
    for run, line in enumerate(lines):
        direction = pymupdf.Point(line["dir"]) * rotation
        angle = math.degrees(math.atan2(-direction.y, direction.x))
        turn = Turn(page.rect.width, page.rect.height, round(angle / 90) % 4)
        tilt = abs((angle + 45) % 90 - 45)
        for span in line["spans"]:
            size = max(1.0, float(span["size"]))
            for char in span["chars"]:
                box = Box(*(pymupdf.Rect(char["bbox"]) * matrix))
                if not Box(0, 0, page.rect.width, page.rect.height).holds(box.center):
                    continue
                origin = pymupdf.Point(char["origin"]) * matrix
                yield from _split(
                    Char(
                        text=symbol_text(char["c"], font=span["font"]),
                        box=turn.box(box),
                        baseline=turn.point(origin.x, origin.y)[1],
                        size=size,
                        turns=turn.turns,
                        tilt=tilt,
                        run=run,
                    )
                )


def _split(char: Char) -> Iterator[Char]:
    """A ligature as its letters, which share its width; every other character as it is."""
    letters = expanded(char.text)
    width = char.box.width / max(1, len(letters))
    for index, letter in enumerate(letters):
        x0 = char.box.x0 + index * width
        box = char.box._replace(x0=x0, x1=x0 + width)
        yield replace(char, text=letter, box=box)


def drawn_edges(page: pymupdf.Page) -> tuple[Box, ...]:
    """Straight drawn lines as thin boxes, in points of the page as displayed, in any direction."""
    matrix = page.rotation_matrix
    edges: list[Box] = []
    for drawing in page.get_drawings():
        stroked = "s" in drawing["type"]
        for item in drawing["items"]:
            edges.extend(_item_edges(item, stroked=stroked))
    return tuple(Box(*(pymupdf.Rect(edge) * matrix)) for edge in edges)


def _item_edges(item: tuple[object, ...], *, stroked: bool) -> Iterator[Box]:
    """Straight edges of one path item of `Page.get_drawings`."""
    if item[0] == "l":
        yield Box(*pymupdf.Rect(item[1], item[2]).normalize())
        return
    if item[0] not in ("re", "qu"):
        return
    shape = pymupdf.Rect(item[1]) if item[0] == "re" else pymupdf.Quad(item[1]).rect
    x0, y0, x1, y1 = shape.normalize()
    if min(x1 - x0, y1 - y0) <= THIN_POINTS:
        yield Box(x0, y0, x1, y1)
    elif stroked:
        yield from (Box(x0, y0, x0, y1), Box(x1, y0, x1, y1))
        yield from (Box(x0, y0, x1, y0), Box(x0, y1, x1, y1))
