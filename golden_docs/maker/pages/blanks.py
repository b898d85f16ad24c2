"""Blanks in sentences: numbers written over rules or into gaps, some left empty."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from golden_docs.maker.fonts import Face
from golden_docs.maker.pages.marks_boxes import FACES, new_sheet
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, golden_page, scanned
from golden_docs.maker.paper import Colour, Paper

SENTENCES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("其中：", (("发明专利", "项"), ("实用新型", "项"), ("外观设计", "项"))),
    ("近两年", (("新增软件著作权", "件"), ("集成电路布图设计", "件"))),
    ("现有员工", (("总数", "人"), ("研发人员", "人"), ("硕士以上", "人"))),
    ("主持或参与制定", (("国际标准", "项"), ("国家标准", "项"), ("行业标准", "项"))),
    ("已建成", (("省级研发机构", "个"), ("市级研发机构", "个"))),
    ("上年度", (("完成技术改造", "项"), ("新增设备", "台"))),
    ("从事该领域", (("已满", "年"), ("在全国排名第", "位"))),
)


@dataclass(frozen=True)
class _Pen:
    """How blanks are printed and filled in."""

    face: Face
    size: float
    ruled: bool
    written: Face
    colour: Colour


def _sentence(
    paper: Paper,
    y: float,
    sentence: tuple[str, tuple[tuple[str, str], ...]],
    values: Sequence[str],
    pen: _Pen,
) -> list[dict[str, object]]:
    """One sentence with its blanks and the facts about them."""
    lead, blanks = sentence
    x = paper.text(66, y, lead, pen.face, pen.size)
    facts: list[dict[str, object]] = []
    for number, ((before, unit), value) in enumerate(zip(blanks, values, strict=True)):
        x = paper.text(x, y, before, pen.face, pen.size)
        end = x + 3.2 * pen.size
        if pen.ruled:
            paper.line(x + 1, y + 1.08 * pen.size, end - 1, y + 1.08 * pen.size, width=0.6)
        if value:
            paper.text((x + end) / 2, y, value, pen.written, pen.size, align="c", colour=pen.colour)
        mark = "，" if number + 1 < len(blanks) else "。"
        x = paper.text(end, y, unit + mark, pen.face, pen.size)
        facts.append(
            {"kind": "blank", "after": [lead + before] if not number else [lead, before],
             "before": [unit], "unit": None, "text": value or None}
        )  # fmt: skip
    return facts


def _drawn(rng: random.Random, degree: Degree, name: str, *, ruled: bool) -> DrawnPage:
    sheet = new_sheet(rng, degree, "创新能力情况")
    facts: list[dict[str, object]] = []
    y = 104.0
    order = rng.sample(SENTENCES, len(SENTENCES))
    for number, sentence in enumerate(order):
        pen = _Pen(
            rng.choice(FACES[:3]),
            rng.choice((10.5, 12.0)),
            ruled,
            rng.choice(("song", "kai", "hei")),
            rng.choice(((25, 25, 28), (28, 34, 92))),
        )
        values = [
            "" if rng.random() < 0.3 else str(rng.choice((rng.randint(0, 9), rng.randint(10, 480))))
            for _ in sentence[1]
        ]
        if number % 2 and y < 600:  # in a cell of a table
            sheet.paper.rect((58, y - 8, 537, y + 2.2 * pen.size))
            facts += _sentence(sheet.paper, y, sentence, values, pen)
            y += 3.6 * pen.size
        else:
            facts += _sentence(sheet.paper, y, sentence, values, pen)
            y += 3.2 * pen.size
    return scanned(sheet.paper.image, facts, LOOKS[degree], seed=f"blanks-{name}-{degree}")


@golden_page("marks", "blanks-ruled")
def ruled_blanks(rng: random.Random, degree: Degree) -> DrawnPage:
    """Several underlined blanks in one sentence, numbers above the rule, some empty."""
    return _drawn(rng, degree, "ruled", ruled=True)


@golden_page("marks", "blanks-open")
def open_blanks(rng: random.Random, degree: Degree) -> DrawnPage:
    """Blanks that are nothing but room between the words of a sentence."""
    return _drawn(rng, degree, "open", ruled=False)
