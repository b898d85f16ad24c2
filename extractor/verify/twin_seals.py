"""Seals on different pages that are one picture, pixel by pixel."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.geometry import Place
from models.page import PageText, TextSource
from models.trace import SealPrint

SIDE = 64  # pixels of a seal print
SEARCHED = 6  # pixels by which the middles of two seals may lie apart
SAME = 0.4
"""Correlation of the grain from which two seals are one picture: two impressions of one
stamp reach 0.1, a copy that was compressed anew 0.5."""
LEAST_GRAIN = 1.0
"""Grey levels by which the usual pixel away from edges differs from its surroundings on a scan. A seal that a program drew has no
grain there, and every copy of it is the same by nature."""
EDGE = 10.0  # grey levels between neighbours from which a pixel belongs to the drawing
NEAR = 3  # pixels around an edge that blur and compression disturb
FEWEST = 500  # pixels away from edges that are needed
SIZE = 0.08
"""Share by which the sizes of two impressions of one picture may differ."""
_REACH = 2  # pixels: what is coarser is shading, which copies of one drawing share

Pixels = NDArray[np.float32]


def twin_seals(
    pages: Sequence[PageText], *, are_printed: Callable[[PageText, PageText], bool]
) -> Iterator[tuple[Place, Place]]:
    """Pairs of places on scans whose seals are equal but for compression, each seal once.

    Seals of drawn pages are pictures by nature and are left out, and so are those of two pages that
    carry seals printed from one picture (`are_printed`).
    """
    seals = [
        (page, seal, _pixels(seal))
        for page in pages
        if page.source is TextSource.ocr
        for seal in page.seal_prints
    ]
    paired: set[int] = set()
    for (i, (page, seal, ours)), (j, (other, twin, its)) in combinations(enumerate(seals), 2):
        if page.ref == other.ref or {i, j} & paired or not _same_size(page, seal, other, twin):
            continue
        if are_printed(page, other):
            continue
        if likeness(ours, its) >= SAME:
            paired |= {i, j}
            yield page.place(seal.box), other.place(twin.box)


def likeness(one: Pixels, other: Pixels) -> float:
    """Return how alike the grain of two seals is at the best shift, -1..1 (normalised correlation).

    Pixels near edges are left out: impressions of one stamp share the drawing. 0 where there is no grain.
    """
    inner = one[SEARCHED:-SEARCHED, SEARCHED:-SEARCHED]
    plain = _is_plain(one)[SEARCHED:-SEARCHED, SEARCHED:-SEARCHED]
    mine = _grain(one)[SEARCHED:-SEARCHED, SEARCHED:-SEARCHED][plain]
    if mine.size < FEWEST or float(np.median(np.abs(mine))) < LEAST_GRAIN:
        return 0.0
    windows = np.lib.stride_tricks.sliding_window_view(_grain(other), inner.shape)
    shifted = windows.reshape(-1, *inner.shape)[:, plain]
    centred = shifted - shifted.mean(axis=1, keepdims=True)
    sizes = np.linalg.norm(centred, axis=1) * np.linalg.norm(mine - mine.mean())
    return float((centred @ (mine - mine.mean()) / np.maximum(sizes, 1e-6)).max())


def _pixels(seal: SealPrint) -> Pixels:
    flat = np.frombuffer(base64.b64decode(seal.pixels), dtype=np.uint8)
    return flat.reshape(SIDE, SIDE).astype(np.float32)


def _grain(pixels: Pixels) -> Pixels:
    """The pixels without what is coarser than a few of them."""
    return np.asarray(pixels - _windows(pixels, _REACH).mean(axis=(2, 3)), dtype=np.float32)


def _is_plain(pixels: Pixels) -> NDArray[np.bool_]:
    """Which pixels lie away from the edges of the drawing; noise is smoothed before edges are sought."""
    smooth = _windows(pixels, 1).mean(axis=(2, 3))
    down, across = np.gradient(smooth)
    edges = np.asarray(np.hypot(down, across) >= EDGE, dtype=np.float32)
    return np.asarray(_windows(edges, NEAR).max(axis=(2, 3)) == 0)


def _windows(pixels: Pixels, reach: int) -> Pixels:
    """For every pixel the square of pixels around it, edges repeated."""
    padded = np.pad(pixels, reach, mode="edge")
    side = 2 * reach + 1
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, (side, side)))


def _same_size(page: PageText, seal: SealPrint, other: PageText, twin: SealPrint) -> bool:
    ours = (seal.box.width * page.width, seal.box.height * page.height)
    theirs = (twin.box.width * other.width, twin.box.height * other.height)
    return all(abs(a - b) <= SIZE * max(a, b) for a, b in zip(ours, theirs, strict=True))
