"""The middle of every seal as pixels, small enough to keep with the reading of its page.

Two impressions of one stamp differ in ink, and two scans of one paper in grain; a picture pasted
twice does not.
"""

from __future__ import annotations

import base64

import numpy as np

from extractor.tamper.glyphs import Grey, turned_box
from models.page import PageText
from models.trace import SealPrint

SIDE = 64  # pixels


def take_seal_prints(grey: Grey, page: PageText) -> tuple[SealPrint, ...]:
    """Return the middles of the page's seals; `grey` in quarter turns upright."""
    height, width = grey.shape
    prints = []
    for seal in page.seals:
        seen = turned_box(page.frame.to_displayed(seal.box), page.frame.quarter_turns)
        x = int(seen.center[0] * width) - SIDE // 2
        y = int(seen.center[1] * height) - SIDE // 2
        if 0 <= x <= width - SIDE and 0 <= y <= height - SIDE:
            middle = np.ascontiguousarray(grey[y : y + SIDE, x : x + SIDE])
            prints.append(
                SealPrint(box=seal.box, pixels=base64.b64encode(middle.tobytes()).decode())
            )
    return tuple(prints)
