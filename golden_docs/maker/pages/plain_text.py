"""Small and faint print: paragraphs whose every line must be read."""

from __future__ import annotations

import random
from dataclasses import replace

from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, golden_page, scanned
from golden_docs.maker.paper import Colour, Paper

_FIRST = ("本公司", "申请单位", "项目组", "研发中心", "质量部", "财务部")
_VERBS = ("完成", "提交", "通过", "更新", "核对", "编制")
_THINGS = ("年度审计报告", "检测记录", "设备台账", "知识产权清单", "人员名册", "验收材料")


def _sentence(rng: random.Random) -> str:
    day = f"{rng.randint(2018, 2021)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    amount = f"{rng.randint(1, 999)},{rng.randint(0, 999):03d},{rng.randint(0, 999):03d}.{rng.randint(0, 99):02d}"
    name = rng.choice("陆江沈顾柳岑阮祁") + rng.choice("明华建国志强")
    return f"{rng.choice(_FIRST)}于{day}{rng.choice(_VERBS)}{rng.choice(_THINGS)}，金额{amount}元，经办人{name}"


def _sheet(
    rng: random.Random, *, size: float, dpi: int, colour: Colour
) -> tuple[Paper, list[dict[str, object]]]:
    paper = Paper(dpi=dpi)
    facts: list[dict[str, object]] = []
    y = 70.0
    while y < 740:
        text = _sentence(rng)
        paper.text(60, y, text, "song", size, colour=colour)
        facts.append({"kind": "line", "text": text})
        y += 3.2 * size
    return paper, facts


@golden_page("print", "small")
def small_print(rng: random.Random, degree: Degree) -> DrawnPage:
    """Characters of 7 points scanned at 200, 130 and 100 dpi."""
    dpi = {"light": 200, "medium": 130, "heavy": 100}[degree]
    paper, facts = _sheet(rng, size=7.0, dpi=dpi, colour=(25, 25, 28))
    look = replace(LOOKS[degree], blur=0.3)
    return scanned(paper.image, facts, look, seed=f"small-{degree}")


@golden_page("print", "faint")
def faint_copy(rng: random.Random, degree: Degree) -> DrawnPage:
    """A pale copy of a copy: print in ever lighter grey."""
    grey = {"light": 150, "medium": 185, "heavy": 205}[degree]
    paper, facts = _sheet(rng, size=10.0, dpi=150, colour=(grey, grey, grey))
    return scanned(paper.image, facts, LOOKS[degree], seed=f"faint-{degree}")
