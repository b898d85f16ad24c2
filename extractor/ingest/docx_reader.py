"""DOCX read natively: body blocks in order, tables with merged cells, pages where the file states them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from lxml import etree  # type: ignore[import-untyped]

from extractor.ingest.docx_numbering import Numbering, read_numbering
from extractor.ingest.docx_text import Break, W, is_on, paragraph_pieces, text_boxes
from extractor.ingest.native_layout import Block, Cell, Paragraph, Table, lay_out
from models.page import PageText

_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}

_FOLLOWING_SECTION = etree.XPath("following::w:sectPr[1]", namespaces={"w": W.strip("{}")})


def read_docx(path: Path, *, file: str) -> tuple[PageText, ...]:
    """The pages of a DOCX, cut at page breaks and sections; at least one, blank ones dropped.

    Raises what python-docx and lxml raise on damaged files (`office.OFFICE_ERRORS`).
    """
    document = docx.Document(str(path))
    numbering = read_numbering(document.part.package)
    pages: list[list[Block]] = [[]]
    for item in _body_items(document.element.body, numbering=numbering):
        if isinstance(item, Break):
            pages.append([])
        else:
            pages[-1].append(item)
    filled = [blocks for blocks in pages if any(block.text.strip() for block in blocks)]
    return tuple(
        lay_out(blocks, file=file, page=page) for page, blocks in enumerate(filled or [[]], start=1)
    )


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """Block elements with content controls and tracked insertions opened up."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _body_items(body: etree._Element, *, numbering: Numbering) -> Iterator[Block | Break]:
    """Blocks and page breaks of a body, cell or text box in order."""
    for element in _children(body):
        if element.tag == f"{W}p":
            yield from _paragraph_items(element, numbering=numbering)
        elif element.tag == f"{W}tbl":
            yield _table(element, numbering=numbering)


def _paragraph_items(element: etree._Element, *, numbering: Numbering) -> Iterator[Block | Break]:
    """A paragraph, cut at the page breaks in it, then its text boxes and the end of its section."""
    if is_on(element.find(f"{W}pPr/{W}pageBreakBefore")):
        yield Break.page
    text = numbering.label(element)
    for piece in paragraph_pieces(element):
        if isinstance(piece, Break):
            yield from _paragraph(text)
            yield piece
            text = ""
        else:
            text += piece
    yield from _paragraph(text)
    for content in text_boxes(element):
        for item in _body_items(content, numbering=numbering):
            if not isinstance(item, Break):
                yield item
    section = element.find(f"{W}pPr/{W}sectPr")
    if section is not None and _next_section_starts_page(section):
        yield Break.page


def _next_section_starts_page(section: etree._Element) -> bool:
    """Whether the section after this one begins on a new page; it says so itself (17.6.22)."""
    following = _FOLLOWING_SECTION(section)
    kind = following[0].find(f"{W}type") if following else None
    return kind is None or kind.get(f"{W}val") != "continuous"


def _paragraph(text: str) -> Iterator[Paragraph]:
    """Text as a paragraph; nothing when it is blank."""
    rows: list[tuple[str, ...]] = []
    for row in text.split("\n"):
        columns = tuple(part.strip(" ") for part in row.strip().split("\t") if part.strip())
        if columns:
            rows.append(columns)
    if rows:
        yield Paragraph(tuple(rows))


def _table(element: etree._Element, *, numbering: Numbering) -> Table:
    """A table on the grid of its columns; vertically merged cells become one (17.4.84)."""
    cells: list[Cell] = []
    open_cells: dict[int, int] = {}
    rows = [row for row in _children(element) if row.tag == f"{W}tr"]
    for row_index, row in enumerate(rows):
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), default=0)
        for cell in (child for child in _children(row) if child.tag == f"{W}tc"):
            span = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), default=1))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            if goes_on and column in open_cells:
                above = cells[open_cells[column]]
                cells[open_cells[column]] = _longer(above)
            else:
                items = _body_items(cell, numbering=numbering)
                blocks = tuple(item for item in items if not isinstance(item, Break))
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = len(cells)
                cells.append(Cell(row_index, column, 1, span, blocks))
            column += span
    return Table(_column_shares(element, cells), len(rows), tuple(cells))


def _longer(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.row_span + 1, cell.column_span, cell.blocks)


def _number(element: etree._Element | None, *, default: int) -> int:
    value = None if element is None else element.get(f"{W}val")
    return int(value) if value and value.isdecimal() else default


def _column_shares(element: etree._Element, cells: Sequence[Cell]) -> tuple[float, ...]:
    """Column widths from the table grid, as shares; equal ones where the grid does not fit the cells."""
    count = max((cell.column + cell.column_span for cell in cells), default=1)
    columns = element.findall(f"{W}tblGrid/{W}gridCol")
    widths = [float(column.get(f"{W}w") or 0) for column in columns]
    if len(widths) < count or min(widths, default=0) <= 0:
        widths = [1.0] * count
    total = sum(widths)
    return tuple(width / total for width in widths)
