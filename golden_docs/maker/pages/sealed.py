"""Print under seals and watermarks, and the seals themselves: names, amounts, days, organisations."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from PIL import Image

from golden_docs.maker.marks import seal
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, FactTruth, golden_page, scanned
from golden_docs.maker.pages.watermarks import tiled_watermark
from golden_docs.maker.paper import RED, Colour, Paper
from golden_docs.maker.seal_shapes import cut_at_edge, name_seal, oval_seal

_SIZE = (595.0, 560.0)  # points
_DPI: Mapping[Degree, int] = {"light": 200, "medium": 170, "heavy": 150}
_ALPHA: Mapping[Degree, float] = {"light": 0.62, "medium": 0.78, "heavy": 0.92}
_BLUE: Colour = (38, 62, 178)
_DARK_RED: Colour = (168, 24, 40)
_PLACES = ("清溪", "云川", "白石", "青岭", "临湖", "西渡")
_TRADES = ("精密机械", "新材料", "仪器仪表", "电气", "环保装备", "轴承")
_OFFICES = ("市市场监督管理局", "市工业和信息化局", "市科学技术局", "县财政局", "高新区管理委员会")


def _company(rng: random.Random) -> str:
    return rng.choice(_PLACES) + rng.choice(_TRADES) + rng.choice(("有限公司", "股份有限公司"))


def _office(rng: random.Random) -> str:
    return rng.choice(_PLACES) + rng.choice(_OFFICES)


def _lines(rng: random.Random, count: int) -> list[str]:
    makers = (
        lambda: f"单位名称：{_company(rng)}",
        lambda: (
            f"营业收入：{rng.randint(100, 999)},{rng.randint(0, 999):03d}.{rng.randint(0, 99):02d}万元"
        ),
        lambda: f"{rng.randint(2018, 2021)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        lambda: (
            f"研发费用 {rng.randint(1, 99)},{rng.randint(0, 999):03d},{rng.randint(0, 999):03d}.{rng.randint(0, 99):02d}"
        ),
        lambda: f"颁发机关：{_office(rng)}",
        lambda: f"证书编号：GX{rng.randint(2018, 2021)}{rng.randint(10**7, 10**8 - 1)}",
    )
    return [makers[index % len(makers)]() for index in range(count)]


def _fact(
    centre: tuple[float, float],
    reach: tuple[float, float],
    paper: Paper,
    *,
    colour: str = "red",
    shape: str = "round",
    **what: str,
) -> FactTruth:
    (x, y), (rx, ry) = centre, reach
    width, height = paper.width, paper.height
    box = [(x - rx) / width, (y - ry) / height, (x + rx) / width, (y + ry) / height]
    clipped = [round(min(1.0, max(0.0, value)), 4) for value in box]
    return {"kind": "seal", "box": clipped, "colour": colour, "shape": shape, **what}


def _text_sheet(
    rng: random.Random, degree: Degree, *, step: float = 36
) -> tuple[Paper, list[FactTruth]]:
    """A sheet of lines at a distance of `step` points."""
    paper = Paper(dpi=_DPI[degree], size=_SIZE)
    facts: list[FactTruth] = []
    for number, text in enumerate(_lines(rng, int((_SIZE[1] - 80) / step))):
        y = 44 + step * number
        paper.text(60 + 20 * (number % 3), y, text, "song", 13)
        facts.append({"kind": "line", "text": text})
    return paper, facts


def _seals_over_lines(
    rng: random.Random, degree: Degree, colour: Colour, name: str
) -> tuple[Paper, list[FactTruth]]:
    paper, facts = _text_sheet(rng, degree)
    for x, y, lower in ((150.0, 120.0, ""), (270.0, 285.0, "合同专用章")):
        organisation = _company(rng) if lower else _office(rng)
        seal(paper, x, y, organisation, rng, lower=lower, colour=colour, alpha=_ALPHA[degree])
        stated = _fact((x, y), (57, 57), paper, colour=name)
        facts += [stated, {**stated, "organisation": organisation}]
    return paper, facts


@golden_page("seals", "red")
def red_seals(rng: random.Random, degree: Degree) -> DrawnPage:
    """Two red seals over names, amounts and days, ever darker."""
    paper, facts = _seals_over_lines(rng, degree, RED, "red")
    return scanned(paper.image, facts, LOOKS[degree], seed=f"red-{degree}")


@golden_page("seals", "blue")
def blue_seals(rng: random.Random, degree: Degree) -> DrawnPage:
    """The same in blue, on yellowish paper."""
    paper, facts = _seals_over_lines(rng, degree, _BLUE, "blue")
    tint = {"light": 1.0, "medium": 0.93, "heavy": 0.84}[degree]
    red, green, blue = paper.image.split()
    image = Image.merge("RGB", (red, green, blue.point(lambda value: round(value * tint))))
    return scanned(image, facts, LOOKS[degree], seed=f"blue-{degree}")


@golden_page("seals", "grey")
def grey_scan(rng: random.Random, degree: Degree) -> DrawnPage:
    """Red seals on a page scanned without colour."""
    paper, facts = _seals_over_lines(rng, degree, RED, "grey")
    look = replace(LOOKS[degree], grey=True)
    return scanned(paper.image, facts, look, seed=f"grey-{degree}")


@golden_page("seals", "clear")
def clear_seals(rng: random.Random, degree: Degree) -> DrawnPage:
    """Four seals on bare paper, one of them turned half aside, small ones where the damage is heavy."""
    paper, facts = Paper(dpi=_DPI[degree], size=_SIZE), []
    radius = {"light": 60.0, "medium": 52.0, "heavy": 46.0}[degree]
    for x, y, lower in (
        (105, 100, ""),
        (300, 100, "财务专用章"),
        (105, 280, "合同专用章"),
        (300, 280, ""),
    ):
        organisation = _company(rng) if lower else _office(rng)
        colour = _DARK_RED if x < 200 else RED
        seal(paper, x, y, organisation, rng, radius=radius, lower=lower, colour=colour, alpha=0.8)
        stated = _fact((x, y), (radius, radius), paper)
        facts += [stated, {**stated, "organisation": organisation}]
    return scanned(paper.image, facts, LOOKS[degree], seed=f"clear-{degree}")


@golden_page("seals", "shapes")
def other_shapes(rng: random.Random, degree: Degree) -> DrawnPage:
    """An oval seal, a square name seal, two that overlap, and one that the edge of the sheet cuts."""
    paper, facts = Paper(dpi=_DPI[degree], size=_SIZE), []
    alpha, number = _ALPHA[degree], f"9134{rng.randint(10**13, 10**14 - 1)}"
    oval = _company(rng)
    oval_seal(paper, 130, 90, oval, rng, middle=number, alpha=alpha)
    name_seal(paper, 290, 80, rng.choice(("陆明远印", "江国华印", "沈志强印")), rng, alpha=alpha)
    pair = ((150.0, 260.0), (236.0, 290.0))
    for x, y in pair:
        seal(paper, x, y, _company(rng), rng, alpha=alpha)
    edge = 380.0
    seal(paper, edge, 190, _company(rng), rng, alpha=alpha)
    cut_at_edge(paper, edge - _SIZE[0])
    stated = _fact((130, 90), (57, 43), paper, shape="oval")
    facts += [stated, {**stated, "organisation": oval}]
    facts.append(_fact((290, 80), (26, 26), paper, shape="square"))
    facts += [_fact(spot, (57, 57), paper) for spot in pair]
    facts.append(_fact((edge, 190), (57, 57), paper, shape="part"))
    look = replace(LOOKS[degree], shift=(0, 0), skew=LOOKS[degree].skew / 2)
    return scanned(paper.image, facts, look, seed=f"shapes-{degree}")


@golden_page("seals", "watermark")
def watermarked(rng: random.Random, degree: Degree) -> DrawnPage:
    """Lines under a tiled watermark that says what the copy is for, ever denser and darker."""
    paper, facts = _text_sheet(rng, degree, step=30)
    shade = {"light": 226, "medium": 205, "heavy": 180}[degree]
    size = {"light": 22.0, "medium": 26.0, "heavy": 30.0}[degree]
    tiled_watermark(paper, "仅供项目申报使用", shade=shade, size=size)
    return scanned(paper.image, facts, LOOKS[degree], seed=f"watermark-{degree}")
