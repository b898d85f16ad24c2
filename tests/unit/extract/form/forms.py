"""Hand-made pages of forms: ruled tables and free lines, with check boxes where the text shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.extract.form.read import read_application_form
from models.catalogue import load_catalogue
from models.document import Document
from models.field import DocumentRecord, Field
from models.geometry import Box
from models.issue import Issue
from models.page import CheckBox, MarkState, PageText, Ruling, Seal, TextLine, TextSource
from models.submission import PageRef

_WHOLE = load_catalogue()
CATALOGUE = replace(_WHOLE, tables={"cn-xjr3-application": _WHOLE.table("cn-xjr3-application")})
"""The catalogue with the one form of which the drawn pieces are: few words do not tell forms apart."""
EM, HEIGHT, ROW = 0.014, 0.016, 0.022  # character width, line height and line pitch as page shares
STATES = {
    "□": MarkState.empty,
    "☑": MarkState.ticked,
    "☒": MarkState.crossed,
    "▨": MarkState.unclear,
}


class Paper:
    """A page that is filled from the top: `table` draws ruled rows, `say` a free line."""

    def __init__(self, number: int = 1) -> None:
        self.number = number
        self.lines: list[TextLine] = []
        self.rulings: list[Ruling] = []
        self.boxes: list[CheckBox] = []
        self.seals: list[Seal] = []
        self.y = 0.05

    def say(self, *texts: str, x: float = 0.1) -> Paper:
        """A free line; further texts stand right of it."""
        for index, text in enumerate(texts):
            self._write(text, x + 0.35 * index, self.y)
        self.y += 2 * ROW
        return self

    def table(
        self, rows: Sequence[Sequence[str]], *, widths: Sequence[float], rules: bool = True
    ) -> Paper:
        """Rows of cells; an empty last cell may be left out, then the one before spans the rest."""
        lefts = [0.1 + sum(widths[:index]) for index in range(len(widths) + 1)]
        top = self.y
        for row in rows:
            count = max(len(text.split("\n")) for text in row)
            height = (count + 0.6) * ROW
            for index, text in enumerate(row):
                parts = text.split("\n")
                first = self.y + height / 2 - len(parts) * ROW / 2
                for number, part in enumerate(parts):
                    self._write(part, lefts[index] + 0.008, first + number * ROW)
                if rules:
                    self._down(lefts[index], height)
            if rules:
                self._down(lefts[-1], height)
                self._across(self.y, lefts)
            self.y += height
        if rules and self.y > top:
            self._across(self.y, lefts)
        self.y += ROW
        return self

    def page(self) -> PageText:
        """The page as it would be read."""
        return PageText(
            file="form.pdf",
            page=self.number,
            width=1240,
            height=1754,
            source=TextSource.ocr,
            lines=tuple(self.lines),
            rulings=tuple(self.rulings),
            check_boxes=tuple(self.boxes),
            seals=tuple(self.seals),
        )

    def _write(self, text: str, x: float, y: float) -> None:
        """One line; its boxes are seen on the picture and not recognised as characters."""
        spans: list[tuple[float, float]] = []
        chars = ""
        start = x
        for char in text:
            width = EM * (0.55 if char.isascii() else 1.0)
            if char in STATES:
                box = Box(x + 0.001, y + 0.002, x + EM - 0.001, y + HEIGHT - 0.002)
                state = STATES[char]
                self.boxes.append(CheckBox(box=box, state=state, ink=0.0, confidence=0.95))
            else:
                chars += char
                spans.append((x, x + width))
            x += width
        if chars.strip():
            self.lines.append(
                TextLine(
                    text=chars,
                    box=Box(spans[0][0] if spans else start, y, spans[-1][1], y + HEIGHT),
                    confidence=0.99,
                    char_spans=tuple(spans),
                    char_confidences=(0.99,) * len(chars),
                )
            )

    def _down(self, x: float, height: float) -> None:
        self.rulings.append(Ruling(x0=x, y0=self.y, x1=x, y1=self.y + height))

    def _across(self, y: float, lefts: Sequence[float]) -> None:
        self.rulings.append(Ruling(x0=lefts[0], y0=y, x1=lefts[-1], y1=y))


def read(*pages: PageText) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    """The record of a form on these pages, by the tables of the catalogue."""
    refs = tuple(PageRef(file=page.file, page=page.page) for page in pages)
    document = Document(id="d1", type="application_form", confidence=1.0, pages=refs)
    return read_application_form(document, pages, CATALOGUE)


def field(record: DocumentRecord, key: str, period: str | None = None) -> Field:
    """The field with this key and period; fails when there is none."""
    return next(f for f in record.all(key) if f.period == period)


def values(*pages: PageText) -> dict[str, str | None]:
    """Values by key, or by key and year where a field has years."""
    record, _ = read(*pages)
    return {f"{f.key} {f.period}" if f.period else f.key: f.value for f in record.fields}
