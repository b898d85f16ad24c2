"""Choices without boxes: options ringed, underlined or struck out by pen."""

from __future__ import annotations

import random

from golden_docs.maker.pages.choice_kit import Mark, Sheet, deal
from golden_docs.maker.pages.marks_boxes import in_lines, in_table, make_of, new_sheet
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, golden_page, scanned


def _drawn(
    rng: random.Random, degree: Degree, name: str, title: str, marks: tuple[Mark, ...]
) -> DrawnPage:
    sheet: Sheet = new_sheet(rng, degree, title)
    choices = deal(rng, 10, single=True)
    make = make_of(rng, box="none", gap=1.6)
    y = in_lines(sheet, choices[:3], make, marks, top=100)
    make = make_of(rng, box="none", gap=0.5, between=" / ")
    y = in_table(sheet, choices[3:7], make, marks, top=y + 16)
    make = make_of(rng, box="none", gap=0.2, between="、")
    in_lines(sheet, choices[7:], make, marks, top=y + 20)
    return scanned(sheet.paper.image, sheet.done(), LOOKS[degree], seed=f"marks-{name}-{degree}")


@golden_page("marks", "ringed")
def ringed(rng: random.Random, degree: Degree) -> DrawnPage:
    """The chosen option in a ring drawn by hand."""
    return _drawn(rng, degree, "ringed", "意见征询表", ("ring",))
