"""Picture files: JPEG, PNG, TIFF, WebP, BMP and GIF as RGB pixels the way a viewer shows them."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from extractor.errors import InputCode
from extractor.ingest.page_look import look_of_picture
from extractor.ingest.refuse import refuse
from extractor.ingest.sources import PageImage

# The size limit is a setting and is checked here from the header, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None

# A stereo picture (MPO) opens as JPEG and then says so.
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF")
_BELIEVABLE_DPI = (60.0, 1300.0)
_CHECK_SCALE = 8

IMAGE_ERRORS = (
    OSError,
    EOFError,
    SyntaxError,  # broken PNG chunks
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on damaged pictures."""


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture; Pillow's warnings about odd metadata say nothing about the pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=_FORMATS) as image:
            yield image


def check_image(path: Path, *, file: str, max_pixels: int) -> int:
    """Decode every frame once; number of pages (frames of a TIFF, else 1).

    Raises InputError too_many_pixels, truncated or unreadable.
    """
    try:
        with _opened(path) as image:
            pages = _frames(image)
            for frame in range(pages):
                image.seek(frame)
                _check_size(image, file=file, max_pixels=max_pixels)
                if image.format in ("JPEG", "MPO"):
                    size = (image.width // _CHECK_SCALE, image.height // _CHECK_SCALE)
                    image.draft("RGB", size)
                image.load()
            return pages
    except IMAGE_ERRORS as error:
        raise refuse(_damage(path, error), file, detail=str(error)) from error


def load_image(path: Path, *, file: str, frame: int, max_pixels: int) -> PageImage:
    """One frame (from 0) as a page; raises InputError as `check_image` does."""
    try:
        with _opened(path) as image:
            image.seek(frame)
            _check_size(image, file=file, max_pixels=max_pixels)
            dpi = _dpi(image)
            look = look_of_picture(image, dpi)
            return PageImage(pixels=_displayed(image), dpi=dpi, has_full_page_image=True, look=look)
    except IMAGE_ERRORS as error:
        raise refuse(_damage(path, error), file, detail=str(error)) from error


def image_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels from the header, None when the file is no picture that is read."""
    try:
        with _opened(path) as image:
            return image.size
    except IMAGE_ERRORS:
        return None


def _frames(image: Image.Image) -> int:
    """Frames that are pages: those of a TIFF. An animation or a stereo picture is one page."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def _check_size(image: Image.Image, *, file: str, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        detail = f"{image.width} x {image.height} pixels"
        raise refuse(InputCode.TOO_MANY_PIXELS, file, detail=detail)


def _displayed(image: Image.Image) -> NDArray[np.uint8]:
    """RGB pixels with EXIF orientation applied, transparency on white, deep samples scaled to 8 bits."""
    image.load()
    try:
        turned = ImageOps.exif_transpose(image)
    except IMAGE_ERRORS:
        turned = image  # broken metadata tells no orientation
    if turned.mode.startswith(("I", "F")):
        turned = _eight_bits(turned)
    if turned.has_transparency_data:
        layer = turned.convert("RGBA")
        turned = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        turned.alpha_composite(layer)
    return np.array(turned.convert("RGB"), dtype=np.uint8)


def _eight_bits(image: Image.Image) -> Image.Image:
    """A picture of 16- or 32-bit samples as 8-bit grey; 16-bit samples are scaled by their range."""
    samples = np.asarray(image, dtype=np.float64)
    top = 65535.0 if image.mode.startswith("I") and samples.max(initial=0.0) > 255 else 255.0
    if image.mode == "F" and samples.max(initial=0.0) <= 1.0:
        top = 1.0
    return Image.fromarray(np.clip(samples * (255.0 / top), 0, 255).astype(np.uint8))


def _dpi(image: Image.Image) -> float | None:
    value = image.info.get("dpi")
    try:
        dpi = float(value[0]) if isinstance(value, tuple) else 0.0
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    low, high = _BELIEVABLE_DPI
    return round(dpi, 2) if low < dpi < high else None


def _damage(path: Path, error: Exception) -> InputCode:
    """Whether the file breaks off (truncated) or is damaged in another way (unreadable)."""
    if isinstance(error, MemoryError):
        return InputCode.TOO_MUCH_MEMORY
    text = str(error).lower()
    if any(word in text for word in ("truncated", "not enough", "unexpected end", "broken data")):
        return InputCode.TRUNCATED
    data = path.read_bytes()
    ended = {
        b"\xff\xd8": data.rstrip(b"\0").endswith(b"\xff\xd9"),
        b"\x89P": b"IEND" in data[-1024:],
        b"GI": data.rstrip(b"\0").endswith(b"\x3b"),
        b"RI": len(data) >= int.from_bytes(data[4:8], "little") + 8,
        b"BM": len(data) >= int.from_bytes(data[2:6], "little"),
    }.get(data[:2], False)
    return InputCode.UNREADABLE if ended else InputCode.TRUNCATED
