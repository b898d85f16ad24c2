"""Pages drawn without fonts: Latin letters and digits, seals, emblems, codes."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from extractor.ocr.engine import Pixels, Quad
from extractor.ocr.warp import Matrix

RED, BLUE, GREY, BLACK = (205, 30, 40), (40, 60, 190), (90, 90, 90), (0, 0, 0)
TEXTS = (
    "INVOICE 20210506",
    "Heyan Precision Gear Works",
    "Operating revenue 186345210.77",
    "Net profit 12345678.90",
    "Total assets 98765432.10",
    "Number of employees 137",
    "91430528MA4L007860",
)


class Drawn(NamedTuple):
    """A drawn page and the corner points of each line of text, in its pixels."""

    pixels: Pixels
    quads: tuple[Quad, ...]


def paper(width: int = 800, height: int = 1000) -> Pixels:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def text_page(texts: tuple[str, ...] = TEXTS, *, scale: float = 1.1) -> Drawn:
    """One line of text below the other on an upright page."""
    pixels, quads = paper(), []
    for number, text in enumerate(texts):
        left, base = 60, 120 + 110 * number
        thickness = max(1, round(2 * scale))
        (width, height), low = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, thickness)
        cv2.putText(
            pixels,
            text,
            (left, base),
            cv2.FONT_HERSHEY_SIMPLEX,
            scale,
            BLACK,
            thickness,
            cv2.LINE_AA,
        )
        top, bottom = base - height, base + low * 0
        corners = [[left, top], [left + width, top], [left + width, bottom], [left, bottom]]
        quads.append(np.array(corners, dtype=np.float32))
    return Drawn(pixels, tuple(quads))


def seen_through(drawn: Drawn, matrix: Matrix, *, width: int, height: int) -> Drawn:
    """The page as it lies on another picture, after a homography of pixels."""
    pixels = cv2.warpPerspective(
        drawn.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    quads = [
        cv2.perspectiveTransform(quad[None].astype(np.float64), matrix)[0].astype(np.float32)
        for quad in drawn.quads
    ]
    return Drawn(np.asarray(pixels, dtype=np.uint8), tuple(quads))


def ring(
    pixels: Pixels, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]
) -> None:
    """Stamp a round seal: ring, star, signs along the ring."""
    cv2.circle(pixels, centre, radius, colour, max(3, radius // 18), cv2.LINE_AA)
    star = []
    for corner in range(10):
        reach = radius * (0.32 if corner % 2 == 0 else 0.13)
        angle = np.pi * corner / 5 - np.pi / 2
        star.append([centre[0] + reach * np.cos(angle), centre[1] + reach * np.sin(angle)])
    cv2.fillPoly(pixels, [np.array(star, dtype=np.int32)], colour)
    for angle in np.radians(np.arange(-210, 31, 24)):
        x = round(centre[0] + 0.76 * radius * float(np.cos(angle)))
        y = round(centre[1] + 0.76 * radius * float(np.sin(angle)))
        half = max(3, radius // 9)
        cv2.rectangle(pixels, (x - half, y - half), (x + half, y + half), colour, 2)
        cv2.line(pixels, (x - half, y), (x + half, y), colour, 2)


def arc_text_seal(
    pixels: Pixels, text: str, *, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]
) -> None:
    """Stamp a round seal whose text runs along the upper arc, from the left end to the right end."""
    cv2.circle(pixels, centre, radius, colour, max(3, radius // 25), cv2.LINE_AA)
    size = round(radius * 0.34)
    for index, char in enumerate(text):
        angle = -120 + 240 * index / (len(text) - 1)  # degrees from the top, clockwise
        glyph = np.full((size, size, 3), 255, dtype=np.uint8)
        cv2.putText(
            glyph, char, (size // 6, size * 5 // 6), cv2.FONT_HERSHEY_DUPLEX, size / 32, colour, 2
        )
        turn = cv2.getRotationMatrix2D((size / 2, size / 2), -angle, 1.0)
        x = centre[0] + 0.77 * radius * np.sin(np.radians(angle))
        y = centre[1] - 0.77 * radius * np.cos(np.radians(angle))
        turn[:, 2] += (x - size / 2, y - size / 2)
        layer = cv2.warpAffine(
            glyph, turn, (pixels.shape[1], pixels.shape[0]), borderValue=(255, 255, 255)
        )
        np.minimum(pixels, layer, out=pixels)


def dot_code(pixels: Pixels, corner: tuple[int, int], *, modules: int, module: int) -> None:
    """Print a black and white matrix code, square by square, always the same."""
    dots = np.random.default_rng(7).integers(0, 2, (modules, modules))
    for row, column in np.argwhere(dots):
        x, y = corner[0] + int(column) * module, corner[1] + int(row) * module
        cv2.rectangle(pixels, (x, y), (x + module - 1, y + module - 1), BLACK, -1)


def filled_emblem(pixels: Pixels, centre: tuple[int, int], radius: int) -> None:
    """Print a coloured emblem: solid red disc with a golden rim and figures."""
    cv2.circle(pixels, centre, radius, (200, 160, 40), -1, cv2.LINE_AA)
    cv2.circle(pixels, centre, round(radius * 0.85), RED, -1, cv2.LINE_AA)
    cv2.circle(pixels, centre, round(radius * 0.25), (235, 200, 60), -1, cv2.LINE_AA)
