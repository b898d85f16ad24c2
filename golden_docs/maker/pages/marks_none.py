"""Pages without any check box: square characters, grids, codes, circled numbers, emblems."""

from __future__ import annotations

import random

from golden_docs.maker.marks import barcode, emblem, qr, seal
from golden_docs.maker.pages.marks_boxes import FACES, make_of, new_sheet
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, golden_page, scanned
from golden_docs.maker.paper import Paper

_WORDS = (
    "出口额", "进口口岸", "国内市场", "日产量", "田间试验", "回收利用", "人口统计", "因素分析", "项目目录", "园区面积",
    "接口规范", "四川省", "固定资产", "图样图号", "口径", "日期", "曰", "田", "国", "品", "器", "回", "目",
)  # fmt: skip


def _words(paper: Paper, rng: random.Random, y: float, size: float) -> None:
    x = 66.0
    face = rng.choice(FACES)
    while x < 480:
        x = paper.text(x, y, rng.choice(_WORDS), face, size) + size * rng.choice((0.0, 0.6, 2.0))


@golden_page("marks", "none-text")
def square_characters(rng: random.Random, degree: Degree) -> DrawnPage:
    """Text full of 口 日 田 国, circled numbers, dates and codes."""
    sheet = new_sheet(rng, degree, "日用口岸设备回收项目目录")
    y = 100.0
    while y < 420:
        _words(sheet.paper, rng, y, rng.choice((9.0, 10.5, 14.0)))
        y += 24
    for line in (
        "①供货；②检验；③验收。",
        "二〇二〇年〇一月〇八日",
        "型号 D00-O8Q，批号 0D0O0，规格 □-03".replace("□", "B"),
    ):
        sheet.paper.text(66, y, line, make_of(rng).face, 11)
        y += 26
    sheet.facts.append({"kind": "no_mark"})
    return scanned(sheet.paper.image, sheet.facts, LOOKS[degree], seed=f"marks-text-{degree}")


@golden_page("marks", "none-grids")
def grids_and_codes(rng: random.Random, degree: Degree) -> DrawnPage:
    """Fine grids, one cell per digit, QR and bar codes, an emblem, a seal."""
    sheet = new_sheet(rng, degree, "资料袋封面")
    paper = sheet.paper
    x = 66 + paper.text_width("社会信用代码：", "song", 11)
    paper.text(66, 110, "社会信用代码：", "song", 11)
    for number in range(18):
        paper.rect((x + 15 * number, 107, x + 15 * number + 15, 123), width=0.6)
        paper.text(x + 15 * number + 7.5, 110, rng.choice("0123456789"), "song", 11, align="c")
    for row in range(9):
        for column in range(12):
            paper.rect((66 + 36 * column, 150 + 18 * row, 102 + 36 * column, 168 + 18 * row))
            if rng.random() < 0.6:
                text = str(rng.randint(0, 999))
                paper.text(84 + 36 * column, 154 + 18 * row, text, "song", 9, align="c")
    qr(paper, 70, 360, 78, rng)
    paper.text(70, 444, "扫码查看电子档案", "hei", 10)
    qr(paper, 180, 372, 52, rng)
    barcode(paper, 300, 372, 150, 34, rng)
    paper.text(300, 412, "NO 2021 0408 0031", "sans", 9)
    emblem(paper, 130, 560, 44)
    seal(paper, 400, 560, "某某检测技术有限公司", rng)
    paper.text(66, 640, "本袋内装材料共 42 页，请按目录逐页核对。", "song", 11)
    sheet.facts.append({"kind": "no_mark"})
    return scanned(paper.image, sheet.facts, LOOKS[degree], seed=f"marks-grids-{degree}")
