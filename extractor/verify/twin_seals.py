"""Seals on different pages that are one picture, pixel by pixel."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.geometry import Place
from models.page import PageText, TextSource
from models.trace import SealPrint

SIDE = 64  # pixels of a seal print
SEARCHED = 6  # pixels by which the middles of two seals may lie apart
SAME = 0.9
"""Correlation of the fine structure from which two seals are one picture."""
LEAST_STRUCTURE = 3.0
"""Grey levels of fine structure below which there is nothing to compare."""
SIZE = 0.08
"""Share by which the sizes of two impressions of one picture may differ."""
_REACH = 4  # pixels: what is coarser is the drawing of the seal, which every impression shares

Pixels = NDArray[np.float32]


def twin_seals(pages: Sequence[PageText]) -> Iterator[tuple[Place, Place]]:
    """Pairs of places on scans whose seals are equal but for compression, each seal once.

    Seals of drawn pages are pictures by nature and are left out.
    """
    seals = [
        (page, seal, _fine(seal))
        for page in pages
        if page.source is TextSource.ocr
        for seal in page.seal_prints
    ]
    paired: set[int] = set()
    for (i, (page, seal, fine)), (j, (other, twin, its)) in combinations(enumerate(seals), 2):
        if page.ref == other.ref or {i, j} & paired or not _same_size(page, seal, other, twin):
            continue
        if likeness(fine, its) >= SAME:
            paired |= {i, j}
            yield page.place(seal.box), other.place(twin.box)


def likeness(one: Pixels, other: Pixels) -> float:
    """Return how alike two fine structures are at the best shift, -1..1 (normalised correlation)."""
    inner = one[SEARCHED:-SEARCHED, SEARCHED:-SEARCHED]
    if inner.std() < LEAST_STRUCTURE:
        return 0.0
    side = inner.shape[0]
    windows = np.lib.stride_tricks.sliding_window_view(other, (side, side))
    flat = windows.reshape(-1, side * side)
    centred = flat - flat.mean(axis=1, keepdims=True)
    mine = (inner - inner.mean()).ravel()
    sizes = np.linalg.norm(centred, axis=1) * np.linalg.norm(mine)
    return float((centred @ mine / np.maximum(sizes, 1e-6)).max())


def _fine(seal: SealPrint) -> Pixels:
    """The pixels without what is coarser than a few of them."""
    pixels = np.frombuffer(base64.b64decode(seal.pixels), dtype=np.uint8)
    whole = pixels.reshape(SIDE, SIDE).astype(np.float32)
    padded = np.pad(whole, _REACH, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * _REACH + 1, 2 * _REACH + 1))
    return np.asarray(whole - windows.mean(axis=(2, 3)), dtype=np.float32)


def _same_size(page: PageText, seal: SealPrint, other: PageText, twin: SealPrint) -> bool:
    ours = (seal.box.width * page.width, seal.box.height * page.height)
    theirs = (twin.box.width * other.width, twin.box.height * other.height)
    return all(abs(a - b) <= SIZE * max(a, b) for a, b in zip(ours, theirs, strict=True))
