"""A specimen: a layout with its values, as a document that can be drawn.

A layout is text, one printed line after another: `#`, `##`, `###` titles, `=` centred, `>` to the right,
`~` small print, `a || b` columns, `| a | b |` rows of a ruled table, `@ text` a seal on the right (`@<`
left, `@=` middle), `---` a rule, `+++` a new page, `!landscape` a sheet on its side; `<key>` prints a
value, `<key:form>` in a form of dates or amounts. `[0.3] text`, `[0.3-0.6] text`, `[0.3-0.6/9] text`
side by side in a line stand at shares of the width, wrapped at the second, in a size of points.
`^40` and `_40` go up and down by points. Empty lines leave room. Names of values that begin
with `_` are printed but no fields; a value `-` says that the field must come back empty.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.marks import frame, guilloche, seal
from golden_docs.maker.paper import A4, BLACK, Paper
from golden_docs.maker.specimens.values import draw_values, print_value

_VALUE = re.compile(r"<([a-z_0-9]+)(?::([a-z0-9]+))?>")
_TITLES = {"# ": 25.0, "## ": 19.0, "### ": 14.5}
_PIECE = re.compile(r"\[(0\.[0-9]+)(?:-(0\.[0-9]+))?(?:/([0-9.]+))?\] ?")
_MOVE = re.compile(r"([\^_])([0-9]+)$")
_SEALS = {"@ ": 0.74, "@< ": 0.24, "@= ": 0.5}
_ABSENT = "-"


@dataclass(frozen=True)
class Layout:
    """One printed layout of a type of paper (None: no paper), its values as templates, its page as text."""

    type: str | None
    name: str
    fields: dict[str, str]
    page: str
    group: str


@dataclass(frozen=True)
class Specimen:
    """A layout filled with the values of a seed."""

    layout: Layout
    values: dict[str, str]
    text: str

    @classmethod
    def fill(cls, layout: Layout, seed: str) -> Specimen:
        """The layout with values drawn from the seed; the same seed gives the same values."""
        rng = random.Random(f"{layout.type}-{layout.name}-{seed}")
        return cls(layout, *draw_values(layout.fields, layout.page, rng))

    @property
    def type(self) -> str | None:
        """The document type key."""
        return self.layout.type

    def fields(self) -> dict[str, FieldValue]:
        """All printed fields; None for those that must come back empty."""
        known: dict[str, FieldValue] = {}
        for key, value in self.values.items():
            if key.startswith("_"):
                continue
            name, _, year = key.partition("__")
            shown = None if value == _ABSENT else value
            before = known.get(name)
            if year and shown is not None:
                known[name] = {**(before if isinstance(before, dict) else {}), year: shown}
            else:
                known[name] = shown
        return known

    def draw(self, style: Style, rng: random.Random) -> Sequence[Paper]:
        """The pages, upright and clean."""
        return [
            _draw_page(self._print(part), style, rng)
            for part in re.split(r"(?m)^\+\+\+\n", self.text)
        ]

    def _print(self, text: str) -> list[str]:
        def printed(match: re.Match[str]) -> str:
            value = self.values[match[1]]
            return print_value(value, match[2]) if match[2] else value

        return [_VALUE.sub(printed, line) for line in text.rstrip("\n").split("\n")]


def _draw_page(lines: list[str], style: Style, rng: random.Random) -> Paper:
    size = A4
    if lines[0] == "!landscape":
        size, lines = (A4[1], A4[0]), lines[1:]
    paper = Paper(dpi=style.dpi, size=size)
    if lines[0] == "!framed":
        lines = lines[1:]
        guilloche(paper, (244, 240, 228), top=90, bottom=size[1] - 90)
        frame(paper, 26, (168, 140, 90))
    _Pen(paper, style, rng).write(lines)
    return paper


class _Pen:
    """Writes lines down a sheet."""

    def __init__(self, paper: Paper, style: Style, rng: random.Random) -> None:
        self.paper, self.style, self.rng = paper, style, rng
        self.left, self.y = 68.0, 62.0
        self.width = paper.width - 2 * self.left

    def write(self, lines: list[str]) -> None:
        """Every line in turn; neighbouring rows of a table share their columns."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.startswith("| "):
                end = at
                while end < len(lines) and lines[end].startswith("| "):
                    end += 1
                self._table([_cells(row) for row in lines[at:end]])
                at = end
                continue
            self._line(line)
            at += 1

    def _line(self, line: str) -> None:
        mark = next((mark for mark in (*_TITLES, *_SEALS) if line.startswith(mark)), None)
        if mark in _TITLES:
            self._centred(line[len(mark) :], _TITLES[mark])
        elif mark is not None:
            self._seal(line[len(mark) :], _SEALS[mark])
        else:
            self._plain(line)

    def _seal(self, text: str, share: float) -> None:
        paper = self.paper
        centre = min(self.y + 4, paper.height - 70)
        seal(paper, paper.width * share, centre, text, self.rng, radius=46)

    def _plain(self, line: str) -> None:
        paper, body = self.paper, self.style.body
        move = _MOVE.match(line)
        if not line:
            self.y += 11
        elif move is not None:
            self.y += float(move[2]) * (1 if move[1] == "_" else -1)
        elif _PIECE.match(line):
            self._pieces(line)
        elif line == "---":
            paper.line(self.left, self.y, self.left + self.width, self.y)
            self.y += 6
        elif line.startswith("= "):
            paper.text(paper.width / 2, self.y, line[2:], body, 12, align="c")
            self.y += 21
        elif line.startswith("> "):
            paper.text(self.left + self.width - 12, self.y, line[2:], body, 11, align="r")
            self.y += 20
        elif line.startswith("~ "):
            self.y = paper.paragraph(self.left, self.y, line[2:], self.width, body, 8)
        elif " || " in line:
            self._columns(line.split(" || "))
        else:
            self.y = paper.paragraph(self.left, self.y, line, self.width, body, 11, leading=1.7)

    def _pieces(self, line: str) -> None:
        """What stands at given shares of the width, each wrapped in its own column."""
        paper, body = self.paper, self.style.body
        places = list(_PIECE.finditer(line))
        ends = [place.start() for place in places[1:]] + [len(line)]
        bottom = self.y
        for place, end in zip(places, ends, strict=True):
            size = float(place[3] or 11)
            left, right = float(place[1]), float(place[2] or 0.96)
            x, width = left * paper.width, (right - left) * paper.width
            text = line[place.end() : end].rstrip()
            bottom = max(bottom, paper.paragraph(x, self.y, text, width, body, size, leading=1.5))
        self.y = bottom + 3

    def _centred(self, text: str, size: float) -> None:
        paper = self.paper
        size = min(size, self.width / max(1, len(text)) * 1.0)
        paper.text(paper.width / 2, self.y, text, self.style.head, size, align="c")
        self.y += size * 1.65

    def _columns(self, cells: list[str]) -> None:
        step = self.width / len(cells)
        for number, cell in enumerate(cells):
            if cell.strip():
                self.paper.text(
                    self.left + number * step, self.y, cell.strip(), self.style.body, 11
                )
        self.y += 20

    def _table(self, rows: list[list[str]]) -> None:
        columns = max(len(row) for row in rows)
        size = 9.5 if columns > 4 else 10.5
        for row in rows:
            step = self.width / len(row)
            texts = [
                self.paper.wrap(cell, step - 8, self.style.body, size) if cell else []
                for cell in row
            ]
            height = max(len(text) for text in texts) * size * 1.35 + 9
            for number, text in enumerate(texts):
                x = self.left + number * step
                self._cell(text, (x, self.y, x + step, self.y + height), size)
            self.y += height

    def _cell(self, text: list[str], box: tuple[float, float, float, float], size: float) -> None:
        x0, y0, x1, y1 = box
        for a, b in (
            ((x0, y0), (x1, y0)),
            ((x0, y1), (x1, y1)),
            ((x0, y0), (x0, y1)),
            ((x1, y0), (x1, y1)),
        ):
            self.paper.line(*a, *b, colour=BLACK)
        top = (y0 + y1 - len(text) * size * 1.35) / 2
        for number, line in enumerate(text):
            self.paper.text(x0 + 4, top + number * size * 1.35, line, self.style.body, size)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]
