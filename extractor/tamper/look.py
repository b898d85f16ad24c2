"""What the pixels of a page tell about editing: picture and reading in, traces and seal prints out."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.tamper.copied import find_copied_digits
from extractor.tamper.flat import find_flat_patches
from extractor.tamper.glyphs import find_glyphs, turned_box
from extractor.tamper.seal_prints import take_seal_prints
from models.page import PageText, TextSource
from models.trace import PageLook, Trace

POINTS_PER_INCH = 72.0
ENLARGED = 1.05
MOST = 12
"""Traces of one kind that are kept of a page; a page with more is of that nature."""


def look_for_traces(pixels: NDArray[np.uint8], page: PageText) -> PageText:
    """Return the page with the traces found on its picture; `pixels` as displayed, RGB.

    Traces of scanning are looked for on scans alone: what a program draws has no grain.
    """
    turns = page.frame.quarter_turns
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    turned = np.ascontiguousarray(np.rot90(grey, k=-turns % 4)).astype(np.uint8)
    found: list[Trace] = []
    if page.source is TextSource.ocr and not _is_enlarged(pixels, page.look):
        glyphs = find_glyphs(turned, page)
        for traces in (find_flat_patches(turned), find_copied_digits(turned, glyphs)):
            found += traces if len(traces) <= MOST else []
    upright = tuple(_upright(trace, page) for trace in found)
    return page.model_copy(
        update={
            "traces": (*page.traces, *upright),
            "seal_prints": take_seal_prints(turned, page),
        }
    )


def _is_enlarged(pixels: NDArray[np.uint8], look: PageLook | None) -> bool:
    """Whether a coarse scan was drawn larger than it is: between its own pixels there is no grain."""
    if look is None or look.dpi is None or look.size is None:
        return False
    own = look.size[0] / POINTS_PER_INCH * look.dpi[0]
    return bool(pixels.shape[1] > ENLARGED * own)


def _upright(trace: Trace, page: PageText) -> Trace:
    """The trace of the turned picture in the frame of the page."""
    back = -page.frame.quarter_turns % 4
    box, twin = (
        page.frame.from_displayed(turned_box(one, back)) if one is not None else None
        for one in (trace.box, trace.twin)
    )
    return trace.model_copy(update={"box": box, "twin": twin})
