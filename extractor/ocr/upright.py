"""Bringing a page picture upright, straight and flat, and the frame that leads back to what was displayed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractor.ocr.crops import cut_quad, turned
from extractor.ocr.detect import detect_lines
from extractor.ocr.engine import OcrEngine, Pixels, Quad
from extractor.ocr.orientation import upright_turns
from extractor.ocr.page_edges import paint_surroundings
from extractor.ocr.perspective import perspective_matrix
from extractor.ocr.skew import measured_skew
from extractor.ocr.warp import (
    Matrix,
    canvas_of,
    frame_of,
    move_quads,
    rotation_about,
    turn_matrix,
    warp_picture,
)
from models.geometry import Frame

LEAST_SKEW = 0.05  # degrees; below, turning would only blur


class Upright(NamedTuple):
    """A page picture that stands upright and straight, its text quads, and its frame.

    `crops` are the pictures of the text lines, cut from the picture before it was straightened: what
    is sampled twice loses the fine strokes of small print.
    """

    pixels: Pixels
    quads: tuple[Quad, ...]
    crops: tuple[Pixels, ...]
    frame: Frame
    sure: bool


class Straight(NamedTuple):
    """A picture without skew and perspective, its text quads, how it came about, the skew in degrees.

    `matrix` leads from `source`, the picture before, to `pixels`; `lying` are the quads on `source`.
    """

    source: Pixels
    lying: tuple[Quad, ...]
    pixels: Pixels
    quads: tuple[Quad, ...]
    matrix: Matrix
    skew: float


def make_upright(pixels: Pixels, *, engine: OcrEngine) -> Upright:
    """Turn a page picture upright, straight and flat; its text lines come along."""
    displayed = (pixels.shape[1], pixels.shape[0])
    quads = detect_lines(pixels, engine=engine)
    turns, sure = upright_turns(pixels, quads, engine=engine)
    matrix = turn_matrix(turns, width=displayed[0], height=displayed[1])
    if turns:
        pixels = turned(pixels, turns)
        quads = detect_lines(pixels, engine=engine)
    straight = straighten(pixels, quads, engine=engine)
    frame = frame_of(
        straight.matrix @ matrix,
        displayed=displayed,
        upright=(straight.pixels.shape[1], straight.pixels.shape[0]),
        quarter_turns=turns,
        skew=straight.skew,
    )
    crops = tuple(cut_quad(straight.source, quad) for quad in straight.lying)
    return Upright(straight.pixels, straight.quads, crops, frame, sure or not quads)


def straighten(pixels: Pixels, quads: Sequence[Quad], *, engine: OcrEngine) -> Straight:
    """Take what lies around the sheet, perspective and skew from a picture, the latter in one warp."""
    height, width = pixels.shape[:2]
    flat = perspective_matrix(pixels, quads)
    pixels, quads = paint_surroundings(pixels, quads, engine=engine)
    skew = measured_skew(pixels, quads)
    if flat is None:
        if abs(skew) < LEAST_SKEW:
            still = turn_matrix(0, width=width, height=height)
            return Straight(pixels, quads, pixels, quads, still, skew)
        matrix, size = canvas_of(
            rotation_about((width / 2, height / 2), skew), width=width, height=height
        )
        straight = warp_picture(pixels, matrix, size=size)
        return Straight(pixels, quads, straight, move_quads(quads, matrix), matrix, skew)
    matrix, size = canvas_of(flat, width=width, height=height)
    rest = measured_skew(warp_picture(pixels, matrix, size=size), move_quads(quads, matrix))
    if abs(rest) >= LEAST_SKEW:
        again = rotation_about((size[0] / 2, size[1] / 2), rest)
        matrix, size = canvas_of(again @ matrix, width=width, height=height)
    straight = warp_picture(pixels, matrix, size=size)
    quads = detect_lines(straight, engine=engine)
    back = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    return Straight(pixels, move_quads(quads, back), straight, quads, matrix, skew)
