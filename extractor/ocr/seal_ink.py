"""Ink of seals told apart from print: both are densities over the paper, the colour gives the share of each."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from models.page import SealColour

Grey = NDArray[np.uint8]
"""A picture without colour: height x width, dark on white."""
Hues = NDArray[np.uint8]
"""Hue (0..179), saturation and value (0..255) of each pixel: height x width x 3, as OpenCV gives them."""
Density = NDArray[np.float32]
"""Optical density over the paper: 0 where the paper is bare, about 2 where black print is."""

HUES = {  # OpenCV hue, 0..179
    SealColour.red: ((0, 12), (158, 179)),
    SealColour.blue: ((95, 135),),
}
OWN = {SealColour.red: 0, SealColour.blue: 2}  # channel (RGB) in which the ink is lightest
OPPOSED = {SealColour.red: 1, SealColour.blue: 0}  # and the one in which it is darkest
PAPER_SIDE = 160  # longer side in pixels of the picture the paper is measured on
PAPER_REACH = 9  # pixels of it around a place among which the lightest is paper
DARKEST_PAPER = 80  # grey level: a darker surrounding is no paper
COLOURED = 0.22  # difference of densities from which a pixel surely carries the ink
LEAST_PRINT = 1.3  # density of print that is surely none of the seal's own darker places
PALE_PRINT = 0.9  # density of print that is shown black
BARE = 0.12  # density below which a place is shown white
LEAST_STEP = 0.3  # densities by which grey print must exceed grey ink to be told apart
DENSEST = 2.0  # density beyond which black is black: what scanners show there is noise
_DENSITIES = np.minimum(
    -np.log((np.arange(256, dtype=np.float32) + 6.0) / 261.0), np.float32(DENSEST)
)


class Inks(NamedTuple):
    """A place as it looks with the seal's ink alone, and with the print alone; both dark on white.

    `printed` is black where there surely is print and white elsewhere.
    """

    seal: Grey
    print: Grey
    printed: Grey


def even_paper(pixels: Pixels) -> Pixels:
    """Return the page as if on white paper: each channel over that of the paper around.

    Evens out tinted paper, a cast of colour and shadows.
    """
    factor = min(1.0, PAPER_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((PAPER_REACH, PAPER_REACH), np.uint8))
    paper = cv2.blur(paper, (PAPER_REACH, PAPER_REACH))
    paper = np.maximum(paper, np.uint8(DARKEST_PAPER))
    height, width = pixels.shape[:2]
    whole = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(pixels, whole, scale=255), dtype=np.uint8)


def hues_of(even: Pixels) -> Hues:
    """Return hue, saturation and value of a page as if on white paper."""
    return np.asarray(cv2.cvtColor(even, cv2.COLOR_RGB2HSV), dtype=np.uint8)


def ink_mask(hsv: Hues, colour: SealColour, *, least: int) -> NDArray[np.uint8]:
    """Return 255 where a pixel carries ink of the colour; `least` is its saturation (0..255)."""
    mask = np.zeros(hsv.shape[:2], dtype=np.uint8)
    for low, high in HUES[colour]:
        mask |= cv2.inRange(hsv, np.array([low, least, 60]), np.array([high, 255, 255])).astype(
            np.uint8
        )
    return mask


def split_inks(even: Pixels, colour: SealColour, *, sample: Pixels | None = None) -> Inks:
    """Return a coloured seal's ink and the print below it; `even` is as if on white paper.

    `sample` is the place the ink is measured on, where that is not `even` itself.

    Densities add up where inks lie on each other. Print is as dense in every channel; the seal's ink
    has a fixed share of its density in its own channel, measured here. So the difference of the
    channels tells the ink, and what the ink does not explain is print.
    """
    share = _own_share(even if sample is None else sample, colour)
    own = _DENSITIES[even[:, :, OWN[colour]]]
    opposed = _DENSITIES[even[:, :, OPPOSED[colour]]]
    coloured = np.clip(opposed - own, 0, None)
    print_ = np.clip(own - share * coloured, 0, None)
    return _shown(opposed, print_, colourless=1 - np.clip(coloured / COLOURED, 0, 1))


def _own_share(even: Pixels, colour: SealColour) -> float:
    """Density of an ink in its own channel over the difference of the channels."""
    own = _DENSITIES[even[:, :, OWN[colour]]]
    coloured = np.clip(_DENSITIES[even[:, :, OPPOSED[colour]]] - own, 0, None)
    sure = coloured > COLOURED
    return min(1.5, float(np.percentile(own[sure] / coloured[sure], 40))) if sure.any() else 0.0


def split_grey(even: Pixels, level: float) -> Inks | None:
    """Return the same for a seal on a page without colour, None where both are equally dark.

    `level` is the density of the seal's ink. A copy of red ink is paler than print.
    """
    dense = density(even)
    darkest = float(np.percentile(dense, 98.5))
    if darkest < level + LEAST_STEP:
        return None
    border = level + 0.3 * (darkest - level)
    print_ = np.clip((dense - border) * darkest / (darkest - border), 0, None)
    return _shown(dense, print_, colourless=np.ones_like(dense))


def density(even: Pixels) -> Density:
    """Return the density of all inks together, as the eye sees it."""
    return np.asarray(_DENSITIES[cv2.cvtColor(even, cv2.COLOR_RGB2GRAY)])


def unsplit(even: Pixels, colour: SealColour) -> Grey:
    """Return the place in the channel where the seal's ink is darkest, the print left in."""
    if colour is SealColour.grey:
        seen = np.asarray(cv2.cvtColor(even, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    else:
        seen = even[:, :, OPPOSED[colour]]
    dense = _DENSITIES[seen]
    return _picture(dense, full=_full(dense))


def _shown(dense: Density, print_: Density, *, colourless: Density) -> Inks:
    """Both inks as pictures: all of what is no print is the seal's, at the full sharpness of `dense`.

    The soft edge of print is print as far as it is colourless (1; 0 is surely the seal's).
    """
    darkest = float(np.percentile(print_, 99))
    full = max(LEAST_PRINT, darkest)
    printed = np.clip((print_ - 0.35 * full) / (0.3 * full), 0, 1)
    edge = cv2.dilate(printed, np.ones((3, 3), np.uint8), iterations=_edge(dense)) * colourless
    ink = dense * (1 - np.maximum(printed, edge))
    black = 0.8 * max(PALE_PRINT, darkest)
    surely = np.where(printed > 0.5, 0, 255).astype(np.uint8)
    return Inks(_picture(ink, full=_full(ink)), _picture(print_, full=black), surely)


def _edge(dense: Density) -> int:
    """Pixels that the soft edge of print is wide."""
    return 1 if min(dense.shape) < 400 else 2


def _full(dense: Density) -> float:
    """The density that ink has where it is laid on fully."""
    inked = dense[dense > 2 * BARE]
    return float(np.percentile(inked, 80)) if inked.size else 1.0


def _picture(dense: Density, *, full: float) -> Grey:
    shown = (dense - BARE) / max(full - BARE, 0.2)
    return (255 * (1 - np.clip(shown, 0, 1))).astype(np.uint8)
