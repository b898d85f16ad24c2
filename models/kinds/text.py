"""Plain text: compared without regard to widths, blanks, kinds of brackets and final punctuation."""

from __future__ import annotations

import re

from models.kinds.base import Agreement, Parsed, equality, register
from models.kinds.printed import fold_text, is_blank_mark, without_blanks

_QUOTED = re.compile(r'"([^"]*[\u4e00-\u9fff][^"]*)"')
_MARKS_AT_ENDS = ".,;:。、"


class Text:
    """Free text; `value` is folded to one width and one form of brackets, dashes and quotes.

    Quotes around Chinese are “”, as GB/T 15834-2011 (4.8) prints them: recognisers often give straight ones.
    """

    name = "text"

    def read(self, text: str, *, unit: str | None = None) -> Parsed | None:
        """The folded text, None when only a blank mark stands there; `unit` means nothing here."""
        folded = fold_text(text)
        return None if is_blank_mark(folded) else Parsed(_curled(folded))

    def agree(self, left: Parsed, right: Parsed) -> Agreement:
        """Equal but for blanks, case and the punctuation at the ends."""
        return equality(text_key(left.value), text_key(right.value))

    def show(self, parsed: Parsed) -> str:
        """The text itself."""
        return parsed.value


def text_key(text: str) -> str:
    """What two texts must share to be the same."""
    return without_blanks(fold_text(text)).casefold().strip(_MARKS_AT_ENDS)


def _curled(folded: str) -> str:
    return _QUOTED.sub(r"“\1”", folded)


TEXT = Text()
register(TEXT)
