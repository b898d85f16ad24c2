"""The content of a form's cell: characters and check boxes in one reading order, with printed words found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.extract.glyphs import Glyph, Reading, glyphs_of
from extractor.extract.tables.printed import visual_rows
from models.geometry import Box
from models.kinds.printed import fold_text
from models.page import CheckBox, MarkState, PageText, TextLine, TextSource

_TYPED = {
    "□": MarkState.empty, "☐": MarkState.empty, "▢": MarkState.empty, "◻": MarkState.empty,
    "☑": MarkState.ticked, "√": MarkState.ticked, "✓": MarkState.ticked, "✔": MarkState.ticked,
    "☒": MarkState.crossed, "⊠": MarkState.crossed, "■": MarkState.filled, "▣": MarkState.filled,
    "◼": MarkState.filled,
}  # fmt: skip
_LOOKALIKES = "口日曰回囗凹0OoDUVv凵区凶冈图囚团因困国田目○◯〇●◉◎⊙"
_SURE = 0.95  # confidence from which a character is itself, even where a box was seen
_LONG = 120  # characters beyond which a cell is a text of its own, in which no misread label is looked for


@dataclass(frozen=True)
class Mark:
    """A check box on the form, seen on the picture or typed as a character."""

    state: MarkState
    box: Box
    confidence: float


@dataclass(frozen=True)
class Stream:
    """Characters and marks of one page in reading order."""

    page: PageText
    tokens: tuple[Glyph | Mark, ...]

    @cached_property
    def _keyed(self) -> tuple[str, tuple[int, ...]]:
        pairs = [
            (char, index)
            for index, token in enumerate(self.tokens)
            if isinstance(token, Glyph)
            for char in word_key(token.char)
        ]
        return "".join(char for char, _ in pairs), tuple(index for _, index in pairs)

    @property
    def key(self) -> str:
        """Letters, digits and Chinese characters only, marks left out: what printed words are compared by."""
        return self._keyed[0]

    def find(self, phrase: str, *, start: int = 0, near: bool = False) -> tuple[int, int] | None:
        """Token range of the first occurrence of printed words at or after token `start`.

        `near` allows for misread characters (one in six).
        """
        key, index_of = self._keyed
        begin = next((i for i, token in enumerate(index_of) if token >= start), len(key))
        wanted = word_key(phrase)
        if not wanted:
            return None
        span = _near(key, wanted, begin) if near else _exact(key, wanted, begin)
        return None if span is None else (index_of[span[0]], index_of[span[1] - 1] + 1)

    def part(self, start: int, end: int | None = None) -> Stream:
        """Tokens start..end."""
        return Stream(self.page, self.tokens[start:end])

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The check boxes."""
        return tuple(token for token in self.tokens if isinstance(token, Mark))

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The characters."""
        return tuple(token for token in self.tokens if isinstance(token, Glyph))

    @property
    def reading(self) -> Reading | None:
        """The characters as a reading, blank rules at the ends left out; None when there are none."""
        if not self.glyphs:
            return None
        reading = Reading(self.page, tuple(g for g in self.glyphs if g.char not in "_＿"))
        return reading.stripped(":; ") if reading.glyphs else None


def word_key(text: str) -> str:
    """Letters, digits and Chinese characters of a text in one form."""
    return "".join(char for char in fold_text(text).casefold() if char.isalnum())


def stream_of(page: PageText, lines: Iterable[TextLine], boxes: Sequence[CheckBox]) -> Stream:
    """The lines of a cell (or row) and the check boxes that stand in it, in reading order."""
    rows = [row for column in _columns(tuple(lines)) for row in visual_rows(column)]
    if page.source is TextSource.text_layer:
        boxes = [box for box in boxes if not _is_letter(box, rows)]
    tokens: list[tuple[float, float, Glyph | Mark]] = [
        (number, (glyph.x0 + glyph.x1) / 2, token)
        for number, row in enumerate(rows)
        for line in row
        for glyph in glyphs_of(line)
        if (token := _token(glyph, boxes))
    ]
    for box in boxes:
        mark = Mark(box.state, box.box, box.confidence)
        tokens.append((_row_at(rows, box.box), box.box.center[0], mark))
    tokens.sort(key=lambda item: (item[0], item[1]))
    return Stream(page, tuple(token for _, _, token in tokens))


def _columns(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines that stand side by side without sharing rows, as a label over two lines beside its options, apart."""
    merged: list[list[TextLine]] = []
    for column in side_by_side(lines):
        if merged and all(any(_level(line, other) for other in merged[-1]) for line in column):
            merged[-1].extend(column)
        else:
            merged.append(column)
    return merged


