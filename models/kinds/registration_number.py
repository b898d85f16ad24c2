"""Numbers of a business licence: a credit code, or a registration number (注册号) from before 2015."""

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
from models.kinds.look_alikes import DIGIT_FOR, changes
from models.kinds.printed import fold_text, is_blank_mark, strip_noise, without_blanks
from models.kinds.uscc import USCC

_NUMBER = re.compile(r"[0-9]{15}|[0-9]{13}")


def check_digit(first: str) -> str:
    """The 15th digit for the first 14 (GS 15-2006, ISO 7064 MOD 11,10)."""
    carry = 10
    for digit in first:
        carry = ((carry + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - carry) % 10)


def is_valid(number: str) -> bool:
    """Whether 15 digits carry the check digit of GS 15-2006."""
    return re.fullmatch("[0-9]{15}", number) is not None and check_digit(number[:14]) == number[14]


class RegistrationNumber:
    """Credit codes (18), registration numbers of 15 digits, and older ones of 13 digits without check."""

    name = "registration_number"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The number; the note says when its check digit fails or look-alikes were replaced."""
        code = without_blanks(fold_text(strip_noise(text))).upper()
        if is_blank_mark(text) or len(code) == 18:
            return USCC.read(text)
        digits = code.translate(DIGIT_FOR)
        if not _NUMBER.fullmatch(digits):
            return None
        fails = len(digits) == 15 and not is_valid(digits)
        if digits == code:
            return Parsed(digits, note=CHECK_DIGIT_FAILS if fails else None)
        if fails or len(digits) == 13:
            return None
        return Parsed(digits, note=f"{CHECK_DIGIT_REPAIRED}:{changes(code, digits)}")

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal characters; an old number and a credit code cannot be compared."""
        if len(left.value) != len(right.value):
            return Agreement.cannot_compare
        return equality(left.value, right.value)

    def show(self, parsed: Parsed) -> str:
        """The number itself."""
        return parsed.value


REGISTRATION_NUMBER = RegistrationNumber()
register(REGISTRATION_NUMBER)
