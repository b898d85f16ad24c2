"""Letters and digits that OCR takes for one another in codes with a check character.

Only letter-for-digit pairs stand here: a digit for another digit is as likely a wrong paper as a
misread, and repairing it would hide the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

ALIKE: Mapping[str, str] = {
    "0": "DQ",
    "1": "LTJ",
    "2": "Z",
    "5": "S",
    "6": "G",
    "7": "T",
    "8": "B",
    "B": "8",
    "D": "0QU",
    "E": "F",
    "F": "EP",
    "G": "6C",
    "H": "N",
    "I": "1LTJ",
    "J": "1",
    "L": "1",
    "M": "N",
    "N": "MH",
    "O": "0DQ",
    "P": "R",
    "Q": "0",
    "R": "P",
    "S": "58",
    "T": "17",
    "U": "D",
    "V": "UY",
    "W": "M",
    "X": "Y",
    "Y": "X",
    "Z": "27",
}
FIRST_CHOICE: Mapping[str, str] = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "Y"}
DIGIT_FOR: Mapping[int, int] = str.maketrans("OQDILZSGB", "000112568")


class Repair(NamedTuple):
    """A code after repair and what was replaced, e.g. "S→5"."""

    code: str
    change: str


def repair_one(code: str, *, is_valid: Callable[[str], bool]) -> Repair | None:
    """The one code that a single look-alike replacement makes valid; None when none or several do."""
    found = [
        Repair(candidate, f"{code[at]}→{candidate[at]}")
        for at, candidate in _single_changes(code)
        if is_valid(candidate)
    ]
    return found[0] if len(found) == 1 else None


def _single_changes(code: str) -> Iterable[tuple[int, str]]:
    for at, character in enumerate(code):
        for other in ALIKE.get(character, ""):
            yield at, code[:at] + other + code[at + 1 :]


def changes(before: str, after: str) -> str:
    """What differs between two codes of equal length, e.g. "O→0,S→5"."""
    pairs = (f"{a}→{b}" for a, b in zip(before, after, strict=True) if a != b)
    return ",".join(dict.fromkeys(pairs))
