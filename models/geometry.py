"""Where something stands: boxes on a page, the place of a value, and the way back to the page as displayed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Self

from models.base import Frozen


class Box(NamedTuple):
    """A rectangle in fractions of a page (0..1), origin top left: x0 <= x1, y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width as a fraction of the page width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height as a fraction of the page height."""
        return self.y1 - self.y0

    @property
    def center(self) -> tuple[float, float]:
        """Centre point (x, y)."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    @property
    def area(self) -> float:
        """Area as a fraction of the page area."""
        return max(0.0, self.width) * max(0.0, self.height)

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all `boxes`; raises ValueError when there is none."""
        all_boxes = tuple(boxes)
        if not all_boxes:
            raise ValueError("no boxes to enclose")
        return cls(
            min(box.x0 for box in all_boxes),
            min(box.y0 for box in all_boxes),
            max(box.x1 for box in all_boxes),
            max(box.y1 for box in all_boxes),
        )

    def overlap(self, other: Box) -> float:
        """Shared area as a fraction of this box's area (0 when this box is empty)."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        if width <= 0 or height <= 0 or self.area <= 0:
            return 0.0
        return width * height / self.area

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether the point lies inside or on the border."""
        return self.x0 <= point[0] <= self.x1 and self.y0 <= point[1] <= self.y1

    def clipped(self) -> Box:
        """The part of the box that lies on the page, rounded to a ten-thousandth of a page."""
        x0, y0, x1, y1 = (round(min(1.0, max(0.0, v)), 4) for v in self)
        return Box(x0, y0, x1, y1)


class Place(Frozen):
    """The place of a value: source file name, page number from 1, box on the page as displayed."""

    file: str
    page: int
    box: Box


class Frame(Frozen):
    """How the upright reading frame of a page lies on the page as displayed.

    `matrix` is a row-major 3x3 homography that maps a point of the upright frame (fractions, origin
    top left) to a point of the displayed page (fractions, origin top left).
    """

    quarter_turns: int = 0  # clockwise quarter turns that bring the displayed page upright
    skew_degrees: float = 0.0  # remaining rotation removed, counter-clockwise positive
    matrix: tuple[float, float, float, float, float, float, float, float, float] = (
        1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0,
    )  # fmt: skip

    def point_to_displayed(self, x: float, y: float) -> tuple[float, float]:
        """Map one point of the upright frame to the displayed page."""
        a, b, c, d, e, f, g, h, i = self.matrix
        w = g * x + h * y + i
        return ((a * x + b * y + c) / w, (d * x + e * y + f) / w)

    def to_displayed(self, box: Box) -> Box:
        """The box on the displayed page that encloses `box` of the upright frame."""
        corners = [
            self.point_to_displayed(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)
        ]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return Box(min(xs), min(ys), max(xs), max(ys)).clipped()

    def from_displayed(self, box: Box) -> Box:
        """The box of the upright frame that encloses `box` of the displayed page."""
        a, b, c, d, e, f, g, h, i = self.matrix
        back = Frame(
            matrix=(
                e * i - f * h, c * h - b * i, b * f - c * e,
                f * g - d * i, a * i - c * g, c * d - a * f,
                d * h - e * g, b * g - a * h, a * e - b * d,
            )
        )  # fmt: skip
        return back.to_displayed(box)

    def part(self, area: Box) -> Frame:
        """The frame of a part of the upright page, whose fractions then run over `area` alone."""
        a, b, c, d, e, f, g, h, i = self.matrix
        rows = [
            (u * area.width, v * area.height, u * area.x0 + v * area.y0 + w)
            for u, v, w in ((a, b, c), (d, e, f), (g, h, i))
        ]
        (a, b, c), (d, e, f), (g, h, i) = rows
        return self.model_copy(update={"matrix": (a, b, c, d, e, f, g, h, i)})

    @classmethod
    def identity(cls) -> Self:
        """The frame of a page that is read as it is displayed."""
        return cls()
