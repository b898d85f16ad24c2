"""A watermark over a whole sheet: the same slanted words again and again, darker than paper, lighter than print."""

from __future__ import annotations

from PIL import Image, ImageDraw

from golden_docs.maker.fonts import load_font
from golden_docs.maker.paper import Paper

_SLANT = 32  # degrees


def tiled_watermark(paper: Paper, text: str, *, shade: int, size: float) -> None:
    """Stamp `text` slanted in rows over the sheet; `shade` is its grey level, `size` in points."""
    px = paper.px(size)
    tile = Image.new("L", (px * (len(text) + 1), round(px * 1.6)), 0)
    ImageDraw.Draw(tile).text((px // 2, px // 4), text, 255, load_font("sans", px))
    tile = tile.rotate(_SLANT, Image.Resampling.BICUBIC, expand=True)
    sheet = Image.new("L", paper.image.size, 0)
    across, down = round(1.15 * tile.width), round(0.9 * tile.height)
    for row in range(-1, sheet.height // down + 2):
        for column in range(-1, sheet.width // across + 2):
            sheet.paste(255, (column * across + (row % 2) * across // 2, row * down), tile)
    paper.stamp(sheet, 0, 0, (shade, shade, shade))
