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

from golden_docs.maker.paper import Paper


@dataclass(frozen=True)
class Look:
    """How one page came through the scanner; angles in degrees, `turn` clockwise in the raster."""

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
        image = _on_a_desk(image, rng)
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


def _on_a_desk(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The page as photographed by hand: smaller, in perspective, on a dark ground."""
    width, height = image.size
    ground = Image.new("RGB", (width, height), (96, 84, 74))
    margin = rng.uniform(0.025, 0.05, 8) * np.array([width, height] * 4)
    left, top, right, bottom = 0, 0, width, height
    corners = [(left, top), (left, bottom), (right, bottom), (right, top)]
    inward = [(1, 1), (1, -1), (-1, -1), (-1, 1)]
    spots = [
        (x + sx * margin[2 * k], y + sy * margin[2 * k + 1])
        for k, ((x, y), (sx, sy)) in enumerate(zip(corners, inward, strict=True))
    ]
    matrix = _perspective(spots, [(float(x), float(y)) for x, y in corners])
    size, filling = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    warped = image.transform((width, height), size, matrix, filling)
    mask = Image.new("L", image.size, 255).transform((width, height), size, matrix, filling)
    ground.paste(warped, mask=mask)
    return ground


def _perspective(
    seen: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight coefficients that Pillow needs to map seen corners back onto flat ones."""
    rows, right = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    solved = np.linalg.solve(np.array(rows, dtype=np.float64), np.array(right, dtype=np.float64))
    return tuple(float(value) for value in solved)


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
