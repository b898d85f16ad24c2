"""Loading one page, in whatever process the page is read."""

from __future__ import annotations

from extractor.ingest.images import load_image
from extractor.ingest.office import read_native
from extractor.ingest.pdf import load_pdf_page
from extractor.ingest.sources import PageImage, PageSource
from extractor.settings import Settings
from models.page import PageText
from models.submission import FileKind


def load_page(source: PageSource, *, settings: Settings) -> PageImage:
    """The picture of a page of a PDF or an image, as displayed, with the text layer of the PDF.

    Raises InputError (unreadable, truncated, too_many_pixels) when the page cannot be shown, and
    ValueError for pages of DOCX and XLSX, which have no picture.
    """
    if source.kind is FileKind.pdf:
        return load_pdf_page(
            source.path, file=source.file, index=source.frame, max_pixels=settings.max_pixels
        )
    if source.kind is FileKind.image:
        return load_image(
            source.path, file=source.file, frame=source.frame, max_pixels=settings.max_pixels
        )
    raise ValueError(f"a page of kind {source.kind} has no picture")


def load_native_pages(source: PageSource) -> tuple[PageText, ...]:
    """All native pages of the DOCX or XLSX that `source` is a page of.

    Raises InputError unreadable, and ValueError for pages that are pictures.
    """
    if not source.is_native:
        raise ValueError(f"a page of kind {source.kind} is a picture")
    return read_native(source.path, file=source.file, kind=source.kind)
