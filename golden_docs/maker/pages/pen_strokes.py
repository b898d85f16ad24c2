"""The paths of a pen on a form: ticks and rings, as points on the sheet."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator


def tick_points(x: float, y: float, size: float) -> list[tuple[float, float]]:
    """A tick in a square of `size` whose top left is (x, y)."""
    return [(x, y + 0.5 * size), (x + 0.34 * size, y + 0.94 * size), (x + size, y + 0.02 * size)]


def unsteady(rng: random.Random) -> float:
    """A factor near 1, as a hand is near what it aims at."""
    return rng.uniform(0.8, 1.2)


def ring_points(
    box: tuple[float, float, float, float], em: float, rng: random.Random
) -> Iterator[tuple[float, float]]:
    """A hand-drawn ring around a label that does not quite close on itself."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    wide = (box[2] - box[0]) / 2 + em * rng.uniform(0.28, 0.45)
    high = (box[3] - box[1]) / 2 + em * rng.uniform(0.22, 0.4)
    start = rng.uniform(-2.2, -1.0)
    for n in range(41):
        angle = start + math.tau * n / 40 * 1.04
        swell = 1 + 0.05 * math.sin(angle * 2 + start)
        yield (
            middle[0] + wide * swell * math.cos(angle),
            middle[1] + high * swell * math.sin(angle),
        )
