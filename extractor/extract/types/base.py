"""What a document type may add to what the catalogue declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extractor.extract.by_label import Found
from extractor.extract.patterns import Stream
from models.catalogue.spec_documents import DocumentType

Refine = Callable[[Sequence[Stream], DocumentType, Mapping[str, Found]], dict[str, Found]]
"""Completes and corrects what labels, patterns, sentences and signature gave."""


def unchanged(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Leave what was found as it is."""
    return dict(found)
