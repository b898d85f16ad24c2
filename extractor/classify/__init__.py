"""What paper each page looks like, page by page."""

from __future__ import annotations

from extractor.classify.label import label_pages

__all__ = ["label_pages"]
