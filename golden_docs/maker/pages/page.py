"""What a golden page is before it is scanned, the register of all of them, and the three degrees of damage."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from golden_docs.maker.scan import Look, scan_page, to_jpeg

Degree = Literal["light", "medium", "heavy"]
DEGREES: tuple[Degree, ...] = ("light", "medium", "heavy")
FactTruth = Mapping[str, object]

LOOKS: Mapping[Degree, Look] = {
    "light": Look(skew=0.3, noise=1.2, light=0.0, blur=0.25, quality=72),
    "medium": Look(skew=-0.9, noise=3.0, light=0.08, blur=0.5, quality=52),
    "heavy": Look(skew=1.8, noise=6.0, light=0.16, blur=0.8, quality=34),
}
"""How a degree of damage comes through the scanner, unless the page says otherwise."""


@dataclass(frozen=True)
class DrawnPage:
    """A golden page as a file: its bytes and suffix, and what is right about it.

    `facts` are the facts of `extractor.evaluate.facts` as JSON objects.
    """

    content: bytes
    suffix: str
    facts: Sequence[FactTruth]


Drawing = Callable[[random.Random, Degree], DrawnPage]


@dataclass(frozen=True)
class GoldenDrawing:
    """A registered drawing: the point of reading it tests, its name, how it is drawn."""

    point: str
    name: str
    draw: Drawing


DRAWINGS: list[GoldenDrawing] = []


def golden_page(point: str, name: str) -> Callable[[Drawing], Drawing]:
    """Register a drawing under the point of reading that it tests."""

    def register(draw: Drawing) -> Drawing:
        DRAWINGS.append(GoldenDrawing(point, name, draw))
        return draw

    return register


def scanned(image: Image.Image, facts: Sequence[FactTruth], look: Look, *, seed: str) -> DrawnPage:
    """A drawn sheet as a scanned JPEG; equal seeds give equal bytes."""
    return DrawnPage(to_jpeg(scan_page(image, look, seed), look.quality), ".jpg", facts)
