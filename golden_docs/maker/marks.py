"""What hands and machines leave on paper: seals, signatures, ticks, emblems, codes, frames."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from golden_docs.maker.fonts import Face, load_font
from golden_docs.maker.paper import RED, Colour, Paper, Stamped

INK: Colour = (28, 34, 92)
_OVER = 3  # marks are drawn this much larger and reduced, for smooth edges


def _texture(size: tuple[int, int], rng: random.Random, strength: int) -> Image.Image:
    """Uneven ink: an L image around 255 - strength, blotchy."""
    small = (max(2, size[0] // 9), max(2, size[1] // 9))
    noise = Image.frombytes(
        "L", small, bytes(rng.randint(255 - 2 * strength, 255) for _ in range(small[0] * small[1]))
    )
    return noise.resize(size, Image.Resampling.BICUBIC)


def _star(pen: ImageDraw.ImageDraw, centre: float, radius: float) -> None:
    points = []
    for k in range(10):
        r = radius if k % 2 == 0 else radius * 0.382
        angle = -math.pi / 2 + k * math.pi / 5
        points.append((centre + r * math.cos(angle), centre + r * math.sin(angle)))
    pen.polygon(points, fill=255)


def _arc_text(
    mask: Image.Image, text: str, *, radius: float, size: int, face: Face, sweep: float
) -> None:
    """Characters on a circle about the centre of the mask, heads outward, centred at the top."""
    font = load_font(face, size)
    middle = mask.width / 2
    step = sweep / max(1, len(text) - 1) if len(text) > 1 else 0.0
    for number, char in enumerate(text):
        angle = -90 - sweep / 2 + step * number if len(text) > 1 else -90.0
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text(
            (size, size), char, 255, font, anchor="mm", stroke_width=max(0, size // 30)
        )
        tile = tile.rotate(-(angle + 90), Image.Resampling.BICUBIC)
        x = middle + radius * math.cos(math.radians(angle)) - size
        y = middle + radius * math.sin(math.radians(angle)) - size
        box = (round(x), round(y))
        mask.paste(
            ImageChops.lighter(tile, mask.crop((*box, box[0] + tile.width, box[1] + tile.height))),
            box,
        )


def seal(
    paper: Paper,
    x: float,
    y: float,
    text: str,
    rng: random.Random,
    *,
    radius: float = 57,
    lower: str = "",
    face: Face = "song",
    colour: Colour = RED,
    alpha: float = 0.78,
) -> None:
    """A round seal about (x, y): ring, star, `text` on the arc, `lower` straight below the star."""
    r = paper.px(radius) * _OVER
    mask = Image.new("L", (2 * r, 2 * r), 0)
    pen = ImageDraw.Draw(mask)
    pen.ellipse((4, 4, 2 * r - 5, 2 * r - 5), outline=255, width=max(3, r // 22))
    _star(pen, r, r * 0.26)
    size = round(r * min(0.27, 3.35 / max(8, len(text))))
    _arc_text(
        mask, text, radius=r * 0.76, size=size, face=face, sweep=min(275.0, 19.0 * len(text) + 20)
    )
    if lower:
        pen = ImageDraw.Draw(mask)
        pen.text(
            (r, r * 1.5),
            lower,
            255,
            load_font(face, round(r * min(0.19, 1.2 / len(lower)))),
            anchor="mm",
            stroke_width=1,
        )
    mask = mask.rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC)
    mask = mask.resize((2 * r // _OVER, 2 * r // _OVER), Image.Resampling.LANCZOS)
    mask = ImageChops.multiply(mask, _texture(mask.size, rng, 40)).point(lambda v: round(v * alpha))
    paper.stamp(mask, x - radius, y - radius, colour)
    paper.stamped.append(Stamped(text, (x - radius, y - radius, x + radius, y + radius)))


def signature(
    paper: Paper,
    x: float,
    y: float,
    name: str,
    rng: random.Random,
    *,
    size: float = 24,
    colour: Colour = INK,
) -> None:
    """A name as if written by hand, its top left near (x, y): slanted kai characters of uneven size."""
    px = paper.px(size)
    mask = Image.new("L", (px * (len(name) + 1), px * 2), 0)
    at = px * 0.3
    for char in name:
        here = round(px * rng.uniform(0.9, 1.18))
        tile = Image.new("L", (here * 2, here * 2), 0)
        ImageDraw.Draw(tile).text(
            (here, here),
            char,
            255,
            load_font("kai", here),
            anchor="mm",
            stroke_width=max(0, px // 40),
        )
        tile = tile.rotate(rng.uniform(-7, 9), Image.Resampling.BICUBIC)
        box = (round(at - here * 0.5), round(px - here + rng.uniform(-0.08, 0.08) * px))
        area = (*box, box[0] + tile.width, box[1] + tile.height)
        mask.paste(ImageChops.lighter(tile, mask.crop(area)), box)
        at += here * rng.uniform(0.78, 0.92)
    slant = rng.uniform(0.16, 0.3)
    mask = mask.transform(
        mask.size,
        Image.Transform.AFFINE,
        (1, slant, -slant * px, 0, 1, 0),
        Image.Resampling.BICUBIC,
    )
    mask = mask.rotate(rng.uniform(0, 5), Image.Resampling.BICUBIC)
    paper.stamp(mask, x, y - size * 0.5, colour)


def hand_tick(
    paper: Paper, x: float, y: float, size: float, rng: random.Random, *, colour: Colour = INK
) -> None:
    """A tick by pen over the box whose top left is (x, y), overshooting it."""

    def near(value: float) -> float:
        return (value + rng.uniform(-0.06, 0.06) * size) * paper.scale

    points = [
        (near(x + 0.05 * size), near(y + 0.45 * size)),
        (near(x + 0.38 * size), near(y + 0.92 * size)),
        (near(x + 1.15 * size), near(y - 0.15 * size)),
    ]
    paper.pen.line(points, colour, max(2, paper.px(1.15)), joint="curve")


def emblem(
    paper: Paper, x: float, y: float, radius: float, *, colour: Colour = (200, 35, 35)
) -> None:
    """A made-up round emblem: five stars over a rising arc inside a toothed ring."""
    r = paper.px(radius) * _OVER
    mask = Image.new("L", (2 * r, 2 * r), 0)
    pen = ImageDraw.Draw(mask)
    for k in range(36):
        a = math.tau * k / 36
        pen.line(
            (r, r, r + r * 0.98 * math.cos(a), r + r * 0.98 * math.sin(a)), fill=255, width=r // 14
        )
    pen.ellipse((r * 0.12, r * 0.12, r * 1.88, r * 1.88), fill=255)
    pen.ellipse((r * 0.2, r * 0.2, r * 1.8, r * 1.8), outline=90, width=r // 30)
    for k, (dx, dy, s) in enumerate(
        (
            (0, -0.28, 0.26),
            (-0.45, -0.05, 0.12),
            (-0.2, 0.14, 0.12),
            (0.2, 0.14, 0.12),
            (0.45, -0.05, 0.12),
        )
    ):
        star = Image.new("L", (round(r * s * 2), round(r * s * 2)), 0)
        _star(ImageDraw.Draw(star), r * s, r * s)
        mask.paste(40, (round(r + dx * r - r * s), round(r + dy * r - r * s)), star)
        pen = ImageDraw.Draw(mask)
        if k == 0:
            pen.arc((r * 0.35, r * 0.9, r * 1.65, r * 2.2), 200, 340, fill=40, width=r // 16)
    mask = mask.resize((2 * r // _OVER, 2 * r // _OVER), Image.Resampling.LANCZOS)
    paper.stamp(mask, x - radius, y - radius, colour)


def qr(paper: Paper, x: float, y: float, size: float, rng: random.Random) -> None:
    """A square of modules that looks like a QR code and says nothing."""
    n = 29
    cell = size / n
    for i in range(n):
        for j in range(n):
            corner = ((i < 8 or i >= n - 8) and (j < 8)) or (i < 8 and j >= n - 8)
            if not corner and rng.random() < 0.48:
                paper.rect(
                    (x + i * cell, y + j * cell, x + (i + 1) * cell, y + (j + 1) * cell),
                    width=0,
                    fill=(20, 20, 20),
                )
    for i, j in ((0, 0), (n - 7, 0), (0, n - 7)):
        for inset, shade in ((0, 20), (1, 255), (2, 20)):
            box = (
                x + (i + inset) * cell,
                y + (j + inset) * cell,
                x + (i + 7 - inset) * cell,
                y + (j + 7 - inset) * cell,
            )
            paper.rect(box, width=0, fill=(shade, shade, shade))


def barcode(
    paper: Paper, x: float, y: float, width: float, height: float, rng: random.Random
) -> None:
    """Bars that look like a bar code."""
    at = x
    while at < x + width:
        bar = rng.choice((0.7, 0.7, 1.4, 2.1))
        paper.rect((at, y, at + bar, y + height), width=0, fill=(20, 20, 20))
        at += bar + rng.choice((0.8, 0.8, 1.5))


def frame(paper: Paper, inset: float, colour: Colour, *, kind: str = "double") -> None:
    """An ornamental border: `double` rules, a `key` pattern or `waves`."""
    w, h = paper.width, paper.height
    paper.rect((inset, inset, w - inset, h - inset), width=1.6, colour=colour)
    if kind == "double":
        paper.rect((inset + 5, inset + 5, w - inset - 5, h - inset - 5), width=0.6, colour=colour)
        for cx, cy in (
            (inset, inset),
            (w - inset, inset),
            (inset, h - inset),
            (w - inset, h - inset),
        ):
            for radius in (8, 14, 20):
                box = [paper.px(v) for v in (cx - radius, cy - radius, cx + radius, cy + radius)]
                paper.pen.ellipse(box, outline=colour, width=2)
        return
    paper.rect((inset + 16, inset + 16, w - inset - 16, h - inset - 16), width=1.0, colour=colour)
    step = 14.0
    across, down = round((w - 2 * inset) / step), round((h - 2 * inset) / step)
    spots = [
        (inset + 8 + (w - 2 * inset - 16) * k / across, y)
        for k in range(across + 1)
        for y in (inset + 8, h - inset - 8)
    ]
    spots += [
        (x, inset + 8 + (h - 2 * inset - 16) * k / down)
        for k in range(1, down)
        for x in (inset + 8, w - inset - 8)
    ]
    for cx, cy in spots:
        if kind == "key":
            paper.rect((cx - 4.5, cy - 4.5, cx + 4.5, cy + 4.5), width=0.8, colour=colour)
            paper.rect((cx - 1.8, cy - 1.8, cx + 1.8, cy + 1.8), width=0.8, colour=colour)
        else:
            box = [paper.px(v) for v in (cx - 5, cy - 5, cx + 5, cy + 5)]
            paper.pen.arc(box, 0, 180 if round(cx + cy) % 2 else 360, fill=colour, width=2)


def guilloche(paper: Paper, colour: Colour, *, top: float, bottom: float) -> None:
    """Fine light waves over the background between two heights, as security paper has."""
    for k in range(26):
        y0 = top + (bottom - top) * k / 25
        points = [
            (paper.px(x), paper.px(y0 + 9 * math.sin(x / 31 + k * 0.55)))
            for x in range(30, round(paper.width) - 30, 5)
        ]
        paper.pen.line(points, colour, 1)


def watermark(paper: Paper, text: str, *, shade: int = 236, size: float = 34) -> None:
    """A pale slanted word across the page."""
    px = paper.px(size)
    tile = Image.new("L", (px * (len(text) + 1), px * 2), 0)
    ImageDraw.Draw(tile).text((px // 2, px // 2), text, 255, load_font("sans-bold", px))
    tile = tile.rotate(35, Image.Resampling.BICUBIC, expand=True).filter(
        ImageFilter.GaussianBlur(0.6)
    )
    for fx, fy in ((0.05, 0.1), (0.5, 0.3), (0.1, 0.55), (0.55, 0.72)):
        paper.stamp(tile, paper.width * fx, paper.height * fy, (shade, shade, shade))
