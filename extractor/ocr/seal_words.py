"""What counts as wording of a seal: recognised lines tidied of scraps, and when one is sure."""

from __future__ import annotations

import cv2

from extractor.ocr.engine import OcrEngine, Recognised
from extractor.ocr.seal_ink import Grey

LEAST = 0.85  # mean confidence below which a text is not given
WEAKEST = 0.45  # confidence of the weakest character below which a text is not given
FEWEST = 3  # characters of a text


def recognise(grey: Grey, *, engine: OcrEngine) -> Recognised:
    """Read one line of text from a grey picture."""
    (reading,) = engine.recognise([cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)])
    return reading


def tidied(reading: Recognised) -> Recognised | None:
    """The reading without what is no character at its ends, its confidence that of what is left.

    Where most is Chinese, the digits at the ends are the number at the foot of the seal. None where
    fewer than `FEWEST` characters stay.
    """
    chinese = sum(map(is_chinese, reading.text))
    keeps = is_chinese if chinese >= FEWEST else str.isalnum
    kept = [index for index, char in enumerate(reading.text) if keeps(char)]
    if len(kept) < FEWEST:
        return None
    start, end = kept[0], kept[-1] + 1
    scores = reading.char_confidences[start:end]
    confidence = sum(scores) / len(scores) if scores else reading.confidence
    centres = reading.centres[start:end]
    return Recognised(reading.text[start:end], round(confidence, 4), centres, scores)


def is_sure(reading: Recognised) -> bool:
    """Whether a reading is sure enough to be given."""
    scores = reading.char_confidences
    if not scores:
        return reading.confidence >= LEAST
    return sum(scores) / len(scores) >= LEAST and min(scores) >= WEAKEST


def is_wording(text: str) -> bool:
    """Whether a line across belongs to the seal, unlike the day that is printed through it."""
    return sum(map(is_chinese, text)) >= FEWEST and sum(map(str.isdigit, text)) <= 0.3 * len(text)


def is_chinese(char: str) -> bool:
    """Whether a character is Chinese."""
    return "一" <= char <= "鿿"
