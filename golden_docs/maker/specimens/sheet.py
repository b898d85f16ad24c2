"""Draws one sheet of a specimen from its lines of text: the marks are told in `specimen.py`."""

from __future__ import annotations

import random
import re

from golden_docs.maker.document import Style
from golden_docs.maker.marks import emblem, frame, guilloche, qr, seal
from golden_docs.maker.paper import A4, BLACK, Paper
from golden_docs.maker.specimens.dress import PLAIN, Dress
from golden_docs.maker.specimens.picture import picture

_TITLES = {"# ": 25.0, "## ": 19.0, "### ": 14.5}
_PIECE = re.compile(r"\[(0\.[0-9]+)(?:-(0\.[0-9]+))?(?:/([0-9.]+))?\] ?")
_MOVE = re.compile(r"([\^_])([0-9]+)$")
_PICTURE = re.compile(r"%([0-9]+)(?: (0\.[0-9]+)-(0\.[0-9]+))?$")
_SEALS = {"@ ": 0.74, "@< ": 0.24, "@= ": 0.5}


def draw_sheet(
    lines: list[str], style: Style, rng: random.Random, *, dress: Dress = PLAIN
) -> Paper:
    """The sheet, upright and clean."""
    size = A4
    if lines[0] == "!landscape":
        size, lines = (A4[1], A4[0]), lines[1:]
    room = _room_below(lines, style, size) if dress.drop or dress.half_sheet else 0.0
    if dress.half_sheet and size == A4 and room > A4[1] / 2:
        size, room = (A4[0], A4[1] / 2), room - A4[1] / 2
    paper = Paper(dpi=style.dpi, size=size, tint=dress.tint)
    if lines[0] == "!framed":
        lines = lines[1:]
        guilloche(paper, dress.waves, top=90, bottom=size[1] - 90)
        frame(paper, 26, dress.edge, kind=dress.edge_kind)
    if dress.emblem:
        emblem(paper, size[0] / 2, 34, 20)
    if dress.code:
        qr(paper, size[0] - 96, size[1] - 96, 52, rng)
    pen = _Pen(paper, style, rng, dress=dress)
    pen.y += dress.drop * room
    pen.write(lines)
    return paper


def _room_below(lines: list[str], style: Style, size: tuple[float, float]) -> float:
    """Points that the lines leave free at the foot of a sheet of `size`, 0 where they fill it."""
    if lines[0] == "!framed":
        lines = lines[1:]
    trial = _Pen(Paper(dpi=36, size=size), style, random.Random(0), dress=PLAIN)
    trial.write(lines)
    return max(0.0, size[1] - 120 - trial.y)


class _Pen:
    """Writes lines down a sheet."""

    def __init__(self, paper: Paper, style: Style, rng: random.Random, *, dress: Dress) -> None:
        self.paper, self.style, self.rng, self.dress = paper, style, rng, dress
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
        elif (shot := _PICTURE.match(line)) is not None:
            left, right = float(shot[2] or 0.12), float(shot[3] or 0.88)
            x0, x1, height = left * paper.width, right * paper.width, float(shot[1])
            picture(paper, (x0, self.y, x1, self.y + height), self.rng)
            self.y += height + 8
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
        ink = self.dress.ink_of(text)
        paper.text(paper.width / 2, self.y, text, self.style.head, size, align="c", colour=ink)
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
