"""The text of seals: the ring is unrolled and read, then the lines across; what is not read surely stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import cv2
import numpy as np

from extractor.ocr.crops import scaled
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.seal_ink import Grey, even_paper, split_grey, split_inks, unsplit
from extractor.ocr.seal_name import name_of
from extractor.ocr.seal_print import around, ring_density
from extractor.ocr.seal_ring import BANDS, Pictures, Ring, read_ring
from extractor.ocr.seal_shape import Oval
from extractor.ocr.seal_words import is_sure, is_wording, recognise, tidied
from models.geometry import Box
from models.page import Seal, SealColour

LINE_HEIGHT = 48  # pixels of the unrolled strip, as the recogniser wants it
MARGIN = 0.04  # of a seal's sides, kept around it
UNSURE_ORDER = 0.9  # confidence of a name seal whose characters may run either way
INKED = 110  # grey level below which ink is


def read_seals(pixels: Pixels, seals: Sequence[Seal], *, engine: OcrEngine) -> tuple[Seal, ...]:
    """Return the seals with their text: that of the ring, then lines across, parted by blanks.

    `pixels` is the upright page. The text of a seal that cannot be read surely stays empty, with
    confidence 0. Confidence is that of the least sure character: how sure the engine is, times the
    share of several readings of the ring that agree on it.
    """
    return tuple(_read_seal(pixels, seal, engine=engine) for seal in seals)


def _read_seal(pixels: Pixels, seal: Seal, *, engine: OcrEngine) -> Seal:
    if seal.shape == "part":
        return seal.model_copy(update={"text": "", "confidence": 0.0})
    even, oval = _cut(pixels, seal.box)
    pictures = _pictures(even, seal, oval)
    if seal.shape == "square":
        return _with_text(seal, _read_square(pictures.ink, engine=engine))
    ring = read_ring(pictures, oval, engine=engine)
    if ring is None:
        return _with_text(seal, [])
    across = _read_below_star(_straightened(pictures.ink, oval, ring), oval, engine=engine)
    return _with_text(seal, [ring.reading, *(a for a in across if not _repeats(a, ring.reading))])


def _pictures(even: Pixels, seal: Seal, oval: Oval) -> Pictures:
    whole = unsplit(even, seal.colour)
    if seal.colour is not SealColour.grey:
        inks = split_inks(even, seal.colour)
        return Pictures(inks.seal, whole, inks.printed)
    x0, y0 = max(0, int(oval.x - oval.rx)), max(0, int(oval.y - oval.ry))
    box = even[y0 : int(oval.y + oval.ry) + 1, x0 : int(oval.x + oval.rx) + 1]
    split = split_grey(even, ring_density(box))
    return Pictures(split.seal, whole, split.printed) if split else Pictures(whole, whole, None)


def _repeats(line: Recognised, ring: Recognised) -> bool:
    """Whether a line across is only a piece of the ring of a seal that was put down turned."""
    blocks = SequenceMatcher(None, line.text, ring.text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= 0.6 * len(line.text)


def _with_text(seal: Seal, readings: Sequence[Recognised]) -> Seal:
    if not readings:
        return seal.model_copy(update={"text": "", "confidence": 0.0, "organisation": ""})
    text = " ".join(reading.text for reading in readings)
    confidence = round(min(reading.confidence for reading in readings), 4)
    name = "" if seal.shape == "square" else name_of(readings[0].text)
    return seal.model_copy(update={"text": text, "confidence": confidence, "organisation": name})


def _cut(pixels: Pixels, box: Box) -> tuple[Pixels, Oval]:
    """The seal as if on white paper, enlarged where its ring would be lower than the recogniser wants."""
    height, width = pixels.shape[:2]
    near = around(box, pixels, beside=0.5, above=0.5)
    even = even_paper(np.ascontiguousarray(pixels[near.slices]))
    own = around(box, pixels, beside=MARGIN, above=MARGIN)
    part = even[own.y0 - near.y0 : own.y1 - near.y0, own.x0 - near.x0 : own.x1 - near.x0]
    rx, ry = box.width * width / 2, box.height * height / 2
    low, high = BANDS[0]
    factor = min(4.0, max(1.0, LINE_HEIGHT / max(1.0, (high - low) * min(rx, ry))))
    x, y = box.center[0] * width - own.x0, box.center[1] * height - own.y0
    oval = Oval(x * factor, y * factor, rx * factor, ry * factor)
    return scaled(np.ascontiguousarray(part), factor), oval


def _straightened(ink: Grey, oval: Oval, ring: Ring) -> Grey:
    """The seal turned so that its ring stands upright, the ring itself left white."""
    turn = cv2.getRotationMatrix2D((oval.x, oval.y), ring.turned, 1.0)
    size = (ink.shape[1], ink.shape[0])
    turned = np.asarray(cv2.warpAffine(ink, turn, size, borderValue=255.0), dtype=np.uint8)
    ys, xs = np.mgrid[: ink.shape[0], : ink.shape[1]]
    reach = np.hypot((xs - oval.x) / oval.rx, (ys - oval.y) / oval.ry)
    angle = np.degrees(np.arctan2((xs - oval.x) / oval.rx, -(ys - oval.y) / oval.ry))
    lettered = (reach > ring.inner) & (np.abs(angle) <= ring.half_sweep)
    turned[lettered | (reach > 0.93)] = 255
    return turned


def _read_below_star(ink: Grey, oval: Oval, *, engine: OcrEngine) -> list[Recognised]:
    """The lines that run straight across the lower half, inside the ring's characters."""
    top, bottom = round(oval.y + 0.22 * oval.ry), round(oval.y + 0.85 * oval.ry)
    left, right = round(oval.x - 0.85 * oval.rx), round(oval.x + 0.85 * oval.rx)
    part = ink[max(0, top) : bottom, max(0, left) : right]
    lines = (tidied(recognise(line, engine=engine)) for line in _rows_of(part, least_width=0.3))
    return [line for line in lines if line and is_sure(line) and is_wording(line.text)]


