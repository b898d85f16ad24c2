"""Names of companies and other bodies: compared without regard to widths, blanks and brackets."""

from __future__ import annotations

import re

from models.kinds.base import Agreement, Parsed, equality, register
from models.kinds.printed import fold_text, is_blank_mark, strip_noise, without_blanks


class CompanyName:
    """Names; `value` has no blanks between Chinese characters and half-width brackets."""

    name = "company_name"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The name; None for blank marks and for text without a letter. `unit` means nothing here."""
        if is_blank_mark(text):
            return None
        name = re.sub(r"\s*([()])\s*", r"\1", fold_text(strip_noise(text)))
        return Parsed(name) if any(c.isalpha() for c in name) else None

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal but for brackets, blanks and case; one look-alike character is a difference.

        Whether that one character may be a misread is for the caller to ask with `one_edit`.
        """
        return equality(company_key(left.value), company_key(right.value))

    def show(self, parsed: Parsed) -> str:
        """The name itself."""
        return parsed.value


def company_key(name: str) -> str:
    """What two spellings of a name must share; brackets are left out, registers do not tell names by them."""
    return re.sub(r"[()<>\"'·.,]", "", without_blanks(fold_text(name))).casefold()


COMPANY_NAME = CompanyName()
register(COMPANY_NAME)
