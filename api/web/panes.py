"""The parts of the review screen that follow from a report: made once for each report, then kept with it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from api.routes.comments import CommentView
from api.web.arrangement import Arrangement
from api.web.pages import render
from extractor.report.checklist import PRESENCES
from models.submission import page_ranges

STEADY = ("tables", "checklist", "unchecked", "files", "thumbs", "pages")
"""Parts that no remark changes; each is a template in `panes/`."""
PASSED = "passed"
"""The pile of findings that nobody has to look at: the largest one, asked for when somebody does."""


class PaneWish(NamedTuple):
    """What the parts depend on beside the report."""

    submission: uuid.UUID
    may_review: bool
    two_people: bool


def show_panes(
    arranged: Arrangement, comments: Sequence[CommentView], *, wish: PaneWish
) -> Mapping[str, Markup]:
    """Return the parts as HTML by name; `findings` are all but those that passed."""
    panes = {name: _steady(arranged, name, wish=wish) for name in STEADY}
    return {**panes, "findings": _findings(arranged, comments, wish=wish, is_passed=False)}


def show_passed(
    arranged: Arrangement, comments: Sequence[CommentView], *, wish: PaneWish
) -> Markup:
    """Return the findings that passed as HTML."""
    return _findings(arranged, comments, wish=wish, is_passed=True)


def _steady(arranged: Arrangement, name: str, *, wish: PaneWish) -> Markup:
    def make() -> Markup:
        return render(
            f"panes/{name}.html",
            submission=wish.submission,
            may_review=wish.may_review,
            report=arranged.report,
            sections=arranged.sections,
            papers=arranged.papers,
            paper_groups=arranged.paper_groups,
            pages=arranged.pages,
            checklist=arranged.checklist,
            presences=PRESENCES,
            page_ranges=page_ranges,
            unchecked=arranged.unchecked,
            numbers=arranged.numbers,
        )

    return arranged.keep_made((name, *wish), (), make)


def _findings(
    arranged: Arrangement, comments: Sequence[CommentView], *, wish: PaneWish, is_passed: bool
) -> Markup:
    by_finding: dict[str, list[CommentView]] = {}
    for comment in comments:
        by_finding.setdefault(comment.about, []).append(comment)

    def make() -> Markup:
        return render(
            "panes/findings.html",
            findings=[f for f in arranged.findings if (f.group == PASSED) == is_passed],
            comments=by_finding,
            **wish._asdict(),
        )

    remarks = tuple(comment.id for comment in comments)
    return arranged.keep_made(("findings", is_passed, *wish), remarks, make)
