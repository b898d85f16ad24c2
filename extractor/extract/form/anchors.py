"""Finds printed words on a form: labels, also broken over cells or misread, within their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.extract.form.sheet import FormCell, Sheet
from extractor.extract.form.tokens import Stream, word_key
from models.catalogue.spec_tables import OnPaper, TableField, TableSpec
from models.geometry import Box, Place

SHORTEST_PIECE = (
    3  # characters of a label that must stand in its first cell when it is broken apart
)


@dataclass(frozen=True)
class Anchor:
    """Printed words on the form: the cell that holds their end, the tokens they cover there, all their cells."""

    cell: FormCell
    start: int
    end: int
    cells: tuple[FormCell, ...]

    @property
    def box(self) -> Box:
        """The box around the words in their last cell."""
        glyphs = self.cell.stream.part(self.start, self.end).glyphs
        return Box.around(glyph.box for glyph in glyphs)

    @property
    def place(self) -> Place:
        """The same on the page as displayed."""
        return self.cell.page.place(self.box)


@dataclass(frozen=True)
class Zone:
    """The cells of one section of the form."""

    sheet: Sheet
    cells: tuple[FormCell, ...]


def on_paper(field: TableField) -> OnPaper:
    """Where the field stands: as the table says, else behind its label."""
    return field.on_paper or OnPaper(after=(field.label,))


def zones_of(sheet: Sheet, table: TableSpec) -> dict[str, Zone]:
    """The cells of each section by its key: from its printed heading to the next that was found.

    A section without a printed title shares the cells of the one before it.
    """
    starts: list[tuple[int, str]] = []
    for section in table.sections:
        heading = _heading(sheet, section.title_zh) if section.titled else None
        if heading is not None:
            starts.append((heading, section.key))
    starts.sort()
    found = [key for _, key in starts]
    zones: dict[str, Zone] = {}
    previous = 0
    for section in table.sections:
        begin = next((at for at, key in starts if key == section.key), previous)
        later = [at for at, key in starts if at > begin]
        end = min(later, default=len(sheet.cells))
        if section.key not in found and not zones:
            begin = 0
        zones[section.key] = Zone(sheet, sheet.cells[begin:end])
        previous = begin
    return zones


def _heading(sheet: Sheet, title: str) -> int | None:
    key = word_key(title)
    exact = (cell.order for cell in sheet.cells if cell.stream.key == key)
    begins = (cell.order for cell in sheet.cells if cell.stream.key.startswith(key))
    near = (
        cell.order
        for cell in sheet.cells
        if len(cell.stream.key) <= len(key) + 2 and cell.stream.find(title, near=True)
    )
    return next(exact, None) or next(begins, None) or next(near, None)


def find_anchors(
    zone: Zone, phrases: Sequence[str], *, others: frozenset[str] = frozenset()
) -> tuple[Anchor, ...]:
    """The last of the phrases, each looked for behind the one before; every occurrence in reading order.

    `others` are the first words of other fields as keys: a cell that is one of them is not taken for a
    misread first phrase, nor for a longer text that holds it.
    """
    first = _first(zone, phrases[0], others)
    if first is None:
        return ()
    anchors: tuple[Anchor, ...] = (first,)
    for phrase in phrases[1:]:
        anchors = _behind(zone, anchors[0], phrase)
        if not anchors:
            return ()
    return anchors


def _first(zone: Zone, phrase: str, others: frozenset[str]) -> Anchor | None:
    """The best occurrence: a cell that is the phrase, begins with it, holds it, or does so but for misread characters."""
    key = word_key(phrase)
    own = [cell for cell in zone.cells if not _is_other(cell.stream, key, others)]
    spans = [(cell, span) for cell in own if (span := cell.stream.find(phrase))]
    ranked = sorted(spans, key=lambda pair: (_rank(pair[0].stream, key), pair[0].order))
    if ranked:
        cell, span = ranked[0]
        return Anchor(cell, *span, (cell,))
    broken = _broken(zone, phrase)
    if broken is not None:
        return broken
    near = [(cell, span) for cell in own if (span := cell.stream.find(phrase, near=True))]
    if not near:
        return None
    cell, span = min(
        near, key=lambda pair: (abs(len(pair[0].stream.key) - len(key)), pair[0].order)
    )
    return Anchor(cell, *span, (cell,))


def _is_other(stream: Stream, key: str, others: frozenset[str]) -> bool:
    """Whether a cell is just the words of another field, a footnote number aside."""
    words = (stream.key, stream.key.rstrip("0123456789"))
    return key not in words and any(word in others for word in words)


def _rank(stream: Stream, key: str) -> int:
    if stream.key.rstrip("0123456789") == key.rstrip("0123456789"):
        return 0
    return 1 if stream.key.startswith(key) else 2


def _broken(zone: Zone, phrase: str) -> Anchor | None:
    """A phrase that goes on in the cells below: a label over several lines or over a stray rule."""
    key = word_key(phrase)
    for cell in zone.cells:
        have = cell.stream.key
        if len(have) < SHORTEST_PIECE or not key.startswith(have):
            continue
        cells = [cell]
        while len(have) < len(key) and len(cells) < 4:
            below = zone.sheet.below(cells[-1]) if cells[-1].ruled else _under(zone, cells[-1])
            if below is None or not below.stream.key:
                break
            if not key.startswith(have + below.stream.key[: len(key) - len(have)]):
                break
            have += below.stream.key
            cells.append(below)
        if len(have) >= len(key):
            last = cells[-1]
            return Anchor(last, 0, len(last.stream.tokens), tuple(cells))
    return None


def _under(zone: Zone, cell: FormCell) -> FormCell | None:
    """The nearest free line under a free line that shares most of its width."""
    near = [
        other
        for other in zone.cells
        if other.page is cell.page
        and not other.ruled
        and 0 < other.box.center[1] - cell.box.center[1] < 2.2 * cell.box.height
        and min(other.box.x1, cell.box.x1) - max(other.box.x0, cell.box.x0)
        > 0.5 * min(other.box.width, cell.box.width)
    ]
    return min(near, key=lambda other: other.box.y0, default=None)


def _behind(zone: Zone, anchor: Anchor, phrase: str) -> tuple[Anchor, ...]:
    """Occurrences of a phrase behind an anchor: in its cell, or in cells right of it or under them in its rows."""
    own = _all_spans(anchor.cell.stream, phrase, start=anchor.end)
    if not own and anchor.end - anchor.start > SHORTEST_PIECE:  # a misread end may hold its first
        own = _all_spans(anchor.cell.stream, phrase, start=anchor.end - 1)
    cells = cells_beside(zone, anchor)
    for near in (False, True):
        spans = [(c, s) for c in cells for s in _all_spans(c.stream, phrase, near=near)]
        if own or spans:
            found = [(anchor.cell, span) for span in own] + spans
            return tuple(Anchor(cell, *span, (cell,)) for cell, span in found)
    return ()


def _all_spans(
    stream: Stream, phrase: str, *, start: int = 0, near: bool = False
) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while (span := stream.find(phrase, start=start, near=near)) is not None:
        spans.append(span)
        start = span[1]
    return spans


def cells_beside(zone: Zone, anchor: Anchor) -> list[FormCell]:
    """Cells right of all cells of an anchor, each once, in reading order, then what continues over the page."""
    seen: dict[int, FormCell] = {}
    for cell in anchor.cells:
        for other in zone.sheet.right_of(cell):
            if all(other.order != own.order for own in anchor.cells):
                seen.setdefault(other.order, other)
    cells = [seen[order] for order in sorted(seen)]
    for cell in list(cells):
        following = zone.sheet.continued(cell)
        if following is not None:
            cells.append(following)
    return cells
