"""Whether a page goes on with the printed form that the pages before it began: by words not yet seen.

In: the pages of a paper so far, and the next page. Out: whether that page carries on its form.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.catalogue import Catalogue
from models.catalogue.form_titles import FormWords, printed_key
from models.page import PageText

_LONG = 4  # characters of a word or a part of one that say something within a line
_LEAST = 3  # words that were missing so far and stand on the page
_MANY = 8  # so many are enough by themselves
_SHARE = 0.5  # else they are at least this share of what was missing
_OF_LINES = 0.2  # and so many of the lines of the page are such words: a form is made of them
_MUCH, _SEVERAL = (
    0.4,
    5,
)  # or so many of the lines, and so many words that stood whole on no page before
_REST = 0.9  # of the lines: a page with little else is the rest of the form
_SENTENCE = 10  # characters of a note or long label, one of which stands on such a page


def carries_on_form(pages: Sequence[PageText], page: PageText, catalogue: Catalogue) -> bool:
    """Whether many words of the form that `pages` began stand on `page`, and no title of a form."""
    keys = _keys(page)
    forms = tuple(catalogue.form_words.values())
    if not keys or any(form.title_length(keys) for form in forms):
        return False
    form = _form_of(pages, forms)
    if form is None:
        return False
    before = [key for known in pages for key in _keys(known)]
    own = [key for key in keys if any(_is_of(key, word) for word in form.words)]
    share = len(own) / len(keys)
    if share >= _REST and any(len(key) >= _SENTENCE for key in own):
        return True
    here = _words_in(keys, form)
    fresh = {word for word in here if not any(_holds(key, word) for key in before)}
    if share >= _MUCH and len(fresh) >= _SEVERAL:
        return True
    missing = form.words - _words_in(before, form)
    enough = len(here & missing) >= max(_LEAST, min(_MANY, _SHARE * len(missing)))
    return enough and share >= _OF_LINES


def _form_of(pages: Sequence[PageText], forms: Sequence[FormWords]) -> FormWords | None:
    """The form whose title stands on the first page: the longest title, then the most words."""
    keys = _keys(pages[0])
    titled = [(length, form) for form in forms if (length := form.title_length(keys))]
    longest = max((length for length, _ in titled), default=0)
    best = [form for length, form in titled if length == longest]
    return max(best, key=lambda form: len(_words_in(keys, form)), default=None)


def _keys(page: PageText) -> list[str]:
    return [key for line in page.lines if (key := printed_key(line.text))]


def _words_in(keys: Sequence[str], form: FormWords) -> set[str]:
    """The words of which a line is one, holds one, or is a part: they are broken over lines."""
    return {word for word in form.words if any(_is_of(key, word) for key in keys)}


def _is_of(key: str, word: str) -> bool:
    return _holds(key, word) or (len(key) >= _LONG and key in word)


def _holds(key: str, word: str) -> bool:
    return key == word or (len(word) >= _LONG and word in key)
