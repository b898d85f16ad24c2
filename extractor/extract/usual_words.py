"""Mends readings of fields that hold one of a known set of expressions, where exactly one of these fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.extract.glyphs import Glyph, Reading
from models.kinds.printed import fold_text, without_blanks

WEAK = 0.9  # confidence under which a character may stand for another
_PER_WRONG = 7  # characters of an expression for each that may be misread
_SCRAPS = 3  # weak characters behind an expression that may belong to something else


def mended_words(reading: Reading, known: Sequence[str]) -> Reading | None:
    """Return the reading with its weak characters as the only known expression that fits has them.

    None when it is such an expression already, when none or more than one fits, or when a character
    that was read surely would have to change. A first 一 that was passed over is put back. Weak
    scraps behind an expression are dropped.
    """
    text = reading.folded
    words = {_key(word) for word in known}
    if text in words:
        return None
    fitting = [
        (wrong, word) for word in words if (wrong := _wrong(reading.glyphs, word)) is not None
    ]
    if fitting:
        least = min(wrong for wrong, _ in fitting)
        best = [word for wrong, word in fitting if wrong == least]
        return _as(reading, best[0]) if len(best) == 1 else None
    if f"一{text}" in words:
        first = reading.glyphs[0]
        lost = replace(first, char="一", folded="一", x1=first.x0, confidence=0.0)
        return Reading(reading.page, (lost, *reading.glyphs))
    return _without_scraps(reading, words)


def _key(word: str) -> str:
    return without_blanks(fold_text(word))


def _wrong(glyphs: Sequence[Glyph], word: str) -> int | None:
    """How many characters differ, None where that is too many or a sure one is among them."""
    if len(glyphs) != len(word):
        return None
    differing = [g for g, char in zip(glyphs, word, strict=True) if g.folded != char]
    if len(differing) > max(1, len(word) // _PER_WRONG):
        return None
    return None if any(glyph.confidence >= WEAK for glyph in differing) else len(differing)


def _as(reading: Reading, word: str) -> Reading:
    glyphs = (
        glyph if glyph.folded == char else replace(glyph, char=char, folded=char)
        for glyph, char in zip(reading.glyphs, word, strict=True)
    )
    return Reading(reading.page, tuple(glyphs))


def _without_scraps(reading: Reading, words: set[str]) -> Reading | None:
    begun = [word for word in words if reading.folded.startswith(word)]
    if not begun:
        return None
    longest = len(max(begun, key=len))
    scraps = reading.glyphs[longest:]
    foreign = all(g.confidence < WEAK and g.char.isalnum() for g in scraps)
    if len(scraps) > _SCRAPS or not foreign:
        return None
    return Reading(reading.page, reading.glyphs[:longest])
