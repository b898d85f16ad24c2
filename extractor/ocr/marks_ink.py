"""The dark pixels of a page at the size at which check boxes are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from models.page import TextLine

Mask = NDArray[np.uint8]

EM = 30  # pixels per character at which marks are looked for
DARK = 0.22  # of the paper's brightness: by so much ink is darker than the paper
PALE = 0.36  # in pale print, of the darkest stroke nearby
_INK = {"red": ((0, 12), (158, 179)), "blue": ((95, 135),)}


class Ink(NamedTuple):
    """A page reduced to ink (1) and paper (0), with `scale` = its pixels per pixel of the picture.

    `em` is the width of a usual character of the page in pixels of `dark`.
    """

    dark: Mask
    scale: float
    em: float


def page_ink(pixels: Pixels, lines: Sequence[TextLine]) -> Ink | None:
    """Return the ink of an upright page, seals left out; None when no text tells the character size."""
    width = pixels.shape[1]
    sizes = [line_em(line) * width for line in lines for _ in line.text if line_em(line) > 0]
    if not sizes:
        return None
    em = median(sizes)
    scale = float(min(3.0, max(0.25, EM / em)))
    if abs(scale - 1) < 0.08:
        scale = 1.0
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=method)
    return Ink(_dark(np.asarray(resized, dtype=np.uint8), em * scale), scale, em * scale)


def line_em(line: TextLine) -> float:
    """Return the width of one Chinese character of the line as a fraction of the page width, 0 when unknown."""
    wide = sorted(
        x1 - x0
        for char, (x0, x1) in zip(line.text, line.char_spans, strict=False)
        if "\u4e00" <= char <= "\u9fff"
    )
    if len(wide) >= 2:  # beside boxes that were not recognised spans are too wide
        return wide[len(wide) // 4]
    units = sum(0.55 if char.isascii() else 1.0 for char in line.text)
    return line.box.width / units if units >= 2 else 0.0


def _dark(pixels: Pixels, em: float) -> Mask:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    for colour, channel in (("red", 0), ("blue", 2)):
        seal = _large_stains(hsv, colour, em)
        grey = np.where(seal > 0, pixels[:, :, channel], grey)
    paper = _paper(np.asarray(grey, dtype=np.uint8), em)
    light = np.maximum(paper.astype(np.float32), 60.0)
    depth = (light - grey.astype(np.float32)) / light
    return np.asarray(depth > _least_depth(depth, em), dtype=np.uint8)


def _least_depth(depth: NDArray[np.float32], em: float) -> NDArray[np.float32]:
    """How much darker than the paper ink is: in blurred or pale print a third of the darkest stroke nearby."""
    reach = round(2 * em) | 1
    deepest = cv2.dilate(depth, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    least = np.clip(PALE * deepest, 0.08, DARK)
    return np.asarray(least, dtype=np.float32)


def _paper(grey: Mask, em: float) -> Mask:
    """Brightness of the paper around each pixel: ink covers less than half of any larger piece."""
    height, width = grey.shape
    small = cv2.resize(
        grey, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA
    )
    smooth = cv2.medianBlur(small, max(3, round(em * 0.75) | 1))
    return np.asarray(cv2.resize(smooth, (width, height)), dtype=np.uint8)


def _large_stains(hsv: NDArray[np.uint8], colour: str, em: float) -> Mask:
    """Coloured ink that hangs together over more than four characters: a seal, not a pen's tick."""
    mask = np.zeros(hsv.shape[:2], dtype=np.uint8)
    for low, high in _INK[colour]:
        found = cv2.inRange(hsv, np.array([low, 60, 60]), np.array([high, 255, 255]))
        mask |= np.asarray(found, dtype=np.uint8)
    if not mask.any():
        return mask
    reach = max(3, round(em * 0.4))
    joined = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > 4 * em
    large[0] = False
    return np.asarray(large[labels], dtype=np.uint8)
