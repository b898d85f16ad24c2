"""Sheets that hold two pages, and wide ones that hold a single page."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from PIL import Image

from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, FactTruth, golden_page, scanned
from golden_docs.maker.pages.sheets import Sheet, amount, certificate, report_page, shaded_fold
from golden_docs.maker.paper import Paper

_SCALE = 0.75  # two A4 pages on a sheet, in pixels of a drawing at 150 dpi


def _side_by_side(left: Sheet, right: Sheet, degree: Degree, *, fold: bool, seed: str) -> DrawnPage:
    width, height = left.paper.image.size
    picture = Image.new("RGB", (2 * width, height), (252, 252, 250))
    picture.paste(left.paper.image, (0, 0))
    picture.paste(right.paper.image, (width, 0))
    if fold:
        picture = shaded_fold(picture, (width, 0, height), reach=round(0.02 * width))
    size = (round(2 * width * _SCALE), round(height * _SCALE))
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    look = LOOKS[degree]
    facts: list[FactTruth] = [{"kind": "sheet", "texts": [_heads(left), _heads(right)]}]
    for sheet, offset in ((left, 0), (right, width)):
        facts += sheet.scaled(_SCALE).facts(look, size=size, offset=(round(offset * _SCALE), 0))
    return scanned(picture, facts, look, seed=seed)


def _heads(sheet: Sheet) -> Sequence[str]:
    """Two texts that tell which page this is: the first line and one from the middle."""
    texts = [text for text, _ in sheet.spots if " " not in text]
    return [texts[0], texts[len(texts) // 2]]


@golden_page("two_up", "booklet")
def booklet(rng: random.Random, degree: Degree) -> DrawnPage:
    """An open booklet: two numbered pages, from the medium degree on with the shadow of the fold."""
    first = 2 * rng.randint(3, 20)
    left, right = report_page(rng, number=first), report_page(rng, number=first + 1)
    return _side_by_side(left, right, degree, fold=degree != "light", seed=f"booklet-{degree}")


@golden_page("two_up", "copies")
def copies(rng: random.Random, degree: Degree) -> DrawnPage:
    """Two certificates copied side by side."""
    return _side_by_side(
        certificate(rng), certificate(rng), degree, fold=False, seed=f"copies-{degree}"
    )


def _wide(
    draw: Callable[[Sheet, random.Random], None], rng: random.Random, degree: Degree, *, seed: str
) -> DrawnPage:
    sheet = Sheet(Paper(dpi=120, size=(842, 595)))
    draw(sheet, rng)
    look = replace(LOOKS[degree], skew=LOOKS[degree].skew / 2)
    facts: list[FactTruth] = [{"kind": "sheet", "texts": [[sheet.spots[0][0]]]}]
    return scanned(sheet.paper.image, [*facts, *sheet.facts(look)], look, seed=seed)


@golden_page("two_up", "wide-statement")
def wide_statement(rng: random.Random, degree: Degree) -> DrawnPage:
    """A landscape statement without rules, two accounts side by side: one page."""
    return _wide(_draw_accounts, rng, degree, seed=f"wide-statement-{degree}")


@golden_page("two_up", "wide-table")
def wide_table(rng: random.Random, degree: Degree) -> DrawnPage:
    """A landscape table that goes on from another page, ruled, with an empty column about the middle."""
    return _wide(_draw_table, rng, degree, seed=f"wide-table-{degree}")


def _draw_accounts(sheet: Sheet, rng: random.Random) -> None:
    sheet.put(421, 50, "资产负债情况对照表", 18, face="hei", align="c")
    for left, items in ((60.0, ("资产", "现金", "存款", "存货", "设备", "厂房", "专利", "其他资产")),
                        (480.0, ("负债", "借款", "应付", "预收", "薪酬", "税费", "债券", "其他负债"))):  # fmt: skip
        for number, item in enumerate(items):
            y = 110 + 48.0 * number
            sheet.put(left, y, item, 12, face="hei" if number == 0 else "song")
            if number:
                sheet.put(left + 300, y, amount(rng), 12, align="r")


def _draw_table(sheet: Sheet, rng: random.Random) -> None:
    paper, lefts = sheet.paper, (40.0, 170.0, 370.0, 470.0, 600.0, 800.0)
    for number in range(12):
        paper.line(lefts[0], 50 + 44 * number, lefts[-1], 50 + 44 * number, width=0.8)
    for x in lefts:
        paper.line(x, 50, x, 50 + 44 * 11, width=0.8)
    for number in range(11):
        y = 50 + 44.0 * number + 15
        sheet.put(50, y, f"{rng.randint(2017, 2021)}年{rng.randint(1, 12)}月", 12)
        sheet.put(360, y, amount(rng), 12, align="r")
        sheet.put(480, y, f"第{rng.randint(10, 99)}批", 12)
        sheet.put(790, y, amount(rng), 12, align="r")
