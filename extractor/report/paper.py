"""A Word document in the usual style of Chinese official papers: typefaces, sizes, margins, tables."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from extractor.report.crops import Crop
from extractor.report.steady import steady_office

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters XML cannot hold
BODY, HEADING, TITLE = "仿宋", "黑体", "方正小标宋简体"
LATIN = "Times New Roman"
SIZES = {"二号": 22.0, "三号": 16.0, "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0}
"""Points of the Chinese type sizes."""


class Paper:
    """A document under construction; margins and sizes follow GB/T 9704-2012."""

    def __init__(self, *, size: str = "三号", line: float = 28.0) -> None:
        """Start an empty A4 page; `line` is the distance of lines in points."""
        self._document: Any = docx.Document()
        self._size, self._line = SIZES[size], line
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = LATIN, Pt(self._size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)

    def title(self, text: str) -> None:
        """Add the title, centred."""
        paragraph = self._paragraph(indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(36)
        paragraph.paragraph_format.space_after = Pt(14)
        self._run(paragraph, text, font=TITLE, size=SIZES["二号"])

    def number_pages(self) -> None:
        """Put "第 1 页，共 9 页" at the foot of every page."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for before, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES")):
            self._run(paragraph, before, size=SIZES["小五"])
            shown = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): field})
            paragraph._p.append(shown)
        self._run(paragraph, " 页", size=SIZES["小五"])

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._document.add_page_break()

    def heading(self, text: str) -> None:
        """Add a heading of the first level (一、…)."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, text, font=HEADING)

    def text(self, text: str, *, indent: bool = True, small: bool = False) -> None:
        """Add a paragraph."""
        paragraph = self._paragraph(indent=indent)
        if small:
            paragraph.paragraph_format.line_spacing = Pt(18)
        self._run(paragraph, text, size=SIZES["五号"] if small else None)

    def right(self, text: str) -> None:
        """Add a line at the right margin: signature, date."""
        paragraph = self._paragraph(indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._run(paragraph, text)

    def pictures(self, crops: Sequence[tuple[str, Crop]]) -> None:
        """Add pictures side by side, each under its caption, at most two in a row."""
        for start in range(0, len(crops), 2):
            pair = crops[start : start + 2]
            table = self._document.add_table(rows=1, cols=len(pair))
            width = Cm(15.6) / len(pair)
            self._keep_whole(table.rows[0])
            for cell, (caption, crop) in zip(table.rows[0].cells, pair, strict=True):
                self._fill(cell.paragraphs[0], caption, size=SIZES["小五"])
                paragraph = cell.add_paragraph()
                paragraph.add_run().add_picture(io.BytesIO(crop.jpeg), width=int(width - Cm(0.4)))

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
    ) -> None:
        """Add a ruled table; widths in centimetres. The head is repeated on every page."""
        table = self._document.add_table(rows=1, cols=len(head))
        table.style, table.autofit = "Table Grid", False
        for row in ([*head], *rows):
            line = table.rows[0] if row == [*head] else table.add_row()
            self._keep_whole(line)
            cells = line.cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = Cm(width)
                font = HEADING if row == [*head] else BODY
                self._fill(cell.paragraphs[0], text, size=SIZES["五号"], font=font)
        repeat = table.rows[0]._tr.get_or_add_trPr()
        repeat.append(repeat.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))

    def bytes(self) -> bytes:
        """Return the file; equal contents give equal bytes."""
        out = io.BytesIO()
        self._document.save(out)
        return steady_office(out.getvalue())

    def _keep_whole(self, row: Any) -> None:
        """A row of a table is not parted by the end of a page."""
        shape = row._tr.get_or_add_trPr()
        shape.append(shape.makeelement(qn("w:cantSplit"), {qn("w:val"): "true"}))

    def _paragraph(self, *, indent: bool = True) -> Any:
        paragraph = self._document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.line_spacing, shape.space_after, shape.space_before = Pt(self._line), Pt(0), Pt(0)
        if indent:
            shape.first_line_indent = Pt(self._size * 2)
        return paragraph

    def _fill(self, paragraph: Any, text: str, *, size: float, font: str = BODY) -> None:
        paragraph.paragraph_format.space_after = Pt(0)
        self._run(paragraph, text, font=font, size=size)

    def _run(
        self, paragraph: Any, text: str, *, font: str = BODY, size: float | None = None
    ) -> None:
        run = paragraph.add_run(_FORBIDDEN.sub("", text))
        run.font.name, run.font.size = LATIN, Pt(size or self._size)
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), font)
        fonts.set(qn("w:hint"), "eastAsia")  # quotation marks are Chinese ones
