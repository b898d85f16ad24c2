"""PDF files through PyMuPDF: opening, checking and rendering pages as a viewer displays them."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pymupdf
from numpy.typing import NDArray

from extractor.errors import InputCode
from extractor.ingest.electronic_seals import read_electronic_seals
from extractor.ingest.page_look import look_of_pdf_page
from extractor.ingest.pdf_digest import digest_page
from extractor.ingest.pdf_history import read_history
from extractor.ingest.pdf_layers import PageLayers, read_layers
from extractor.ingest.pdf_traces import read_traces
from extractor.ingest.refuse import refuse
from extractor.ingest.sources import PageImage
from extractor.ingest.text_layer import read_text_layer
from models.trace import FileHistory, PageLook, Trace

# MuPDF reports every oddity of a file on stderr; what matters is asked for below.
pymupdf.TOOLS.mupdf_display_errors(False)  # noqa: FBT003
pymupdf.TOOLS.mupdf_display_warnings(False)  # noqa: FBT003
# What PyMuPDF itself has to say would go to stdout, which carries results only.
pymupdf.set_messages(pylogging=True, pylogging_name="pymupdf", pylogging_level=logging.DEBUG)

POINTS_PER_INCH = 72.0
RENDER_DPI = 200.0
SMALL_PRINT_DPI = 300.0
SMALL_PRINT_POINTS = 8.0
SCAN_DPI = (120.0, 310.0)
"""Between these a scan keeps its own pixels; finer ones are reduced, coarser ones enlarged."""
A4_LONG_POINTS = 842.0
BELIEVABLE_LONG_POINTS = 1300.0
"""Longest side of a page that is taken at its word (A3 has 1191). Beyond, and for scans on tiny pages,
the size is an accident of the program that wrapped the picture, and only the pixels count."""
MAX_LONG_PIXELS = 7000.0
CHECK_DPI = 12

PDF_ERRORS = (
    pymupdf.mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    OverflowError,
    MemoryError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
)
"""What PyMuPDF raises on damaged files, depending on where the damage is met."""
_NOT_SHOWN = "“{file}”第 {page} 页的内容已损坏，无法显示，请重新导出或重新扫描后提交。"
_CONTENT_LOST = (
    "padding truncated image",
    "treating as end of file",
    "page may not be correct",
    "error during interpretation",
    "unknown filter",
)
"""What MuPDF says when it leaves something out and draws the rest."""
_HARMLESS = (
    "repair",
    "xref",
    "trailer",
    "appearance stream",
    "annotation",
    "font",
    "icc",
    "ignoring",
)


@contextmanager
def _opened(path: Path, *, file: str) -> Iterator[pymupdf.Document]:
    try:
        document = pymupdf.open(path, filetype="pdf")
    except PDF_ERRORS as error:
        raise refuse(_damage(path, error), file, detail=str(error)) from error
    try:
        yield document
    finally:
        document.close()


def check_pdf(path: Path, *, file: str, max_pages: int) -> tuple[int, bool]:
    """Number of pages, and whether the file was damaged but read in full after repair.

    A file that opens with the empty user password is not encrypted for us. Raises InputError:
    encrypted, empty, too_many_pages, truncated or unreadable (repair lost pages or parts of them).
    """
    with _opened(path, file=file) as document:
        if document.needs_pass:
            raise refuse(InputCode.ENCRYPTED, file)
        try:
            pages, repaired = int(document.page_count), bool(document.is_repaired)
        except PDF_ERRORS as error:
            raise refuse(_damage(path, error), file, detail=str(error)) from error
        if pages == 0:
            raise refuse(_damage(path) if repaired else InputCode.EMPTY, file)
        if pages > max_pages:
            raise refuse(InputCode.TOO_MANY_PAGES, file)
        if repaired and (complaint := _first_complaint(document)):
            raise refuse(_damage(path), file, detail=complaint)
        return pages, repaired


def digest_pdf_pages(path: Path, *, file: str, file_sha256: str, pages: int) -> list[str]:
    """What identifies each of the first `pages` pages; raises InputError unreadable."""
    with _opened(path, file=file) as document:
        try:
            return [digest_page(document, i, file_sha256=file_sha256) for i in range(pages)]
        except PDF_ERRORS as error:
            raise refuse(_failure(error), file, detail=str(error)) from error


def read_pdf_history(path: Path, *, file: str) -> FileHistory:
    """What the file says about its making; raises InputError unreadable."""
    with _opened(path, file=file) as document:
        try:
            return read_history(path, document)
        except PDF_ERRORS as error:
            raise refuse(_failure(error), file, detail=str(error)) from error


def load_pdf_page(path: Path, *, file: str, index: int, max_pixels: int) -> PageImage:
    """Page `index` (from 0) as picture and text layer; raises InputError unreadable.

    So is a page that is broken and shows nothing: it must not pass for an empty one.
    """
    with _opened(path, file=file) as document:
        pymupdf.TOOLS.reset_mupdf_warnings()
        try:
            page = document[index]
            layers = read_layers(page)
            text_layer = read_text_layer(page)
            zoom_x, zoom_y = _zoom(page, layers=layers, text_points=text_layer.median_points)
            pixels = _render(page, zoom_x=zoom_x, zoom_y=zoom_y, max_pixels=max_pixels)
            width, height = page.rect.width, page.rect.height
            electronic_seals = read_electronic_seals(page)
        except PDF_ERRORS as error:
            raise refuse(_failure(error), file, detail=f"page {index + 1}: {error}") from error
        is_damaged = _is_content_lost()
        traces, look = _read_build(page, layers)
    if is_damaged and pixels.min() == pixels.max():
        message = _NOT_SHOWN.replace("{page}", str(index + 1))
        raise refuse(InputCode.UNREADABLE, file, message=message)
    scale = math.sqrt(pixels.shape[0] * pixels.shape[1] / (width * height))
    return PageImage(
        pixels=pixels,
        dpi=round(scale * POINTS_PER_INCH, 1),
        text_lines=text_layer.lines,
        has_full_page_image=layers.has_full_page_image,
        text_turns=text_layer.turns,
        upright_text_lines=text_layer.upright_lines,
        text_is_drawn=layers.text_is_drawn,
        electronic_seals=electronic_seals,
        is_damaged=is_damaged,
        traces=traces,
        look=look,
    )


def _read_build(
    page: pymupdf.Page, layers: PageLayers
) -> tuple[tuple[Trace, ...], PageLook | None]:
    """How a page is built; no look where it is too broken to tell, though it can be shown."""
    try:
        return read_traces(page, is_scan=layers.is_scan), look_of_pdf_page(page)
    except PDF_ERRORS:
        return (), None


def _is_content_lost() -> bool:
    """Whether something was left out since the warnings were reset."""
    warnings = pymupdf.TOOLS.mupdf_warnings().lower()
    return any(word in warnings for word in _CONTENT_LOST)


def _zoom(
    page: pymupdf.Page, *, layers: PageLayers, text_points: float | None
) -> tuple[float, float]:
    """Pixels per point across and down the displayed page."""
    long_points = max(page.rect.width, page.rect.height)
    believed = min(long_points, BELIEVABLE_LONG_POINTS)
    if layers.is_scan and layers.scan_zoom is not None:
        zoom_x, zoom_y = layers.scan_zoom
        return _scan_zoom(zoom_x, zoom_y, long_points=long_points, believed=believed)
    small = text_points is not None and text_points < SMALL_PRINT_POINTS
    dpi = SMALL_PRINT_DPI if small else RENDER_DPI
    zoom = min(dpi / POINTS_PER_INCH, MAX_LONG_PIXELS / long_points)
    return zoom, zoom


def _scan_zoom(
    zoom_x: float, zoom_y: float, *, long_points: float, believed: float
) -> tuple[float, float]:
    """The scan's own pixels where their number is sensible, else the nearest sensible number.

    Rendering at exactly the picture's resolution gives back its pixels unchanged (docs/decisions/0010).
    """
    low, high = (dpi / POINTS_PER_INCH for dpi in SCAN_DPI)
    longest = long_points * max(zoom_x, zoom_y)
    if longest > high * max(believed, A4_LONG_POINTS):
        wanted = SMALL_PRINT_DPI / POINTS_PER_INCH * max(believed, A4_LONG_POINTS)
    elif max(zoom_x, zoom_y) < low and longest < low * A4_LONG_POINTS:
        wanted = RENDER_DPI / POINTS_PER_INCH * min(believed, A4_LONG_POINTS)
    else:
        return zoom_x, zoom_y
    zoom = wanted / long_points
    return zoom, zoom


def _render(
    page: pymupdf.Page, *, zoom_x: float, zoom_y: float, max_pixels: int
) -> NDArray[np.uint8]:
    """RGB pixels of the page with annotations and form fields, at most `max_pixels` of them."""
    wanted = page.rect.width * zoom_x * page.rect.height * zoom_y
    shrink = min(1.0, math.sqrt(max_pixels / wanted))
    width = max(1, math.floor(page.rect.width * zoom_x * shrink + 0.5))
    height = max(1, math.floor(page.rect.height * zoom_y * shrink + 0.5))
    # Whole pixels: else a column of half a pixel is added and everything is resampled.
    matrix = pymupdf.Matrix(width / page.rect.width, height / page.rect.height)
    pixmap = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False, annots=True)
    samples = np.frombuffer(pixmap.samples, dtype=np.uint8)
    rows = samples.reshape(pixmap.height, pixmap.stride)[:, : pixmap.width * 3]
    return rows.reshape(pixmap.height, pixmap.width, 3).copy()


def _first_complaint(document: pymupdf.Document) -> str | None:
    """What is missing from a repaired file: the first page that does not render cleanly, or None."""
    for index in range(document.page_count):
        pymupdf.TOOLS.reset_mupdf_warnings()
        try:
            document[index].get_pixmap(dpi=CHECK_DPI)
        except PDF_ERRORS as error:
            return f"page {index + 1}: {error}"
        for warning in pymupdf.TOOLS.mupdf_warnings().splitlines():
            if not any(word in warning.lower() for word in _HARMLESS):
                return f"page {index + 1}: {warning}"
    return None


def _failure(error: Exception) -> InputCode:
    """Whether memory ran out, which MuPDF tells as a system error, or the file is damaged."""
    no_memory = isinstance(error, MemoryError) or "alloc" in str(error).lower()
    return InputCode.TOO_MUCH_MEMORY if no_memory else InputCode.UNREADABLE


def _damage(path: Path, error: Exception | None = None) -> InputCode:
    """Truncated when the end-of-file mark (ISO 32000-1, 7.5.5) is not in the last 2 KiB."""
    if error is not None and _failure(error) is InputCode.TOO_MUCH_MEMORY:
        return InputCode.TOO_MUCH_MEMORY
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 2048))
        return InputCode.UNREADABLE if b"%%EOF" in stream.read() else InputCode.TRUNCATED
