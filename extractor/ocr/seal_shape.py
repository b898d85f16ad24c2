"""The outline of a seal: a closed line of ink around little ink, unlike emblems, logos and photographs."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
"""A picture of one colour's ink: 255 where there is ink."""

RING_FROM = 0.88  # of the radius: the outer line of a seal lies beyond
RING_CLOSED = 0.6  # share of directions in which the outer line is inked
CIRCLE_CLOSED = 0.85  # the same for circles found among other ink
RING_DENSE = 0.5  # share of directions inked at the one radius where most are
MOST_INK = 0.6  # share of a seal's area that ink may cover; emblems and filled logos carry more
FRAME_CLOSED = 0.7  # share of each side of a square seal that is inked
RING_TO = 1.06
BEYOND, MOST_BEYOND = 1.09, 0.4  # outside the ring is little ink: a hole in an emblem is no seal
CUT_ROUNDS = 6  # how often what lies off the circle of a cut seal is left out
CUT_ROWS = 0.6  # share of the rows of a cut seal whose outermost ink lies on its circle
CUT_OFF = 0.03  # radii by which it may lie off
REACH, STEPS = 1.16, 59  # radii looked at
DIRECTIONS = 360


class Oval(NamedTuple):
    """An upright oval in pixels: centre and half axes."""

    x: float
    y: float
    rx: float
    ry: float

    @property
    def is_round(self) -> bool:
        """Whether it is a circle, give or take the angle of a camera."""
        return min(self.rx, self.ry) >= 0.82 * max(self.rx, self.ry)

    @property
    def is_compact(self) -> bool:
        """Whether it is at most twice as long as wide."""
        return min(self.rx, self.ry) >= 0.5 * max(self.rx, self.ry)


def fit_oval(part: NDArray[np.bool_]) -> Oval | None:
    """Return the oval around a patch of ink (its convex hull), or None where it has no extent.

    The oval is upright: it is fitted free and then boxed.
    """
    outline, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(np.vstack(outline))
    if len(hull) < 5:
        return None
    (x, y), (first, second), angle = cv2.fitEllipse(hull)
    turn = np.radians(angle)
    rx = float(np.hypot(first / 2 * np.cos(turn), second / 2 * np.sin(turn)))
    ry = float(np.hypot(first / 2 * np.sin(turn), second / 2 * np.cos(turn)))
    return Oval(float(x), float(y), rx, ry) if min(rx, ry) >= 3 else None


def is_ring(mask: Mask, oval: Oval, *, closed: float = RING_CLOSED) -> bool:
    """Whether the ink (pixels of `mask`) forms a ring along the oval and leaves its inside mostly free."""
    radii = np.linspace(0.0, REACH, STEPS)
    angles = np.linspace(0.0, 2 * np.pi, DIRECTIONS, endpoint=False)
    inked = unwrap(mask, oval, radii=radii, angles=angles, nearest=True) > 0
    by_radius = inked.mean(axis=1)
    outer = (radii >= RING_FROM) & (radii <= RING_TO)
    inside = radii <= 1.0
    covered = float((by_radius * radii)[inside].sum() / radii[inside].sum())
    return (
        float(inked[outer].any(axis=0).mean()) >= closed
        and float(by_radius[outer].max()) >= RING_DENSE
        and covered <= MOST_INK
        and float(by_radius[radii > BEYOND].mean()) <= MOST_BEYOND
    )


