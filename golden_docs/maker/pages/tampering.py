"""Scans on which something was edited, each beside the same sheet left alone.

One file because every trace is drawn on the same table of amounts.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pymupdf
from PIL import Image

from golden_docs.maker.edited import (
    SIZE,
    Spot,
    add_layer,
    amount_text,
    box_in,
    copy_figures,
    edited_look,
    paint_out,
    points_of,
    scan_pdf,
    table_sheet,
)
from golden_docs.maker.pages.page import (
    LOOKS,
    Degree,
    DrawnPage,
    FactTruth,
    golden_page,
)
from golden_docs.maker.scan import scan_page, to_jpeg


def _edited(
    rng: random.Random,
    degree: Degree,
    name: str,
    edit: Callable[[Image.Image, Sequence[Spot], random.Random], Spot],
    kind: str,
) -> DrawnPage:
    paper, spots = table_sheet(rng)
    look = edited_look(degree)
    image = scan_page(paper.image, look, f"{name}-{degree}")
    image = Image.open(io.BytesIO(to_jpeg(image, 93)))
    image.load()
    spot = edit(image, spots, rng)
    fact: FactTruth = {"kind": "trace", "trace": kind, "box": box_in(spot, image)}
    return DrawnPage(to_jpeg(image, look.quality), ".jpg", [fact])


@golden_page("tamper", "copied")
def copied_digits(rng: random.Random, degree: Degree) -> DrawnPage:
    """Figures copied from one amount to another."""
    return _edited(rng, degree, "copied", copy_figures, "copied_digits")


@golden_page("tamper", "painted")
def painted_out(rng: random.Random, degree: Degree) -> DrawnPage:
    """An amount painted out and written anew."""
    return _edited(rng, degree, "painted", paint_out, "flat_patch")


@golden_page("tamper", "untouched")
def untouched(rng: random.Random, degree: Degree) -> DrawnPage:
    """The same sheet as it came from the scanner, skewed and compressed as usual."""
    paper, _ = table_sheet(rng)
    look = replace(LOOKS[degree], quality=60)
    image = scan_page(paper.image, look, f"untouched-{degree}")
    return DrawnPage(to_jpeg(image, look.quality), ".jpg", [{"kind": "no_trace"}])


def _saved(pdf: pymupdf.Document, facts: Sequence[FactTruth]) -> DrawnPage:
    pdf.set_metadata({"producer": "", "creator": ""})
    content = pdf.tobytes(deflate=True, garbage=3, no_new_id=True)
    pdf.close()
    return DrawnPage(content, ".pdf", facts)


@golden_page("tamper", "overlaid")
def overlaid(rng: random.Random, degree: Degree) -> DrawnPage:
    """A white box with a typed amount on a scan, as PDF editors leave it."""
    paper, spots = table_sheet(rng)
    image = scan_page(paper.image, edited_look(degree), f"overlaid-{degree}")
    pdf = scan_pdf([to_jpeg(image, 60)])
    rect = points_of(spots[6])
    pdf[0].draw_rect(rect, color=None, fill=(1, 1, 1))
    pdf[0].insert_text((rect.x0, rect.y1 - 3), amount_text(rng), fontsize=12, fontname="helv")
    fact: FactTruth = {"kind": "trace", "trace": "covered", "box": box_in(spots[6], image)}
    return _saved(pdf, [fact, {**fact, "trace": "typed_over"}])


@golden_page("tamper", "left-alone")
def left_alone(rng: random.Random, degree: Degree) -> DrawnPage:
    """A scan in a PDF with the page number that a filing program puts at its foot."""
    paper, _ = table_sheet(rng)
    image = scan_page(paper.image, LOOKS[degree], f"left-alone-{degree}")
    pdf = scan_pdf([to_jpeg(image, 60)])
    pdf[0].insert_text((SIZE[0] / 2, SIZE[1] - 6), "No. 000123", fontsize=8, fontname="helv")
    return _saved(pdf, [{"kind": "no_trace"}])


@golden_page("tamper", "two-fonts")
def two_fonts(rng: random.Random, degree: Degree) -> DrawnPage:
    """A drawn page of which one amount changes typeface in the middle."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=SIZE[0], height=SIZE[1])
    odd = {"light": 1, "medium": 3, "heavy": 5}[degree]
    facts: list[FactTruth] = []
    for row in range(6):
        text, y = amount_text(rng), 50.0 + 30 * row
        page.insert_text((40, y), f"Item {row + 1}", fontsize=12, fontname="tiro")
        head, tail = (text[:4], text[4:]) if row == odd else (text, "")
        page.insert_text((250, y), head, fontsize=12, fontname="tiro")
        width = pymupdf.get_text_length(head, fontname="tiro", fontsize=12)
        if tail:
            page.insert_text((250 + width, y), tail, fontsize=12, fontname="helv")
            box = [250 / SIZE[0], (y - 11) / SIZE[1], 318 / SIZE[0], (y + 3) / SIZE[1]]
            box = [round(side, 4) for side in box]
            facts.append({"kind": "trace", "trace": "font_change", "box": box})
    return _saved(pdf, facts)


@golden_page("tamper", "one-font")
def one_font(rng: random.Random, degree: Degree) -> DrawnPage:
    """The same page in one typeface, with a mark of a footnote behind an amount."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=SIZE[0], height=SIZE[1])
    for row in range(6):
        y = 50.0 + 30 * row
        page.insert_text((40, y), f"Item {row + 1}", fontsize=12, fontname="tiro")
        page.insert_text((250, y), amount_text(rng), fontsize=12, fontname="tiro")
    if degree != "light":
        page.insert_text((319, 46), "1", fontsize=7, fontname="tiro")
    return _saved(pdf, [{"kind": "no_trace"}])


@golden_page("tamper", "other-layer")
def other_layer(rng: random.Random, degree: Degree) -> DrawnPage:
    """A scan whose hidden text layer has another digit in one amount."""
    return _with_layer(rng, degree, changed=True)


@golden_page("tamper", "same-layer")
def same_layer(rng: random.Random, degree: Degree) -> DrawnPage:
    """A scan with a hidden text layer that says what the picture shows."""
    return _with_layer(rng, degree, changed=False)


def _with_layer(rng: random.Random, degree: Degree, *, changed: bool) -> DrawnPage:
    paper, spots = table_sheet(rng)
    image = scan_page(paper.image, edited_look(degree), f"layer-{degree}")
    pdf = scan_pdf([to_jpeg(image, 60)])
    add_layer(pdf[0], paper, changed=5 if changed else None)
    if not changed:
        return _saved(pdf, [{"kind": "no_trace"}])
    fact: FactTruth = {"kind": "trace", "trace": "layer_differs", "box": box_in(spots[5], image)}
    return _saved(pdf, [fact])
