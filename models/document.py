"""A run of pages that is one paper."""

from __future__ import annotations

from models.base import Frozen
from models.submission import PageRef


class Document(Frozen):
    """One paper: its type (None when unknown), the classifier's confidence, its pages in order.

    `parts` names, page by page, the part of the document type that stands there (None: not told).
    """

    id: str
    type: str | None
    confidence: float
    pages: tuple[PageRef, ...]
    parts: tuple[str | None, ...] = ()
