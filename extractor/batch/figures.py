"""Figures that an applicant tells otherwise than in an earlier batch: the same cell, the same year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.batch.use import use_of
from extractor.batch.words import figure_message
from extractor.verify.values import differs, titled
from models.batch import CrossFinding, Figure, TraceKind, Worked
from models.finding import Severity

COMPARED = ("money", "count", "ratio")
"""Kinds of which a year has one value; names, addresses and choices may change."""


def changed_figures(
    submissions: Sequence[Worked], owners: Sequence[int], *, first_earlier: int
) -> Iterator[CrossFinding]:
    """Yield the figures of a year that a current submission and an earlier one of its applicant tell apart.

    Submissions from the position `first_earlier` on are earlier. A figure that was read in one of them
    alone, or without its unit, says nothing.
    """
    earlier: defaultdict[int, list[Worked]] = defaultdict(list)
    for owner, worked in zip(owners[first_earlier:], submissions[first_earlier:], strict=True):
        earlier[owner].append(worked)
    for now, owner in enumerate(owners[:first_earlier]):
        for before in earlier.get(owner, ()):
            yield from _changed(submissions[now], before)


def _changed(now: Worked, before: Worked) -> Iterator[CrossFinding]:
    told = dict(_of_years(before))
    for cell, figure in _of_years(now):
        other = told.get(cell)
        if other is None or figure.reading is None or other.reading is None:
            continue
        if not differs(figure.kind, figure.reading, other.reading):
            continue
        uses = (
            use_of(now, value=figure.reading),
            use_of(before, value=other.reading),
        )
        title = titled(figure.title, figure.period)
        yield CrossFinding(
            kind=TraceKind.figure,
            severity=Severity.info,
            value=title,
            message=figure_message(title, uses),
            uses=uses,
        )


def _of_years(worked: Worked) -> Iterator[tuple[tuple[str, str], Figure]]:
    """The figures of calendar years by indicator and year."""
    for figure in worked.figures:
        if figure.kind in COMPARED and (figure.period or "").isdigit():
            yield (figure.key, figure.period or ""), figure