def _rows_of(ink: Grey, *, least_width: float) -> list[Grey]:
    """The lines of a part: rows of ink parted by free rows, from the top."""
    if min(ink.shape) < 12:
        return []
    dark = ink < INKED
    rows = np.flatnonzero(np.append(dark.mean(axis=1) > 0.05, False))
    lines = []
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if run.size < 10:
            continue
        columns = np.flatnonzero(dark[run].any(axis=0))
        if columns.size == 0 or np.ptp(columns) < least_width * ink.shape[1]:
            continue
        rows_in, columns_in = slice(max(0, run[0] - 3), run[-1] + 4), slice(columns[0], None)
        lines.append(ink[rows_in, columns_in.start : columns[-1] + 4])
    return lines


def _read_square(ink: Grey, *, engine: OcrEngine) -> list[Recognised]:
    """The rows of a square seal; the four characters of a name seal in the order they are meant."""
    height, width = ink.shape
    inside = ink[
        round(0.12 * height) : round(0.88 * height), round(0.1 * width) : round(0.9 * width)
    ]
    rows = [
        reading
        for line in _rows_of(inside, least_width=0.3)
        if (reading := recognise(line, engine=engine)).text.strip() and is_sure(reading)
    ]
    texts = ["".join(filter(str.isalnum, row.text)) for row in rows]
    if [len(text) for text in texts] != [2, 2]:
        kept = [row for row in rows if (line := tidied(row)) and is_sure(line)]
        return [row for row in kept if row.text.strip()]
    order, sure = _name_order(texts[0] + texts[1])
    confidence = min(sure, *(row.confidence for row in rows))
    return [Recognised(order, confidence, (), ())]


def _name_order(chars: str) -> tuple[str, float]:
    """Four characters as they are meant, given row by row, and how sure their order can be.

    A name seal ends with 印 or 章: at the foot of the left column where its columns run from the
    right, as names are cut, else at the end of the lower row.
    """
    if chars[2] in "印章":
        return chars[1] + chars[3] + chars[0] + chars[2], 1.0
    return chars, 1.0 if chars[3] in "印章" else UNSURE_ORDER
