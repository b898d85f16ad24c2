"""Choices with boxes: printed and hand-made marks, in lines and in tables, by layouts drawn at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from PIL import ImageDraw

from golden_docs.maker.fonts import Face
from golden_docs.maker.marks import seal
from golden_docs.maker.pages.choice_kit import Choice, Make, Mark, Sheet, deal, draw_options
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, golden_page, scanned
from golden_docs.maker.paper import Paper

FACES: tuple[Face, ...] = ("song", "serif", "hei", "kai", "sans")
DPI = {"light": 200, "medium": 150, "heavy": 130}


def new_sheet(rng: random.Random, degree: Degree, title: str) -> Sheet:
    """An empty sheet with a title."""
    paper = Paper(dpi=DPI[degree])
    paper.text(297, 60, title, "hei", 16, align="c")
    return Sheet(paper, rng)


def make_of(rng: random.Random, **fixed: object) -> Make:
    """How a form prints its choices, drawn at random but for what is fixed."""
    make = Make(
        face=rng.choice(FACES),
        size=rng.choice((9.5, 10.5, 12.0)),
        side=rng.choice((0.72, 0.86, 1.0)),
        rule=rng.choice((0.5, 0.7, 1.0)),
        gap=rng.choice((1.0, 1.6, 2.4)),
    )
    return replace(make, **fixed)  # type: ignore[arg-type]


def in_lines(
    sheet: Sheet, choices: Sequence[Choice], make: Make, marks: Sequence[Mark], *, top: float
) -> float:
    """One choice per line behind its label; returns the height below."""
    y = top
    for number, choice in enumerate(choices):
        x = sheet.paper.text(70, y, f"{number + 1}．{choice.label}：", make.face, make.size)
        draw_options(sheet, x + 6, y, choice, make, marks[number % len(marks)])
        y += 2.6 * make.size
    return y


def in_table(
    sheet: Sheet, choices: Sequence[Choice], make: Make, marks: Sequence[Mark], *, top: float
) -> float:
    """One choice per row of a ruled table, the label in the first cell; returns the height below."""
    paper, rng = sheet.paper, sheet.rng
    left, middle, right = 62.0, 62.0 + rng.uniform(120, 150), 533.0
    y = top
    for number, choice in enumerate(choices):
        height = make.size * rng.uniform(2.0, 2.8)
        for x in (left, middle, right):
            paper.line(x, y, x, y + height)
        paper.line(left, y, right, y)
        at = y + (height - make.size) / 2
        paper.text((left + middle) / 2, at, choice.label, make.face, make.size, align="c")
        draw_options(sheet, middle + 8, at, choice, make, marks[number % len(marks)])
        y += height
    paper.line(left, y, right, y)
    return y


def _page(sheet: Sheet, degree: Degree, name: str) -> DrawnPage:
    return scanned(sheet.paper.image, sheet.done(), LOOKS[degree], seed=f"marks-{name}-{degree}")


@golden_page("marks", "printed")
def printed(rng: random.Random, degree: Degree) -> DrawnPage:
    """Boxes ticked, crossed and filled in print, and √ typed in place of the box."""
    sheet = new_sheet(rng, degree, "企业基本情况登记表")
    choices = deal(rng, 14)
    marks: tuple[Mark, ...] = ("check", "cross", "solid", "typed")
    y = in_table(sheet, choices[:5], make_of(rng), marks, top=100)
    y = in_lines(sheet, choices[5:10], make_of(rng, box="glyph", side=1.0), marks, top=y + 24)
    in_table(sheet, choices[10:], make_of(rng, behind=True), marks, top=y + 24)
    return _page(sheet, degree, "printed")


@golden_page("marks", "hand-ticks")
def hand_ticks(rng: random.Random, degree: Degree) -> DrawnPage:
    """Ticks by pen that overshoot their boxes."""
    sheet = new_sheet(rng, degree, "专项申报情况表")
    choices = deal(rng, 14)
    y = in_table(sheet, choices[:7], make_of(rng), ("tick",), top=100)
    y = in_lines(sheet, choices[7:11], make_of(rng), ("tick",), top=y + 24)
    in_lines(sheet, choices[11:], make_of(rng, box="glyph", side=1.0), ("tick",), top=y + 10)
    return _page(sheet, degree, "hand-ticks")


@golden_page("marks", "hand-strokes")
def hand_strokes(rng: random.Random, degree: Degree) -> DrawnPage:
    """Crosses, scribbles and boxes filled by pen."""
    sheet = new_sheet(rng, degree, "现场核查情况表")
    choices = deal(rng, 13)
    marks: tuple[Mark, ...] = ("hand_cross", "scribble", "pen_fill")
    y = in_table(sheet, choices[:6], make_of(rng), marks, top=100)
    in_lines(sheet, choices[6:], make_of(rng), marks, top=y + 24)
    return _page(sheet, degree, "hand-strokes")


@golden_page("marks", "beside")
def beside(rng: random.Random, degree: Degree) -> DrawnPage:
    """Ticks by pen left or right of the box, or over the label."""
    sheet = new_sheet(rng, degree, "服务需求调查表")
    choices = deal(rng, 12)
    left = make_of(rng, gap=2.6)
    y = in_lines(sheet, choices[:4], left, ("beside_left",), top=100)
    right = make_of(rng, near=1.1, gap=1.8)
    y = in_table(sheet, choices[4:8], right, ("beside_right",), top=y + 16)
    in_lines(sheet, choices[8:], make_of(rng), ("over_label",), top=y + 20)
    return _page(sheet, degree, "beside")


@golden_page("marks", "round")
def round_boxes(rng: random.Random, degree: Degree) -> DrawnPage:
    """Round boxes with dots or ticks."""
    sheet = new_sheet(rng, degree, "网上填报打印件")
    choices = deal(rng, 12)
    y = in_lines(sheet, choices[:6], make_of(rng, box="round"), ("dot",), top=100)
    in_table(sheet, choices[6:], make_of(rng, box="round"), ("tick", "dot"), top=y + 20)
    return _page(sheet, degree, "round")


@golden_page("marks", "brackets")
def brackets(rng: random.Random, degree: Degree) -> DrawnPage:
    """Brackets as boxes: （√） [ ] 【 】, by print and by pen, before or behind their options."""
    sheet = new_sheet(rng, degree, "自查情况表")
    choices = deal(rng, 12)
    y = in_lines(sheet, choices[:4], make_of(rng, box="paren"), ("check", "tick"), top=100)
    y = in_table(sheet, choices[4:8], make_of(rng, box="bracket"), ("check", "tick"), top=y + 16)
    make = make_of(rng, box="lenticular", behind=True)
    in_lines(sheet, choices[8:], make, ("check", "tick"), top=y + 20)
    return _page(sheet, degree, "brackets")


@golden_page("marks", "worn")
def worn(rng: random.Random, degree: Degree) -> DrawnPage:
    """Boxes whose outlines the copier broke, under specks and beside a seal, in a dense table."""
    sheet = new_sheet(rng, degree, "补充材料审核表")
    choices = deal(rng, 13)
    marks: tuple[Mark, ...] = ("check", "tick", "cross")
    y = in_table(sheet, choices[:8], make_of(rng, rule=0.5), marks, top=100)
    in_lines(sheet, choices[8:], make_of(rng, rule=0.5), marks, top=y + 24)
    _wear(sheet, {"light": 0.6, "medium": 1.0, "heavy": 1.5}[degree])
    seal(sheet.paper, 360, y - 30, "某某市经济和信息化局", rng, radius=54, alpha=0.6)
    return _page(sheet, degree, "worn")


def _wear(sheet: Sheet, amount: float) -> None:
    """White scratches and dark specks all over the sheet."""
    rng, image = sheet.rng, sheet.paper.image
    pen = ImageDraw.Draw(image)
    for _ in range(round(260 * amount)):
        x, y = rng.uniform(0, image.width), rng.uniform(0, image.height)
        length = rng.uniform(2, 7) * sheet.paper.scale
        ends = (x, y, x + rng.uniform(-1, 1) * length, y + rng.uniform(-1, 1) * length)
        pen.line(ends, (255, 255, 255), max(1, round(0.5 * sheet.paper.scale)))
    for _ in range(round(500 * amount)):
        x, y = rng.uniform(0, image.width), rng.uniform(0, image.height)
        size = rng.uniform(0.2, 0.7) * sheet.paper.scale
        pen.ellipse((x, y, x + size, y + size), fill=(60, 60, 60))


@golden_page("marks", "doubtful")
def doubtful(rng: random.Random, degree: Degree) -> DrawnPage:
    """Single choices with two marks, with none, and clear ones between them."""
    sheet = new_sheet(rng, degree, "信息采集表")
    two = [replace(c, doubtful=True) for c in deal(rng, 16, single=True, marks=2)[:5]]
    rest = [c for c in deal(rng, 16, single=True) if all(c.label != other.label for other in two)]
    none = [replace(c, doubtful=True, marked=frozenset()) for c in rest[:5]]
    y = in_table(sheet, [*two[:3], rest[5]], make_of(rng), ("tick",), top=100)
    y = in_lines(sheet, [*two[3:], rest[6]], make_of(rng), ("check", "tick"), top=y + 20)
    y = in_table(sheet, none[:3], make_of(rng), ("tick",), top=y + 20)
    in_lines(sheet, [*none[3:], rest[7]], make_of(rng), ("tick",), top=y + 20)
    return _page(sheet, degree, "doubtful")
