"""Figures that the text layer of a PDF gives otherwise than its picture shows.

Programs that add a text layer to scans misread too; so only figures that were surely read and differ
in a digit or two are told, on pages where the layer gives nearly all others as the picture does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from models.page import PageText, TextLine
from models.trace import Trace, TraceKind

SURE = 0.97
LEAST_DIGITS = 4
MOST_DIFFERENT = 2
RIGHT_FOR_ONE_WRONG = 8
"""Figures that the layer must give as the picture does for each that it gives otherwise."""
_OVERLAP = 0.5
_FIGURE = re.compile(r"\d[\d,.]*\d")


def compare_layer(layer: Sequence[TextLine], page: PageText) -> tuple[Trace, ...]:
    """Return the figures of the page that the layer gives otherwise, in the frame of the page.

    `layer` lies in fractions of the page as displayed; `page` was read from the picture.
    """
    found: list[Trace] = []
    right = 0
    for line in page.lines:
        if line.confidence < SURE or sum(char.isdigit() for char in line.text) < LEAST_DIGITS:
            continue
        place = page.frame.to_displayed(line.box)
        said = " ".join(one.text for one in layer if one.box.overlap(place) > _OVERLAP)
        for seen, other in _paired(line.text, said):
            right += _digits(seen) == _digits(other)
            if _is_other(seen, other):
                found.append(
                    Trace(kind=TraceKind.layer_differs, box=line.box, text=seen, was=other)
                )
    return tuple(found) if right >= RIGHT_FOR_ONE_WRONG * len(found) else ()


def _paired(seen: str, said: str) -> list[tuple[str, str]]:
    """Pairs of figures at the same place of two texts that hold equally many."""
    ours, theirs = _figures(seen), _figures(said)
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else []


def _figures(text: str) -> list[str]:
    found = _FIGURE.findall(unicodedata.normalize("NFKC", text).replace("，", ","))
    return [figure for figure in found if len(_digits(figure)) >= LEAST_DIGITS]


def _is_other(one: str, other: str) -> bool:
    ours, theirs = _digits(one), _digits(other)
    if len(ours) != len(theirs):
        return False
    return 0 < sum(a != b for a, b in zip(ours, theirs, strict=True)) <= MOST_DIFFERENT


def _digits(figure: str) -> str:
    return "".join(char for char in figure if char.isdigit())
