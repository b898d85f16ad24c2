"""First stage: files of a submission in; its source files, pages and page images out.

`ingest_paths` lists the pages and names every file it refuses; `load_page` gives the picture of a page
of a PDF or an image, `load_native_pages` the text of a DOCX or XLSX. A `PageSource` can be pickled,
so the pages may be loaded in other processes.
"""

from __future__ import annotations

from extractor.ingest.load import load_native_pages, load_page
from extractor.ingest.opener import Opener, open_here
from extractor.ingest.refuse import refuse
from extractor.ingest.sources import PageImage, PageSource, Submission
from extractor.ingest.submission import ingest_paths

__all__ = [
    "Opener",
    "PageImage",
    "PageSource",
    "Submission",
    "ingest_paths",
    "load_native_pages",
    "load_page",
    "open_here",
    "refuse",
]
