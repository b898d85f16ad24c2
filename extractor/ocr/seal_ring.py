"""The text along the ring of a seal: unrolled several times and read, the readings vote on every character."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import OcrEngine, Recognised
from extractor.ocr.seal_ink import Grey
from extractor.ocr.seal_shape import Oval, unroll, unwrap
from extractor.ocr.seal_vote import Placed, Read, settled_text, vote
from extractor.ocr.seal_words import is_chinese, is_sure, tidied

BANDS = (
    (0.56, 0.95),
    (0.50, 0.94),
    (0.60, 0.97),
)  # radii between which the ring's characters stand
INNER_BANDS = (
    (0.36, 0.70),
    (0.42, 0.66),
    (0.32, 0.66),
)  # the same below an outer ring of Latin letters
LETTERS = (0.62, 0.80)  # radii that the characters reach and the small number at the foot does not
GAP = 25  # degrees without characters in which a text may begin and end
FOOT, TOP = 90.0, 270.0  # degrees, clockwise from the right: the lowest and the highest point
ASIDE = 9.0  # degrees by which a second start differs from the first
ALIKE = 15.0  # degrees between starts that are the same
MOST_TURNED = 60.0  # degrees; beyond, the text is not what stands along the top
INKED = 110  # grey level below which ink is
COVERED = 0.08  # share of the place of a character that print covers so that it may hide one
HIDDEN = 0.9  # confidence at most of a text that print crosses, or that may go on under print
SURE_INNER = 0.9  # confidence of a text that is taken from further inside


class Pictures(NamedTuple):
    """A seal as it looks: its ink alone, everything, and what is surely print where that can be told."""

    ink: Grey
    whole: Grey
    printed: Grey | None


class Ring(NamedTuple):
    """The text of a ring, and how it lies.

    `turned`: degrees by which the seal was put down turned clockwise. `inner`: radius (1 = the ring)
    within which no character of it stands; `half_sweep`: degrees to either side of its middle.
    """

    reading: Recognised
    turned: float
    inner: float
    half_sweep: float


def read_ring(seen: Pictures, oval: Oval, *, engine: OcrEngine) -> Ring | None:
    """Return the text along the ring, or None where it is not read surely."""
    attempts = _attempts(seen, oval)
    ring = _read_bands(seen, oval, BANDS, attempts, engine=engine)
    if ring is not None:
        return ring
    inner = _read_bands(seen, oval, INNER_BANDS, attempts[:1], engine=engine)
    return inner if inner is not None and inner.reading.confidence >= SURE_INNER else None


def _read_bands(
    seen: Pictures,
    oval: Oval,
    bands: Sequence[tuple[float, float]],
    attempts: Sequence[tuple[Grey, float]],
    *,
    engine: OcrEngine,
) -> Ring | None:
    reads: list[Read] = []
    for number, (picture, start) in enumerate(attempts):
        strips = [_strip(picture, oval, low, high, start) for low, high in bands]
        crops = [cv2.cvtColor(strip, cv2.COLOR_GRAY2RGB) for strip in strips]
        reads += [_placed(reading, start) for reading in engine.recognise(crops)]
        if settled_text(reads) or (number == 0 and not any(reads)):
            break
    reading = vote(reads)
    if reading is None or not is_sure(reading):
        return None
    angles = np.asarray(reading.centres) * 360.0
    pitch = float(np.median(np.diff(angles)))
    if _is_crossed(seen, oval, angles, pitch):
        reading = reading._replace(confidence=min(reading.confidence, HIDDEN))
    turned = (float(angles[0] + angles[-1]) / 2 - TOP + 180.0) % 360.0 - 180.0
    half = float(angles[-1] - angles[0]) / 2 + 0.6 * pitch
    inner = min(low for low, _ in bands) + 0.04
    return Ring(reading, turned if abs(turned) <= MOST_TURNED else 0.0, inner, half)


def _is_crossed(seen: Pictures, oval: Oval, angles: NDArray[np.float64], pitch: float) -> bool:
    """Whether print covers a character, or the place of a further one at either end.

    Where the print cannot be told apart, only the ends tell.
    """
    ends = [angles[0] - pitch, angles[-1] + pitch]
    covered, places = seen.whole, ends
    if seen.printed is not None:
        covered, places = seen.printed, [ends[0], *angles, ends[1]]
    radii = np.linspace(*LETTERS, 12)
    for place in places:
        near = np.radians(np.linspace(place - 0.4 * pitch, place + 0.4 * pitch, 16))
        if float((unwrap(covered, oval, radii=radii, angles=near) < INKED).mean()) > COVERED:
            return True
    return False


def _attempts(seen: Pictures, oval: Oval) -> list[tuple[Grey, float]]:
    """Pictures and the angles at which they are cut open, the likeliest first."""
    first, *others = _starts(seen.ink, oval)
    aside = others[0] if others else (first + ASIDE) % 360.0
    attempts = [(seen.ink, first), (seen.ink, aside)]
    return attempts if seen.printed is None else [*attempts, (seen.whole, first)]


def _placed(reading: Recognised, start: float) -> Read:
    """The Chinese characters of a reading with their angles; Latin letters where there are none."""
    kept = tidied(reading)
    if kept is None or len(kept.centres) != len(kept.text):
        return ()
    chars = zip(kept.text, kept.centres, kept.char_confidences, strict=True)
    chinese = sum(map(is_chinese, kept.text)) >= 3
    return tuple(
        Placed(char, start + 360.0 * centre, score)
        for char, centre, score in chars
        if is_chinese(char) or (not chinese and char.isalnum()) or char in "()（）"
    )


def _starts(ink: Grey, oval: Oval) -> list[float]:
    """Angles in degrees at which the text may begin: the widest gap in it, then the foot."""
    low, high = LETTERS
    band = unwrap(ink, oval, radii=np.linspace(low, high, 10), angles=np.radians(np.arange(360.0)))
    inked = np.flatnonzero((band < INKED).sum(axis=0) >= 1)
    if inked.size == 0:
        return [FOOT]
    gaps = np.diff(np.append(inked, inked[0] + 360))
    widest = int(gaps.argmax())
    if gaps[widest] < GAP:
        return [FOOT]
    middle = float((inked[widest] + gaps[widest] / 2) % 360)
    return [middle] if abs(middle - FOOT) < ALIKE else [middle, FOOT]


def _strip(ink: Grey, oval: Oval, low: float, high: float, start: float) -> Grey:
    """The ring between two radii, unrolled clockwise from an angle in degrees."""
    radius = (oval.rx + oval.ry) / 2
    height = max(8, round((high - low) * radius))
    width = max(8, round(np.pi * (low + high) * radius))
    return unroll(ink, oval, radii=np.linspace(high, low, height), start=start, columns=width)
