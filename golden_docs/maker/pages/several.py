"""Sheets that hold several certificates of one kind, laid on the copier in rows and columns."""

from __future__ import annotations

import random
from dataclasses import replace

from PIL import Image

from golden_docs.maker.optics import box_on_picture
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, FactTruth, golden_page, scanned
from golden_docs.maker.scan import sheet_on_scan
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.specimens.dress import dress_of

_SIZE = (1654, 2339)  # A4 at 200 dpi
_MARGIN = 0.94  # share of its part of the sheet that a certificate takes at most


def _copied(kind: str, name: str, columns: int, rows: int, degree: Degree) -> DrawnPage:
    layout = next(item for item in load_specimens() if (item.type, item.name) == (kind, name))
    seed = f"{kind}-{name}-{columns}x{rows}-{degree}"
    look = replace(LOOKS[degree], skew=LOOKS[degree].skew / 2)  # laid on the glass edge by edge
    matrix, scan = sheet_on_scan(_SIZE, look)
    picture = Image.new("RGB", _SIZE, (252, 252, 250))
    facts: list[FactTruth] = []
    for place in range(columns * rows):
        specimen = Specimen.fill(layout, f"{seed}-{place}")
        rng = random.Random(f"dress-{kind}-{name}")
        style, dress = dress_of(kind, layout.page, rng)
        image = specimen.draw(style, rng, dress=dress)[0].image
        width, height = _SIZE[0] // columns, _SIZE[1] // rows
        factor = min(_MARGIN * width / image.width, _MARGIN * height / image.height)
        image = image.resize(
            (round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS
        )
        left = place % columns * width + (width - image.width) // 2
        top = place // columns * height + (height - image.height) // 2
        picture.paste(image, (left, top))
        box = box_on_picture((left, top, left + image.width, top + image.height), matrix, scan)
        facts.append({"kind": "certificate", "type": kind, "fields": specimen.fields(), "box": box})
    return scanned(picture, facts, look, seed=seed)


@golden_page("two_up", "four-certificates")
def four_certificates(rng: random.Random, degree: Degree) -> DrawnPage:
    """Four certificates in two rows and two columns."""
    return _copied("patent_certificate", "utility-2010", 2, 2, degree)
