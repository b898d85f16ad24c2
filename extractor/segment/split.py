"""Cuts the pages of a submission into papers.

In: page texts in order and their labels. Out: documents d1, d2 …; every page belongs to exactly one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.segment.bonds import is_bound, printed_numbers
from extractor.segment.form_pages import carries_on_form
from models.catalogue import Catalogue, load_catalogue
from models.catalogue.spec_documents import Recognition
from models.document import Document
from models.page import PageLabel, PageText

BLANK = "blank"  # part of a document without a type: a sheet on which nothing is printed
_FURNITURE = frozenset({"contents", "divider"})
_SHORT = 3  # papers of up to so many pages are held together by the numbers printed on them


@dataclass
class _Run:
    """Pages gathered so far for one document."""

    file: str
    type: str | None
    pages: list[PageText] = field(default_factory=list)
    labels: list[PageLabel] = field(default_factory=list)

    def add(self, page: PageText, label: PageLabel) -> None:
        self.pages.append(page)
        self.labels.append(label)

    def parts(self) -> list[str]:
        return [label.part for label in self.labels if label.part]


def split_documents(
    pages: Sequence[PageText],
    labels: Sequence[PageLabel],
    *,
    catalogue: Catalogue | None = None,
) -> tuple[Document, ...]:
    """Runs of pages that are one paper; `labels` holds one label per page, in the same order.

    A file border always ends a document. Blank pages, dividers, contents lists and pages of unknown
    kind that belong to no neighbour form documents of type None. `catalogue` (default: the one that
    ships) says how many pages and which parts a paper has. Raises ValueError when pages and labels
    are not equally many.
    """
    catalogue = catalogue or load_catalogue()
    runs: list[_Run] = []
    for index, (page, label) in enumerate(zip(pages, labels, strict=True)):
        after = labels[index + 1 :]
        current = runs[-1] if runs and runs[-1].file == page.file else None
        if current is not None and (
            _continues(current, page, label, after=after, catalogue=catalogue)
            or _fills_in(current, page, label, catalogue=catalogue)
        ):
            current.add(page, label)
        else:
            run = _Run(page.file, label.type)
            run.add(page, label)
            runs.append(run)
    return tuple(
        _document(run, number, catalogue=catalogue) for number, run in enumerate(runs, start=1)
    )


def _document(run: _Run, number: int, *, catalogue: Catalogue) -> Document:
    own = [label for label in run.labels if label.type == run.type]
    scores = [label.score for label in own] or [0.0]
    adopted = catalogue.document_type(run.type).recognition.adopts if run.type else ()
    return Document(
        id=f"d{number}",
        type=run.type,
        confidence=round(sum(scores) / len(scores), 3) if run.type else 0.0,
        pages=tuple(page.ref for page in run.pages),
        parts=tuple(_part(label, run, adopted) for label in run.labels),
    )


def _part(label: PageLabel, run: _Run, adopted: Sequence[str]) -> str | None:
    if label.blank and run.type is None:
        return BLANK
    return label.part if label.type == run.type or label.type in adopted else None


def _continues(
    run: _Run, page: PageText, label: PageLabel, *, after: Sequence[PageLabel], catalogue: Catalogue
) -> bool:
    """Whether a page goes on with the paper that the pages before it began."""
    if label.part in _FURNITURE and label.type is None:
        return run.type is None and run.labels[-1].part == label.part and label.part == "contents"
    if run.type is None:
        return label.type is None and _same_unknown(run.labels[-1], label)
    recognition = catalogue.document_type(run.type).recognition
    limit = recognition.max_pages
    full = limit is not None and len(run.pages) >= limit
    if label.blank or label.type is None:
        return (
            not full
            and not label.starts
            and _goes_on_after(run, page, label, after=after, limit=limit)
        )
    if label.type != run.type and _belongs(recognition, label):
        return not full
    if label.type != run.type:
        return not full and _is_inset(run, label, after, limit=limit)
    if label.starts:
        return _is_second_opening(run, label, catalogue=catalogue)
    return not full and _shares_number(run, page, limit=limit)


def _fills_in(run: _Run, page: PageText, label: PageLabel, *, catalogue: Catalogue) -> bool:
    """Whether a page that looks like another paper, or none, is the rest of a printed form."""
    forms = {table.document_type for table in catalogue.tables.values()}
    if run.type not in forms or label.blank or label.part in _FURNITURE:
        return False
    return carries_on_form(run.pages, page, catalogue)


def _belongs(recognition: Recognition, label: PageLabel) -> bool:
    """Whether a page of another type is part of such a paper by what the catalogue says."""
    adopted = label.type in recognition.adopts and not label.starts
    return adopted or label.type in recognition.encloses


def _same_unknown(last: PageLabel, label: PageLabel) -> bool:
    """Unknown pages stay together until one carries a heading; blank and printed pages do not mix."""
    if last.part in _FURNITURE or last.blank != label.blank:
        return False
    return not label.starts


def _goes_on_after(
    run: _Run, page: PageText, label: PageLabel, *, after: Sequence[PageLabel], limit: int | None
) -> bool:
    """Blank and unknown pages stand between two pages of a long paper, or an unknown one is tied to it.

    Otherwise they are nobody's: a photograph behind a contract is none of its pages.
    """
    if limit is not None and limit <= _SHORT:
        return False
    following = next((item for item in after if not item.blank and item.type), None)
    inside = (
        following is not None
        and following.file == run.file
        and following.type == run.type
        and not following.starts
    )
    return inside or (not label.blank and is_bound(run.pages, page))


def _is_inset(
    run: _Run, label: PageLabel, after: Sequence[PageLabel], *, limit: int | None
) -> bool:
    """One page that looks like another paper inside a long one (a declaration inside a form)."""
    if limit is not None and limit <= _SHORT:
        return False
    following = after[0] if after else None
    if following is None or following.file != run.file:
        return False
    return following.type == run.type and not following.starts and not label_is_certificate(label)


def label_is_certificate(label: PageLabel) -> bool:
    """Whether the label is so sure that the page is a paper of its own, whatever surrounds it."""
    return label.starts and label.score >= 0.9 and label.type != "commitment_letter"


def _is_second_opening(run: _Run, label: PageLabel, *, catalogue: Catalogue) -> bool:
    """Cover, then first text page: both look like a beginning, and are one paper."""
    if run.type is None or label.part is None or label.part in run.parts():
        return False
    parts = catalogue.document_type(run.type).recognition.parts
    opening = [part.key for part in parts if part.starts]
    seen = run.parts()
    if len(seen) != len(run.labels) or any(part not in opening for part in seen):
        return False
    return label.part in opening and opening.index(label.part) > opening.index(seen[-1])


def _shares_number(run: _Run, page: PageText, *, limit: int | None) -> bool:
    """Whether a further page of a short paper shows one of the numbers printed on it.

    Long papers, and pages without any number, need no such proof.
    """
    if limit is None or limit > _SHORT:
        return True
    known = frozenset().union(*(printed_numbers(item) for item in run.pages))
    own = printed_numbers(page)
    return not known or not own or not known.isdisjoint(own)
