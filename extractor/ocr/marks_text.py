"""What the recognised characters say about a square or a tick: a box, a character that looks like one, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from extractor.ocr.marks_ink import Ink, line_em
from models.geometry import Box
from models.page import TextLine

BOX_CHARACTERS = "□☐▢◻囗☑☒■▣◼⊠⊡✓✔√"
TICK_CHARACTERS = "√✓✔"
STROKES = "/J丿レ乀ノ"
"""Characters as which a recogniser may read a tick beside a box."""

LOOKALIKES = "口日曰回凹凸0OoDUVv凵凶冈冂"
"""Simple characters as which a recogniser may read a box, ticked or not, and be sure of it."""

UNSURE_LOOKALIKES = "区图囚团因困国田目4N风昌冒自白百四西丙用甲由园圆固"
"""Characters as which it may read one without being sure."""

ROUND_LOOKALIKES = "○◯●◉◎⊙〇OoQ0CGD@。∅ØøΦφ⌀"
"""Characters as which a recogniser may read a round box."""

_BEFORE_GRADE = re.compile(r".[A-Z]级")  # ○A级: the circle before a grade, read as a letter
_NUMERALS = "一二三四五六七八九十年〇○0"
_WORDS = [
    "出口",
    "进口",
    "口径",
    "口岸",
    "港口",
    "人口",
    "窗口",
    "接口",
    "口头",
    "口罩",
    "入口",
    "户口",
    "关口",
    "缺口",
    "口腔",
    "口服",
    "口味",
    "海口",
    "周口",
    "营口",
    "龙口",
    "汉口",
    "湖口",
    "河口",
    "路口",
    "门口",
    "张家口",
    "端口",
    "管口",
    "开口",
    "瓶口",
    "井口",
    "喷口",
    "切口",
    "伤口",
    "虎口",
    "口袋",
    "口粮",
    "口语",
    "风口",
    "敞口",
    "日期",
    "日内",
    "日前",
    "日后",
    "日常",
    "日本",
    "日用",
    "生日",
    "作日",
    "月日",
    "近日",
    "今日",
    "每日",
    "当日",
    "昨日",
    "次日",
    "日报",
    "日志",
    "止日",
    "节日",
    "日起",
    "日至",
    "日止",
    "月末",
    "目录",
    "目的",
    "项目",
    "目前",
    "目标",
    "题目",
    "科目",
    "数目",
    "品目",
    "名目",
    "中国",
    "国家",
    "国内",
    "国际",
    "国有",
    "国外",
    "全国",
    "各国",
    "回收",
    "回购",
    "收回",
    "回款",
    "回报",
    "回路",
    "召回",
    "回复",
    "撤回",
    "返回",
    "回流",
    "回转",
    "回馈",
    "图片",
    "图像",
    "图纸",
    "附图",
    "地图",
    "意图",
    "框图",
    "图书",
    "图形",
    "图文",
    "地区",
    "区域",
    "园区",
    "区间",
    "市区",
    "社区",
    "区块",
    "城区",
    "新区",
    "自治区",
    "团队",
    "集团",
    "团体",
    "原因",
    "因素",
    "因此",
    "困难",
    "田地",
    "农田",
]


_WORD_CHARACTERS = frozenset("".join(_WORDS))
_TITLE = 2.3  # height of a line in usual characters from which its characters are larger than usual


class Glyph(NamedTuple):
    """One recognised character: its centre and em in pixels of the ink page, with what stands beside it."""

    char: str
    x: float
    y: float
    em: float
    confidence: float
    in_word: bool
    box: Box


class Glyphs:
    """The characters of a page, findable by their centres (pixels of the ink page)."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        """Keep them from the top."""
        self.all = sorted(glyphs, key=lambda glyph: (glyph.y, glyph.x))
        self._x = np.array([glyph.x for glyph in self.all])
        self._y = np.array([glyph.y for glyph in self.all])

    def near(self, x: float, y: float, *, across: float, down: float) -> list[Glyph]:
        """Return the characters whose centre lies less than `across` beside and `down` over or under a point."""
        first, last = np.searchsorted(self._y, (y - down, y + down))
        numbers = np.flatnonzero(np.abs(self._x[first:last] - x) < across)
        return [self.all[first + number] for number in numbers]


def glyphs_of(lines: Sequence[TextLine], ink: Ink, *, width: int, height: int) -> Glyphs:
    """Return the characters of all lines; `width` and `height` are those of the picture in pixels."""
    glyphs = []
    for line in lines:
        em = line_em(line) * width * ink.scale or ink.em
        if line.box.height * height * ink.scale < _TITLE * ink.em:
            em = min(em, 1.2 * ink.em)  # beside a box that was not recognised spans are too wide
        y = line.box.center[1] * height * ink.scale
        for index, (char, centre) in enumerate(zip(line.text, centres_of(line), strict=True)):
            if char.isspace():
                continue
            x0, x1 = line.char_spans[index] if line.char_spans else (centre, centre)
            sure = line.char_confidences[index] if line.char_confidences else line.confidence
            glyphs.append(
                Glyph(
                    char=char,
                    x=centre * width * ink.scale,
                    y=y,
                    em=em,
                    confidence=sure,
                    in_word=_in_word(line.text, index),
                    box=Box(x0, line.box.y0, x1, line.box.y1),
                )
            )
    return Glyphs(glyphs)


def centres_of(line: TextLine) -> list[float]:
    """Return the centres of the characters as fractions of the page width, worked back from the borders midway between them."""
    if not line.char_spans:
        step = line.box.width / max(1, len(line.text))
        return [line.box.x0 + (index + 0.5) * step for index in range(len(line.text))]
    spans = line.char_spans
    low, high = spans[0]
    slopes, offsets = [1.0], [0.0]  # centre = slope * first centre + offset
    for x0, x1 in spans[1:]:
        slopes.append(-slopes[-1])
        offsets.append(2 * x0 - offsets[-1])
        left, right = sorted(((x0 - offsets[-1]) / slopes[-1], (x1 - offsets[-1]) / slopes[-1]))
        low, high = max(low, left), min(high, right)
    if low > high + 1e-6:
        return [(x0 + x1) / 2 for x0, x1 in spans]
    first = min(high, max(low, (spans[0][0] + spans[0][1]) / 2))
    return [slope * first + offset for slope, offset in zip(slopes, offsets, strict=True)]


def _alnum(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _in_word(text: str, index: int) -> bool:
    """Whether the character is part of a word, date or number in which it is meant."""
    char = text[index]
    beside = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    if char in "Oo0" and _BEFORE_GRADE.match(text, index) and not _alnum(text[index - 1 : index]):
        return False
    if char.isascii():
        return any(_alnum(other) for other in beside)
    if (
        char == "日"
        and index
        and (text[index - 1].isdigit() or text[index - 1] in "月 一二三四五六七八九十")
    ):
        return True
    if char in "〇○":
        return any(other in _NUMERALS for other in beside)
    if char not in _WORD_CHARACTERS:
        return False
    around = text[max(0, index - 2) : index + 3]
    return any(char in word and word in around for word in _WORDS)
