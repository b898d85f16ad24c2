"""The page as it looks without the ink of its seals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels
from extractor.ocr.seal_ink import Grey, density, even_paper, split_grey, split_inks
from extractor.ocr.seal_shape import Oval, unwrap
from models.geometry import Box
from models.page import Seal, SealColour

BESIDE = 0.7  # widths of a seal on either side of it that are shown without ink too
ABOVE = 0.12  # heights of a seal above and below
RING = (0.92, 1.02)  # radii between which the line of a ring lies


class Around(NamedTuple):
    """A part of a picture in pixels: columns x0..x1 and rows y0..y1, ends exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to cut the part out."""
        return slice(self.y0, self.y1), slice(self.x0, self.x1)


class Below(NamedTuple):
    """What is printed below the seals: the page (RGB, as if on white paper), and which seals it lacks."""

    pixels: Pixels
    lifted: tuple[Seal, ...]


def around(box: Box, pixels: Pixels, *, beside: float = BESIDE, above: float = ABOVE) -> Around:
    """Return the part of a page around a seal, `beside` and `above` in widths and heights of it."""
    height, width = pixels.shape[:2]
    return Around(
        max(0, int((box.x0 - beside * box.width) * width)),
        max(0, int((box.y0 - above * box.height) * height)),
        min(width, int((box.x1 + beside * box.width) * width) + 1),
        min(height, int((box.y1 + above * box.height) * height) + 1),
    )


def lift_seals(pixels: Pixels, seals: Sequence[Seal]) -> Below:
    """Return the page without the ink of its seals; where a seal is as dark as the print it stays."""
    even = even_paper(pixels)
    grey = np.asarray(cv2.cvtColor(even, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    shown = grey.copy()
    done = np.zeros(grey.shape, dtype=bool)
    lifted = []
    for seal in seals:
        part = around(seal.box, pixels)
        print_ = _print_of(even, seal, part)
        if print_ is None:
            continue
        cut = part.slices
        # Where seals of two colours meet each leaves the other's ink: what both leave is print.
        shown[cut] = np.where(done[cut], np.maximum(shown[cut], print_), print_)
        done[cut] = True
        lifted.append(seal)
    return Below(np.ascontiguousarray(np.repeat(shown[:, :, None], 3, axis=2)), tuple(lifted))


def _print_of(even: Pixels, seal: Seal, part: Around) -> Grey | None:
    inside = around(seal.box, even, beside=0.0, above=0.0)
    if min(inside.x1 - inside.x0, inside.y1 - inside.y0) < 8:
        return None
    if seal.colour is not SealColour.grey:
        sample = even[inside.slices]
        return split_inks(even[part.slices], seal.colour, sample=sample).print
    inks = split_grey(even[part.slices], ring_density(even[inside.slices]))
    return inks.print if inks is not None else None


def ring_density(even: Pixels) -> float:
    """Return how dense the line of a round seal is; `even` is its box, as if on white paper."""
    dense = density(even)
    height, width = dense.shape
    oval = Oval(width / 2, height / 2, width / 2, height / 2)
    levels = np.clip(dense * 100, 0, 255).astype(np.uint8)
    angles = np.radians(np.arange(0.0, 360.0, 2.0))
    line: NDArray[np.uint8] = unwrap(levels, oval, radii=np.linspace(*RING, 12), angles=angles)
    return float(np.median(line.max(axis=0))) / 100
