"""Fourth stage: labelled pages in, documents (runs of pages that are one paper) out."""

from __future__ import annotations

from extractor.segment.split import split_documents

__all__ = ["split_documents"]
