"""Traces in the build of a PDF page: things laid over a scan or over text, and numbers in two typefaces.

One file because every trace comes from one pass over what MuPDF paints, and in which order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pymupdf

from extractor.ingest.pdf_layers import FULL_PAGE_SHARE
from models.geometry import Box
from models.trace import Trace, TraceKind

LEAST_SIDE = 4.0  # points: a thinner shape is a line
MOST_AREA = 0.5  # of the page: a larger one is a background
OPAQUE = 0.9
MARGIN = 0.07
"""Of the page: stamps of scanning and filing programs stand along its edges."""
COVERED = 0.8
"""Share of a line of text under a shape from which it is hidden."""
FEWEST_DIGITS = 3
SUPERSCRIPT = 0.8
"""Of the neighbour's size: smaller figures are marks of footnotes."""
OFF_BASELINE = 0.08  # em
UNIFORM_FOR_ONE_MIXED = 4
"""Numbers in one typeface that a page must have for each in two: some programs mix typefaces everywhere."""
MOST_PICTURES = 3
"""Pictures laid over a scan; scanners that part a page into layers lay more, or masks."""
_NUMBER = re.compile(r"\d[\d,.]{2,}\d")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ANNOTATIONS = (pymupdf.PDF_ANNOT_FREE_TEXT, pymupdf.PDF_ANNOT_SQUARE, pymupdf.PDF_ANNOT_REDACT)


class _Shape(NamedTuple):
    """An opaque thing: when it is painted, and where in points of the page as it is stored."""

    order: int
    rect: pymupdf.Rect


class _Letter(NamedTuple):
    """One drawn character; `look` is its typeface and colour."""

    char: str
    rect: pymupdf.Rect
    base: float
    size: float
    look: tuple[str, int]


class _Span(NamedTuple):
    """Characters painted in one go."""

    order: int
    rect: pymupdf.Rect
    text: str
    letters: tuple[_Letter, ...]


def read_traces(page: pymupdf.Page, *, is_scan: bool) -> tuple[Trace, ...]:
    """Return the traces of a page, boxes in fractions of the page as displayed."""
    spans = tuple(_spans(page))
    shapes = tuple(_opaque_shapes(page))
    found = [*_annotations(page)]
    if is_scan:
        found += _over_scan(page, shapes, spans)
    else:
        found += _over_text(page, shapes, spans)
        found += _mixed_numbers(page, spans)
    return tuple(dict.fromkeys(found))


def _opaque_shapes(page: pymupdf.Page) -> Iterator[_Shape]:
    """Filled shapes of the size of a word or a line, and larger."""
    area = abs(page.cropbox)
    for drawing in page.get_drawings():
        rect = pymupdf.Rect(drawing["rect"])
        opaque = drawing.get("fill") is not None and (drawing.get("fill_opacity") or 0) >= OPAQUE
        if opaque and min(rect.width, rect.height) >= LEAST_SIDE and abs(rect) <= MOST_AREA * area:
            yield _Shape(int(drawing["seqno"]), rect)


def _spans(page: pymupdf.Page) -> Iterator[_Span]:
    """Visible text in the order in which it is painted."""
    for span in page.get_texttrace():
        if span["type"] > 1 or span["opacity"] < OPAQUE:  # 3: invisible
            continue
        letters = tuple(_letters(span))
        yield _Span(
            int(span["seqno"]),
            pymupdf.Rect(span["bbox"]),
            "".join(letter.char for letter in letters),
            letters,
        )


def _letters(span: dict[str, Any]) -> Iterator[_Letter]:
    look = (_SUBSET.sub("", span["font"]), _colour(span["color"]))
    for code, _, origin, box in span["chars"]:
        yield _Letter(
            chr(code) if code > 0 else "\ufffd",
            pymupdf.Rect(box),
            float(origin[1]),
            float(span["size"]),
            look,
        )


def _colour(parts: Sequence[float]) -> int:
    """A colour as one number, coarse enough for rounding; a grey equals its RGB."""
    levels = [round(float(part) * 15) for part in parts]
    if len(levels) == 1:
        levels *= 3
    return sum(level * 16**place for place, level in enumerate(levels))


