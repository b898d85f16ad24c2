"""Drawn pages as a PDF with text: every character where it was drawn, every rule a line, no picture."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from golden_docs.maker.fonts import load_font
from golden_docs.maker.paper import Paper, Printed

_BASE = 0.86
"""Share of the em from the top of a line down to its baseline."""


def digital_pdf(papers: Sequence[Paper], *, title: str) -> bytes:
    """Return a PDF with a text layer in one typeface, cut down to the characters that are used."""
    font = pymupdf.Font(fontfile=load_font("song", 10).path)
    with pymupdf.open() as pdf:
        for paper in papers:
            page = pdf.new_page(width=paper.width, height=paper.height)
            _rule(page, paper)
            writer = pymupdf.TextWriter(page.rect)
            for line in (*paper.printed, *paper.boxes):
                _write(writer, line, font)
            writer.write_text(page)
        pdf.subset_fonts()
        pdf.set_metadata({"title": title, "producer": "", "creator": ""})
        content = pdf.tobytes(deflate=True, garbage=3, no_new_id=True)
    return bytes(content)


def _rule(page: pymupdf.Page, paper: Paper) -> None:
    if not paper.ruled:
        return
    shape = page.new_shape()
    for x0, y0, x1, y1 in paper.ruled:
        shape.draw_line((x0, y0), (x1, y1))
    shape.finish(width=0.5)
    shape.commit()


def _write(writer: pymupdf.TextWriter, line: Printed, font: pymupdf.Font) -> None:
    """Characters one by one, so that each stands where the drawn one does."""
    starts = (line.x, *line.ends[:-1])
    for start, char in zip(starts, line.text, strict=True):
        if not char.isspace():
            writer.append((start, line.y + _BASE * line.size), char, font=font, fontsize=line.size)
