"""Whether a value that was read is the right one, after normalisation."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from models.kinds.base import kind as kind_named

BY_VALUE = ("money", "ratio", "count", "day", "period", "rank")
_ALIKE = str.maketrans(
    {"〔": "(", "〕": ")", "【": "(", "】": ")", "•": "·", "・": "·"} | dict.fromkeys("―—–", "-")
)
_SPLIT = re.compile(r"[;；、,，]")


def same_value(right: str, read: str, *, kind: str) -> bool:
    """Whether two values are the same by value or, for text, up to width, brackets and blanks.

    `kind` is the kind of the field; values of numbers and dates are canonical or as printed.
    """
    if plain(right) == plain(read):
        return True
    if kind in BY_VALUE:
        return _same_number(right, read) or _same_parsed(right, read, kind=kind)
    return _parts(right) == _parts(read)


def plain(text: str) -> str:
    """Fold width and brackets, drop blanks, lower the case of letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.translate(_ALIKE)
    return "".join(char for char in folded if not char.isspace())


def _parts(text: str) -> list[str]:
    return sorted(part for piece in _SPLIT.split(plain(text)) if (part := piece.strip("。.")))


def _same_number(right: str, read: str) -> bool:
    try:
        return Decimal(right.replace(",", "")) == Decimal(read.replace(",", ""))
    except InvalidOperation:
        return False


def _same_parsed(right: str, read: str, *, kind: str) -> bool:
    """Whether the truth, understood, is what was read; `read` is canonical already, or as printed."""
    reader = kind_named(kind)
    left, other = reader.read(right), reader.read(read)
    if left is None:
        return False
    return left.value == read or (other is not None and left.value == other.value)
