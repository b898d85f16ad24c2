"""Watermarks over a page: measured, lifted for a second reading, and their own words left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.crops import cut_quad, scaled
from extractor.ocr.engine import OcrEngine, Pixels
from extractor.ocr.lines import line_of
from extractor.ocr.seal_ink import Density, density, even_paper, split_grey
from extractor.ocr.text_layer import quad_of
from extractor.ocr.under_seal_merge import merge_readings, squeezed
from models.geometry import Box
from models.page import TextLine

MEASURED_SIDE = 1200  # longer side in pixels of the picture that is measured
PALEST = 0.1  # density from which a watermark shows
OF_PRINT = 0.6  # of the print's density: above, it is print
LEAST_SHARE = 0.005  # of the page that a watermark covers
CELLS = 8  # the page is divided into so many squares each way
SPREAD = 0.25  # share of the squares in which a watermark shows
CELL_SHARE = 0.01  # of a square that it covers there
TOUCHED = 0.03  # share of a line's box covered by a watermark from which it is read again
OWN_SHARE, OVER_PRINT = 0.05, 1.5  # cover of a watermark's own line, and over that of print in it
SURE_CHAR = 0.95  # confidence of every character of a line that needs no second reading
SURE = 0.9  # confidence of a second reading that counts
JOIN = 0.03  # of the longer side: gaps between the characters of one slanted line
LEAST_LENGTH = 0.08  # of the longer side: length of a slanted line
FEWEST_LINES = 3  # slanted lines of a watermark
SLANTED_SHARE = 0.2  # of the pale strokes that lie in slanted lines
SLANT = (12.0, 78.0)  # degrees between which a watermark's own line is tilted
LONG = 1.7  # length over width of what a watermark's own line is made of


class Watermark(NamedTuple):
    """Where a watermark lies on a page (True; at the measured size), where print does, and how dense it is."""

    mask: NDArray[np.bool_]
    print: NDArray[np.bool_]
    density: float


def reread_under_watermark(
    pixels: Pixels, lines: Sequence[TextLine], *, engine: OcrEngine
) -> list[TextLine]:
    """Return the lines, those under a watermark read twice; both readings stay where they differ.

    On a page without a watermark nothing is done. The slanted words of the watermark itself are left
    out: nobody declared them.
    """
    found = find_watermark(pixels)
    if found is None:
        return list(lines)
    kept = [line for line in lines if not is_own_line(line.box, found)]
    inks = split_grey(even_paper(pixels), found.density)
    if inks is None:
        return kept
    clean = np.ascontiguousarray(np.repeat(inks.print[:, :, None], 3, axis=2))
    touched = [
        i
        for i, line in enumerate(kept)
        if _is_unsure(line) and _share(line.box, found.mask) >= TOUCHED
    ]
    height, width = pixels.shape[:2]
    quads = [quad_of(kept[i].box, width=width, height=height) for i in touched]
    again = engine.recognise([cut_quad(clean, quad) for quad in quads])
    for i, quad, reading in zip(touched, quads, again, strict=True):
        line = kept[i]
        if reading.confidence < SURE or squeezed(reading.text) in squeezed(line.text):
            continue  # lifting took more than the watermark
        merged = merge_readings(line, line_of(quad, reading, width=width, height=height))
        kept[i] = merged.model_copy(update={"under_seal": line.under_seal})
    return kept


def _is_unsure(line: TextLine) -> bool:
    return min(line.char_confidences, default=line.confidence) < SURE_CHAR


def find_watermark(pixels: Pixels) -> Watermark | None:
    """Return the watermark of a page, None where there is none.

    Its strokes are paler than print and wider than the soft edges of print, they lie all over the
    page, and most of them form slanted lines.
    """
    even = even_paper(scaled(pixels, min(1.0, MEASURED_SIDE / max(pixels.shape[:2]))))
    dense = density(even)
    printed = float(np.percentile(dense, 99.3))
    pale = cv2.inRange(dense, PALEST, OF_PRINT * printed)
    wide = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((4, 4), np.uint8)) > 0
    if float(wide.mean()) < LEAST_SHARE or _spread(wide) < SPREAD or not _is_slanted(wide):
        return None
    return Watermark(wide, dense >= OF_PRINT * printed, _level(dense, wide))


def _is_slanted(wide: NDArray[np.bool_]) -> bool:
    """Whether several slanted lines make up a good part of the pale strokes."""
    reach = max(3, round(JOIN * max(wide.shape)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    joined = cv2.morphologyEx(wide.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    lines, covered = 0, 0
    for index in range(1, count):
        x, y, w, h, _ = (int(value) for value in stats[index])
        if max(w, h) < LEAST_LENGTH * max(wide.shape):
            continue
        part = (labels[y : y + h, x : x + w] == index) & wide[y : y + h, x : x + w]
        if _lies_slanted(part):
            lines, covered = lines + 1, covered + int(part.sum())
    return lines >= FEWEST_LINES and covered >= SLANTED_SHARE * float(wide.sum())


def _lies_slanted(mask: NDArray[np.bool_]) -> bool:
    """Whether what a mask shows is longer than wide, and slanted."""
    points = np.argwhere(mask)[:, ::-1].astype(np.float32)
    if len(points) < 20:
        return False
    spread, axes = np.linalg.eigh(np.cov(points.T))
    slant = abs(float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1]))))
    slant = min(slant, 180.0 - slant)
    return SLANT[0] <= slant <= SLANT[1] and float(spread[1]) >= LONG**2 * float(spread[0])


def _level(dense: Density, wide: NDArray[np.bool_]) -> float:
    """How dense the watermark is where it is darkest, but for scraps."""
    return float(np.percentile(dense[wide], 90))


def _spread(wide: NDArray[np.bool_]) -> float:
    shares = cv2.resize(wide.astype(np.float32), (CELLS, CELLS), interpolation=cv2.INTER_AREA)
    return float((shares >= CELL_SHARE).mean())


def _share(box: Box, mask: NDArray[np.bool_]) -> float:
    part = _part(box, mask)
    return float(part.mean()) if part.size else 0.0


def _part(box: Box, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    height, width = mask.shape
    return mask[
        int(box.y0 * height) : int(box.y1 * height) + 1,
        int(box.x0 * width) : int(box.x1 * width) + 1,
    ]


def is_own_line(box: Box, found: Watermark) -> bool:
    """Return whether a line is one of the watermark's own: slanted, and more of it than of print."""
    cover = _share(box, found.mask)
    if cover < max(OWN_SHARE, OVER_PRINT * _share(box, found.print)):
        return False
    return _lies_slanted(_part(box, found.mask))