def side_by_side(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines by the column in which they stand: those of two columns share no width."""
    columns: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.box.x0):
        if columns and line.box.x0 < max(other.box.x1 for other in columns[-1]):
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _level(one: TextLine, other: TextLine) -> bool:
    """Whether two lines stand on one printed row."""
    apart = abs(one.box.center[1] - other.box.center[1])
    return apart < 0.3 * min(one.box.height, other.box.height)


def _token(glyph: Glyph, boxes: Sequence[CheckBox]) -> Glyph | Mark | None:
    """A character, a mark typed as one, or None when the character is the reading of a seen box."""
    typed = _TYPED.get(glyph.char)
    known = typed is not None or glyph.char in _LOOKALIKES
    if not known and glyph.confidence >= _SURE:
        return glyph
    middle = (glyph.x0 + glyph.x1) / 2
    reach = 0.9 if known else 0.35
    seen = any(
        abs(middle - box.box.center[0]) < reach * box.box.width
        and box.box.y0 < glyph.box.y1
        and box.box.y1 > glyph.box.y0
        for box in boxes
    )
    if seen:
        return None
    return glyph if typed is None else Mark(typed, glyph.box, glyph.confidence)


def _is_letter(box: CheckBox, rows: Sequence[Sequence[TextLine]]) -> bool:
    """Whether what looks like a box is a letter that the file itself states."""
    return any(
        box.box.holds(glyph.box.center) and glyph.char not in _TYPED | dict.fromkeys(_LOOKALIKES)
        for row in rows
        for line in row
        if line.box.overlap(box.box) or line.box.holds(box.box.center)
        for glyph in glyphs_of(line)
        if glyph.char.isalnum() and glyph.confidence >= 1.0
    )


def _row_at(rows: Sequence[Sequence[TextLine]], box: Box) -> float:
    """The row in which a box stands; between two rows, halfway."""
    middle_x, middle_y = box.center
    best: tuple[bool, float, float, int] | None = None
    for number, row in enumerate(rows):
        for line in row:
            down = abs(line.box.center[1] - middle_y)
            aside = max(line.box.x0 - middle_x, middle_x - line.box.x1, 0.0)
            rank = (down > 0.8 * box.height, aside if down <= 0.8 * box.height else down, down)
            if best is None or (*rank, number) < best:
                best = (*rank, number)
    if best is None:
        return 0.0
    off, _, _, number = best
    if not off:
        return number
    return number + (0.5 if middle_y > min(line.box.center[1] for line in rows[number]) else -0.5)


def _exact(text: str, wanted: str, begin: int) -> tuple[int, int] | None:
    at = text.find(wanted, begin)
    return None if at < 0 else (at, at + len(wanted))


def _near(text: str, wanted: str, begin: int) -> tuple[int, int] | None:
    """The best place where at most one character in six is misread, lost or added (Sellers' algorithm)."""
    limit = len(wanted) // 6 + (1 if 4 <= len(wanted) < 6 else 0)
    if not limit or len(text) - begin > 4 * len(wanted) + _LONG:
        return None
    previous = [(cost, begin) for cost in range(len(wanted) + 1)]
    best: tuple[int, int, int] | None = None
    for end in range(begin, len(text)):
        current = [(0, end + 1)]
        for row, char in enumerate(wanted, start=1):
            same = previous[row - 1][0] + (text[end] != char)
            options = (
                (same, end if row == 1 else previous[row - 1][1]),
                (previous[row][0] + 1, previous[row][1]),
                (current[row - 1][0] + 1, current[row - 1][1]),
            )
            current.append(min(options, key=lambda option: option[0]))
        cost, start = current[-1]
        longer = best is not None and (cost, start) == best[:2]
        if cost <= limit and end + 1 > start and (best is None or cost < best[0] or longer):
            best = (cost, start, end + 1)
        previous = current
    return None if best is None else (best[1], best[2])
