"""Pictures of pages as JPEG: drawn from the applicant's file in a child process, then made smaller from what was drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from extractor.ingest import PageSource, load_page
from extractor.report.crops import Pixels, cut_crop
from extractor.settings import Settings
from models.geometry import Box

QUALITY = 80
TALLEST = 65_500  # pixels: no JPEG is larger
KEPT_WIDTH = 1600
"""Pixels at most of the picture that is kept of each page: a viewer shows no more, and a crop is cut from as many."""


@dataclass(frozen=True)
class PictureOrder:
    """A page; the width of its picture in pixels (None: its own), or the box to cut out, turned upright."""

    source: PageSource
    settings: Settings
    width: int | None = None
    box: Box | None = None
    quarter_turns: int = 0


def draw_picture(order: PictureOrder) -> bytes:
    """Return a JPEG drawn from the applicant's file; raises InputError where the page cannot be shown."""
    pixels = load_page(order.source, settings=order.settings).pixels
    if order.box is not None:
        return cut_crop(pixels, order.box, quarter_turns=order.quarter_turns).jpeg
    return encode_page(pixels, width=order.width)


def encode_page(pixels: Pixels, *, width: int | None) -> bytes:
    """Return a page (height x width x 3, RGB) as a JPEG of at most so many pixels across; None: its own."""
    height, across = pixels.shape[:2]
    factor = min(1.0, (width or across) / across, TALLEST / max(height, across))
    if factor < 1.0:
        size = (max(1, round(across * factor)), max(1, round(height * factor)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    done, data = cv2.imencode(
        ".jpg", np.ascontiguousarray(pixels[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    )
    if not done:
        raise ValueError("a page could not be encoded")
    return data.tobytes()


def shrink_picture(picture: bytes, *, width: int) -> bytes:
    """Return a kept picture at most so many pixels across."""
    with Image.open(io.BytesIO(picture)) as image:
        if image.width <= width:
            return picture
        # Decoded no larger than need be, which for a thumbnail is an eighth.
        image.thumbnail((width, image.height), resample=Image.Resampling.BOX)
        shrunk = io.BytesIO()
        image.save(shrunk, "JPEG", quality=QUALITY)
        return shrunk.getvalue()


def crop_picture(picture: bytes, box: Box, *, quarter_turns: int) -> bytes:
    """Return the part of a kept picture around a box, upright, as a JPEG."""
    with Image.open(io.BytesIO(picture)) as image:
        pixels = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return cut_crop(pixels, box, quarter_turns=quarter_turns).jpeg
