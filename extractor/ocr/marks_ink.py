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
FAINTEST = 0.08  # of the paper's brightness: what is less dark is no ink in the palest print
_COARSE = (
    4  # the brightness of the paper and the stains of seals are measured on a page so much smaller
)
_INK = {"red": ((0, 12), (158, 179)), "blue": ((95, 135),)}


class Ink(NamedTuple):
    """A page reduced to ink (1) and paper (0), with `scale` = its pixels per pixel of the picture.

    `em` is the width of a usual character of the page in pixels of `dark`; `depth` (0..255) tells how
    much darker than the paper each pixel is.
    """

    dark: Mask
    depth: Mask
    scale: float
    em: float


def page_ink(pixels: Pixels, lines: Sequence[TextLine]) -> Ink | None:
    """Return the ink of an upright page, seals left out; None when no text tells the character size."""
    width = pixels.shape[1]
    sizes = [(line_em(line) * width, len(line.text)) for line in lines]
    weighed = [em for em, count in sizes if em > 0 for _ in range(count)]
    if not weighed:
        return None
    em = median(weighed)
    scale = float(min(3.0, max(0.25, EM / em)))
    if abs(scale - 1) < 0.08:
        scale = 1.0
    grey = _without_seals(pixels, em)
    if scale != 1.0:
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method))
    depth = _depth(grey, em * scale)
    return Ink(_dark(depth, em * scale), depth, scale, em * scale)


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


def _depth(grey: Mask, em: float) -> Mask:
    """How much darker than the paper around it each pixel is, 255 for black."""
    height, width = grey.shape
    coarse = cv2.resize(grey, _coarse(grey), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(coarse, max(3, round(em * 0.75) | 1))
    paper = np.maximum(cv2.resize(paper, (width, height)), 60)
    return np.asarray(cv2.divide(cv2.subtract(paper, grey), paper, scale=255), dtype=np.uint8)


def _dark(depth: Mask, em: float) -> Mask:
    """Ink is darker than the paper; in blurred or pale print by a third of the darkest stroke nearby."""
    height, width = depth.shape
    widest = cv2.dilate(depth, np.ones((_COARSE, _COARSE), np.uint8))
    peaks = cv2.resize(widest, _coarse(depth), interpolation=cv2.INTER_NEAREST)
    reach = round(2 * em / _COARSE) | 1
    deepest = cv2.dilate(peaks, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    least = np.clip(PALE * deepest.astype(np.float32), FAINTEST * 255, DARK * 255)
    least = cv2.resize(least.astype(np.uint8), (width, height))
    return np.asarray(cv2.compare(depth, least, cv2.CMP_GT) & 1, dtype=np.uint8)


def _coarse(page: Mask) -> tuple[int, int]:
    return max(1, page.shape[1] // _COARSE), max(1, page.shape[0] // _COARSE)


def _without_seals(pixels: Pixels, em: float) -> Mask:
    """The page in grey; under seals as their own colour shows it, in which they vanish."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    height, width = grey.shape
    step = max(1, round(em / 7))  # a character of seven pixels still shows the ink of a seal
    small = cv2.resize(
        pixels, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA
    )
    hsv = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2HSV), dtype=np.uint8)
    for colour, channel in (("red", 0), ("blue", 2)):
        stain = _large_stains(hsv, colour, em / step)
        if stain.any():
            seal = cv2.resize(stain, (width, height), interpolation=cv2.INTER_NEAREST)
            grey = np.where(seal > 0, pixels[:, :, channel], grey)
    return grey


def _large_stains(hsv: NDArray[np.uint8], colour: str, em: float) -> Mask:
    """Coloured ink that hangs together over more than four characters: a seal, not a pen's tick."""
    mask = np.zeros(hsv.shape[:2], dtype=np.uint8)
    for low, high in _INK[colour]:
        found = cv2.inRange(hsv, np.array([low, 45, 60]), np.array([high, 255, 255]))
        mask |= np.asarray(found, dtype=np.uint8)
    if not mask.any():
        return mask
    reach = max(3, round(em * 0.4))
    joined = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > 4 * em
    large[0] = False
    return np.asarray(large[labels], dtype=np.uint8)
