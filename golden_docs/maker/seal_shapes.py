"""Seals of other outlines than the round one: oval tax seals, square name seals, seals across the page's edge."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw

from golden_docs.maker.fonts import load_font
from golden_docs.maker.paper import RED, Colour, Paper

_OVER = 3


def oval_seal(
    paper: Paper,
    x: float,
    y: float,
    text: str,
    rng: random.Random,
    *,
    axes: tuple[float, float] = (57, 43),
    middle: str = "",
    lower: str = "发票专用章",
    colour: Colour = RED,
    alpha: float = 0.78,
) -> None:
    """An oval seal about (x, y): `text` along the upper arc, a number across, `lower` below it."""
    rx, ry = (paper.px(axis) * _OVER for axis in axes)
    mask = Image.new("L", (2 * rx, 2 * ry), 0)
    pen = ImageDraw.Draw(mask)
    pen.ellipse((4, 4, 2 * rx - 5, 2 * ry - 5), outline=255, width=max(3, ry // 16))
    size = round(ry * min(0.3, 4.4 / max(8, len(text))))
    for number, char in enumerate(text):
        turn = math.radians(-200 + 220 * number / max(1, len(text) - 1))
        angle = math.degrees(math.atan2(math.sin(turn) / ry, math.cos(turn) / rx)) + 90
        depth = 0.27 * ry
        slope = math.hypot(math.cos(turn) / rx, math.sin(turn) / ry)
        px = rx + rx * math.cos(turn) - depth * math.cos(turn) / rx / slope
        py = ry + ry * math.sin(turn) - depth * math.sin(turn) / ry / slope
        _put(mask, char, (px, py), size, -angle)
    for line, height, share in ((middle, 0.06, 0.2), (lower, 0.45, 0.24)):
        if line:
            font = load_font("song", round(ry * share))
            ImageDraw.Draw(mask).text((rx, ry * (1 + height)), line, 255, font, anchor="mm")
    _press(paper, mask, x - axes[0], y - axes[1], rng, colour=colour, alpha=alpha)


def name_seal(
    paper: Paper,
    x: float,
    y: float,
    chars: str,
    rng: random.Random,
    *,
    side: float = 52,
    colour: Colour = RED,
    alpha: float = 0.8,
) -> None:
    """A square seal about (x, y) with four characters in two columns, the right one first."""
    px = paper.px(side) * _OVER
    mask = Image.new("L", (px, px), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle((2, 2, px - 3, px - 3), outline=255, width=max(3, px // 16))
    for char, (fx, fy) in zip(
        chars, ((0.7, 0.3), (0.7, 0.71), (0.3, 0.3), (0.3, 0.71)), strict=True
    ):
        font = load_font("kai", round(px * 0.38))
        pen.text((px * fx, px * fy), char, 255, font, anchor="mm", stroke_width=max(1, px // 120))
    _press(paper, mask, x - side / 2, y - side / 2, rng, colour=colour, alpha=alpha)


def cut_at_edge(paper: Paper, x: float) -> None:
    """What lies left of x (or right of it, where x is negative, from the right side) never was on this sheet."""
    width, height = paper.image.size
    cut = paper.px(abs(x))
    box = (cut, 0, width, height) if x > 0 else (0, 0, width - cut, height)
    paper.image = paper.image.crop(box)
    paper.width = paper.image.width / paper.scale
    paper.pen = ImageDraw.Draw(paper.image)


def _put(mask: Image.Image, char: str, at: tuple[float, float], size: int, degrees: float) -> None:
    tile = Image.new("L", (2 * size, 2 * size), 0)
    font = load_font("song", size)
    ImageDraw.Draw(tile).text(
        (size, size), char, 255, font, anchor="mm", stroke_width=max(0, size // 30)
    )
    tile = tile.rotate(degrees, Image.Resampling.BICUBIC)
    box = (round(at[0] - size), round(at[1] - size))
    area = (*box, box[0] + tile.width, box[1] + tile.height)
    mask.paste(ImageChops.lighter(tile, mask.crop(area)), box)


def _press(
    paper: Paper,
    mask: Image.Image,
    x: float,
    y: float,
    rng: random.Random,
    *,
    colour: Colour,
    alpha: float,
) -> None:
    size = (mask.width // _OVER, mask.height // _OVER)
    mask = mask.resize(size, Image.Resampling.LANCZOS)
    small = (max(2, size[0] // 9), max(2, size[1] // 9))
    speckles = bytes(rng.randint(190, 255) for _ in range(small[0] * small[1]))
    texture = Image.frombytes("L", small, speckles).resize(size, Image.Resampling.BICUBIC)
    mask = ImageChops.multiply(mask, texture).point(lambda value: round(value * alpha))
    paper.stamp(mask, x, y, colour)
