"""Characters of symbol fonts (Wingdings, Webdings, ZapfDingbats …) as the Unicode characters they show."""

from __future__ import annotations

import unicodedata

_TABLES: dict[str, dict[int, str]] = {
    # Code charts of the fonts; check marks, ballot boxes and shapes that forms use.
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x78: "☒",
        0xA1: "○", 0xA4: "◉", 0xA6: "○", 0xA7: "▪", 0xA8: "□", 0xFB: "✗", 0xFC: "√", 0xFD: "☒",
        0xFE: "☑",
    },
    "wingdings2": {
        0x4F: "✗", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x99: "○",
        0xA2: "■", 0xA3: "□",
    },
    "webdings": {0x61: "√", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"},
    "zapfdingbats": {
        0x33: "√", 0x34: "√", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6C: "●", 0x6E: "■",
        0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆",
    },
    "symbol": {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xD6: "√"},
}  # fmt: skip
_PRIVATE_USE = 0xF000


def symbol_text(text: str, *, font: str | None) -> str:
    """`text` set in `font` as Unicode; unchanged when the font is no known symbol font.

    Symbol fonts encode their 256 glyphs plainly or at U+F000..U+F0FF; a character of theirs without an
    entry stays as it is. Characters already in Unicode's symbol blocks are left alone.
    """
    table = _TABLES.get(_family(font))
    if table is None:
        return text
    return "".join(_symbol(char, table) for char in text)


def _family(font: str | None) -> str:
    name = (font or "").split("+")[-1].casefold().replace(" ", "").replace("-", "")
    for suffix in ("regular", "itc"):
        name = name.removesuffix(suffix)
    return name.removeprefix("itc")


def _symbol(char: str, table: dict[int, str]) -> str:
    code = ord(char)
    if _PRIVATE_USE <= code <= _PRIVATE_USE + 0xFF:
        code -= _PRIVATE_USE
    return table.get(code, char) if code <= 0xFF else char


# Characters of the block CJK Radicals Supplement that look exactly like a character of everyday text;
# PDF writers put them into text layers. Kangxi radicals are covered by Unicode's own compatibility mapping.
_RADICALS = str.maketrans(
    "⺁⺅⺊⺓⺔⺟⺠⺩⺬⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "厂亻卜幺彑母民王礻虎西见角贝车長長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)


def expanded(char: str) -> str:
    """A character as the plain characters it shows: ligatures apart, radicals as ideographs."""
    if "\u2f00" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    return char.translate(_RADICALS)
