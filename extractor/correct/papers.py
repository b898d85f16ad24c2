"""Corrected papers: runs of pages that a person put together and named, cut out of what the splitter found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.correct.pages import PageIndex, PageKey
from models.correction import PagesCorrection
from models.document import Document
from models.issue import Issue, IssueCode
from models.submission import PageRef

PartOf = Callable[[PageRef, str], str | None]
"""Gives the part of a document type that a page looks like, None when it is not told."""


class _Piece(NamedTuple):
    """A run of pages on the way to a document."""

    type: str | None
    confidence: float
    pages: tuple[PageRef, ...]
    parts: tuple[str | None, ...]


def correct_documents(
    documents: Sequence[Document],
    corrections: Sequence[PagesCorrection],
    *,
    index: PageIndex,
    part_of: PartOf,
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """Return the papers with every corrected run as a document of its own, numbered anew from d1.

    What is left of a paper before and after the run keeps its type. A run whose pages are not all
    there, one after another in one file, is not applied but reported.
    """
    pieces = [_piece(document) for document in documents]
    issues: list[Issue] = []
    for correction in corrections:
        run = _find_run(correction, index)
        if run:
            pieces = _carved(pieces, run, correction.type, part_of=part_of)
        else:
            issues.append(_stale(correction))
    if len(issues) == len(corrections):
        return tuple(documents), tuple(issues)
    return tuple(_document(piece, n) for n, piece in enumerate(pieces, start=1)), tuple(issues)


def _find_run(correction: PagesCorrection, index: PageIndex) -> tuple[PageKey, ...]:
    """The first run of pages, one after another in one file, that carry the marks in order."""
    for file, page in index.find(correction.marks[0]):
        run = tuple((file, page + at) for at in range(len(correction.marks)))
        if all(key in index.find(mark) for key, mark in zip(run, correction.marks, strict=True)):
            return run
    return ()


def _carved(
    pieces: Sequence[_Piece], run: Sequence[PageKey], type_: str | None, *, part_of: PartOf
) -> list[_Piece]:
    """The pieces without the pages of the run, and the run, in the order of their first pages."""
    order = {key: at for at, key in enumerate(k for piece in pieces for k in _keys(piece))}
    # A sheet that holds two pages comes whole.
    refs = [ref for piece in pieces for ref in piece.pages if (ref.file, ref.page) in set(run)]
    new = _Piece(
        type_,
        1.0 if type_ else 0.0,
        tuple(refs),
        tuple(part_of(ref, type_) if type_ else None for ref in refs),
    )
    left = [
        piece._replace(pages=piece.pages[start:end], parts=piece.parts[start:end])
        for piece in pieces
        for start, end in _left(_keys(piece), run)
    ]
    return sorted([*left, new], key=lambda piece: order[_keys(piece)[0]])


def _keys(piece: _Piece) -> list[PageKey]:
    return [(ref.file, ref.page) for ref in piece.pages]


def _left(keys: Sequence[PageKey], run: Sequence[PageKey]) -> list[tuple[int, int]]:
    """The stretches start..end (exclusive) of a paper that do not belong to the run."""
    taken = [at for at, key in enumerate(keys) if key in set(run)]
    bounds = [-1, *taken, len(keys)]
    return [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]


def _piece(document: Document) -> _Piece:
    parts = document.parts or (None,) * len(document.pages)
    return _Piece(document.type, document.confidence, document.pages, parts)


def _document(piece: _Piece, number: int) -> Document:
    return Document(
        id=f"d{number}",
        type=piece.type,
        confidence=piece.confidence,
        pages=piece.pages,
        parts=piece.parts,
    )


def _stale(correction: PagesCorrection) -> Issue:
    numbers = "、".join(str(mark.page) for mark in correction.marks)
    return Issue(
        code=IssueCode.correction_stale,
        message=f"对第 {numbers} 页所属文件的人工指定没有采用：这些页面不在本次材料中，请重新确认。",
    )
