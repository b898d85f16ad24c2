"""Printed choices and what pens do to them: boxes of every make, ticks, crosses, rings, and the facts they show."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from golden_docs.maker.fonts import Face
from golden_docs.maker.pages.pen_strokes import ring_points, tick_points, unsteady
from golden_docs.maker.paper import BLACK, Colour, Paper

BoxKind = Literal["square", "glyph", "round", "paren", "bracket", "lenticular", "none"]
Mark = Literal[
    "check", "cross", "solid", "typed", "dot",
    "tick", "hand_cross", "scribble", "pen_fill", "beside_left", "beside_right", "over_label",
    "ring", "underline", "strike",
]  # fmt: skip
STATES: dict[Mark, str] = {
    "check": "ticked", "cross": "crossed", "solid": "filled", "typed": "ticked", "dot": "filled",
    "tick": "ticked", "hand_cross": "crossed", "scribble": "filled", "pen_fill": "filled",
    "beside_left": "ticked", "beside_right": "ticked", "over_label": "ticked",
    "ring": "circled", "underline": "underlined", "strike": "struck",
}  # fmt: skip
BRACKETS: dict[str, tuple[str, str]] = {
    "paren": ("（", "）"), "bracket": ("[", "]"), "lenticular": ("【", "】")
}  # fmt: skip
PENS: tuple[Colour, ...] = ((28, 34, 92), (30, 30, 34), (18, 52, 140), (60, 60, 66))

CHOICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("是否设有独立财务部门", ("是", "否")),
    ("是否拥有自主品牌", ("是", "否")),
    ("是否接受现场核查", ("同意", "不同意")),
    ("厂房性质", ("自有", "租赁", "合作", "其他")),
    ("产品出口情况", ("有出口", "无出口")),
    ("信息化水平", ("初级", "中级", "高级")),
    ("经济类型", ("国有", "集体", "合资", "私营")),
    ("申报类别", ("首次申报", "复核", "补报")),
    ("环保检查结果", ("合格", "整改中", "不合格")),
    ("研发模式", ("自主研发", "委托研发", "联合攻关")),
    ("是否涉及失信记录", ("有", "无")),
    ("培训方式", ("线上", "线下", "混合")),
    ("检测机构等级", ("甲级", "乙级", "丙级")),
    ("上年度纳税信用", ("A级", "B级", "M级", "C级")),
    ("材料密级", ("公开", "内部", "秘密")),
    ("生产班制", ("单班", "两班", "三班")),
)


@dataclass(frozen=True)
class Choice:
    """A printed choice: its label, its options, which of them are marked, and whether only one may be."""

    label: str
    options: tuple[str, ...]
    marked: frozenset[int]
    single: bool = True
    doubtful: bool = False


@dataclass(frozen=True)
class Make:
    """How a form prints its choices; `side` is the box's side as a share of a character, `gap` in characters."""

    box: BoxKind = "square"
    face: Face = "song"
    size: float = 10.5
    side: float = 0.86
    rule: float = 0.6
    gap: float = 1.4
    near: float = 0.25
    behind: bool = False
    between: str = ""


