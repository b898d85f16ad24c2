"""Pages that lie badly: photographed from the side, skewed, turned, bound in a book with dark borders."""

from __future__ import annotations

import random
from dataclasses import replace

from PIL import Image, ImageDraw

from golden_docs.maker.optics import Box, Corners, box_on_picture
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, golden_page, scanned
from golden_docs.maker.pages.sheets import Sheet, certificate, shaded_fold, statement
from golden_docs.maker.scan import sheet_on_scan

_SEEN: dict[Degree, Corners] = {
    "light": ((0.03, 0.04), (0.98, 0.03), (0.96, 0.975), (0.05, 0.96)),
    "medium": ((0.10, 0.05), (0.91, 0.03), (0.98, 0.96), (0.02, 0.98)),
    "heavy": ((0.05, 0.10), (0.86, 0.02), (0.99, 0.90), (0.12, 0.985)),
}
"""Where the corners of a photographed sheet are seen."""


def _photo(sheet: Sheet, degree: Degree, *, seed: str) -> DrawnPage:
    look = replace(LOOKS[degree], skew=0.0, corners=_SEEN[degree])
    return scanned(sheet.paper.image, sheet.facts(look), look, seed=seed)


@golden_page("geometry", "photo-certificate")
def photo_certificate(rng: random.Random, degree: Degree) -> DrawnPage:
    """A certificate on a desk, photographed ever more from the side."""
    return _photo(certificate(rng), degree, seed=f"photo-certificate-{degree}")


@golden_page("geometry", "photo-table")
def photo_table(rng: random.Random, degree: Degree) -> DrawnPage:
    """A ruled table on a desk, photographed ever more from the side."""
    return _photo(statement(rng), degree, seed=f"photo-table-{degree}")


@golden_page("geometry", "skewed-table")
def skewed_table(rng: random.Random, degree: Degree) -> DrawnPage:
    """A ruled table fed askew, by up to five degrees."""
    sheet = statement(rng)
    skew = {"light": -1.4, "medium": 3.1, "heavy": -4.8}[degree]
    look = replace(LOOKS[degree], skew=skew)
    frame = {"kind": "frame", "turns": 0, "skew": -skew}
    return scanned(
        sheet.paper.image, [frame, *sheet.facts(look)], look, seed=f"skewed-table-{degree}"
    )


def _turned(sheet: Sheet, degree: Degree, *, turn: int, grey: bool, seed: str) -> DrawnPage:
    look = replace(LOOKS[degree], turn=turn, grey=grey)
    frame = {"kind": "frame", "turns": (4 - turn // 90) % 4, "skew": -look.skew}
    return scanned(sheet.paper.image, [frame, *sheet.facts(look)], look, seed=seed)


@golden_page("geometry", "turned-table")
def turned_table(rng: random.Random, degree: Degree) -> DrawnPage:
    """A page of little but figures: turned by 90, 180 and 270 degrees."""
    turn = {"light": 90, "medium": 180, "heavy": 270}[degree]
    return _turned(statement(rng), degree, turn=turn, grey=False, seed=f"turned-table-{degree}")


@golden_page("geometry", "turned-certificate")
def turned_certificate(rng: random.Random, degree: Degree) -> DrawnPage:
    """A certificate scanned without colour: turned by 270, 90 and 180 degrees."""
    turn = {"light": 270, "medium": 90, "heavy": 180}[degree]
    return _turned(certificate(rng), degree, turn=turn, grey=True, seed=f"turned-cert-{degree}")


@golden_page("geometry", "bound")
def bound_page(rng: random.Random, degree: Degree) -> DrawnPage:
    """A page of a bound volume: dark scanner lid around it, shadow in the fold, the neighbour's edge, holes."""
    sheet = statement(rng)
    width, height = sheet.paper.image.size
    lid = {"light": 26, "medium": 44, "heavy": 60}[degree]
    strip = {"light": 0, "medium": 40, "heavy": 70}[degree]
    size = (width + strip + 2 * lid, height + 2 * lid)
    picture = Image.new("RGB", size, (38, 36, 36))
    picture.paste((246, 245, 240), (lid, lid, lid + strip, lid + height))
    picture.paste(sheet.paper.image, (lid + strip, lid))
    pen = ImageDraw.Draw(picture)
    for y in (0.3, 0.7):  # punch holes
        x, middle = lid + strip + 34, lid + y * height
        pen.ellipse((x - 11, middle - 11, x + 11, middle + 11), fill=(40, 38, 38))
    fold = (lid + strip, lid, lid + height)
    picture = shaded_fold(picture, fold, reach=round(0.035 * width))
    look = replace(LOOKS[degree], skew=LOOKS[degree].skew / 2)
    matrix, scan = sheet_on_scan(size, look)
    borders: list[Box] = [
        (0, 0, lid + strip - 4, size[1]),
        (size[0] - lid + 8, 0, size[0], size[1]),
        (0, 0, size[0], lid - 14),
        (0, size[1] - lid + 14, size[0], size[1]),
    ]
    facts = sheet.facts(look, size=size, offset=(lid + strip, lid))
    facts += [{"kind": "clear", "box": box_on_picture(b, matrix, scan)} for b in borders]
    facts.append({"kind": "clear", "things": ["check_box", "seal"]})
    return scanned(picture, facts, look, seed=f"bound-{degree}")
