"""What stands on one page, in the upright reading frame: text lines, rulings, check boxes, seals."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.geometry import Box, Frame, Place
from models.submission import PageRef
from models.trace import PageLook, SealPrint, Trace


class TextSource(StrEnum):
    """Where the characters of a page come from."""

    ocr = "ocr"
    text_layer = "text_layer"
    native = "native"  # DOCX, XLSX: no picture of the page exists


class TextLine(Frozen):
    """One line of text. `box` lies in the upright frame; `confidence` is the engine's, 0..1.

    `char_spans` holds for each character of `text` its (x0, x1) in the upright frame, so that a line
    can be cut at a cell border; empty when the engine gives none. `second` is another reading of the
    same place (seal suppressed, other scale) when it differs from `text`; `seconded` says that one at
    another scale gave the same figures and codes.
    """

    text: str
    box: Box
    confidence: float
    char_spans: tuple[tuple[float, float], ...] = ()
    char_confidences: tuple[float, ...] = ()
    under_seal: bool = False
    second: str | None = None
    seconded: bool = False

    def part(self, start: int, end: int) -> TextLine:
        """Characters start..end (exclusive) as a line of their own, its box narrowed to them."""
        if not self.char_spans:
            width = self.box.width / max(1, len(self.text))
            x0, x1 = self.box.x0 + start * width, self.box.x0 + end * width
            spans: tuple[tuple[float, float], ...] = ()
        else:
            spans = self.char_spans[start:end]
            x0, x1 = spans[0][0], spans[-1][1]
        return TextLine(
            text=self.text[start:end],
            box=Box(x0, self.box.y0, x1, self.box.y1),
            confidence=self.confidence,
            char_spans=spans,
            char_confidences=self.char_confidences[start:end],
            under_seal=self.under_seal,
            second=None,
            seconded=self.seconded,
        )


class Ruling(Frozen):
    """A straight printed line in the upright frame; horizontal when y0 == y1 (nearly), else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)


class MarkState(StrEnum):
    """What the picture of a check box shows."""

    empty = "empty"
    ticked = "ticked"  # √ ☑ hand tick
    crossed = "crossed"  # × ☒
    filled = "filled"  # ■
    unclear = "unclear"
    circled = "circled"  # no box: a ring that a pen drew around the option itself


class CheckBox(Frozen):
    """One check box, or a ring around words, seen on the picture. `ink` is the dark share of its inside (0..1)."""

    box: Box
    state: MarkState
    ink: float
    confidence: float

    @property
    def is_box(self) -> bool:
        """Whether it is a box beside an option, not a ring around one."""
        return self.state is not MarkState.circled


class SealColour(StrEnum):
    """Colour of a seal's ink."""

    red = "red"
    blue = "blue"
    grey = "grey"


class Seal(Frozen):
    """One seal (印章) on the page: its box in the upright frame, colour, and text where it was read.

    `text` is all that was read: the ring, then the lines across, parted by blanks. `organisation` is
    the name it carries, without what only says which seal it is (合同专用章, a number); empty where
    none was read surely. `confidence` (0..1) is that of `text`, 0 without one.
    """

    box: Box
    colour: SealColour
    shape: str  # "round" | "oval" | "square"
    text: str = ""
    confidence: float = 0.0
    organisation: str = ""


class ElectronicSealKind(StrEnum):
    """How a PDF holds an electronic seal."""

    signature_field = "signature_field"  # a field for a cryptographic signature
    stamp = "stamp"  # a stamp annotation: a picture laid on the page, nothing more


class ElectronicSeal(Frozen):
    """An electronic seal (电子签章) that a PDF declares; box in the upright frame of the page.

    `signed`: a signature field holds a signature (never verified here). `signer`, `signed_at` and
    `reason` are what the file states, as it states them. `visible`: it leaves a mark on the page.
    """

    kind: ElectronicSealKind
    box: Box
    name: str = ""  # of the field or of the stamp's picture
    signed: bool = False
    signer: str | None = None
    signed_at: str | None = None
    reason: str | None = None
    visible: bool = False


class CellText(Frozen):
    """One cell of a table given natively (DOCX, XLSX) or found on the picture; row and column from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box


class NativeTable(Frozen):
    """A table whose cells the file itself states."""

    box: Box
    cells: tuple[CellText, ...]


class PageText(Frozen):
    """All that was read from one page, in the upright frame given by `frame`.

    `width`, `height`: size of the upright page picture in pixels (points for native pages). Of a sheet
    that holds two pages, `half` 1 is the left and 2 the right one, both with the sheet's page number; of
    one that holds several certificates `half` counts them row by row.
    """

    file: str
    page: int
    half: int | None = None
    width: int
    height: int
    source: TextSource
    frame: Frame = Frame()
    lines: tuple[TextLine, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    check_boxes: tuple[CheckBox, ...] = ()
    seals: tuple[Seal, ...] = ()
    electronic_seals: tuple[ElectronicSeal, ...] = ()
    tables: tuple[NativeTable, ...] = ()
    ink: float = 0.0  # dark share of the page; near 0 means blank
    is_grey: bool = False  # scanned without colour: red seals and ticks cannot be told by colour
    traces: tuple[Trace, ...] = ()
    seal_prints: tuple[SealPrint, ...] = ()
    look: PageLook | None = None  # None: nobody looked for traces

    @property
    def ref(self) -> PageRef:
        """What tells this page from all others of a submission."""
        return PageRef(file=self.file, page=self.page, half=self.half)

    @property
    def text(self) -> str:
        """All lines in reading order, one per line."""
        return "\n".join(line.text for line in self.lines)

    def place(self, box: Box) -> Place:
        """The place, on the page as displayed, of a box of the upright frame."""
        return Place(file=self.file, page=self.page, box=self.frame.to_displayed(box))


class PageLabel(Frozen):
    """What a page looks like: a document type with the classifier's score (0..1), or None."""

    file: str
    page: int
    type: str | None
    score: float
    starts: bool  # whether the page begins a new document
    part: str | None = None  # part of the document type ("balance_sheet", "cover", …)
    blank: bool = False
