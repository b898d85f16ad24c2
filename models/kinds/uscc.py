"""Unified social credit codes (统一社会信用代码) by GB 32100-2015."""

from __future__ import annotations

import re

from models.kinds.base import (
    CHECK_DIGIT_FAILS,
    CHECK_DIGIT_REPAIRED,
    Agreement,
    Parsed,
    equality,
    register,
)
from models.kinds.look_alikes import FIRST_CHOICE, changes, repair_one
from models.kinds.printed import fold_text, is_blank_mark, strip_noise, without_blanks

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_CHOICE = str.maketrans(dict(FIRST_CHOICE))
_REGION = slice(2, 8)


def check_character(first: str) -> str:
    """The 18th character for the first 17 (GB 32100-2015, 31 less the weighted sum mod 31; 31 is 0)."""
    total = sum(_VALUE[c] * weight for c, weight in zip(first, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_valid(code: str) -> bool:
    """Whether a code has the form and the check character of GB 32100-2015."""
    return _FORM.fullmatch(code) is not None and check_character(code[:17]) == code[17]


def body_is_valid(code: str) -> bool:
    """Whether characters 9 to 17, an organisation code, carry their own check character (GB 11714-1997)."""
    body = code[8:17]
    total = sum(int(c, 36) * weight for c, weight in zip(body[:8], _BODY_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11] == body[8]


class Uscc:
    """Credit codes of 18 characters; `note` says when the check character fails or was made to fit."""

    name = "uscc"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The code; None unless 18 letters and digits stand there. `unit` means nothing here.

        A code that fails is repaired when exactly one replacement of a look-alike makes both its
        check characters right; otherwise it is returned as printed with the note `check_digit_fails`.
        """
        code = without_blanks(fold_text(strip_noise(text))).upper()
        if is_blank_mark(text) or not re.fullmatch("[0-9A-Z]{18}", code):
            return None
        if is_valid(code):
            return Parsed(code)
        repaired = _repair(code)
        if repaired is None:
            return Parsed(code, note=CHECK_DIGIT_FAILS)
        return Parsed(repaired, note=f"{CHECK_DIGIT_REPAIRED}:{changes(code, repaired)}")

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal characters."""
        return equality(left.value, right.value)

    def show(self, parsed: Parsed) -> str:
        """The code itself."""
        return parsed.value


def _repair(code: str) -> str | None:
    """First the letters that no code has (I O S V Z) and letters among the region's digits, then one look-alike."""
    legal = code.translate(_FIRST_CHOICE)
    legal = legal[:2] + legal[_REGION].translate(_REGION_DIGITS) + legal[8:]
    if legal != code and _fits(legal):
        return legal
    one = repair_one(code, is_valid=_fits)
    return one.code if one else None


_REGION_DIGITS = str.maketrans("QDLGB", "00168")


def _fits(code: str) -> bool:
    """Whether a repair may stand: both check characters fit, and the kind of institution is a digit.

    GB 32100-2015, 4.3: the second character is 1, 2, 3 or 9 in every register.
    """
    return is_valid(code) and body_is_valid(code) and code[1].isdigit()


USCC = Uscc()
register(USCC)
