"""Pictures of pages and of places on them, made from what was kept when the page was read."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from api.drawing import KEPT_WIDTH, PictureOrder, crop_picture, draw_picture, shrink_picture
from api.problems import ProblemCode, ProblemError
from api.service import Service
from api.store.blobs import MissingBlobError
from api.store.sources import source_of
from api.store.tables import Page
from extractor.errors import InputError
from extractor.ingest import PageSource
from extractor.ocr.pool import Loss
from models.geometry import Box

SECONDS = 60.0
"""Longest time to draw one page."""


def picture_of(service: Service, page: Page, *, width: int | None = None) -> bytes:
    """Return the JPEG of a page, from the kept picture where that is large enough.

    Raises ProblemError no_picture and page_not_shown.
    """
    kept = _kept_picture(service, page) if width is not None and width <= KEPT_WIDTH else None

    def make() -> bytes:
        if kept is not None and width is not None:
            return shrink_picture(kept, width=width)
        return _drawn(service, PictureOrder(_source(service, page), service.settings, width=width))

    if kept is not None and width == KEPT_WIDTH:
        return kept
    return _cached(service, page, f"page:{width}", make)


def crop_of(service: Service, page: Page, box: Box) -> bytes:
    """Return the JPEG of a place, upright, with its surroundings; raises as `picture_of`."""

    def make() -> bytes:
        turns = service.texts.read(page.reading)[0] if page.reading is not None else 0
        kept = _kept_picture(service, page)
        if kept is not None:
            return crop_picture(kept, box, quarter_turns=turns)
        source, settings = _source(service, page), service.settings
        return _drawn(service, PictureOrder(source, settings, box=box, quarter_turns=turns))

    return _cached(service, page, f"crop:{tuple(box)}", make)


def forget_pictures(cache: Path, digest: str) -> None:
    """Remove every kept picture of a page from the cache folder of this machine."""
    folder = _folder(cache, digest)
    for path in folder.glob("*.jpg"):
        path.unlink(missing_ok=True)


def _kept_picture(service: Service, page: Page) -> bytes | None:
    """The picture made when the page was read; None before that, and for pages that have none."""
    if page.picture is None:
        return None
    try:
        return service.store.local_path(page.picture).read_bytes()
    except (MissingBlobError, FileNotFoundError):
        return None


def _drawn(service: Service, order: PictureOrder) -> bytes:
    """Draw a page in a child process."""
    try:
        result = service.helpers.run(draw_picture, order, seconds=SECONDS)
    except InputError as error:
        raise ProblemError(ProblemCode.page_not_shown, error.message) from error
    if isinstance(result, Loss):
        raise ProblemError(ProblemCode.page_not_shown, "该页图像无法显示，请查看原文件。")
    return result


def _cached(service: Service, page: Page, what: str, make: Callable[[], bytes]) -> bytes:
    """Keep what is made on this machine, under the content of the page."""
    folder = _folder(service.settings.cache_dir, page.digest)
    path = folder / f"{hashlib.sha256(what.encode()).hexdigest()[:32]}.jpg"
    if path.exists():
        return path.read_bytes()
    result = make()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(result)
    Path(file.name).replace(path)
    return result


def _folder(cache: Path, digest: str) -> Path:
    return cache / "pictures" / digest[:2] / digest


def _source(service: Service, page: Page) -> PageSource:
    source = source_of(page, service.store)
    if source.is_native:
        message = "该页来自 Word 或 Excel 文件，没有页面图像，请查看文字内容。"
        raise ProblemError(ProblemCode.no_picture, message)
    return source
