"""Homographies of page pictures: quarter turns, warping onto a canvas that holds all, and the frame they give."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels, Quad
from models.geometry import Frame

Matrix = NDArray[np.float64]
"""A 3 x 3 homography of pixel coordinates."""


def turn_matrix(quarter_turns: int, *, width: int, height: int) -> Matrix:
    """Return the matrix from a displayed picture (pixels) to the one turned clockwise."""
    match quarter_turns % 4:
        case 1:
            rows = [[0, -1, height], [1, 0, 0], [0, 0, 1]]
        case 2:
            rows = [[-1, 0, width], [0, -1, height], [0, 0, 1]]
        case 3:
            rows = [[0, 1, 0], [-1, 0, width], [0, 0, 1]]
        case _:
            rows = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return np.array(rows, dtype=np.float64)


def rotation_about(centre: tuple[float, float], degrees: float) -> Matrix:
    """Return the rotation about a point that levels lines falling to the right by `degrees`."""
    turn = cv2.getRotationMatrix2D(centre, degrees, 1.0)
    return np.vstack([turn, [0.0, 0.0, 1.0]])


def canvas_of(matrix: Matrix, *, width: int, height: int) -> tuple[Matrix, tuple[int, int]]:
    """Return a homography moved so that the whole picture lies on its canvas, and the canvas' size.

    `width` and `height` are those of the picture before; the size is (width, height) in pixels.
    """
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], dtype=np.float64)
    moved = cv2.perspectiveTransform(corners, matrix)[0]
    (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
    shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], dtype=np.float64)
    size = (max(1, round(float(right - left))), max(1, round(float(bottom - top))))
    return np.asarray(shift @ matrix, dtype=np.float64), size


def warp_picture(pixels: Pixels, matrix: Matrix, *, size: tuple[int, int]) -> Pixels:
    """Return the picture under a homography on a canvas of `size` (width, height).

    Beyond its edges the picture goes on in the colour of the edge: a step of brightness there would be
    taken for a rule.
    """
    warped = cv2.warpPerspective(
        pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, dtype=np.uint8)


def move_quads(quads: Sequence[Quad], matrix: Matrix) -> tuple[Quad, ...]:
    """Return the quads mapped by a homography."""
    if not quads:
        return ()
    points = np.stack(quads).reshape(-1, 1, 2).astype(np.float64)
    moved = cv2.perspectiveTransform(points, matrix).reshape(-1, 4, 2)
    return tuple(quad.astype(np.float32) for quad in moved)


def frame_of(
    to_upright: Matrix,
    *,
    displayed: tuple[int, int],
    upright: tuple[int, int],
    quarter_turns: int,
    skew: float,
) -> Frame:
    """Return the frame of an upright picture; sizes are (width, height) in pixels."""
    back = np.linalg.inv(to_upright)
    from_fractions = np.diag([float(upright[0]), float(upright[1]), 1.0])
    to_fractions = np.diag([1.0 / displayed[0], 1.0 / displayed[1], 1.0])
    matrix = to_fractions @ back @ from_fractions
    matrix = matrix / matrix[2, 2]
    values = tuple(round(float(v), 9) for v in matrix.flatten())
    a, b, c, d, e, f, g, h, i = values
    return Frame(
        quarter_turns=quarter_turns % 4,
        skew_degrees=round(skew, 3),
        matrix=(a, b, c, d, e, f, g, h, i),
    )
