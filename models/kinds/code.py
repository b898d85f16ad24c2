"""Codes and certificate numbers: letters, digits and marks, compared without blanks and dash forms."""

from __future__ import annotations

import re

from models.kinds.base import Agreement, Parsed, equality, register
from models.kinds.printed import fold_text, is_blank_mark, strip_noise, without_blanks

_MARKS_AT_ENDS = ".,;:。、"


class Code:
    """A number or code under which a paper is registered; `value` in capitals without blanks."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """The name under which this kind is registered."""
        return self._name

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The code, in half width; None when no letter or digit stands there. `unit` means nothing here."""
        if is_blank_mark(text):
            return None
        code = without_blanks(fold_text(strip_noise(text))).upper().strip(_MARKS_AT_ENDS)
        return Parsed(code) if re.search(r"[0-9A-Z]", code) else None

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal but for blanks, dash and bracket forms and case."""
        return equality(code_key(left.value), code_key(right.value))

    def show(self, parsed: Parsed) -> str:
        """The code itself."""
        return parsed.value


def code_key(code: str) -> str:
    """What two spellings of a code must share."""
    return without_blanks(fold_text(code)).upper().replace("№", "NO")


CODE = Code("code")
register(CODE)
