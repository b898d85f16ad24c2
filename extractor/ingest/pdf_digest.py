"""What identifies the content of a PDF page, so that a page handed in again is known again."""

from __future__ import annotations

import hashlib

import pymupdf

from extractor.ingest.sources import page_digest

PLAIN_COLOURS = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "ICCBased", "CalRGB", "CalGray")


def digest_page(document: pymupdf.Document, index: int, *, file_sha256: str) -> str:
    """Return 64 hex digits that identify page `index` (from 0).

    A scan (pictures only) is identified by what it draws, wherever the page lies; any other page by
    its file and number, since fonts and forms can change how the same instructions look.
    """
    drawn = _scan_digest(document, document[index])
    return drawn if drawn is not None else page_digest(file_sha256, index)


def _scan_digest(document: pymupdf.Document, page: pymupdf.Page) -> str | None:
    if page.get_fonts() or page.get_xobjects() or page.first_annot or page.first_widget:
        return None
    images = page.get_images(full=True)
    if not images:
        return None
    seen = hashlib.sha256(b"scan\n")
    seen.update(repr((tuple(page.mediabox), tuple(page.cropbox), page.rotation)).encode())
    seen.update(page.read_contents())
    for xref, mask, width, height, bits, colours, *_, name, filters, _ in images:
        if colours not in PLAIN_COLOURS:
            return None
        keys = [document.xref_get_key(xref, key) for key in ("Decode", "DecodeParms", "ImageMask")]
        if any(kind == "xref" for kind, _ in keys):
            return None
        seen.update(repr((name, width, height, bits, colours, filters, keys)).encode())
        seen.update(document.xref_stream_raw(xref))
        if mask:
            seen.update(document.xref_stream_raw(mask))
    return seen.hexdigest()
