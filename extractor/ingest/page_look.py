"""How the picture of a page was made: resolution, colours, compression and its tables, as the file states them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import pymupdf
from PIL import Image

from models.trace import PageLook

_LARGE = 0.5  # of the page: a smaller picture is a figure on it
_COLOURS = {1: "grey", 3: "colour", 4: "colour"}
_MARKERS_WITHOUT_LENGTH = frozenset({0xD8, *range(0xD0, 0xD8), 0x01})
_START_OF_SCAN, _TABLES = 0xDA, 0xDB


def look_of_pdf_page(page: pymupdf.Page) -> PageLook:
    """Return the look of the largest picture of a page; only the page's size without a large one."""
    size = (round(page.rect.width), round(page.rect.height))
    infos = page.get_image_info(xrefs=True)
    largest = max(infos, key=lambda info: abs(pymupdf.Rect(info["bbox"])), default=None)
    if largest is None or abs(pymupdf.Rect(largest["bbox"])) < _LARGE * abs(page.cropbox):
        return PageLook(size=size)
    rect = pymupdf.Rect(largest["bbox"])
    dpi = (
        round(largest["width"] / rect.width * 72),
        round(largest["height"] / rect.height * 72),
    )
    document, xref = page.parent, int(largest["xref"])
    coding = document.xref_get_key(xref, "Filter")[1].strip("[]/ ") if xref else ""
    bilevel = int(largest["bpc"]) == 1
    return PageLook(
        size=size,
        dpi=dpi,
        colours="bilevel" if bilevel else _COLOURS.get(int(largest["colorspace"])),
        coding=coding or None,
        tables=_tables_of_jpeg(document.xref_stream_raw(xref)) if "DCT" in coding else None,
    )


def look_of_picture(image: Image.Image, dpi: float | None) -> PageLook:
    """Return the look of a picture file."""
    tables: Mapping[int, Sequence[int]] | None = getattr(image, "quantization", None)
    colours = {"1": "bilevel", "L": "grey", "LA": "grey", "I": "grey", "F": "grey"}
    return PageLook(
        dpi=(round(dpi), round(dpi)) if dpi else None,
        colours=colours.get(image.mode, "colour"),
        coding=image.format,
        tables=_digest(repr(sorted((k, tuple(v)) for k, v in tables.items())).encode())
        if tables
        else None,
    )


def _tables_of_jpeg(data: bytes) -> str | None:
    """Digest of the quantisation tables in front of the first scan (ITU-T T.81, B.2.4.1)."""
    seen, at = [], 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _MARKERS_WITHOUT_LENGTH:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _TABLES:
            seen.append(data[at + 4 : at + 2 + length])
        if marker == _START_OF_SCAN:
            break
        at += 2 + length
    return _digest(b"".join(seen)) if seen else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
