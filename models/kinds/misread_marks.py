"""Marks and letters inside printed numbers that can only be separators and digits taken for something else."""

from __future__ import annotations

import re

from models.kinds.printed import fold_width

_LETTERS_BETWEEN = re.compile(r"(?<=[0-9])([,.]?)([OolI]+)(?=[,.]?[0-9])")
_LETTERS = str.maketrans("OolI", "0011")
_STOPS = re.compile(r"(?<=[0-9])[。·](?=[0-9])")
_TWICE = re.compile(
    r"(?<=[0-9])([,.'])[,.'](?=[0-9]{3}[,.'])|(?<=[0-9])[,.'][,.'](?=[0-9]{2}(?![0-9,.']))"
)
_OTHER_MARK = re.compile(
    r"(?<![0-9])([0-9]{1,3})[:;、](?=[0-9]{3}(?:[,'][0-9]{3})*\.[0-9])"
    r"|(?<=[,'][0-9]{3})[:;、](?=[0-9]{2}(?![0-9]))"
)
_HIDDEN = re.compile(r"^\s*[|¦。;]+\s*(?=[0-9])|(?<!\.[0-9]{2})(?<=[0-9])\s*[|¦]+\s*$")


def mend_letters(text: str) -> tuple[str, int]:
    """O, l and I between digits as 0 and 1, and in how many places they stood."""
    return _LETTERS_BETWEEN.subn(lambda match: match[1] + match[2].translate(_LETTERS), text)


def mend_marks(text: str) -> tuple[str, int]:
    """Marks between digits that only a point or a comma can be, and how many there were.

    。 and · are points; of two separators in a row one is; : ; 、 are one where groups of three stand
    behind or two decimals after such a group.
    """
    text, stops = _STOPS.subn(".", text)
    text, others = _OTHER_MARK.subn(lambda match: f"{match[1]}," if match[1] else ".", text)
    text, twice = _TWICE.subn(lambda match: "," if match[1] else ".", text)
    return text, stops + others + twice


def hides_digit(text: str) -> bool:
    """Whether a bar or a stop beside the digits may be a digit or a sign that was not read.

    Behind two decimals nothing can be missing.
    """
    return _HIDDEN.search(fold_width(text)) is not None
