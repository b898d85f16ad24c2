"""Pictures of every kind become upright RGB pixels."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractor.ingest import load_page
from extractor.settings import Settings
from models.submission import FileKind
from tests.unit.ingest.conftest import Ingest
from tests.unit.ingest.makers import image_bytes, picture, write

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)


def near(pixel: np.ndarray, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() < 40)


@pytest.mark.parametrize(
    ("name", "image_format", "mode"),
    [
        ("a.jpg", "JPEG", "RGB"),
        ("a.jpeg", "JPEG", "CMYK"),
        ("a.png", "PNG", "P"),
        ("a.webp", "WEBP", "RGB"),
        ("a.bmp", "BMP", "RGB"),
        ("a.gif", "GIF", "P"),
        ("a.tif", "TIFF", "RGB"),
        ("a.tiff", "TIFF", "CMYK"),
        ("noending", "PNG", "RGB"),
        ("screenshot.jpg", "PNG", "RGB"),
    ],
)
def test_formats_and_modes(
    tmp_path: Path, ingest: Ingest, settings: Settings, name: str, image_format: str, mode: str
) -> None:
    data = image_bytes(picture(mode=mode), image_format)
    submission, issues = ingest(write(tmp_path, name, data))
    assert issues == ()
    assert submission.files[0].kind is FileKind.image
    pixels = load_page(submission.pages[0], settings=settings).pixels
    assert pixels.shape == (300, 400, 3)
    assert pixels.dtype == np.uint8
    assert near(pixels[10, 200], BLACK)
    assert near(pixels[150, 200], WHITE)
    assert near(pixels[280, 20], RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "I", "RGBA"])
def test_grey_deep_and_transparent_pictures(
    tmp_path: Path, ingest: Ingest, settings: Settings, mode: str
) -> None:
    if mode in ("I;16", "I"):
        samples = np.full((300, 400), 65535, dtype=np.uint16)
        samples[:30] = 0
        image = Image.fromarray(samples)
    elif mode in ("LA", "RGBA"):
        image = Image.new(mode, (400, 300))
        image.paste(Image.new(mode, (400, 30), (0, 255) if mode == "LA" else (0, 0, 0, 255)))
    else:
        image = picture(mode=mode)
    submission, _ = ingest(write(tmp_path, "a.png", image_bytes(image, "PNG")))
    pixels = load_page(submission.pages[0], settings=settings).pixels
    assert near(pixels[10, 200], BLACK)
    assert near(pixels[150, 200], WHITE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(
    tmp_path: Path, ingest: Ingest, settings: Settings, orientation: int
) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    shown = picture()
    stored = shown.transpose(undo[orientation]) if orientation in undo else shown
    exif = Image.Exif()
    exif[274] = orientation
    data = image_bytes(stored, "JPEG", exif=exif, quality=95)
    submission, _ = ingest(write(tmp_path, "a.jpg", data))
    pixels = load_page(submission.pages[0], settings=settings).pixels
    assert pixels.shape == (300, 400, 3)
    assert np.abs(pixels.astype(int) - np.asarray(shown)).mean() < 3


def test_every_frame_of_a_tiff_is_a_page(
    tmp_path: Path, ingest: Ingest, settings: Settings
) -> None:
    frames = [Image.new("1", (200 + 10 * n, 100), n % 2) for n in range(3)]
    stream = io.BytesIO()
    frames[0].save(
        stream,
        "TIFF",
        save_all=True,
        append_images=frames[1:],
        compression="group4",
        dpi=(300, 300),
    )
    submission, _ = ingest(write(tmp_path, "a.tif", stream.getvalue()))
    assert [page.page for page in submission.pages] == [1, 2, 3]
    pages = [load_page(page, settings=settings) for page in submission.pages]
    assert [page.pixels.shape for page in pages] == [(100, 200, 3), (100, 210, 3), (100, 220, 3)]
    assert [int(page.pixels.mean()) for page in pages] == [0, 255, 0]
    assert [page.dpi for page in pages] == [300.0, 300.0, 300.0]


def test_animation_is_one_page(tmp_path: Path, ingest: Ingest) -> None:
    frames = [picture(), picture().rotate(90)]
    data = image_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:])
    submission, _ = ingest(write(tmp_path, "a.gif", data))
    assert len(submission.pages) == 1


def test_unbelievable_resolution_is_unknown(
    tmp_path: Path, ingest: Ingest, settings: Settings
) -> None:
    submission, _ = ingest(write(tmp_path, "a.jpg", image_bytes(picture(), "JPEG", dpi=(1, 1))))
    assert load_page(submission.pages[0], settings=settings).dpi is None
