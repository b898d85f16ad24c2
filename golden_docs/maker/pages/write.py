"""Writing the golden pages: `<point>/<name>-<degree>.<suffix>` with the truth beside it."""

from __future__ import annotations

import random
from pathlib import Path

from golden_docs.maker.pages import (  # noqa: F401  (registers their drawings)
    blanks,
    geometry,
    marks_boxes,
    marks_labels,
    marks_none,
    numbers,
    plain_text,
    sealed,
    sealed_digital,
    several,
    tables,
    tampering,
    two_up,
)
from golden_docs.maker.pages.page import DEGREES, DRAWINGS
from golden_docs.maker.truth import write_json


def write_pages(folder: Path, *, point: str | None = None) -> None:
    """Draw every golden page (of one point of reading, where given) in every degree."""
    for drawing in DRAWINGS:
        if point is not None and drawing.point != point:
            continue
        target = folder / drawing.point
        target.mkdir(parents=True, exist_ok=True)
        for degree in DEGREES:
            name = f"{drawing.name}-{degree}"
            page = drawing.draw(random.Random(f"page-{drawing.point}-{name}"), degree)
            (target / f"{name}{page.suffix}").write_bytes(page.content)
            truth = {"point": drawing.point, "degree": degree, "facts": list(page.facts)}
            write_json(target / f"{name}.truth.json", truth)
