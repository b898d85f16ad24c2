"""Characters with their places: what every value is put together from, and pointed back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.geometry import Box
from models.kinds.characters import simplified
from models.kinds.printed import fold_width
from models.page import PageText, TextLine


@dataclass(frozen=True)
class Glyph:
    """One printed character that is not blank.

    `char` is as read, `folded` its half-width, simplified form; `x0`, `x1` lie in the upright frame, the height
    is that of its `line`; `spaced` says that a blank stands before it in the line; `index` counts
    characters of the line.
    """

    char: str
    folded: str
    x0: float
    x1: float
    confidence: float
    line: TextLine
    index: int
    spaced: bool

    @property
    def box(self) -> Box:
        """Its box in the upright frame."""
        return Box(self.x0, self.line.box.y0, self.x1, self.line.box.y1)

    @property
    def opens_line(self) -> bool:
        """Whether nothing stands before it in its line."""
        return not self.line.text[: self.index].strip()


def glyphs_of(line: TextLine) -> tuple[Glyph, ...]:
    """The characters of a line without its blanks."""
    width = line.box.width / max(1, len(line.text))
    found: list[Glyph] = []
    spaced = False
    for index, char in enumerate(line.text):
        if char.isspace():
            spaced = True
            continue
        if index < len(line.char_spans):
            x0, x1 = line.char_spans[index]
        else:
            x0, x1 = line.box.x0 + index * width, line.box.x0 + (index + 1) * width
        known = index < len(line.char_confidences)
        confidence = line.char_confidences[index] if known else line.confidence
        folded = simplified(fold_width(char) or char)
        found.append(Glyph(char, folded, x0, x1, confidence, line, index, spaced))
        spaced = False
    return tuple(found)


@dataclass(frozen=True)
class Reading:
    """Characters of one page that belong together, in reading order; never empty."""

    page: PageText
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The text as printed, with a blank where one is printed between words or figures."""
        pieces = [self.glyphs[0].char]
        for left, right in pairwise(self.glyphs):
            if _blank_between(left, right):
                pieces.append(" ")
            pieces.append(right.char)
        return "".join(pieces)

    @property
    def folded(self) -> str:
        """The half-width text without blanks, one character per glyph."""
        return "".join(glyph.folded[:1] for glyph in self.glyphs)

    @property
    def box(self) -> Box:
        """The box around all characters, upright frame."""
        return Box.around(glyph.box for glyph in self.glyphs)

    @property
    def confidence(self) -> float:
        """The smallest confidence of its characters, 0..1."""
        return min(glyph.confidence for glyph in self.glyphs)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines that the characters come from, each once."""
        return tuple({id(glyph.line): glyph.line for glyph in self.glyphs}.values())

    def part(self, start: int, end: int | None = None) -> Reading | None:
        """Characters start..end (counted without blanks), None when that leaves nothing."""
        glyphs = self.glyphs[start:end]
        return Reading(self.page, glyphs) if glyphs else None

    def stripped(self, characters: str) -> Reading | None:
        """Without these characters at both ends, None when nothing is left."""
        start, end = 0, len(self.glyphs)
        while start < end and self.glyphs[start].folded in characters:
            start += 1
        while end > start and self.glyphs[end - 1].folded in characters:
            end -= 1
        return self.part(start, end)


def joined(page: PageText, readings: Iterable[Sequence[Glyph]]) -> Reading | None:
    """Several stretches of one page as one reading, None when they hold no character."""
    glyphs = tuple(glyph for stretch in readings for glyph in stretch)
    return Reading(page, glyphs) if glyphs else None


def _blank_between(left: Glyph, right: Glyph) -> bool:
    if left.line is right.line:
        return right.spaced
    words = left.char.isascii() and right.char.isascii()
    if not words or not (left.char.isalnum() and right.char.isalnum()):
        return False
    same_row = abs(left.box.center[1] - right.box.center[1]) < left.line.box.height / 2
    gap = right.x0 - left.x1
    return gap > 0.4 * (left.x1 - left.x0) if same_row else left.char.isalpha()
