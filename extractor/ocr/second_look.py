"""A second reading of weak figures and codes at another scale: agreement is noted, a difference kept as a doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extractor.ocr.crops import cut_quad
from extractor.ocr.engine import OcrEngine, Pixels, Recognised
from extractor.ocr.lines import line_of
from extractor.ocr.text_layer import quad_of
from models.kinds.printed import fold_width
from models.kinds.registration_number import is_valid as is_registration_number
from models.kinds.uscc import is_valid as is_credit_code
from models.page import TextLine

SCALE = 2.0  # of the second crop: the recogniser then sees the strokes through another resampling
WIDER = (
    1.3  # the second crop is also stretched: 一一 and 11 fall together where strokes stand close
)
WEAK = 0.985  # confidence of a decisive character below which it is read a second time
_DECISIVE = re.compile(
    r"[0-9A-Z][0-9A-Z,.'%/:\- ]*[0-9A-Z%]"  # amounts, codes, days in figures
    r"|[〇零○一二三四五六七八九十]{2,}(?=年)|[壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}"
)
_LEAST = 3  # figures and letters that make a stretch decisive: shorter ones number clauses and rows
_CHECKED = (
    (re.compile(r"[0-9A-Z]{18}"), is_credit_code),
    (re.compile(r"[0-9]{15}"), is_registration_number),
)


def look_again(pixels: Pixels, lines: Sequence[TextLine], *, engine: OcrEngine) -> list[TextLine]:
    """Return the lines; those whose decisive characters are weak have been read a second time.

    Where both readings say the same, the surer one stays and the line is `seconded`. Where they
    differ, a code whose check character fits wins, else the surer reading; the other is `second`.
    A line that has a second reading already (under a seal) is left alone. `pixels` is the upright
    page.
    """
    height, width = pixels.shape[:2]
    weak = [index for index, line in enumerate(lines) if _is_worth_a_look(line)]
    quads = [quad_of(lines[index].box, width=width, height=height) for index in weak]
    crops = [_enlarged(cut_quad(pixels, quad)) for quad in quads]
    result = list(lines)
    for index, quad, reading in zip(weak, quads, engine.recognise(crops), strict=True):
        other = line_of(quad, reading, width=width, height=height)
        result[index] = _both(lines[index], other, reading)
    return result


def _enlarged(crop: Pixels) -> Pixels:
    height, width = crop.shape[:2]
    size = (round(SCALE * WIDER * width), round(SCALE * height))
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _is_worth_a_look(line: TextLine) -> bool:
    if line.second is not None or line.box.width < line.box.height:
        return False
    return _weakest(line) < WEAK


def decisive_spans(text: str) -> list[tuple[int, int]]:
    """Return where figures and codes stand in a text: start and end (exclusive) of each."""
    folded = "".join(_half(char) for char in text)
    return [
        match.span()
        for match in _DECISIVE.finditer(folded)
        if sum(char.isalnum() for char in match[0]) >= _LEAST or not match[0].isascii()
    ]


def _weakest(line: TextLine) -> float:
    """Confidence of the weakest decisive figure or letter, 1 where none stands."""
    spans = decisive_spans(line.text)
    if not spans:
        return 1.0
    if len(line.char_confidences) != len(line.text):
        return line.confidence
    return min(
        line.char_confidences[at]
        for start, end in spans
        for at in range(start, end)
        if line.text[at].isalnum()
    )


def _both(first: TextLine, second: TextLine, reading: Recognised) -> TextLine:
    """The better of two readings of one place, and what the other makes of it."""
    if not reading.text.strip():
        return first
    one, two = _decisive_text(first.text), _decisive_text(second.text)
    surer, other = (second, first) if _weakest(second) > _weakest(first) else (first, second)
    if one == two:
        chosen = surer if _same_words(first.text, second.text) else first
        return chosen.model_copy(update={"under_seal": first.under_seal, "seconded": True})
    if not two:  # at this scale nothing was seen of the figures: that says nothing against them
        return first
    if _fitting(other.text) > _fitting(surer.text):
        surer, other = other, surer
    return surer.model_copy(update={"under_seal": first.under_seal, "second": other.text})


def _decisive_text(text: str) -> str:
    """The figures and letters of a text that decide, separators left out."""
    folded = "".join(_half(char) for char in text)
    return "|".join(
        "".join(char for char in folded[start:end] if char.isalnum())
        for start, end in decisive_spans(text)
    )


def _same_words(left: str, right: str) -> bool:
    """Whether two readings differ at most in blanks and marks."""
    return _words(left) == _words(right)


def _words(text: str) -> str:
    return "".join(char for char in fold_width(text) if char.isalnum())


def _fitting(text: str) -> int:
    """How many codes with a right check character stand in a text."""
    folded = "".join(_half(char) for char in text)
    return sum(
        is_right(match[0]) for pattern, is_right in _CHECKED for match in pattern.finditer(folded)
    )


def _half(char: str) -> str:
    """One character in half width, as one character."""
    return fold_width(char)[:1] or " "
