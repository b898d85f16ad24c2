"""Traces on scans: found where a page was edited, not on the same page left alone, without recognition."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
from PIL import Image

from extractor.tamper.layers import compare_layer
from extractor.tamper.look import look_for_traces
from golden_docs.maker.edited import copy_figures, edited_look, paint_out, table_sheet
from golden_docs.maker.pages.page import DEGREES, Degree
from golden_docs.maker.scan import scan_page, to_jpeg
from golden_docs.maker.text_level import read_paper
from models.geometry import Box
from models.page import PageText, TextLine, TextSource
from models.trace import TraceKind

EDITS = {
    TraceKind.copied_digits: copy_figures,
    TraceKind.flat_patch: paint_out,
}
SEEDS = (400, 402)
HIDDEN = {(TraceKind.copied_digits, degree) for degree in ("medium", "heavy")}
"""Grain so strong that a copy, saved anew, is not always nearer than two prints are."""


def looked_at(seed: int, degree: Degree, kind: TraceKind | None) -> PageText:
    """A table as scanned, edited where a kind is given, with a perfect reading of the sheet."""
    rng = random.Random(f"tamper-{seed}")
    paper, spots = table_sheet(rng)
    look = edited_look(degree)
    image = scan_page(paper.image, look, f"{seed}-{degree}")
    if kind is not None:
        EDITS[kind](image, spots, rng)
    saved = Image.open(io.BytesIO(to_jpeg(image, look.quality))).convert("RGB")
    page = read_paper(paper, file="one.jpg", page=1)
    if kind is TraceKind.copied_digits:
        page = with_copied_end(page)
    return look_for_traces(np.asarray(saved), page)


def with_copied_end(page: PageText) -> PageText:
    """The reading after the copy: the eighth amount ends like the third."""
    at = [i for i, line in enumerate(page.lines) if line.text[0].isdigit()]
    source, goal = page.lines[at[2]], page.lines[at[7]]
    lines = list(page.lines)
    lines[at[7]] = goal.model_copy(update={"text": goal.text[:-6] + source.text[-6:]})
    return page.model_copy(update={"lines": tuple(lines)})


@pytest.mark.parametrize(
    ("kind", "degree"),
    [(k, d) for k in EDITS for d in DEGREES if (k, d) not in HIDDEN],
)
def test_an_edited_scan_is_noted(kind: TraceKind, degree: Degree) -> None:
    missed = [
        seed
        for seed in SEEDS
        if kind not in {trace.kind for trace in looked_at(seed, degree, kind).traces}
    ]
    assert missed == []


@pytest.mark.parametrize("degree", ["light", "medium", "heavy"])
def test_a_scan_left_alone_is_not(degree: Degree) -> None:
    told = [(seed, t) for seed in SEEDS for t in looked_at(seed, degree, None).traces]
    assert told == []


def test_a_page_without_grain_says_nothing() -> None:
    """A picture drawn by a program repeats its figures by nature."""
    paper, _ = table_sheet(random.Random("drawn"))
    page = look_for_traces(np.asarray(paper.image), read_paper(paper, file="one.png", page=1))
    assert page.traces == ()


def line(text: str, confidence: float = 0.99, *, y: float = 0.1) -> TextLine:
    return TextLine(text=text, box=Box(0.1, y, 0.4, y + 0.03), confidence=confidence)


def page_of(*lines: TextLine) -> PageText:
    return PageText(file="a.pdf", page=1, width=10, height=10, source=TextSource.ocr, lines=lines)


@pytest.mark.parametrize(
    ("picture", "layer", "told"),
    [
        (line("合计 1,234,567.00"), line("合计 1,284,567.00"), [("1,234,567.00", "1,284,567.00")]),
        (line("合计 1,234,567.00"), line("合计 1,234,567.00"), []),
        (line("合计 1,234,567.00"), line("合汁 l,2E4,56"), []),  # garbled by another reader
        (line("合计 1,234,567.00", 0.9), line("合计 1,284,567.00"), []),  # not surely read
        (line("2020年"), line("2021 年"), [("2020", "2021")]),
    ],
)
def test_figures_of_the_layer_are_held_against_the_picture(
    picture: TextLine, layer: TextLine, told: list[tuple[str, str]]
) -> None:
    right = [line(f"1{row},000.00", y=0.2 + 0.05 * row) for row in range(8)]
    page = page_of(picture, *right)
    assert [(t.text, t.was) for t in compare_layer([layer, *right], page)] == told


def test_a_layer_that_is_often_wrong_says_nothing() -> None:
    lines = [line(f"1{row},000.00", y=0.2 + 0.05 * row) for row in range(8)]
    layer = [line(f"1{row + row % 2},000.00", y=0.2 + 0.05 * row) for row in range(8)]
    assert compare_layer(layer, page_of(*lines)) == ()
