"""Text with boxes to tick and blanks to fill: a small markup, laid out into lines and drawn.

□ an empty box, ☑ a ticked one; ⟦…⟧ what the applicant filled in; ⟪…⟫ the same on an underlined blank.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from golden_docs.maker.fonts import Face
from golden_docs.maker.marks import hand_tick
from golden_docs.maker.paper import BLACK, CLOSING, Colour, Paper, Printed, atoms

TickStyle = Literal["box", "solid", "glyph", "hand"]
_MIN_BLANK = 4  # an underlined blank is at least so many characters of half an em


@dataclass(frozen=True)
class Pens:
    """Which typefaces a form is printed and filled in with, and how boxes are ticked."""

    printed: Face
    filled: Face
    tick: TickStyle = "box"
    ink: Colour = BLACK


@dataclass(frozen=True)
class Piece:
    """A stretch that cannot be broken: its text, and how it stands."""

    text: str
    kind: Literal["printed", "filled", "blank"]


def parse_rich(markup: str) -> list[Piece]:
    """The pieces of a markup text; a line break is the piece "\\n"."""
    pieces: list[Piece] = []
    kind: Literal["printed", "filled", "blank"] = "printed"
    plain = ""

    def flush() -> None:
        nonlocal plain
        if kind == "blank":
            pieces.append(Piece(plain, "blank"))
        else:
            pieces.extend(Piece(atom, kind) for atom in _split(plain))
        plain = ""

    for char in markup:
        if char in "⟦⟪⟧⟫":
            flush()
            kind = {"⟦": "filled", "⟪": "blank"}.get(char, "printed")  # type: ignore[assignment]
        else:
            plain += char
    flush()
    return pieces


def _split(text: str) -> list[str]:
    out: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            out.append("\n")
        out.extend(atoms(line))
    return out


def _width(paper: Paper, piece: Piece, pens: Pens, size: float) -> float:
    if piece.text in ("□", "☑"):
        return size * 1.02
    face = pens.printed if piece.kind == "printed" else pens.filled
    width = paper.text_width(piece.text, face, size)
    return max(width + size * 0.6, _MIN_BLANK * size / 2) if piece.kind == "blank" else width


def lay_out(paper: Paper, markup: str, width: float, pens: Pens, size: float) -> list[list[Piece]]:
    """The lines of a markup text in a column `width` points wide."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for piece in parse_rich(markup):
        if piece.text == "\n":
            lines.append([])
            used = 0.0
            continue
        wide = _width(paper, piece, pens, size)
        if lines[-1] and used + wide > width and piece.text not in CLOSING:
            lines.append([])
            used = 0.0
            if piece.text == " ":
                continue
        lines[-1].append(piece)
        used += wide
    return lines


def draw_line(
    paper: Paper,
    x: float,
    y: float,
    line: list[Piece],
    pens: Pens,
    size: float,
    rng: random.Random,
    *,
    weight: float = 0,
) -> None:
    """One laid-out line, its em box starting at (x, y)."""
    for piece in line:
        wide = _width(paper, piece, pens, size)
        if piece.text in ("□", "☑"):
            _draw_box(paper, x, y, pens, size, rng, ticked=piece.text == "☑")
        elif piece.kind == "blank":
            paper.line(x, y + size * 1.06, x + wide, y + size * 1.06, width=0.5)
            paper.text(x + wide / 2, y, piece.text, pens.filled, size, align="c", colour=pens.ink)
        else:
            filled = piece.kind == "filled"
            paper.text(
                x,
                y,
                piece.text,
                pens.filled if filled else pens.printed,
                size,
                colour=pens.ink if filled else BLACK,
                weight=weight,
            )
        x += wide


def line_width(paper: Paper, line: list[Piece], pens: Pens, size: float) -> float:
    """Width of a laid-out line in points."""
    return sum(_width(paper, piece, pens, size) for piece in line)


def _draw_box(
    paper: Paper, x: float, y: float, pens: Pens, size: float, rng: random.Random, *, ticked: bool
) -> None:
    side = size * 0.82
    left, top = x + size * 0.08, y + size * 0.1
    box = (left, top, left + side, top + side)
    if ticked and pens.tick == "glyph":
        paper.text(x, y, "√", "song", size, weight=0.25)
        return
    if ticked and pens.tick == "solid":
        paper.rect(box, fill=BLACK)
        return
    paper.rect(box, width=0.65)
    if not ticked:
        paper.boxes.append(Printed("□", x, y, size, (x + size,)))
    if ticked and pens.tick == "hand":
        hand_tick(paper, left, top, side, rng)
    elif ticked:
        points = [
            (left + 0.16 * side, top + 0.5 * side),
            (left + 0.42 * side, top + 0.8 * side),
            (left + 0.88 * side, top + 0.14 * side),
        ]
        paper.pen.line(
            [(px * paper.scale, py * paper.scale) for px, py in points],
            BLACK,
            max(2, paper.px(0.9)),
            joint="curve",
        )