@dataclass
class Sheet:
    """A page being filled with choices, and the facts that it shows."""

    paper: Paper
    rng: random.Random
    facts: list[dict[str, object]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def done(self) -> list[dict[str, object]]:
        """The facts, each with the labels of the other fields on the page."""
        return [
            {**fact, "labels": [n for n in self.labels if n != fact.get("field")]}
            if fact["kind"] != "no_mark"
            else fact
            for fact in self.facts
        ]


def deal(
    rng: random.Random, count: int, *, single: bool | None = None, marks: int | None = None
) -> list[Choice]:
    """So many different choices; a single one has one option marked, others some (or `marks`)."""
    chosen = []
    for label, options in rng.sample(CHOICES, count):
        alone = single if single is not None else len(options) == 2 or rng.random() < 0.5
        number = marks if marks is not None else 1 if alone else rng.randint(1, len(options) - 1)
        marked = frozenset(rng.sample(range(len(options)), min(number, len(options))))
        chosen.append(Choice(label, options, marked, single=alone))
    return chosen


def note(sheet: Sheet, choice: Choice, mark: Mark, *, box: BoxKind) -> None:
    """Add the facts of a choice as drawn: one per option and one for the whole."""
    common = {"field": choice.label, "options": list(choice.options), "single": choice.single}
    sheet.labels.append(choice.label)
    plain = "unmarked" if box == "none" else "empty"
    chosen = choice.marked
    if mark == "strike":
        chosen = frozenset(range(len(choice.options))) - choice.marked
    for number, option in enumerate(choice.options):
        state = STATES[mark] if number in choice.marked else plain
        if mark == "strike" and number in chosen:
            state = "circled"
        if not choice.doubtful:
            sheet.facts.append({"kind": "mark", **common, "option": option, "state": state})
    names = [choice.options[number] for number in sorted(chosen)]
    sheet.facts.append({"kind": "choice", **common, "chosen": names, "doubtful": choice.doubtful})


def draw_options(sheet: Sheet, x: float, y: float, choice: Choice, make: Make, mark: Mark) -> float:
    """The options of a choice in a row from (x, y), those marked with `mark`; returns the right end."""
    note(sheet, choice, mark, box=make.box)
    pens = Pens(sheet, make)
    for number, option in enumerate(choice.options):
        x = pens.option(x, y, option, mark if number in choice.marked else None)
        if number + 1 < len(choice.options):
            x = sheet.paper.text(x, y, make.between, make.face, make.size)
            x += make.gap * make.size * sheet.rng.uniform(0.85, 1.2)
    return x


@dataclass(frozen=True)
class Pens:
    """Draws one option at a time: box, label and mark."""

    sheet: Sheet
    make: Make

    def option(self, x: float, y: float, text: str, mark: Mark | None) -> float:
        """One option from (x, y); returns its right end."""
        paper, make = self.sheet.paper, self.make
        em = make.size
        if make.box == "none":
            end = paper.text(x, y, text, make.face, em)
            self._on_label((x, y, end, y + em), mark)
            return end
        if make.behind:
            end = paper.text(x, y, text, make.face, em)
            return self._box(end + make.near * em, y, mark, label=(x, y, end, y + em))
        end = self._box(x, y, None, label=(x, y, x, y)) + make.near * em
        right = paper.text(end, y, text, make.face, em)
        self._box(x, y, mark, label=(end, y, right, y + em))
        return right

    def _box(
        self,
        x: float,
        y: float,
        mark: Mark | None,
        *,
        label: tuple[float, float, float, float],
    ) -> float:
        paper, make, em = self.sheet.paper, self.make, self.make.size
        if make.box in ("paren", "bracket", "lenticular"):
            left, right = BRACKETS[make.box]
            at = paper.text(x, y, left, make.face, em)
            end = at + (0.35 if make.box != "bracket" else 0.9) * em
            inside = (at - 0.15 * em, y + 0.05 * em, end + 0.1 * em, y + 0.95 * em)
            last = paper.text(end, y, right, make.face, em)
            self._mark(inside, mark, label)
            return last
        side = make.side * em
        top = y + (em - side) / 2
        box = (x, top, x + side, top + side)
        if mark == "typed":
            self._wipe(box)
            paper.text(x, y, "√", make.face, em)
            return x + side
        self._outline(box, solid=mark in ("solid", "dot"))
        self._mark(box, mark, label)
        return x + side

    def _outline(self, box: tuple[float, float, float, float], *, solid: bool) -> None:
        paper, make = self.sheet.paper, self.make
        if make.box == "round":
            corners = [paper.px(v) for v in box]
            paper.pen.ellipse(corners, outline=BLACK, width=max(1, paper.px(make.rule)))
            if solid:
                inset = 0.24 * (box[2] - box[0])
                inner = (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset)
                paper.pen.ellipse([paper.px(v) for v in inner], fill=BLACK)
        elif make.box == "glyph":
            paper.text(box[0], box[1], "■" if solid else "□", make.face, box[3] - box[1])
        else:
            paper.rect(box, width=make.rule, fill=BLACK if solid else None)

    def _wipe(self, box: tuple[float, float, float, float]) -> None:
        x0, y0, x1, y1 = box
        self.sheet.paper.rect(
            (x0 - 0.6, y0 - 0.6, x1 + 0.6, y1 + 0.6), width=0, fill=(255, 255, 255)
        )

    def _mark(
        self,
        box: tuple[float, float, float, float],
        mark: Mark | None,
        label: tuple[float, float, float, float],
    ) -> None:
        rng = self.sheet.rng
        x0, y0, x1, y1 = box
        side = y1 - y0
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if mark in ("check", "typed"):
            self._line(tick_points(x0 + 0.12 * side, y0 + 0.1 * side, 0.76 * side), BLACK, 0.9)
        elif mark == "cross":
            inset = 0.2 * side
            self._line([(x0 + inset, y0 + inset), (x1 - inset, y1 - inset)], BLACK, 0.8)
            self._line([(x0 + inset, y1 - inset), (x1 - inset, y0 + inset)], BLACK, 0.8)
        elif mark in ("tick", "beside_left", "beside_right", "over_label"):
            self._hand_tick(mark, box, label)
        elif mark == "hand_cross":
            reach = side * rng.uniform(0.5, 0.75)
            for rise in (-1, 1):
                ends = [
                    (
                        middle[0] + s * reach * unsteady(rng),
                        middle[1] + rise * s * reach * unsteady(rng),
                    )
                    for s in (-1, 1)
                ]
                self._line(ends, rng.choice(PENS), rng.uniform(0.8, 1.3))
        elif mark == "scribble":
            points = [
                (rng.uniform(x0, x1), y0 + side * (n / 11) + rng.uniform(-1, 1))
                if n % 2
                else (x0 + rng.uniform(-1, 2), y0 + side * n / 11)
                for n in range(12)
            ]
            self._line(points, rng.choice(PENS), rng.uniform(1.0, 1.5))
        elif mark == "pen_fill":
            colour = rng.choice(PENS)
            for n in range(9):
                height = y0 + side * (n + 0.5) / 9
                ends = [
                    (x0 + rng.uniform(-0.8, 1.2), height),
                    (x1 + rng.uniform(-1.2, 0.8), height + rng.uniform(-0.6, 0.6)),
                ]
                self._line(ends, colour, 1.3)

    def _hand_tick(
        self,
        mark: Mark,
        box: tuple[float, float, float, float],
        label: tuple[float, float, float, float],
    ) -> None:
        rng, em = self.sheet.rng, self.make.size
        size = em * rng.uniform(0.95, 1.5)
        x, y = (box[0] + box[2]) / 2 - 0.42 * size, box[3] - size * rng.uniform(0.85, 1.0)
        if mark == "beside_left":
            x = box[0] - 0.95 * size * rng.uniform(0.95, 1.1)
        elif mark == "beside_right":
            x = box[2] + 0.02 * em
        elif mark == "over_label":
            x = (label[0] + label[2]) / 2 - 0.5 * size
        points = [
            (px + rng.uniform(-0.05, 0.05) * size, py + rng.uniform(-0.05, 0.05) * size)
            for px, py in tick_points(x, y, size)
        ]
        self._line(points, rng.choice(PENS), rng.uniform(0.9, 1.5))

    def _on_label(self, box: tuple[float, float, float, float], mark: Mark | None) -> None:
        rng, em = self.sheet.rng, self.make.size
        x0, y0, x1, y1 = box
        if mark == "ring":
            self._line(list(ring_points(box, em, rng)), rng.choice(PENS), rng.uniform(0.8, 1.3))
        elif mark == "underline":
            height = y1 + em * rng.uniform(0.12, 0.25)
            ends = [(x0 - 0.1 * em, height), (x1 + 0.1 * em, height + rng.uniform(-0.8, 0.8))]
            self._line(ends, rng.choice(PENS), rng.uniform(0.8, 1.2))
        elif mark == "strike":
            height = (y0 + y1) / 2 + rng.uniform(-0.08, 0.08) * em
            ends = [(x0 - 0.3 * em, height), (x1 + 0.3 * em, height + rng.uniform(-1, 1))]
            self._line(ends, rng.choice(PENS), rng.uniform(0.8, 1.2))
        elif mark in ("tick", "over_label"):
            size = em * rng.uniform(1.0, 1.5)
            x = (x0 + x1) / 2 - 0.5 * size
            self._line(tick_points(x, y1 - size, size), rng.choice(PENS), rng.uniform(0.9, 1.5))

    def _line(self, points: Sequence[tuple[float, float]], colour: Colour, width: float) -> None:
        paper = self.sheet.paper
        spots = [(x * paper.scale, y * paper.scale) for x, y in points]
        paper.pen.line(spots, colour, max(1, paper.px(width)), joint="curve")
