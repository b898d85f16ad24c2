"""Pieces of text lines: words and figures that one line of the detector ran together, cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.extract.tables.placing import part_of
from extractor.extract.tables.rules import char_span
from models.page import TextLine

_MONEY = re.compile(
    r"[-—–−一_(（]?\s*[¥￥]?\s*(?:\d{1,3}(?:\s?[,，.．'’]\s?\d{3})*(?:\s?[,，.．·]\s?\d{1,2})?|\d+(?:[.．]\d+)?)\s*[)）]?"
)
_NUMBER = re.compile(r"\d[\d,，.．]*\d")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_GROUPED = r"[-—−(（]?\d{1,3}(?:[,，.．]\d{3})*[,，.．]\d{2}(?!\d)"
_SEAM = re.compile(
    rf"(?<=[一-鿿）):：])\s*(?={_GROUPED}|[-—−(（]?\d{{1,3}}(?:[,，]\d{{3}})+)"  # words, then an amount
    rf"|(?<=[.．]\d\d)\s*(?=[-—−]?\d{{1,3}}(?:[,，]\d{{3}})+[.．]\d\d)"  # an amount, then another
    r"|(?<=[.．]\d\d)\s*(?=[一-鿿])"
    r"|(?<=[.．]\d\d)\s+(?=[-—−(（\d])"
    r"|(?<=\d[)）])\s*(?=[-—−(（一-鿿\d])"
)
_WIDE_GAP = 1.6  # in character widths: a gap between characters that parts two cells


def is_figure(text: str) -> bool:
    """Whether the text is nothing but an amount: grouped, with decimals, or of four digits and more."""
    bare = text.strip()
    digits = sum(character.isdigit() for character in bare)
    if _YEAR.fullmatch(bare):
        return False
    if not digits or not _MONEY.fullmatch(bare):
        return _is_damaged_figure(bare, digits)
    return digits >= 4 or bool(re.search(r"[.．]\d\d\b", bare)) or bare in {"0", "0.0"}


def _is_damaged_figure(text: str, digits: int) -> bool:
    """Figures with a character or two misread: mostly digits and separators."""
    clean = sum(c.isdigit() or c in ",.，．-()（） " for c in text)
    return digits >= 4 and clean >= len(text) - 2 and bool(re.search(r"[,.，．]", text))


def pieces_of(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """The lines, cut where words end and an amount begins, between two amounts, and at wide gaps."""
    for line in lines:
        cuts = sorted({*_seams(line.text), *_gaps(line)})
        bounds = [0, *cuts, len(line.text)]
        for start, end in pairwise(bounds):
            part = part_of(line, start, end)
            if part is not None:
                yield part


def _seams(text: str) -> list[int]:
    numbers = [m.span() for m in _NUMBER.finditer(text) if is_grouped(m[0])]
    return [
        at
        for match in _SEAM.finditer(text)
        if 0 < (at := match.end()) < len(text)
        and not any(start < at < end for start, end in numbers)
    ]


def is_grouped(number: str) -> bool:
    """Whether all separators of a number stand where thousands end, counted from two decimals.

    Then it is one number, whatever its points and commas were read as.
    """
    behind = [
        sum(c.isdigit() for c in number[at:]) for at, c in enumerate(number) if not c.isdigit()
    ]
    return len(behind) >= 2 and all(count >= 2 and (count - 2) % 3 == 0 for count in behind)


def _gaps(line: TextLine) -> list[int]:
    """Positions with a clear gap before them; blanks that the engine read count with their width."""
    if not line.char_spans:
        return []
    width = line.box.width / max(1, len(line.text))
    cuts, edge = [], None
    for index, character in enumerate(line.text):
        if character.isspace():
            continue
        x0, x1 = char_span(line, index)
        if edge is not None and x0 - edge > _WIDE_GAP * width:
            cuts.append(index)
        edge = x1
    return cuts
