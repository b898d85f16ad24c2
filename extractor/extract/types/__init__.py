"""One module per document type that prints fields without labels, or needs care of its own."""

from __future__ import annotations

from extractor.extract.types import license as business_license
from extractor.extract.types import patent, software
from extractor.extract.types.base import PLAIN, TypeReader

_READERS: dict[str, TypeReader] = {
    "business_license": business_license.READER,
    "patent_certificate": patent.READER,
    "software_copyright_cert": software.READER,
}


def reader_for(document_type: str) -> TypeReader:
    """What is special about reading this document type; nothing for types that labels suffice for."""
    return _READERS.get(document_type, PLAIN)
