"""What an applicant wrote itself, sentence by sentence, so that the same words in two applications are seen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from models.kinds.company_name import company_key
from models.kinds.printed import fold_text

LEAST = 20
"""Fewest letters of a sentence that is compared; shorter ones everybody writes."""
_END = re.compile(r"[。！？；;!?]+")
_OWN_NAME = re.compile(r"(?:我|本|该)?(?:公司|企业|单位|司)")
_FIGURES = re.compile(r"\d+")


class Sentence(NamedTuple):
    """A sentence as written, and the hash (32 hex digits) of its words without names and figures."""

    raw: str
    key: str


def sentences_of(text: str, *, applicant_name: str | None) -> Iterator[Sentence]:
    """Yield the sentences of a text that are long enough to be somebody's own.

    The applicant's name, words for itself, figures, blanks and signs do not count: whoever copies
    a text puts in other ones.
    """
    name = company_key(applicant_name or "")
    for part in _END.split(text):
        words = "".join(char for char in fold_text(part) if char.isalnum())
        if name:
            words = words.replace("".join(char for char in name if char.isalnum()), "")
        words = _FIGURES.sub("", _OWN_NAME.sub("", words))
        if len(words) >= LEAST:
            yield Sentence(part.strip(), hashlib.sha256(words.encode()).hexdigest()[:32])
