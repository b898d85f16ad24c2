"""Figures whose pixels stand at two places of one scan: the grain of paper and scanner never repeats itself.

What is equal on the page by nature (a picture drawn by a program, a bilevel scan that stores each shape
once) is told by the page itself: there figures are equal everywhere, and nothing can be said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.tamper.glyphs import Glyph, Grey, box_of
from models.trace import Trace, TraceKind

RUN = 3
"""Figures that must be equal one after the other, two of them different characters."""
EQUAL = 0.4
"""Of the usual distance between two prints of one figure: up to here a run is the same pixels."""
LEAST_GRAIN = 5.0
"""Grey levels between two prints of one figure; a page with less has no grain to compare."""
MOST_EQUAL = 0.15
"""Share of the figures that may have an equal; more is the nature of the page."""
FEWEST = 12
"""Figures with another print on the page, from which the usual distance is known."""
MARGIN = 2  # pixels around the ink that are compared too
MOST_ALIKE = 400
"""Prints of one shape that are compared with one another, the first of the page."""

Run = tuple[Glyph, ...]


def find_copied_digits(grey: Grey, glyphs: Sequence[Glyph]) -> list[Trace]:
    """Return the runs of figures that equal another run of the page, each pair once."""
    nearest = _nearest(grey, glyphs)
    if len(nearest) < FEWEST:
        return []
    usual = float(np.median(nearest))
    alike = float(np.mean(np.array(nearest) <= EQUAL * usual))
    if usual < LEAST_GRAIN or alike > MOST_EQUAL:
        return []
    pairs = [
        (first, second)
        for runs in _runs(glyphs).values()
        for first, second in _equal(grey, runs, most=EQUAL * usual)
    ]
    return [
        Trace(
            kind=TraceKind.copied_digits,
            box=box_of(list(first), grey),
            twin=box_of(list(second), grey),
            text="".join(glyph.char for glyph in first),
        )
        for first, second in _apart(pairs)
    ]


def _nearest(grey: Grey, glyphs: Sequence[Glyph]) -> list[float]:
    """For every figure with another print of the same size: the distance to the nearest one."""
    alike: dict[tuple[str, int, int], list[Run]] = defaultdict(list)
    for glyph in glyphs:
        alike[(glyph.char, glyph.x1 - glyph.x0, glyph.height)].append((glyph,))
    return [
        float(distance)
        for runs in alike.values()
        if (distances := _distances(grey, runs)) is not None
        for distance in distances.min(axis=1)
    ]


def _runs(glyphs: Sequence[Glyph]) -> dict[tuple[str, int, int], list[Run]]:
    """Runs of figures of one line by their characters and size."""
    ordered = sorted(glyphs, key=lambda glyph: (glyph.line, glyph.at))
    runs: dict[tuple[str, int, int], list[Run]] = defaultdict(list)
    for start in range(len(ordered) - RUN + 1):
        run = tuple(ordered[start : start + RUN])
        chars = "".join(glyph.char for glyph in run)
        follows = all(
            a.line == b.line and b.at - a.at <= 2 and b.x0 - a.x1 < a.height
            for a, b in pairwise(run)
        )
        if follows and len(set(chars)) > 1:
            x0, y0, x1, y1 = _extent(run)
            runs[(chars, x1 - x0, y1 - y0)].append(run)
    return runs


def _equal(grey: Grey, runs: Sequence[Run], *, most: float) -> Iterator[tuple[Run, Run]]:
    distances = _distances(grey, runs)
    if distances is None:
        return
    for first, second in zip(*np.nonzero(np.triu(distances <= most)), strict=True):
        yield runs[first], runs[second]


def _apart(pairs: Sequence[tuple[Run, Run]]) -> list[tuple[Run, Run]]:
    """Overlapping runs that repeat at the same distance as one longer run."""
    joined: list[tuple[Run, Run]] = []
    for first, second in sorted(pairs, key=lambda pair: (pair[0][0].line, pair[0][0].at)):
        last = joined[-1] if joined else None
        if last and set(last[0]) & set(first) and set(last[1]) & set(second):
            joined[-1] = (_merged(last[0], first), _merged(last[1], second))
        else:
            joined.append((first, second))
    return joined


def _merged(first: Run, second: Run) -> Run:
    return (*first, *(glyph for glyph in second if glyph not in first))


def _extent(run: Run) -> tuple[int, int, int, int]:
    return (
        min(g.x0 for g in run) - MARGIN,
        min(g.y0 for g in run) - MARGIN,
        max(g.x1 for g in run) + MARGIN,
        max(g.y1 for g in run) + MARGIN,
    )


def _distances(grey: Grey, runs: Sequence[Run]) -> NDArray[np.float32] | None:
    """Mean difference of grey levels between the pictures of runs of one size; None without a pair."""
    height, width = grey.shape
    extents = [_extent(run) for run in runs[:MOST_ALIKE]]
    if len(runs) < 2 or any(
        x0 < 0 or y0 < 0 or x1 > width or y1 > height for x0, y0, x1, y1 in extents
    ):
        return None
    pictures = np.stack([grey[y0:y1, x0:x1].ravel() for x0, y0, x1, y1 in extents]).astype(np.int16)
    distances = np.stack([np.abs(pictures - picture).mean(axis=1) for picture in pictures])
    np.fill_diagonal(distances, np.inf)
    return distances.astype(np.float32)
