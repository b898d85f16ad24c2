"""Numbers of Chinese patents: ZL and the application number with its check character (ZC 0006-2003)."""

from __future__ import annotations

import re
from enum import StrEnum

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

_FIRST_LAW = 1985
_LONG_FROM = 2003  # October 2003: twelve digits instead of eight
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_PREFIX = re.compile(r"(?:专利号:?)?(?:Z[LI1]|2L|CN)?")
_BODY = re.compile(r"([0-9A-Z]{12}|[0-9A-Z]{8})(?:[.,。·-]?([0-9A-Z×]))?")


class PatentType(StrEnum):
    """The three types of patents; values as certificates and the indicators name them."""

    invention = "发明"
    utility_model = "实用新型"
    design = "外观设计"


_TYPES = {
    "1": PatentType.invention,
    "2": PatentType.utility_model,
    "3": PatentType.design,
    "8": PatentType.invention,  # international application (PCT)
    "9": PatentType.utility_model,  # international application (PCT)
}


def check_character(digits: str) -> str:
    """The check character of 12 (or, before October 2003, 8) digits: weighted sum mod 11, 10 as X."""
    total = sum(int(d) * weight for d, weight in zip(digits, _WEIGHTS, strict=False))
    return "0123456789X"[total % 11]


def patent_type_of(number: str) -> PatentType | None:
    """The type that a canonical number states; None when it is none."""
    digits = _digits_of(number)
    return _TYPES.get(digits[4] if len(digits) == 12 else digits[2]) if digits else None


def filing_year_of(number: str) -> int | None:
    """The year of filing that a canonical number states; None when it is none."""
    digits = _digits_of(number)
    if len(digits) == 12:
        return int(digits[:4])
    return 1900 + int(digits[:2]) if digits and digits[0] != "0" else _old_year(digits)


class PatentNumber:
    """Patent numbers; `value` as ZL201910123456.7, without the last part where no check was printed."""

    name = "patent_number"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The number, with or without ZL; None when year or type cannot be. `unit` means nothing here.

        Letters among the digits are replaced when the check character then fits. Where the check is
        missing or wrong, the note is `check_digit_fails`.
        """
        if is_blank_mark(text):
            return None
        bare = without_blanks(fold_text(strip_noise(text))).upper()
        match = _BODY.fullmatch(_PREFIX.sub("", bare, count=1))
        if match is None:
            return None
        printed, check = match[1], (match[2] or "").replace("×", "X")
        digits = printed.translate(DIGIT_FOR)
        if not _is_possible(digits):
            return None
        check_digit = check if check in ("", "X") else check.translate(DIGIT_FOR)
        if check_digit != check_character(digits):
            if printed != digits or (check_digit and check_digit not in "0123456789X"):
                return None
            return Parsed(_canonical(digits, check_digit), note=CHECK_DIGIT_FAILS)
        change = changes(printed + check, digits + check_digit)
        note = f"{CHECK_DIGIT_REPAIRED}:{change}" if change else None
        return Parsed(_canonical(digits, check_digit), note=note)

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal digits, and equal check characters where both are printed."""
        a, b = left.value.partition("."), right.value.partition(".")
        if not (a[2] and b[2]):
            return equality(a[0], b[0])
        return equality(left.value, right.value)

    def show(self, parsed: Parsed) -> str:
        """The number itself."""
        return parsed.value


def _canonical(digits: str, check: str) -> str:
    return f"ZL{digits}.{check}" if check else f"ZL{digits}"


def _digits_of(number: str) -> str:
    digits = number.removeprefix("ZL").partition(".")[0]
    return digits if len(digits) in (8, 12) and digits.isdigit() else ""


def _old_year(digits: str) -> int | None:
    return 2000 + int(digits[:2]) if digits else None


def _is_possible(digits: str) -> bool:
    """Whether the year lies in the years of that form and the type exists."""
    if not re.fullmatch("[0-9]{8}|[0-9]{12}", digits):
        return False
    year = filing_year_of(digits)
    if year is None or patent_type_of(digits) is None:
        return False
    if len(digits) == 8:
        return _FIRST_LAW <= year <= _LONG_FROM
    return _LONG_FROM <= year < 2200


PATENT_NUMBER = PatentNumber()
register(PATENT_NUMBER)
