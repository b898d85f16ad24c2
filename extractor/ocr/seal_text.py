"""The text of seals: the ring is unrolled into a strip and read; what is not read surely stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import scaled
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.seal_shape import Oval, unwrap
from models.geometry import Box
from models.page import Seal, SealColour

BANDS = ((0.56, 0.95), (0.50, 0.94))  # radii between which the characters of the ring stand
LETTERS = (0.62, 0.80)  # radii that the characters reach and the small number at the foot does not
LINE_HEIGHT = 48  # pixels of the unrolled strip, as the recogniser wants it
SURE = 0.93  # mean confidence that needs no second attempt
LEAST = 0.85  # mean confidence below which a text is not given
WEAKEST = 0.45  # confidence of the weakest character below which a text is not given
PRINT = 0.6  # of the ink's brightness in its own channel: what is darker is black print
HALO = 0.8  # the same for the pixels next to it
GAP = 25  # degrees without characters in which a text may begin and end
FOOT = 90.0  # degrees, clockwise from the right: the lowest point


def read_seals(pixels: Pixels, seals: Sequence[Seal], *, engine: OcrEngine) -> tuple[Seal, ...]:
    """Return the seals with their text: that of the ring, then lines across, parted by blanks.

    `pixels` is the upright page. The text of a seal that cannot be read surely stays empty, with
    confidence 0. Confidence is that of the characters, and no more than two readings of the ring
    are alike: from 0.96 on the names of a sample of offices were all but free of errors, below it
    one character in the name is often missing or wrong.
    """
    return tuple(_read_seal(pixels, seal, engine=engine) for seal in seals)


def _read_seal(pixels: Pixels, seal: Seal, *, engine: OcrEngine) -> Seal:
    part, oval = _cut(pixels, seal.box)
    ink = ink_picture(part, seal.colour)
    if seal.shape == "square":
        return _with_text(seal, _read_across(ink, engine=engine))
    ring = _read_ring(ink, oval, engine=engine)
    if ring is None:
        return _with_text(seal, [])
    across = _read_below_star(ink, oval, engine=engine)
    return _with_text(seal, [ring, *(line for line in across if not _repeats(line, ring))])


def _repeats(line: Recognised, ring: Recognised) -> bool:
    """Whether a line across is only a piece of the ring of a seal that was put down turned."""
    blocks = SequenceMatcher(None, line.text, ring.text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= 0.6 * len(line.text)


def _with_text(seal: Seal, readings: Sequence[Recognised]) -> Seal:
    if not readings:
        return seal.model_copy(update={"text": "", "confidence": 0.0})
    text = " ".join(reading.text for reading in readings)
    confidence = min(reading.confidence for reading in readings)
    return seal.model_copy(update={"text": text, "confidence": round(confidence, 4)})


def _cut(pixels: Pixels, box: Box) -> tuple[Pixels, Oval]:
    """The seal with a margin, enlarged where its ring would be lower than the recogniser wants."""
    height, width = pixels.shape[:2]
    rx, ry = box.width * width / 2, box.height * height / 2
    x, y = box.center[0] * width, box.center[1] * height
    left, top = max(0, int(x - 1.08 * rx)), max(0, int(y - 1.08 * ry))
    right, bottom = int(x + 1.08 * rx) + 1, int(y + 1.08 * ry) + 1
    part = np.ascontiguousarray(pixels[top:bottom, left:right])
    low, high = BANDS[0]
    factor = min(4.0, max(1.0, LINE_HEIGHT / max(1.0, (high - low) * min(rx, ry))))
    oval = Oval((x - left) * factor, (y - top) * factor, rx * factor, ry * factor)
    return scaled(part, factor), oval


def ink_picture(part: Pixels, colour: SealColour) -> NDArray[np.uint8]:
    """Return the seal's ink as dark on white (height x width), the black print below faded.

    Looked at is the channel in which the ink is darkest (a difference of channels would be blurred:
    photographs keep colour at half the resolution). What is dark in the ink's own channel too is
    print. A seal without colour is given as it looks.
    """
    match colour:
        case SealColour.red:
            seen, own = part[:, :, 1], part[:, :, 0]
        case SealColour.blue:
            seen, own = part[:, :, 0], part[:, :, 2]
        case SealColour.grey:
            seen = own = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    paper = float(np.percentile(seen, 75))
    full = min(paper - 20.0, float(np.percentile(seen, 5)))
    shown = np.clip((seen.astype(np.float32) - full) * 255.0 / (paper - full), 0, 255)
    if colour is not SealColour.grey:
        level = float(np.median(own[shown < 128])) if (shown < 128).any() else 255.0
        print_ = (own < PRINT * level).astype(np.uint8)
        near = cv2.dilate(print_, np.ones((3, 3), np.uint8)) > 0
        shown[near & (own < HALO * level)] = 255
    return shown.astype(np.uint8)


def _read_ring(ink: NDArray[np.uint8], oval: Oval, *, engine: OcrEngine) -> Recognised | None:
    """The text along the ring, or None. It is read from two bands, which must agree."""
    best: Recognised | None = None
    for start in _starts(ink, oval):
        strips = [_strip(ink, oval, low, high, start) for low, high in BANDS]
        reading = _agreed([_tidied(_recognise(strip, engine=engine)) for strip in strips])
        if reading is not None and (best is None or reading.confidence > best.confidence):
            best = reading
        if best is not None and best.confidence >= SURE:
            break
    return best if best is not None and _is_sure(best) else None


def _agreed(readings: Sequence[Recognised | None]) -> Recognised | None:
    """The better of two readings, with no more confidence than they are alike."""
    first, second = readings
    if first is None or second is None:
        return None
    better = second if second.confidence > first.confidence else first
    alike = SequenceMatcher(None, first.text, second.text, autojunk=False).ratio()
    whole = min(_share_read(first.centres), _share_read(second.centres))
    return better._replace(confidence=round(min(better.confidence, alike, whole), 4))


def _share_read(centres: Sequence[float]) -> float:
    """The share of a ring's characters that were read, judged by the places of those that were.

    Characters stand evenly and as far from one end of the strip as from the other: a wide step or a
    lopsided margin means that one under black print was passed over.
    """
    if len(centres) < 3:
        return 1.0
    steps = np.diff(centres)
    pitch = float(np.median(steps))
    lost = sum(max(0, round(float(step) / pitch) - 1) for step in steps if step > 1.6 * pitch)
    lopsided = abs(centres[0] - (1.0 - centres[-1]))
    if lopsided > 0.8 * pitch:
        lost += max(1, round(lopsided / pitch))
    return len(centres) / (len(centres) + lost)


def _starts(ink: NDArray[np.uint8], oval: Oval) -> list[float]:
    """Angles in degrees at which the text may begin: the widest gap in it, then the foot."""
    low, high = LETTERS
    band = unwrap(
        ink,
        oval,
        radii=np.linspace(low, high, 10),
        angles=np.radians(np.arange(360.0)),
    )
    inked = np.flatnonzero((band < 110).sum(axis=0) >= 1)
    if inked.size == 0:
        return [FOOT]
    gaps = np.diff(np.append(inked, inked[0] + 360))
    widest = int(gaps.argmax())
    if gaps[widest] < GAP:
        return [FOOT]
    middle = float((inked[widest] + gaps[widest] / 2) % 360)
    return [middle] if abs(middle - FOOT) < 15 else [middle, FOOT]


def _strip(
    ink: NDArray[np.uint8], oval: Oval, low: float, high: float, start: float
) -> NDArray[np.uint8]:
    """The ring between two radii, unrolled clockwise from an angle in degrees."""
    radius = (oval.rx + oval.ry) / 2
    height = max(8, round((high - low) * radius))
    width = max(8, round(np.pi * (low + high) * radius))
    angles = np.radians(start) + np.linspace(0.0, 2 * np.pi, width)
    return unwrap(ink, oval, radii=np.linspace(high, low, height), angles=angles)


def _read_below_star(ink: NDArray[np.uint8], oval: Oval, *, engine: OcrEngine) -> list[Recognised]:
    """The lines that run straight across the lower half, inside the ring's characters."""
    top, bottom = round(oval.y + 0.22 * oval.ry), round(oval.y + 0.78 * oval.ry)
    left, right = round(oval.x - 0.8 * oval.rx), round(oval.x + 0.8 * oval.rx)
    part = ink[max(0, top) : bottom, max(0, left) : right]
    return _read_across(part, engine=engine, least_width=0.5)


