"""The reading ceiling: the share of true values whose characters were read on the page at all.

No finding of fields can do better than this; what lies between it and the exact fields is lost behind
the reading, what lies above it is lost in the reading itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.evaluate.compare import plain, same_value
from extractor.evaluate.score import Miss, Tally, kind_of
from extractor.evaluate.truth import DocumentTruth
from models.catalogue.catalogue import Catalogue
from models.page import PageText

_LEAST_PIECE = 4  # characters of a line that make up a part of a longer value
_NUMBERS = re.compile(
    r"[0-9零〇○一二三四五六七八九十][0-9零〇○一二三四五六七八九十年月日,.\-/ ]*[0-9日]"
)
_BY_VALUE = ("day", "money", "period", "ratio", "count")


def score_ceiling(
    truth: DocumentTruth, pages: Sequence[PageText], *, where: str, catalogue: Catalogue
) -> Tally:
    """Count the true values of a document that stand in the text of its pages.

    Values that are not on the document are left out. Numbers and dates may be printed in another form
    than the truth states.
    """
    right, misses = 0, []
    printed = [field for field in truth.fields if field.value is not None]
    texts = _texts(pages)
    for field in printed:
        kind = kind_of(field, truth, catalogue=catalogue)
        if stands_in(str(field.value), texts, kind=kind):
            right += 1
            continue
        misses.append(
            Miss(
                where=where,
                key=field.key,
                period=field.period,
                right=field.value,
                read=None,
                flagged=False,
            )
        )
    return Tally(right=right, total=len(printed), misses=tuple(misses))


def stands_in(value: str, texts: Sequence[str], *, kind: str = "text") -> bool:
    """Whether a value was read: whole in running text, line by line, or (numbers, dates) by value."""
    wanted = _bare(value)
    if wanted in _bare("".join(texts)) or _is_made_of(wanted, [_bare(text) for text in texts]):
        return True
    if kind not in _BY_VALUE:
        return False
    found = (match[0] for text in texts for match in _NUMBERS.finditer(text))
    return any(same_value(value, number, kind=kind) for number in found)


def _texts(pages: Sequence[PageText]) -> list[str]:
    """Everything that was read: lines, their other readings, seals."""
    lines = [line for page in pages for line in page.lines]
    seconds = [line.second for line in lines if line.second]
    seals = [seal.text for page in pages for seal in page.seals if seal.text]
    return [line.text for line in lines] + seconds + seals


def _is_made_of(wanted: str, lines: Sequence[str]) -> bool:
    """Whether a value broken over several lines was read, other columns standing in between."""
    rest = wanted
    for line in sorted(set(lines), key=len, reverse=True):
        if len(line) >= _LEAST_PIECE and line in rest:
            rest = rest.replace(line, "\n", 1)
    ends = [part for part in rest.split("\n") if part]
    return "\n" in rest and all(
        any(line.startswith(part) or line.endswith(part) for line in lines) for part in ends
    )


def _bare(text: str) -> str:
    """Characters that count: width, brackets, blanks and punctuation folded away."""
    return "".join(char for char in plain(text) if char.isalnum())
