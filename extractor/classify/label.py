"""Labels pages: from the text of each page by itself to what paper it looks like.

In: page texts in order, catalogue. Out: one label per page, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.classify.forms import find_form
from extractor.classify.furniture import (
    CONTENTS,
    DIVIDER,
    EVIDENCE_INDEX,
    is_blank,
    is_contents,
    is_divider,
)
from extractor.classify.page_view import PageView, view_page
from extractor.classify.signs import ENOUGH, Evidence, weigh
from models.catalogue import Catalogue
from models.page import PageLabel, PageText

_SURE = 100.0  # points that leave no doubt
_FORM = 0.9  # score of a page that is known as one of a printed form
_HEADING = 1.6  # times the usual line height: an unknown page so headed begins a new paper


def label_pages(pages: Sequence[PageText], catalogue: Catalogue) -> tuple[PageLabel, ...]:
    """Label every page by the signs of the document types; pages do not influence each other.

    Blank pages and dividers have type None; `part` names the latter, and contents lists.
    """
    return tuple(_label(page, catalogue) for page in pages)


def _label(page: PageText, catalogue: Catalogue) -> PageLabel:
    if is_blank(page):
        return PageLabel(
            file=page.file, page=page.page, type=None, score=1.0, starts=False, blank=True
        )
    view = view_page(page)
    if is_contents(view):
        return _contents(page, catalogue)
    if is_divider(page, view):
        return _without_type(page, DIVIDER)
    ranked = sorted(
        (weigh(paper, view) for paper in catalogue.document_types.values()),
        key=lambda item: (-item.points, not catalogue.document_types[item.type].fields, item.type),
    )
    best = ranked[0] if ranked else None
    known = best.type if best is not None and best.points >= ENOUGH else None
    form = find_form(view, catalogue)
    if form is not None and form.type != known and (form.sure or known is None):
        return PageLabel(
            file=page.file, page=page.page, type=form.type, score=_FORM, starts=form.titled
        )
    if best is None or best.points < ENOUGH:
        return PageLabel(
            file=page.file, page=page.page, type=None, score=0.0, starts=_is_headed(view)
        )
    return PageLabel(
        file=page.file,
        page=page.page,
        type=best.type,
        score=_score(best, ranked[1] if len(ranked) > 1 else None),
        starts=best.opens,
        part=best.part,
    )


def _without_type(page: PageText, part: str) -> PageLabel:
    return PageLabel(file=page.file, page=page.page, type=None, score=0.9, starts=True, part=part)


def _contents(page: PageText, catalogue: Catalogue) -> PageLabel:
    """Contents lists are papers where the catalogue has a type for them."""
    if EVIDENCE_INDEX not in catalogue.document_types:
        return _without_type(page, CONTENTS)
    return PageLabel(
        file=page.file, page=page.page, type=EVIDENCE_INDEX, score=0.9, starts=True, part=CONTENTS
    )


def _score(best: Evidence, second: Evidence | None) -> float:
    """Share of the points that leave no doubt, lowered when another type comes close; 0 to 1."""
    rival = max(0.0, second.points) if second else 0.0
    lead = min(1.0, (best.points - rival) / ENOUGH)
    return round(min(1.0, best.points / _SURE) * (0.7 + 0.3 * lead), 3)


def _is_headed(view: PageView) -> bool:
    """Whether an unknown page carries a large title in its upper half."""
    return any(
        title.scale >= _HEADING and title.y < 0.5 and len(title.text) >= 4 and not title.sealed
        for title in view.titles
    )
