"""How a PDF page is made up: a scan, drawn text, or both; from the order in which MuPDF paints it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pymupdf
from numpy.typing import NDArray

FULL_PAGE_SHARE = 0.9
"""Pictures that cover at least this share of a page make it a possible scan."""
STAMP_SHARE = 0.02
"""Drawn text up to this share of the page is a footer of the scanning program, not the page's text."""
_GRID = 60


@dataclass(frozen=True)
class PageLayers:
    """`scan_zoom`: pixels per point, across and down the displayed page, of the finest large picture."""

    has_full_page_image: bool
    is_scan: bool
    text_is_drawn: bool
    scan_zoom: tuple[float, float] | None


def read_layers(page: pymupdf.Page) -> PageLayers:
    """Look at what is painted, and in which order; text under a later picture does not show."""
    painted = [(kind, pymupdf.Rect(box)) for kind, box in page.get_bboxlog()]
    area = page.cropbox
    frame = pymupdf.Rect(0, 0, area.width, area.height)
    pictures = [box for kind, box in painted if kind == "fill-image"]
    full = bool(_covered(pictures, frame).mean() >= FULL_PAGE_SHARE)
    drawn, hidden = _text_boxes(painted)
    drawn_share = float(_covered(drawn, frame).mean())
    hidden_share = float(_covered(hidden, frame).mean())
    return PageLayers(
        has_full_page_image=full,
        is_scan=full and drawn_share <= STAMP_SHARE,
        text_is_drawn=drawn_share > hidden_share,
        scan_zoom=_finest_zoom(page, frame) if full else None,
    )


def _text_boxes(
    painted: Sequence[tuple[str, pymupdf.Rect]],
) -> tuple[list[pymupdf.Rect], list[pymupdf.Rect]]:
    """Boxes of text that shows, and of text that is invisible or painted over by a picture."""
    drawn: list[pymupdf.Rect] = []
    hidden: list[pymupdf.Rect] = []
    later: list[pymupdf.Rect] = []
    for kind, box in reversed(painted):
        if kind == "fill-image":
            later.append(box)
        elif kind in ("fill-text", "stroke-text"):
            middle = (box.tl + box.br) / 2
            (hidden if any(middle in cover for cover in later) else drawn).append(box)
        elif kind == "ignore-text":
            hidden.append(box)
    return drawn, hidden


def _covered(boxes: Sequence[pymupdf.Rect], frame: pymupdf.Rect) -> NDArray[np.bool_]:
    """Which cells of a grid over the page have their centre in one of the boxes."""
    covered = np.zeros((_GRID, _GRID), dtype=np.bool_)
    centres = (np.arange(_GRID) + 0.5) / _GRID
    xs, ys = centres * frame.width, centres * frame.height
    for box in boxes:
        rows = (ys >= box.y0) & (ys <= box.y1)
        columns = (xs >= box.x0) & (xs <= box.x1)
        covered |= rows[:, None] & columns[None, :]
    return covered


def _finest_zoom(page: pymupdf.Page, frame: pymupdf.Rect) -> tuple[float, float] | None:
    """Resolution of the finest picture that is a page or a strip of one (a tenth of it or more)."""
    zooms: list[tuple[float, float]] = []
    for info in page.get_image_info():
        a, b, c, d, _, _ = info["transform"]
        across, down = math.hypot(a, b), math.hypot(c, d)
        if across * down < 0.1 * frame.width * frame.height or info["width"] * info["height"] < 100:
            continue
        zoom = (info["width"] / across, info["height"] / down)
        lies = abs(b) > abs(a)
        if lies != (page.rotation % 180 == 90):
            zoom = (zoom[1], zoom[0])
        zooms.append(zoom)
    return max(zooms, key=lambda zoom: zoom[0] * zoom[1], default=None)
