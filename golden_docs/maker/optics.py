"""Where a drawn sheet comes to lie on its picture: perspective, skew and quarter turns as one homography."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right, bottom left of the sheet, in fractions of the picture."""
Matrix = NDArray[np.float64]
"""A 3 x 3 homography of pixel coordinates."""
Box = tuple[float, float, float, float]

WHOLE: Corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def perspective(seen: Sequence[Point], flat: Sequence[Point]) -> tuple[float, ...]:
    """The eight coefficients that map four seen points onto four flat ones, as Pillow wants them."""
    rows, right = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    solved = np.linalg.solve(np.array(rows, dtype=np.float64), np.array(right, dtype=np.float64))
    return tuple(float(value) for value in solved)


def photograph(
    image: Image.Image, corners: Corners, ground: Image.Image | tuple[int, int, int]
) -> Image.Image:
    """The sheet seen with its corners at `corners`, on a ground of the sheet's size."""
    width, height = image.size
    matrix = perspective(_scaled(corners, image.size), _scaled(WHOLE, image.size))
    size, filling = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    warped = image.transform((width, height), size, matrix, filling)
    mask = Image.new("L", image.size, 255).transform((width, height), size, matrix, filling)
    picture = (
        ground.copy()
        if isinstance(ground, Image.Image)
        else Image.new("RGB", (width, height), ground)
    )
    picture.paste(warped, mask=mask)
    return picture


def sheet_to_picture(
    size: tuple[int, int],
    *,
    corners: Corners = WHOLE,
    skew: float = 0.0,
    shift: Point = (0.0, 0.0),
    turn: int = 0,
) -> Matrix:
    """The homography from pixels of a drawn sheet of `size` to pixels of its picture.

    In the order of `scan_page`: perspective, rotation by `skew` degrees counter-clockwise about the
    centre, shift in pixels, then `turn` degrees clockwise in quarters.
    """
    to_seen = perspective(_scaled(WHOLE, size), _scaled(corners, size))
    seen = np.array([*to_seen, 1.0]).reshape(3, 3)
    x, y = size[0] / 2, size[1] / 2
    cosine, sine = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    rotation = np.array([[cosine, sine, 0], [-sine, cosine, 0], [0, 0, 1]], dtype=np.float64)
    rotated = _moved(x + shift[0], y + shift[1]) @ rotation @ _moved(-x, -y)
    return np.asarray(_quarters(turn, size) @ rotated @ seen, dtype=np.float64)


def box_on_picture(box: Box, matrix: Matrix, size: tuple[int, int]) -> list[float]:
    """The box, in fractions of a picture of `size`, that encloses a box of sheet pixels."""
    x0, y0, x1, y1 = box
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]], dtype=np.float64).T
    moved = matrix @ corners
    xs, ys = moved[0] / moved[2] / size[0], moved[1] / moved[2] / size[1]
    return [round(float(v), 4) for v in (xs.min(), ys.min(), xs.max(), ys.max())]


def _scaled(corners: Corners, size: tuple[int, int]) -> list[Point]:
    return [(x * size[0], y * size[1]) for x, y in corners]


def _moved(x: float, y: float) -> Matrix:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], dtype=np.float64)


def _quarters(turn: int, size: tuple[int, int]) -> Matrix:
    width, height = size
    rows = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        90: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
    }[turn % 360]
    return np.array(rows, dtype=np.float64)
