"""Recognises pages of the printed forms that the catalogue knows: by title, or by many of their words."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.classify.page_view import PageView
from models.catalogue import Catalogue
from models.catalogue.form_titles import FormWords, printed_key

_LONG = 5  # characters of a label that says something by itself
_SOME, _MANY = 5, 8  # labels of one form that make an unknown page, and any page, a page of it
_SHARE, _MOST = 0.25, 0.4  # shares of the form's labels for the same


@dataclass(frozen=True)
class FormPage:
    """The type of paper that a page of a form belongs to.

    `titled` says that the form's title stands on the page, `sure` that whatever else the page looks
    like it is this form.
    """

    type: str
    titled: bool
    sure: bool


def find_form(view: PageView, catalogue: Catalogue) -> FormPage | None:
    """The form that the page shows, None when it shows none."""
    rows = [key for row in view.rows if (key := printed_key(row))]
    body = "".join(rows)
    found = [
        (words.title_length(rows), *_held(body, words), catalogue.tables[key].document_type)
        for key, words in catalogue.form_words.items()
    ]
    length, _, _, titled = max(found, default=(0, 0, 0.0, ""))
    if length:
        return FormPage(titled, titled=True, sure=True)
    count, share, kind = max((item[1:] for item in found), default=(0, 0.0, ""))
    if count < _SOME or share < _SHARE:
        return None
    return FormPage(kind, titled=False, sure=count >= _MANY and share >= _MOST)


def _held(body: str, words: FormWords) -> tuple[int, float]:
    """How many of the longer labels of a form stand on the page, and which share of them."""
    labels = [label for label in words.labels if len(label) >= _LONG]
    count = sum(label in body for label in labels)
    return count, count / max(1, len(labels))
