"""Sheets that get edited after they were scanned, and the edits: a table of amounts, a letter with seals."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pymupdf
from PIL import Image, ImageDraw

from golden_docs.maker.fonts import load_font
from golden_docs.maker.pages.page import Degree
from golden_docs.maker.paper import BLACK, Paper
from golden_docs.maker.scan import Look

SIZE = (420.0, 250.0)  # points
DPI = 170
LETTER_DPI = 130
FIGURE = 13.0  # points: the size of the amounts
ITEMS = ("货币资金", "应收账款", "存货", "固定资产", "无形资产", "资产总计")
QUALITY: Mapping[Degree, int] = {"light": 93, "medium": 92, "heavy": 90}
"""Edited pictures are saved anew by their editor, which keeps more than a scanner."""
GRAIN = {"light": 2.4, "medium": 3.5, "heavy": 5.0}

Spot = tuple[int, int, int, int]
"""A box in pixels of the scan."""


def amount_text(rng: random.Random) -> str:
    """An amount of seven figures with separators and two places."""
    return (
        f"{rng.randint(1, 9)},{rng.randint(100, 999)},{rng.randint(100, 999)}.{rng.randint(10, 99)}"
    )


def table_sheet(rng: random.Random) -> tuple[Paper, list[Spot]]:
    """A sheet of items with two amounts each; the boxes of the amounts in pixels."""
    paper = Paper(dpi=DPI, size=SIZE)
    paper.text(150, 16, "资产负债表（摘录）", "hei", 14)
    spots: list[Spot] = []
    for row, item in enumerate(ITEMS):
        y = 52.0 + 30 * row
        paper.text(30, y, item, "song", 12)
        for right in (250.0, 390.0):
            text = amount_text(rng)
            width = paper.text_width(text, "song", FIGURE)
            paper.text(right, y, text, "song", FIGURE, align="r")
            x0, x1 = paper.px(right - width), paper.px(right)
            spots.append((x0, paper.px(y), x1, paper.px(y + 1.1 * FIGURE)))
    return paper, spots


def edited_look(degree: Degree) -> Look:
    """Grain grows with the degree; the sheet lies nearly straight, so that boxes are known."""
    return Look(
        skew=0.35, noise=GRAIN[degree], blur=0.3, quality=QUALITY[degree], grey=degree == "medium"
    )


def box_in(spot: Spot, image: Image.Image) -> list[float]:
    """A spot in fractions of the picture."""
    x0, y0, x1, y1 = spot
    return [
        round(x0 / image.width, 4),
        round(y0 / image.height, 4),
        round(x1 / image.width, 4),
        round(y1 / image.height, 4),
    ]


def copy_figures(image: Image.Image, spots: Sequence[Spot], _: random.Random) -> Spot:
    """The last figures of one amount over those of another."""
    x0, y0, x1, y1 = spots[2]
    width = round(0.55 * (x1 - x0))
    block = image.crop((x1 - width, y0 - 3, x1 + 3, y1 + 3))
    left, top = spots[7][2] - width, spots[7][1] - 3
    image.paste(block, (left, top))
    return (left, top, left + width, top + y1 - y0)


def paint_out(image: Image.Image, spots: Sequence[Spot], rng: random.Random) -> Spot:
    """An amount painted white and written anew."""
    x0, y0, x1, y1 = spots[4]
    spot = (x0 - 6, y0 - 4, x1 + 6, y1 + 4)
    pen = ImageDraw.Draw(image)
    paper = 248 if image.mode == "L" else (248, 248, 246)
    pen.rectangle(spot, fill=paper)
    ink = 30 if image.mode == "L" else BLACK
    font = load_font("song", round(FIGURE * DPI / 72))
    pen.text((x0, y1 - 8), amount_text(rng), ink, font, anchor="ls")
    return spot


def scan_pdf(images: Sequence[bytes]) -> pymupdf.Document:
    """A PDF with a JPEG over the whole of each page."""
    pdf = pymupdf.open()
    for image in images:
        page = pdf.new_page(width=SIZE[0], height=SIZE[1])
        page.insert_image(page.rect, stream=image)
    return pdf


def add_layer(page: pymupdf.Page, paper: Paper, *, changed: int | None = None) -> None:
    """Write the amounts of a sheet under its picture, unseen; one figure of amount `changed` is another."""
    amounts = [line for line in paper.printed if line.text[0].isdigit()]
    for number, line in enumerate(amounts):
        text = line.text
        if number == changed:
            text = text[:3] + str((int(text[3]) + 4) % 10) + text[4:]
        base = (line.x, line.y + 0.86 * line.size)
        page.insert_text(base, text, fontsize=0.86 * line.size, fontname="tiro", render_mode=3)


def points_of(spot: Spot) -> pymupdf.Rect:
    """A spot of a sheet in points."""
    return pymupdf.Rect(*(side * 72 / DPI for side in spot))


def letter_sheet(rng: random.Random) -> Paper:
    """A letter of six numbered lines, one amount in each."""
    paper = Paper(dpi=LETTER_DPI, size=SIZE)
    for row in range(6):
        paper.text(
            40, 30 + 34 * row, f"第{row + 1}条　金额{amount_text(rng)}元，以合同为准。", "song", 12
        )
    return paper