def _read_across(
    ink: NDArray[np.uint8], *, engine: OcrEngine, least_width: float = 0.3
) -> list[Recognised]:
    """The lines of a part: rows of ink parted by free rows, from the top."""
    if min(ink.shape) < 12:
        return []
    dark = ink < 110
    rows = np.flatnonzero(np.append(dark.mean(axis=1) > 0.06, False))
    readings = []
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if run.size < 10:
            continue
        columns = np.flatnonzero(dark[run].any(axis=0))
        if columns.size == 0 or np.ptp(columns) < least_width * ink.shape[1]:
            continue
        line = ink[max(0, run[0] - 3) : run[-1] + 4, max(0, columns[0] - 3) : columns[-1] + 4]
        reading = _tidied(_recognise(line, engine=engine))
        if reading is not None and _is_sure(reading) and _is_wording(reading.text):
            readings.append(reading)
    return readings


def _recognise(grey: NDArray[np.uint8], *, engine: OcrEngine) -> Recognised:
    (reading,) = engine.recognise([cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)])
    return reading


def _tidied(reading: Recognised) -> Recognised | None:
    """The reading without what is no character at its ends, its confidence that of what is left.

    Where most is Chinese, the digits at the ends are the number at the foot of the seal.
    """
    chinese = sum(_is_chinese(char) for char in reading.text)
    keeps = _is_chinese if chinese >= 3 else str.isalnum
    kept = [index for index, char in enumerate(reading.text) if keeps(char)]
    if len(kept) < 3:
        return None
    start, end = kept[0], kept[-1] + 1
    scores = reading.char_confidences[start:end]
    confidence = sum(scores) / len(scores) if scores else reading.confidence
    centres = reading.centres[start:end]
    return Recognised(reading.text[start:end], round(confidence, 4), centres, scores)


def _is_sure(reading: Recognised) -> bool:
    return reading.confidence >= LEAST and min(reading.char_confidences, default=1.0) >= WEAKEST


def _is_wording(text: str) -> bool:
    """Whether a line across belongs to the seal, unlike the day that is printed through it."""
    return sum(map(_is_chinese, text)) >= 3 and sum(map(str.isdigit, text)) <= 0.3 * len(text)


def _is_chinese(char: str) -> bool:
    return "一" <= char <= "鿿"
