"""Weighs the signs of a document type, as its catalogue entry declares them, on one page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.classify.page_view import PageView, fold
from models.catalogue.spec_documents import DocumentType, Part, Sign

ENOUGH = 40  # points from which a page belongs to a type
_ENOUGH_FOR_PART = 30
_TRAIL = 10  # characters that may follow the phrase in a heading
_NUMBERING = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[)、.,]*")
_PASSING = 0.6  # of its weight counts a title sign for a type that is less than half of the title


@dataclass(frozen=True)
class Evidence:
    """Points of one document type on one page.

    `part` is the part of the type that fits best; `opens` says that the page looks like a first page.
    """

    type: str
    points: float
    part: str | None
    opens: bool


def weigh(kind_of_paper: DocumentType, view: PageView) -> Evidence:
    """Weigh a document type on a page; 0 points when a forbidden word stands there."""
    recognition = kind_of_paper.recognition
    if any(_folded(word) in view.body for word in recognition.forbidden):
        return Evidence(kind_of_paper.key, 0.0, None, opens=False)
    own = points_of(recognition.signs, view)
    part, part_points = _best_part(recognition.parts, view)
    follows = points_of(recognition.continuation, view)
    required = recognition.required_any
    first = not required or any(_folded(word) in view.body for word in required)
    opening = own if first else 0.0
    continuing = part is not None and not part.starts
    points = max(opening + part_points, follows + (own if own < 0 else 0))
    opens = first and opening >= ENOUGH and not continuing and opening + part_points >= follows
    if recognition.parts and part is not None:
        titled = points_of((sign for sign in recognition.signs if sign.where == "title"), view) > 0
        opens = part.starts and first and (titled or opening >= ENOUGH)
    return Evidence(kind_of_paper.key, points, part.key if part else None, opens)


def points_of(signs: Iterable[Sign], view: PageView) -> float:
    """Sum of the weights of all signs that stand on the page; of nested phrases only the heaviest."""
    weighed = [
        (sign.weight * (share if sign.weight > 0 else 1), sign)
        for sign in signs
        if (share := _share(sign, view)) > 0
    ]
    weighed.sort(key=lambda item: (-item[0], -len(item[1].phrase)))
    total = 0.0
    counted: list[str] = []
    for points, sign in weighed:
        nested = points > 0 and any(
            sign.phrase in known or known in sign.phrase for known in counted
        )
        if not nested:
            total += points
            counted.append(sign.phrase)
    return total


def _best_part(parts: tuple[Part, ...], view: PageView) -> tuple[Part | None, float]:
    best: tuple[Part | None, float] = (None, 0.0)
    for part in parts:
        points = points_of(part.signs, view)
        if points >= _ENOUGH_FOR_PART and points > best[1]:
            best = (part, points)
    return best


def _share(sign: Sign, view: PageView) -> float:
    """How much of its weight a sign brings on this page, 0 to 1."""
    if sign.where == "title":
        return max((_in_title(sign, title.text) for title in view.titles), default=0.0)
    if sign.where == "heading":
        return 1.0 if any(_heads(sign, row) for row in view.rows) else 0.0
    text = view.top if sign.where == "top" else view.body
    if sign.pattern:
        return 1.0 if _pattern(sign.phrase).search(text) else 0.0
    return 1.0 if _folded(sign.phrase) in text else 0.0


def _heads(sign: Sign, row: str) -> bool:
    """Whether a row is the phrase and little else: a number before it, a few words behind."""
    bare = _NUMBERING.sub("", row)
    if sign.pattern:
        match = _pattern(sign.phrase).match(bare)
        return match is not None and len(bare) <= match.end() + _TRAIL
    phrase = _folded(sign.phrase)
    return bare.startswith(phrase) and len(bare) <= len(phrase) + _TRAIL


def _in_title(sign: Sign, title: str) -> float:
    if sign.pattern:
        match = _pattern(sign.phrase).search(title)
        length = len(match[0]) if match else 0
    else:
        phrase = _folded(sign.phrase)
        length = len(phrase) if phrase in title or contains_nearly(title, phrase) else 0
    if not length:
        return 0.0
    return 1.0 if 2 * length >= len(title) else _PASSING


def contains_nearly(text: str, phrase: str) -> bool:
    """Whether a stretch of the text differs from the phrase (5 characters and more) in one character."""
    size = len(phrase)
    if size < 5:
        return False
    return any(
        sum(a != b for a, b in zip(text[at : at + size], phrase, strict=True)) <= 1
        for at in range(len(text) - size + 1)
    )


@cache  # as many as the catalogue holds
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@cache
def _folded(phrase: str) -> str:
    return fold(phrase)
