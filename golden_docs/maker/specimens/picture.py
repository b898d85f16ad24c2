"""A made-up photograph on a sheet: a hall of machines, a product on a table, drawn from shapes and light."""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from golden_docs.maker.paper import Paper

_WALLS = ((176, 188, 196), (198, 186, 168), (150, 168, 158), (120, 132, 150))
_THINGS = (
    (60, 84, 120),
    (150, 60, 50),
    (90, 96, 92),
    (196, 150, 60),
    (48, 60, 58),
    (210, 212, 214),
)


def picture(paper: Paper, box: tuple[float, float, float, float], rng: random.Random) -> None:
    """Paste a photograph into the box (x0, y0, x1, y1) in points; nothing on it can be read."""
    x0, y0, x1, y1 = (paper.px(value) for value in box)
    width, height = max(8, x1 - x0), max(8, y1 - y0)
    shot = Image.new("RGB", (width, height), rng.choice(_WALLS))
    pen = ImageDraw.Draw(shot)
    floor = round(height * rng.uniform(0.55, 0.7))
    pen.rectangle((0, floor, width, height), fill=(104, 108, 106))
    for _ in range(rng.randint(4, 9)):
        _thing(pen, width, height, rng)
    shot = shot.filter(ImageFilter.GaussianBlur(1.2))
    light = np.linspace(rng.uniform(0.75, 0.95), rng.uniform(1.0, 1.15), width)[None, :, None]
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, 5, (height, width, 1))
    pixels = np.clip(np.asarray(shot, dtype=np.float32) * light + grain, 0, 255)
    paper.image.paste(Image.fromarray(pixels.astype(np.uint8)), (x0, y0))
    paper.pen = ImageDraw.Draw(paper.image)


def _thing(pen: ImageDraw.ImageDraw, width: int, height: int, rng: random.Random) -> None:
    """A machine or a product: a body with a lighter face, or a round part."""
    size = rng.uniform(0.12, 0.34) * min(width, height * 2)
    x, foot = rng.uniform(0.02, 0.8) * width, rng.uniform(0.7, 0.95) * height
    colour = rng.choice(_THINGS)
    if rng.random() < 0.35:
        pen.ellipse((x, foot - size * 0.7, x + size * 0.7, foot), fill=colour)
        pen.ellipse(
            (x + size * 0.2, foot - size * 0.5, x + size * 0.5, foot - size * 0.2),
            fill=(40, 42, 44),
        )
        return
    pen.rectangle((x, foot - size * 0.8, x + size, foot), fill=colour)
    pale = tuple(min(255, part + 50) for part in colour)
    pen.rectangle(
        (x + size * 0.1, foot - size * 0.7, x + size * 0.6, foot - size * 0.35), fill=pale
    )
