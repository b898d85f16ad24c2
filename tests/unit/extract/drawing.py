"""Pages drawn by hand: text lines with a place per character, rules, whole grids."""

from __future__ import annotations

from collections.abc import Sequence

from models.geometry import Box
from models.page import PageText, Ruling, TextLine, TextSource

WIDTH, HEIGHT = 1000, 1400
TEXT = 0.012  # height of the text as a share of the page


def _width(character: str, *, height: float) -> float:
    full = height * HEIGHT / WIDTH
    return full if ord(character) > 0x2E80 else 0.55 * full


def line(
    text: str,
    *,
    x: float,
    y: float,
    height: float = TEXT,
    right: bool = False,
    confidence: float = 0.99,
    confidences: Sequence[float] = (),
    second: str | None = None,
) -> TextLine:
    """A line whose middle lies at y; x is its left end, or its right end when `right`."""
    widths = [_width(character, height=height) for character in text]
    start = x - sum(widths) if right else x
    spans = []
    for width in widths:
        spans.append((start, start + width))
        start += width
    return TextLine(
        text=text,
        box=Box(spans[0][0], y - height / 2, spans[-1][1], y + height / 2),
        confidence=confidence,
        char_spans=tuple(spans),
        char_confidences=tuple(confidences) or (confidence,) * len(text),
        second=second,
    )


def across(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(x0=x0, y0=y, x1=x1, y1=y)


def down(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(x0=x, y0=y0, x1=x, y1=y1)


def grid(xs: Sequence[float], ys: Sequence[float]) -> tuple[Ruling, ...]:
    """All rules of a plain table."""
    return (
        *(across(y, xs[0], xs[-1]) for y in ys),
        *(down(x, ys[0], ys[-1]) for x in xs),
    )


def page(
    lines: Sequence[TextLine],
    rulings: Sequence[Ruling] = (),
    *,
    number: int = 1,
    file: str = "report.pdf",
) -> PageText:
    return PageText(
        file=file,
        page=number,
        width=WIDTH,
        height=HEIGHT,
        source=TextSource.ocr,
        lines=tuple(lines),
        rulings=tuple(rulings),
    )
