"""From crops of lines to the recogniser's input, and from its scores to characters with places."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.engine import Pixels, Recognised

LINE_HEIGHT = 48  # pixels, the height the recogniser was trained on
WIDTH_STEP = 64  # crops are padded to the next multiple, so that batch mates never change a result
NARROWEST = 128  # pixels; a single character alone in less is read with less certainty

LEVELS = np.arange(256, dtype=np.float32) / 127.5 - 1.0
"""What the weights take for each level of a channel."""


def used_width(crop: Pixels) -> int:
    """Return the width in pixels of a crop brought to line height."""
    height, width = crop.shape[:2]
    return int(np.ceil(LINE_HEIGHT * width / max(1, height)))


def padded_width(crop: Pixels) -> int:
    """Return the width in pixels, at line height, that a crop is padded to."""
    return max(NARROWEST, int(np.ceil(used_width(crop) / WIDTH_STEP)) * WIDTH_STEP)


def normalise(crop: Pixels, *, width: int) -> NDArray[np.float32]:
    """Return a crop at line height as 3 x height x `width`, BGR from -1 to 1, 0 where padded."""
    used = min(width, used_width(crop))
    padded = np.zeros((3, LINE_HEIGHT, width), dtype=np.float32)
    padded[:, :, :used] = as_input(cv2.resize(crop, (used, LINE_HEIGHT)))
    return padded


def as_input(picture: Pixels) -> NDArray[np.float32]:
    """Return a picture as the weights take it: 3 x height x width, BGR from -1 to 1."""
    planes = np.empty((3, *picture.shape[:2]), dtype=np.float32)
    for plane, channel in zip(planes, reversed(cv2.split(picture)), strict=True):
        cv2.LUT(channel, LEVELS, dst=plane)
    return planes


def decode(
    scores: NDArray[np.float32], characters: Sequence[str], *, used_share: float
) -> Recognised:
    """Turn the scores of one line (time steps x characters) into text by greedy CTC decoding.

    `used_share` is the share of the time steps that the picture fills; the rest is padding.
    Class 0 is the CTC blank.
    """
    best = scores.argmax(axis=1)
    keep = best != 0
    keep[1:] &= best[1:] != best[:-1]
    columns = np.flatnonzero(keep)
    if columns.size == 0:
        return Recognised("", 0.0, (), ())
    steps = len(best) * used_share
    confidences = tuple(round(float(scores[c, best[c]]), 4) for c in columns)
    text = "".join(characters[best[c]] for c in columns)
    centres = tuple(round(min(1.0, (float(c) + 0.5) / steps), 5) for c in columns)
    return Recognised(text, round(sum(confidences) / len(confidences), 4), centres, confidences)
