"""Small files of every kind, made on the fly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image


def pdf_bytes(*texts: str, rotation: int = 0) -> bytes:
    """A digital PDF with one page per text, in the built-in Chinese font."""
    document = pymupdf.open()
    for text in texts:
        page = document.new_page()
        page.insert_text((72, 100), text, fontname="china-s", fontsize=12)
        page.set_rotation(rotation)
    return bytes(document.tobytes())


def picture(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """White with a black bar along the top and a red block at the left of the bottom."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((0, 0, 0), (0, 0, width, height // 10))
    image.paste((255, 0, 0), (0, height * 8 // 10, width // 4, height))
    return image.convert(mode)


def image_bytes(image: Image.Image, image_format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, image_format, **options)
    return stream.getvalue()


def noise(width: int, height: int) -> Image.Image:
    """A picture that does not compress, the same every time."""
    samples = np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(samples)


def scan_pdf(image: Image.Image, *, width: float, height: float, rotation: int = 0) -> bytes:
    """A PDF page of width x height points, filled by one picture."""
    document = pymupdf.open()
    page = document.new_page(width=width, height=height)
    page.insert_image(page.rect, stream=image_bytes(image, "PNG"), keep_proportion=False)
    page.set_rotation(rotation)
    return bytes(document.tobytes())


def zip_bytes(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def renamed_in_zip(data: bytes, old: bytes, new: bytes) -> bytes:
    """A ZIP with a member's raw name replaced by another of the same length (zipfile writes no GBK)."""
    assert len(old) == len(new)
    assert data.count(old) == 2
    return data.replace(old, new)


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
