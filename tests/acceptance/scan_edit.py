"""Forges one digit on a scanned page: another digit of the same page is copied over it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from models.field import Value
from models.geometry import Box
from models.page import PageText, TextLine

Pixels = NDArray[np.uint8]
INK = (70, 90, 110, 50)  # tried in turn: so much darker than the paper, of 255
NUMBER = re.compile(r"\d[\d.,]*\d")
REACH = 0.35  # of a line's height, looked at above and below it


class Glyph(NamedTuple):
    """A character and its pixels on the page as displayed: columns x0..x1, rows y0..y1 (exclusive)."""

    char: str
    x0: int
    y0: int
    x1: int
    y1: int


class Edit(NamedTuple):
    """What was forged: the text before and after."""

    before: str
    after: str


def forge_digit(pixels: Pixels, page: PageText, value: Value) -> tuple[Pixels, Edit]:
    """Return the page with the second digit of a printed number replaced by another digit.

    `pixels`: the page as displayed, RGB; `value`: what was read from it, with its place. Raises
    LookupError where the number or a donor of the same size cannot be told glyph by glyph.
    """
    target = _glyphs_of(value, pixels, page)
    number = [glyph for glyph in target if glyph.char.isdigit()]
    victim = number[1]
    height = victim.y1 - victim.y0
    for line in page.lines:
        for glyph in _number(line, pixels, page):
            same_size = abs((glyph.y1 - glyph.y0) - height) <= max(1, round(0.06 * height))
            if glyph.char.isdigit() and glyph.char not in (victim.char, "1") and same_size:
                at = target.index(victim)
                after = "".join(
                    glyph.char if i == at else other.char for i, other in enumerate(target)
                )
                before = "".join(other.char for other in target)
                return _pasted(pixels, victim, glyph), Edit(before, after)
    raise LookupError("no digit of the same size on the page")


def replace_page(pdf: Path, out: Path, *, page: int, pixels: Pixels) -> None:
    """Write a copy of a PDF in which one page (from 1) is the given picture; the others stay."""
    with pymupdf.open(pdf) as document:
        rect = document[page - 1].rect
        fresh = document.new_page(page - 1, width=rect.width, height=rect.height)
        done, png = cv2.imencode(".png", np.ascontiguousarray(pixels[:, :, ::-1]))
        assert done
        fresh.insert_image(fresh.rect, stream=png.tobytes(), keep_proportion=False)
        document.delete_page(page)
        document.save(out)


def _glyphs_of(value: Value, pixels: Pixels, page: PageText) -> list[Glyph]:
    """The glyphs of a printed number at its place."""
    assert value.place is not None
    for line in page.lines:
        if page.frame.to_displayed(line.box).overlap(value.place.box) > 0.5:
            glyphs = _number(line, pixels, page)
            if "".join(glyph.char for glyph in glyphs) in value.raw and glyphs:
                return glyphs
    raise LookupError(f"{value.raw} is not printed glyph by glyph at its place")


def _number(line: TextLine, pixels: Pixels, page: PageText) -> list[Glyph]:
    """The glyphs of the first number of a line, [] unless each character is one piece of ink."""
    found = NUMBER.search(line.text)
    if found is None or not line.char_spans:
        return []
    text = found.group()
    box = page.frame.to_displayed(line.part(*found.span()).box)
    x0, y0, x1, y1 = _pixels(box, pixels, slack=REACH * box.height)
    for ink in INK:
        dark = _is_ink(pixels[y0:y1, x0:x1], ink)
        runs = _runs(np.asarray(dark.any(axis=0), dtype=np.bool_))
        if len(runs) == len(text):
            break
    else:
        return []
    glyphs = []
    for char, (left, right) in zip(text, runs, strict=True):
        rows = np.flatnonzero(dark[:, left:right].any(axis=1))
        glyphs.append(Glyph(char, x0 + left, y0 + int(rows[0]), x0 + right, y0 + int(rows[-1]) + 1))
    return glyphs


def _pixels(box: Box, pixels: Pixels, *, slack: float) -> tuple[int, int, int, int]:
    height, width = pixels.shape[:2]
    return (
        max(0, int((box.x0 - slack / 2) * width)),
        max(0, int((box.y0 - slack / 4) * height)),
        min(width, int((box.x1 + slack / 2) * width) + 1),
        min(height, int((box.y1 + slack / 4) * height) + 1),
    )


def _is_ink(part: Pixels, darker: int) -> NDArray[np.bool_]:
    grey = part.astype(np.int32).mean(axis=2)
    return np.asarray(grey < np.median(grey) - darker, dtype=np.bool_)


def _runs(columns: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches of True: (first, last + 1)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _pasted(pixels: Pixels, victim: Glyph, donor: Glyph) -> Pixels:
    """The page with the victim painted over by paper and the donor put on its foot."""
    forged = pixels.copy()
    around = forged[victim.y0 - 2 : victim.y1 + 2, victim.x0 - 1 : victim.x1 + 1]
    around[:] = np.median(forged[victim.y0 - 6 : victim.y0 - 2, victim.x0 : victim.x1], axis=(0, 1))
    piece = pixels[donor.y0 - 1 : donor.y1 + 1, donor.x0 - 1 : donor.x1 + 1]
    bottom = victim.y1 + 1
    left = (victim.x0 + victim.x1 - piece.shape[1]) // 2
    forged[bottom - piece.shape[0] : bottom, left : left + piece.shape[1]] = piece
    return forged