def is_frame(part: NDArray[np.bool_]) -> bool:
    """Whether the ink of a rectangular patch runs along all four of its sides, and is not solid."""
    height, width = part.shape
    band = max(2, min(height, width) // 10)
    sides = (
        part[:band].any(axis=0),
        part[-band:].any(axis=0),
        part[:, :band].any(axis=1),
        part[:, -band:].any(axis=1),
    )
    return all(float(s.mean()) >= FRAME_CLOSED for s in sides) and float(part.mean()) <= 0.85


def find_circles(mask: Mask, *, smallest: float, largest: float) -> tuple[Oval, ...]:
    """Return the circles in a patch of ink that other ink touches; radii in pixels."""
    factor = min(1.0, 400 / max(mask.shape))
    small = cv2.resize(mask, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small, (5, 5), 0)
    found = cv2.HoughCircles(
        smooth,
        cv2.HOUGH_GRADIENT_ALT,
        1.5,
        smallest * factor,
        param1=200,
        param2=0.5,
        minRadius=round(smallest * factor),
        maxRadius=round(largest * factor),
    )
    if found is None:
        return ()
    # A circle drawn through ornaments is not one: here the whole line must show.
    circles = (found.reshape(-1, found.shape[-1])[:, :3] / factor).tolist()
    return tuple(
        oval
        for x, y, radius in circles
        if is_ring(mask, oval := Oval(x, y, radius, radius), closed=CIRCLE_CLOSED)
    )


def fit_cut_circle(part: NDArray[np.bool_]) -> Oval | None:
    """Return the circle of which a patch of ink is a piece, or None where it is of none.

    The left side of `part` is where the page's edge cuts; the outermost ink of each row lies on the
    circle, but for scraps.
    """
    rows = np.flatnonzero(part.any(axis=1))
    xs = part.shape[1] - 1 - part[rows, ::-1].argmax(axis=1)
    points = np.stack([xs, rows], axis=1).astype(np.float64)
    for _ in range(CUT_ROUNDS):
        if len(points) < CUT_ROWS * len(rows):
            return None
        x, y, radius = _circle_through(points)
        off = np.abs(np.hypot(points[:, 0] - x, points[:, 1] - y) - radius)
        near = off <= max(1.5, CUT_OFF * radius)
        if near.all():
            break
        points = points[near]
    whole = len(points) >= CUT_ROWS * len(rows)
    spans = np.ptp(points[:, 1]) >= 0.8 * min(part.shape[0], 2 * radius)
    cut = x < 0.75 * radius and part.shape[0] >= 0.9 * radius
    return Oval(float(x), float(y), radius, radius) if whole and spans and cut else None


def _circle_through(points: NDArray[np.float64]) -> tuple[float, float, float]:
    """The circle nearest to points by least squares (Kåsa): centre and radius."""
    left = np.column_stack([2 * points, np.ones(len(points))])
    (x, y, rest), *_ = np.linalg.lstsq(left, (points**2).sum(axis=1), rcond=None)
    return float(x), float(y), float(np.sqrt(max(0.0, rest + x * x + y * y)))


def unwrap(
    picture: NDArray[np.uint8],
    oval: Oval,
    *,
    radii: NDArray[np.float64],
    angles: NDArray[np.float64],
    nearest: bool = False,
) -> NDArray[np.uint8]:
    """Return the picture in polar form: one row per radius (1 = the outline), one column per angle.

    Angles in radians, clockwise from the right as pixels run.
    """
    xs = oval.x + oval.rx * np.outer(radii, np.cos(angles))
    ys = oval.y + oval.ry * np.outer(radii, np.sin(angles))
    how = cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR
    polar = cv2.remap(
        picture,
        xs.astype(np.float32),
        ys.astype(np.float32),
        how,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(polar, dtype=np.uint8)


def unroll(
    picture: NDArray[np.uint8],
    oval: Oval,
    *,
    radii: NDArray[np.float64],
    start: float,
    columns: int,
) -> NDArray[np.uint8]:
    """Return the ring as a strip: one row per radius, `columns` evenly along the outline.

    It begins at the angle `start` (degrees, clockwise from the right) and runs once around. Depths
    below the outline (1 - radius) are measured squarely to it, so that characters on the long side
    of an oval are not stretched.
    """
    turn = np.radians(start) + np.linspace(0.0, 2 * np.pi, 721)
    lengths = np.hypot(oval.rx * np.sin(turn), oval.ry * np.cos(turn))
    along = np.concatenate([[0.0], np.cumsum((lengths[1:] + lengths[:-1]) / 2)])
    angles = np.interp(np.linspace(0.0, along[-1], columns), along, turn)
    normal = np.stack([np.cos(angles) / oval.rx, np.sin(angles) / oval.ry])
    normal /= np.hypot(*normal)
    depths = (1.0 - radii)[:, None] * min(oval.rx, oval.ry)
    xs = oval.x + oval.rx * np.cos(angles) - depths * normal[0]
    ys = oval.y + oval.ry * np.sin(angles) - depths * normal[1]
    strip = cv2.remap(
        picture,
        xs.astype(np.float32),
        ys.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(strip, dtype=np.uint8)
