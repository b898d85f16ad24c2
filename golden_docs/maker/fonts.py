"""Where the typefaces come from: Debian's fonts-noto-cjk, fonts-arphic-*, fonts-wqy-zenhei."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Face = Literal["song", "serif", "serif-bold", "sans", "sans-bold", "hei", "kai"]

_ROOT = Path("/usr/share/fonts")
_FILES: dict[Face, tuple[str, int]] = {
    "song": ("truetype/arphic/uming.ttc", 0),
    "kai": ("truetype/arphic/ukai.ttc", 0),
    "hei": ("truetype/wqy/wqy-zenhei.ttc", 0),
    "serif": ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "serif-bold": ("opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "sans": ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "sans-bold": ("opentype/noto/NotoSansCJK-Bold.ttc", 2),
}


class FontsMissingError(RuntimeError):
    """A typeface is not installed; `make golden` installs the Debian packages."""


@lru_cache(maxsize=512)
def load_font(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels; raises FontsMissingError when the file is not there."""
    name, index = _FILES[face]
    path = _ROOT / name
    if not path.is_file():
        raise FontsMissingError(
            f"{path} is missing: install fonts-noto-cjk, fonts-arphic-uming, "
            "fonts-arphic-ukai and fonts-wqy-zenhei"
        )
    return ImageFont.truetype(str(path), pixels, index=index, layout_engine=ImageFont.Layout.BASIC)
