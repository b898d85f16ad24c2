"""The small rotation of a scanned page, measured on its text lines, and the frame without it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import side
from extractor.ocr.engine import Pixels, Quad
from models.geometry import Frame

Matrix = NDArray[np.float64]
"""A 3 x 3 homography of pixel coordinates."""

LEAST_SKEW = 0.05  # degrees; below, turning would only blur
LARGEST_SKEW = 20.0  # degrees; beyond, the lines do not tell a common angle


def skew_degrees(quads: Sequence[Quad]) -> float:
    """Return the common slope of the text lines in degrees, positive when they fall to the right.

    The median of the slopes of lines at least four times as long as high, weighted by length.
    """
    slopes, weights = [], []
    for quad in quads:
        width = side(quad, 0, 1)
        if width < 4 * side(quad, 0, 3):
            continue
        top, bottom = quad[1] - quad[0], quad[2] - quad[3]
        angle = float(np.degrees(np.arctan2(top[1] + bottom[1], top[0] + bottom[0])))
        if abs(angle) <= LARGEST_SKEW:
            slopes.append(angle)
            weights.append(width)
    if len(slopes) < 3:
        return 0.0
    order = np.argsort(slopes)
    cumulated = np.cumsum(np.asarray(weights)[order])
    middle = int(np.searchsorted(cumulated, cumulated[-1] / 2))
    return float(np.asarray(slopes)[order][middle])


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


def deskew(pixels: Pixels, degrees: float) -> tuple[Pixels, Matrix]:
    """Return the picture turned by -`degrees` on a canvas that holds all of it, and the matrix."""
    height, width = pixels.shape[:2]
    if abs(degrees) < LEAST_SKEW:
        return pixels, np.eye(3)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    new_width, new_height = (
        round(width * cosine + height * sine),
        round(width * sine + height * cosine),
    )
    turn[0, 2] += new_width / 2 - width / 2
    turn[1, 2] += new_height / 2 - height / 2
    straight = cv2.warpAffine(
        pixels,
        turn,
        (new_width, new_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return np.asarray(straight, dtype=np.uint8), np.vstack([turn, [0, 0, 1]])


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
