"""The printed titles and words of standard tables, in the form in which they are looked for on pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from models.catalogue.spec_tables import TableField, TableSpec
from models.kinds.printed import fold_text

_BLANKS = re.compile(r"(?<![a-z])x{2,}(?:省份|市州|市)?|(?<![a-z])x(?=批)")
_BEFORE = r"(?:(?:模板)?附[件表]?[\d一二三四五六七八九十]{0,4})?"
_BEHIND = r"(?:模板|提纲|组织具体企业填报|\d{4}年度?|单位.{0,12})?"
_ANY = ".{0,14}"


def printed_key(text: str) -> str:
    """Letters, digits and Chinese characters of a text in one form: blanks and signs are read unsurely."""
    return "".join(char for char in fold_text(text).casefold() if char.isalnum())


def title_pattern(title: str) -> re.Pattern[str]:
    """A title as an expression on keys; XX市 stands for the name of a place, X批 for a number.

    A title that begins with a blank to be filled in may have any words before it.
    """
    key = _blanked(title)
    open_start = title.startswith(("“ ”", "**")) and not key.startswith("\0")
    start = _ANY if open_start else ""
    return re.compile(_BEFORE + start + re.escape(key).replace("\0", _ANY) + _BEHIND)


@cache
def title_inside(title: str) -> re.Pattern[str]:
    """A title as an expression that finds it within the key of a longer text."""
    return re.compile(re.escape(_blanked(title).strip("\0")).replace("\0", _ANY))


def _blanked(title: str) -> str:
    """The key of a title with a NUL for what is filled in."""
    return _BLANKS.sub("\0", printed_key(title.replace("×", "X")))


def _printed_length(title: str) -> int:
    """The characters of a title that are always printed: what is filled in does not tell forms apart."""
    return len(_blanked(title).replace("\0", ""))


def _joined(rows: Sequence[str], length: int) -> Iterator[str]:
    first = rows if length >= _TELLING else rows[:2]
    for at in range(len(first)):
        for count in (1, 2, 3):
            yield "".join(rows[at : at + count])


_TELLING = 8
"""Characters from which a title is no everyday word."""


@dataclass(frozen=True)
class FormWords:
    """What is printed on a form: its titles as expressions with their lengths, and its labels as keys.

    `words` are all words of three characters and more, those behind labels and notes too.
    """

    titles: tuple[tuple[re.Pattern[str], int], ...]
    labels: frozenset[str]
    words: frozenset[str]

    def title_length(self, rows: Sequence[str]) -> int:
        """The length of the longest title that is printed on the rows (as keys), blanks apart, 0 for none.

        A title may be broken over up to three rows; one of few characters counts in the first rows
        alone.
        """
        lengths = (
            length
            for pattern, length in self.titles
            if any(pattern.fullmatch(text) for text in _joined(rows, length))
        )
        return max(lengths, default=0)


def words_of(table: TableSpec) -> FormWords:
    """The titles and words of a form."""
    titles = (table.title_zh, *table.titles)
    printed = [field for field in table.fields if field.printed]
    words = [label_of(field) for field in printed if field.quoted]
    words += [field.fixed for field in printed if field.fixed and not field.quoted]
    further = [word for field in printed if field.on_paper for word in field.on_paper.after]
    every = map(printed_key, (*words, *further, *table.notes))
    return FormWords(
        titles=tuple((title_pattern(title), _printed_length(title)) for title in titles),
        labels=frozenset(map(printed_key, words)),
        words=frozenset(key for key in every if len(key) > 2),
    )


def label_of(field: TableField) -> str:
    """The first printed words before the field's value."""
    return field.on_paper.after[0] if field.on_paper else field.label
