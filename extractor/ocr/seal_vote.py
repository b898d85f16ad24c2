"""Several readings of one ring vote on every character, each at its angle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractor.ocr.engine import Recognised

TOGETHER = 0.5  # usual distances between characters within which two are at the same place
WIDE = 1.6  # usual distances between neighbours from which one was passed over
QUORUM = 1 / 3  # share of the readings that must see a character at a place
FEWEST = 4  # characters of a ring
SETTLED = 0.9  # confidence of every character of two readings that settle a text
SCRAP = 0.3  # score at an end below which nothing but the edge of another ring was seen
CUT = 0.9  # confidence at most of a text from which something was cut that no two readings left out


class Placed(NamedTuple):
    """A character at its angle in degrees, growing clockwise; confidence 0..1."""

    char: str
    angle: float
    score: float


Read = tuple[Placed, ...]
"""One reading of a ring, in order."""


class _Place(NamedTuple):
    char: str
    angle: float
    score: float


def vote(reads: Sequence[Read]) -> Recognised | None:
    """Return the text that most readings agree on, None where fewer than two say anything.

    The score of a character is its confidence times the share of the readings that say the same. The
    confidence of the text is that of its weakest character, and at most the share of the characters
    that were read. `centres` are angles over 360, clockwise from the right, and may exceed 1.
    """
    spoken = [read for read in reads if len(read) >= 3]
    if len(spoken) < 2:
        return None
    pitch = float(np.median([step for read in spoken for step in _steps(read)]))
    groups = _grouped(_aligned(spoken), pitch)
    decided = [_decided(group, len(spoken)) for group in groups]
    places = [place for place in decided if place is not None]
    seen = _without_scraps(places, pitch)
    if len(seen) < FEWEST:
        return None
    scores = tuple(round(place.score, 4) for place in seen)
    angles = [place.angle for place in seen]
    text = "".join(place.char for place in seen)
    confidence = min(min(scores), _share_read(angles, pitch), _share_settled(groups, angles))
    if len(seen) < len(places) and text != settled_text(reads):
        confidence = min(confidence, CUT)
    return Recognised(
        text,
        round(confidence, 4),
        tuple(place.angle / 360.0 for place in seen),
        scores,
    )


def _steps(read: Read) -> list[float]:
    return [right.angle - left.angle for left, right in pairwise(read)]


def _aligned(reads: Sequence[Read]) -> list[Read]:
    """The readings turned by whole circles to where the first has its middle."""
    middle = _middle(reads[0])
    return [
        tuple(one._replace(angle=one.angle + turn) for one in read)
        for read in reads
        if (turn := 360.0 * round((middle - _middle(read)) / 360.0)) is not None
    ]


def _middle(read: Read) -> float:
    return (read[0].angle + read[-1].angle) / 2


def _grouped(reads: Sequence[Read], pitch: float) -> list[list[tuple[int, Placed]]]:
    """Characters of all readings by place, from the start; of one reading at most one each."""
    flat = sorted(
        ((number, one) for number, read in enumerate(reads) for one in read),
        key=lambda pair: (pair[1].angle, pair[0]),
    )
    groups: list[list[tuple[int, Placed]]] = []
    for number, one in flat:
        home = groups[-1] if groups else None
        if home is not None and number not in {other for other, _ in home}:
            middle = sum(other.angle for _, other in home) / len(home)
            if one.angle - middle <= TOGETHER * pitch:
                home.append((number, one))
                continue
        groups.append([(number, one)])
    return groups


def _decided(group: Sequence[tuple[int, Placed]], readings: int) -> _Place | None:
    """The character at a place, None where too few readings see any."""
    if len(group) < QUORUM * readings:
        return None
    weights: dict[str, float] = defaultdict(float)
    for _, one in group:
        weights[one.char] += one.score
    char = max(weights, key=lambda key: (weights[key], key))
    agreeing = [one.score for _, one in group if one.char == char]
    angle = sum(one.angle for _, one in group) / len(group)
    return _Place(char, angle, max(agreeing) * len(agreeing) / readings)


def _without_scraps(places: list[_Place], pitch: float) -> list[_Place]:
    """The places without what was read unsurely at either end: pieces of other lines and rings."""
    kept = list(places)
    while len(kept) > 3 and _is_scrap(kept[-1], kept[-1].angle - kept[-2].angle, pitch):
        kept.pop()
    while len(kept) > 3 and _is_scrap(kept[0], kept[1].angle - kept[0].angle, pitch):
        kept.pop(0)
    return kept


def _is_scrap(place: _Place, step: float, pitch: float) -> bool:
    return place.score < (SETTLED if step > WIDE * pitch else SCRAP)


def settled_text(reads: Sequence[Read]) -> str:
    """Return what at least two readings say alike, surely, "" where none do.

    A third may have scraps of other rings at its ends.
    """
    sure = Counter(
        "".join(one.char for one in read)
        for read in reads
        if read and min(one.score for one in read) >= SETTLED
    )
    text, times = max(sure.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return text if times >= 2 else ""


def _share_settled(
    groups: Sequence[Sequence[tuple[int, Placed]]], angles: Sequence[float]
) -> float:
    """The share of the places between both ends at which the readings settled on a character."""
    middles = [sum(one.angle for _, one in group) / len(group) for group in groups]
    between = [middle for middle in middles if angles[0] <= middle <= angles[-1]]
    return len(angles) / max(len(between), len(angles))


def _share_read(angles: Sequence[float], pitch: float) -> float:
    """The share of a ring's characters that were read, judged by the places of those that were.

    Characters stand evenly: a wide step means that one under black print was passed over.
    """
    steps = np.diff(angles)
    lost = sum(max(0, round(float(step) / pitch) - 1) for step in steps if step > WIDE * pitch)
    return len(angles) / (len(angles) + lost)
