"""Reads the fields of one document: dispatches to the form, the statements or the label reader."""

from __future__ import annotations

from collections.abc import Sequence

from models.catalogue import Catalogue
from models.document import Document
from models.field import DocumentRecord
from models.issue import Issue
from models.page import PageText


def extract_record(
    document: Document, pages: Sequence[PageText], catalogue: Catalogue
) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    """The record of a document and what could not be read of it."""
    known = catalogue.document_types.get(document.type or "")
    return DocumentRecord(document=document.id, type=known.key if known else "", fields=()), ()
