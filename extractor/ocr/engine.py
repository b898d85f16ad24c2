"""The port of an OCR engine: it finds text lines on a picture and reads the characters of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from models.run import EngineInfo

Pixels = NDArray[np.uint8]
"""A picture: height x width x 3, RGB, 0..255."""

Quad = NDArray[np.float32]
"""Four corners of a text line in pixels, clockwise from its top left: 4 x 2 (x, y)."""


class Recognised(NamedTuple):
    """The characters of one crop.

    `centres` gives for each character the position of its middle as a fraction of the crop's width
    (empty when the engine does not tell); confidences are 0..1.
    """

    text: str
    confidence: float
    centres: tuple[float, ...]
    char_confidences: tuple[float, ...]


class OcrEngine(Protocol):
    """One engine per process: an engine that is shared between threads corrupts text silently."""

    @property
    def info(self) -> EngineInfo:
        """Name, version and weights of the engine."""
        ...

    def detect(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Find text lines; quads in pixels of `pixels`, in no particular order."""
        ...

    def recognise(self, crops: Sequence[Pixels]) -> tuple[Recognised, ...]:
        """Read one line of text from each crop, in the order of `crops`."""
        ...
