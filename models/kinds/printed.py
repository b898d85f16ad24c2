"""Characters as printed: widths, blanks, brackets, dashes, noise at the ends, marks that mean nothing."""

from __future__ import annotations

import re
import unicodedata

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDTH |= {0x3000: 0x20, 0xFE50: 0x2C, 0xFE52: 0x2E, 0xFE6A: 0x25, 0xFE63: 0x2D, 0xFFE5: 0xA5}
_WIDTH |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), 0x2D)
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_BRACKETS = str.maketrans("[]{}〔〕【】〖〗〈〉「」『』", "()()()()()<><><>")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣﹘", "-"))
_QUOTES = str.maketrans("“”„‟″‘’‛′`´·•・‧∙", "\"\"\"\"\"''''''·····")

LONGEST = 80
"""Characters beyond which no number, date or period is looked for."""

_NOISE_BEFORE = ' :：。|｜¦;；=、"“”'
_NOISE_AFTER = _NOISE_BEFORE + "_"
_BLANK_MARK = re.compile(
    r"[-—―_/\\*.·…~]+|无|暂无|没有|空白?|(?:以下)?空白|N/?A|不适用|无此项", re.I
)
_NOT_APPLICABLE = re.compile(r"不适用|N/?A", re.I)
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BLANK_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")


def fold_width(text: str) -> str:
    """Full-width characters to half width and all minus signs but the em dash to "-".

    Unlike NFKC it leaves ² and ① alone, which would turn into digits of a number.
    """
    return text.translate(_INVISIBLE).translate(_WIDTH)


def fold_text(text: str) -> str:
    """NFKC with one form of brackets, dashes, quotes and middle dots; runs of blanks become one.

    Blanks beside Chinese characters carry no meaning and go.
    """
    folded = unicodedata.normalize("NFKC", _BLANK_BESIDE_CJK.sub("", text.translate(_INVISIBLE)))
    folded = folded.translate(_BRACKETS).translate(_DASHES).translate(_QUOTES)
    return re.sub(r"\s+", " ", folded).strip()


_UNIT_BEHIND = re.compile(
    "[（(](?:单位[：:])?(?:万元|亿元|元|万美元|%|％|个|项|件|人|家|年|台|名|种)[）)]$"
)


def without_unit(label: str) -> str:
    """The name of a field without the unit that its box prints after it: 资产总额（万元）, where values carry it."""
    return _UNIT_BEHIND.sub("", label)


def without_blanks(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def strip_noise(text: str) -> str:
    """The text without colons, full stops, bars and rules of the form that cling to its ends."""
    stripped = text.strip()
    if stripped.startswith("__") or (stripped.startswith("_") and stripped.endswith("_")):
        stripped = stripped.lstrip("_")
    return stripped.strip(_NOISE_BEFORE).rstrip(_NOISE_AFTER)


def is_blank_mark(text: str) -> bool:
    """Whether the text only says that nothing stands here: blank, a dash, a slash, 无, 不适用."""
    mark = without_blanks(fold_width(text)).strip(":：。|;；,，、")
    return not mark or _BLANK_MARK.fullmatch(mark) is not None


def is_not_applicable_mark(text: str) -> bool:
    """Whether the text says that the question does not apply (不适用, N/A)."""
    return _NOT_APPLICABLE.fullmatch(without_blanks(fold_width(text)).strip(":：。")) is not None
