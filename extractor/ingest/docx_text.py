"""Text of WordprocessingML paragraphs as shown: symbols, check boxes, fields, no deleted text (ISO 29500-1, 17)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from lxml import etree  # type: ignore[import-untyped]

from extractor.ingest.symbols import symbol_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

CHECKED, UNCHECKED = "☑", "□"

_FALSE = {"0", "false", "off"}
_SKIPPED = {
    f"{W}{tag}"
    for tag in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "rt",
        "sdtPr",
        "txbxContent",
    )
} | {f"{MC}Fallback"}
_PLAIN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


class Break(Enum):
    """Marks between pieces of text."""

    page = "page"


def is_on(element: etree._Element | None, *, attribute: str = f"{W}val") -> bool:
    """Whether a toggle element is there and not switched off (17.17.4)."""
    return element is not None and (element.get(attribute) or "1").lower() not in _FALSE


def paragraph_pieces(element: etree._Element) -> Iterator[str | Break]:
    """Texts and page breaks of a paragraph, text boxes excluded, in order."""
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}r":
            yield from _run_pieces(child)
        elif child.tag == f"{W}sdt" and (box := child.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            yield CHECKED if is_on(box.find(f"{W14}checked"), attribute=f"{W14}val") else UNCHECKED
        else:
            yield from paragraph_pieces(child)


def _run_pieces(run: etree._Element) -> Iterator[str | Break]:
    """Pieces of one run; hidden text (17.3.2.41) is not shown."""
    if is_on(run.find(f"{W}rPr/{W}vanish")):
        return
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    for child in run:
        if child.tag in _PLAIN:
            yield _PLAIN[child.tag]
        elif child.tag == f"{W}t":
            yield symbol_text(child.text or "", font=font)
        elif child.tag == f"{W}br":
            yield Break.page if child.get(f"{W}type") == "page" else "\n"
        elif child.tag == f"{W}sym":
            code = int(child.get(f"{W}char") or "0", 16)
            yield symbol_text(chr(code), font=child.get(f"{W}font"))
        elif child.tag == f"{W}fldChar":
            yield from _form_field(child)
        elif child.tag == f"{W}ruby":
            yield from paragraph_pieces(child)


def _form_field(mark: etree._Element) -> Iterator[str]:
    """A legacy check box form field (17.16.7) as a character."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        if state is None:
            state = box.find(f"{W}default")
        yield CHECKED if is_on(state) else UNCHECKED


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Contents of the text boxes anchored in a paragraph, each once (not its fallback drawing)."""
    for content in paragraph.iter(f"{W}txbxContent"):
        own = next(content.iterancestors(f"{W}p"), None) is paragraph
        if own and next(content.iterancestors(f"{MC}Fallback"), None) is None:
            yield content