def _over_scan(
    page: pymupdf.Page, shapes: Sequence[_Shape], spans: Sequence[_Span]
) -> Iterator[Trace]:
    """What is painted after the picture of the page: shapes, further pictures, text with figures."""
    painted = [(kind, pymupdf.Rect(box)) for kind, box in page.get_bboxlog()]
    area = abs(page.cropbox)
    last = max(
        (
            order
            for order, (kind, rect) in enumerate(painted)
            if kind == "fill-image" and abs(rect) >= FULL_PAGE_SHARE * area
        ),
        default=None,
    )
    if last is None:  # a scan in strips says nothing about order
        return
    pictures = [
        rect
        for order, (kind, rect) in enumerate(painted)
        if order > last
        and kind == "fill-image"
        and min(rect.width, rect.height) >= LEAST_SIDE
        and not _is_see_through(page, rect)
    ]
    told = pictures if len(pictures) <= MOST_PICTURES else []
    for rect in (*(shape.rect for shape in shapes if shape.order > last), *told):
        over = [span.text for span in spans if span.order > last and _share(span.rect, rect) > 0.5]
        yield _trace(page, TraceKind.covered, rect, text="".join(over))
    for span in spans:
        digits = sum(char.isdigit() for char in span.text)
        inner = _box(page, span.rect)
        inside = MARGIN < inner.center[1] < 1 - MARGIN and MARGIN < inner.center[0] < 1 - MARGIN
        if span.order > last and digits >= FEWEST_DIGITS and inside:
            yield _trace(page, TraceKind.typed_over, span.rect, text=span.text)


def _is_see_through(page: pymupdf.Page, rect: pymupdf.Rect) -> bool:
    """Whether a picture has a mask, as stamps and the layers of a scanner have."""
    return any(
        bool(info.get("has-mask")) and _share(rect, pymupdf.Rect(info["bbox"])) > COVERED
        for info in page.get_image_info(xrefs=True)
    )


def _over_text(
    page: pymupdf.Page, shapes: Sequence[_Shape], spans: Sequence[_Span]
) -> Iterator[Trace]:
    """Shapes painted over text that was there before."""
    for shape in shapes:
        under = [
            s.text
            for s in spans
            if s.order < shape.order and s.text.strip() and _share(s.rect, shape.rect) >= COVERED
        ]
        over = [s.text for s in spans if s.order > shape.order and _share(s.rect, shape.rect) > 0.5]
        if under:
            yield _trace(
                page, TraceKind.covered, shape.rect, text="".join(over), was="".join(under)
            )


def _annotations(page: pymupdf.Page) -> Iterator[Trace]:
    """Text boxes and filled rectangles laid on the page as annotations."""
    for annotation in page.annots(types=list(_ANNOTATIONS)):
        written = annotation.type[0] == pymupdf.PDF_ANNOT_FREE_TEXT
        filled = bool(annotation.colors.get("fill"))
        kind = TraceKind.typed_over if written else TraceKind.covered
        text = " ".join((annotation.info.get("content") or "").split())
        if filled or (written and text):
            yield _trace(page, kind, annotation.rect, text=text)


def _mixed_numbers(page: pymupdf.Page, spans: Sequence[_Span]) -> list[Trace]:
    """Numbers whose figures change typeface, size, colour or baseline."""
    mixed: list[Trace] = []
    uniform = 0
    letters = [letter for span in spans for letter in span.letters if not letter.char.isspace()]
    letters.sort(key=lambda letter: (round(letter.base / 2), letter.rect.x0))
    for _, row in groupby(letters, key=lambda letter: round(letter.base / 2)):
        for run in _touching(list(row)):
            text = "".join(letter.char for letter in run)
            for match in _NUMBER.finditer(text):
                number = [one for one in run[match.start() : match.end()] if one.char.isdigit()]
                if len(number) <= FEWEST_DIGITS:
                    continue
                if not _is_mixed(number):
                    uniform += 1
                    continue
                rect = pymupdf.Rect(number[0].rect) | number[-1].rect
                mixed.append(_trace(page, TraceKind.font_change, rect, text=match[0]))
    return mixed if uniform >= UNIFORM_FOR_ONE_MIXED * len(mixed) else []


def _touching(row: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    run = list(row[:1])
    for left, right in pairwise(row):
        if right.rect.x0 - left.rect.x1 > 0.35 * left.size:
            yield run
            run = []
        run.append(right)
    yield run


def _is_mixed(number: Sequence[_Letter]) -> bool:
    largest = max(letter.size for letter in number)
    if min(letter.size for letter in number) < SUPERSCRIPT * largest:
        return False
    bases = [letter.base for letter in number]
    return (
        len({letter.look for letter in number}) > 1
        or max(letter.size for letter in number) - min(letter.size for letter in number) > 0.3
        or max(bases) - min(bases) > OFF_BASELINE * largest
    )


def _share(rect: pymupdf.Rect, cover: pymupdf.Rect) -> float:
    """Share of a rectangle that lies under another."""
    return abs(rect & cover) / abs(rect) if abs(rect) and rect.intersects(cover) else 0.0


def _trace(
    page: pymupdf.Page, kind: TraceKind, rect: pymupdf.Rect, *, text: str = "", was: str = ""
) -> Trace:
    return Trace(kind=kind, box=_box(page, rect), text=text[:80], was=was[:80])


def _box(page: pymupdf.Page, rect: pymupdf.Rect) -> Box:
    shown = (pymupdf.Rect(rect) * page.rotation_matrix).normalize()
    width, height = page.rect.width, page.rect.height
    return Box(shown.x0 / width, shown.y0 / height, shown.x1 / width, shown.y1 / height).clipped()
