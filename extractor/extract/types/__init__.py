"""One module per document type that prints fields without labels, or needs care of its own."""

from __future__ import annotations

from extractor.extract.types.base import PLAIN, TypeReader

_READERS: dict[str, TypeReader] = {}


def reader_for(document_type: str) -> TypeReader:
    """What is special about reading this document type; nothing for types that labels suffice for."""
    return _READERS.get(document_type, PLAIN)
