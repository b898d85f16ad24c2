"""Pictures of pages and of places on them, made in a child process and kept by the page's content."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from api.problems import ProblemCode, ProblemError
from api.service import Service
from api.store.sources import source_of
from api.store.tables import Page
from extractor.errors import InputError
from extractor.ingest import PageSource, load_page
from extractor.ocr.cache import PageReading
from extractor.ocr.pool import Loss
from extractor.report.crops import cut_crop
from extractor.settings import Settings
from models.geometry import Box

QUALITY = 80
SECONDS = 60.0
"""Longest time to draw one page."""


@dataclass(frozen=True)
class PictureOrder:
    """A page; the width of its picture in pixels (None: its own), or the box to cut out, turned upright."""

    source: PageSource
    settings: Settings
    width: int | None = None
    box: Box | None = None
    quarter_turns: int = 0


def draw_picture(order: PictureOrder) -> bytes:
    """Return a JPEG; raises InputError where the page cannot be shown."""
    pixels = load_page(order.source, settings=order.settings).pixels
    if order.box is not None:
        return cut_crop(pixels, order.box, quarter_turns=order.quarter_turns).jpeg
    height, width = pixels.shape[:2]
    if order.width is not None and order.width < width:
        size = (order.width, max(1, round(height * order.width / width)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    done, data = cv2.imencode(
        ".jpg", np.ascontiguousarray(pixels[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    )
    if not done:
        raise ValueError("a page could not be encoded")
    return data.tobytes()


def picture_of(service: Service, page: Page, *, width: int | None = None) -> bytes:
    """Return the JPEG of a page; raises ProblemError no_picture and page_not_shown."""

    def order() -> PictureOrder:
        return PictureOrder(_source(service, page), service.settings, width=width)

    return _kept(service, page, f"page:{width}", order)


def crop_of(service: Service, page: Page, box: Box) -> bytes:
    """Return the JPEG of a place, upright, with its surroundings; raises as `picture_of`."""

    def order() -> PictureOrder:
        turns = _turns(service, page)
        return PictureOrder(_source(service, page), service.settings, box=box, quarter_turns=turns)

    return _kept(service, page, f"crop:{tuple(box)}", order)


def forget_pictures(cache: Path, digest: str) -> None:
    """Remove every kept picture of a page from the cache folder of this machine."""
    folder = _folder(cache, digest)
    for path in folder.glob("*.jpg"):
        path.unlink(missing_ok=True)


def _kept(service: Service, page: Page, what: str, order: Callable[[], PictureOrder]) -> bytes:
    folder = _folder(service.settings.cache_dir, page.digest)
    path = folder / f"{hashlib.sha256(what.encode()).hexdigest()[:32]}.jpg"
    if path.exists():
        return path.read_bytes()
    try:
        result = service.helpers.run(draw_picture, order(), seconds=SECONDS)
    except InputError as error:
        raise ProblemError(ProblemCode.page_not_shown, error.message) from error
    if isinstance(result, Loss):
        raise ProblemError(ProblemCode.page_not_shown, "该页图像无法显示，请查看原文件。")
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


def _turns(service: Service, page: Page) -> int:
    if page.reading is None:
        return 0
    reading = PageReading.model_validate_json(service.store.get(page.reading))
    return reading.text.frame.quarter_turns
