"""From clean paper to a scan: skew, uneven light, noise, grey, JPEG, and the PDF that holds the images."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image, ImageFilter

from golden_docs.maker.optics import (
    WHOLE,
    Corners,
    Matrix,
    Point,
    photograph,
    sheet_to_picture,
)
from golden_docs.maker.paper import Paper

_DESK = (96, 84, 74)


@dataclass(frozen=True)
class Look:
    """How one page came through the scanner; angles in degrees, `turn` clockwise in the raster.

    `corners` says where a page photographed from the side is seen; `photo` draws them at random.
    """

    skew: float = 0.0
    grey: bool = False
    noise: float = 2.0
    light: float = 0.0
    blur: float = 0.35
    quality: int = 52
    turn: int = 0
    pdf_rotate: int = 0
    shift: tuple[int, int] = (0, 0)
    photo: bool = False
    corners: Corners | None = None


def make_look(rng: random.Random, *, quality: int, colour: bool = False) -> Look:
    """An ordinary look drawn at random: mostly slight skew, sometimes uneven light.

    A third of the pages are grey, unless `colour` says that the page is an original with its seals.
    """
    skew = rng.choice((0.0, 1.0, -1.0, 1.0, -1.0)) * rng.choice(
        (rng.uniform(0.3, 0.7), rng.uniform(0.3, 1.2), rng.uniform(0.6, 2.0))
    )
    return Look(
        skew=round(skew, 2),
        grey=rng.random() < 0.35 and not colour,
        noise=rng.choice((1.2, 2.0, 3.0)),
        light=rng.choice((0.0, 0.0, 0.05, 0.1)),
        blur=rng.choice((0.25, 0.4, 0.55)),
        quality=quality,
        shift=(rng.randint(-6, 6), rng.randint(-6, 6)),
    )


def scan_page(image: Image.Image, look: Look, seed: str) -> Image.Image:
    """The scanned raster of a clean page; equal seeds give equal pixels."""
    rng = np.random.default_rng(random.Random(seed).getrandbits(64))
    paper = (250, 250, 248)
    if look.photo:
        image = photograph(image, _by_hand(rng), _DESK)
    elif look.corners:
        image = photograph(image, look.corners, _DESK)
    out = image.rotate(look.skew, Image.Resampling.BICUBIC, fillcolor=paper, translate=look.shift)
    out = out.filter(ImageFilter.GaussianBlur(look.blur))
    pixels = np.asarray(out, dtype=np.float32)
    height, width = pixels.shape[:2]
    if look.light:
        side = np.float32(rng.choice((-1, 1)))
        across = np.linspace(-1, 1, width, dtype=np.float32)[None, :] * side
        down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
        shade = 1 - look.light * np.clip(0.6 * across + 0.4 * down, 0, 1)
        pixels = (pixels * shade[:, :, None]).astype(np.float32)
    grain = rng.normal(0, look.noise, (height, width, 1)).astype(np.float32)
    pixels = np.clip(pixels - 2 + grain, 0, 255)
    scanned = Image.fromarray(pixels.astype(np.uint8))
    if look.grey:
        scanned = scanned.convert("L")
    return scanned.rotate(-look.turn, expand=True) if look.turn else scanned


def sheet_on_scan(size: tuple[int, int], look: Look) -> tuple[Matrix, tuple[int, int]]:
    """Where a sheet of `size` pixels lies on its scan, as a homography of pixels, and the scan's size.

    Not for a `photo`, whose corners are drawn at random.
    """
    matrix = sheet_to_picture(
        size, corners=look.corners or WHOLE, skew=look.skew, shift=look.shift, turn=look.turn
    )
    return matrix, size if look.turn % 180 == 0 else (size[1], size[0])


def _by_hand(rng: np.random.Generator) -> Corners:
    """The corners of a page as photographed by hand: smaller, in perspective."""
    margin = [float(v) for v in rng.uniform(0.025, 0.05, 8)]
    # Drawn in the order top left, bottom left, bottom right, top right.
    spots: list[Point] = [
        (margin[0], margin[1]),
        (margin[2], 1 - margin[3]),
        (1 - margin[4], 1 - margin[5]),
        (1 - margin[6], margin[7]),
    ]
    return (spots[0], spots[3], spots[2], spots[1])


def to_jpeg(image: Image.Image, quality: int) -> bytes:
    """The JPEG bytes of a raster."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


@dataclass(frozen=True)
class ScannedPage:
    """One page of a file: JPEG bytes, size in points, /Rotate of the PDF page."""

    jpeg: bytes
    size: tuple[float, float]
    pdf_rotate: int = 0


def scan_paper(paper: Paper, look: Look, seed: str) -> ScannedPage:
    """Scan one drawn page."""
    raster = scan_page(paper.image, look, seed)
    if look.pdf_rotate:  # stored turned back, so that the page is upright when /Rotate is obeyed
        raster = raster.rotate(look.pdf_rotate, expand=True)
    size = (raster.width * 72 / paper.dpi, raster.height * 72 / paper.dpi)
    return ScannedPage(to_jpeg(raster, look.quality), size, look.pdf_rotate)


def write_pdf(path: Path, pages: Sequence[ScannedPage], *, title: str) -> None:
    """A PDF of images, byte for byte the same for the same pages."""
    with pymupdf.open() as pdf:
        for page in pages:
            sheet = pdf.new_page(width=page.size[0], height=page.size[1])
            sheet.insert_image(sheet.rect, stream=page.jpeg)
            if page.pdf_rotate:
                sheet.set_rotation(page.pdf_rotate)
        pdf.set_metadata({"title": title, "producer": "", "creator": ""})
        pdf.save(str(path), deflate=True, garbage=3, no_new_id=True)
