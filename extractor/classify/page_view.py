"""What the classifier sees of a page: its text without blanks, its titles, its upper third."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.rows import group_rows, is_stacked, line_height
from models.geometry import Box
from models.kinds.characters import simplified
from models.kinds.printed import fold_text, without_blanks
from models.page import PageText, TextLine, TextSource

_LARGE = 1.3  # times the usual line height
_APART = 1.6  # times the usual line height: such lines form rows of their own
_UPPER = 0.34  # share of the page that is its top
_TITLE_LENGTH = 40  # characters
_SENTENCE = re.compile(r"[,;:。]")
_SUBJECT = re.compile(  # the title of an official document (GB/T 9704), whatever its size
    r"关于.{2,36}(?:通知|公告|公示|决定|批复|意见|函|报告|请示|通报|说明|方案|证明|名单)$"
)


@dataclass(frozen=True)
class Title:
    """A large or lone line: its folded text, how many times larger than usual, its middle height.

    `sealed` says that it stands under a seal, and may be text of the seal.
    """

    text: str
    scale: float
    y: float
    sealed: bool


@dataclass(frozen=True)
class PageView:
    """Folded text of a page for matching signs; `body` and `top` hold no blanks at all."""

    body: str
    top: str
    titles: tuple[Title, ...]
    characters: int
    rows: tuple[str, ...]


def fold(text: str) -> str:
    """One form of widths and brackets, no blanks: the form in which signs are compared."""
    return simplified(without_blanks(fold_text(text)))


def view_page(page: PageText) -> PageView:
    """Prepare one page for the classifier."""
    lines = [line for line in page.lines if line.text.strip() and not _is_faint(line)]
    usual = _body_height(lines)
    flat = [line for line in lines if not is_stacked(line, page=page)]
    large = [line for line in flat if line.box.height >= _APART * usual]
    small = [line for line in flat if line.box.height < _APART * usual]
    rows = tuple(
        sorted((*group_rows(large), *group_rows(small)), key=lambda row: row[0].box.center[1])
    )
    texts = tuple(fold("".join(line.text for line in row)) for row in rows)
    upper = [text for text, row in zip(texts, rows, strict=True) if row[0].box.y0 < _UPPER]
    return PageView(
        body="".join(texts),
        top="".join(upper),
        titles=_titles(rows, texts, usual=usual, is_typed=page.source is TextSource.native),
        characters=sum(len(text) for text in texts),
        rows=texts,
    )


def _is_faint(line: TextLine) -> bool:
    """Scraps of marks and seals that were read without any certainty."""
    return line.confidence < 0.4


def _body_height(lines: list[TextLine]) -> float:
    """The usual line height; on a page of few lines the smallest third speaks for the body."""
    heights = sorted(line.box.height for line in lines)
    if not heights:
        return 0.0
    return min(line_height(lines), heights[len(heights) // 2])


def _titles(
    rows: tuple[tuple[TextLine, ...], ...], texts: tuple[str, ...], *, usual: float, is_typed: bool
) -> tuple[Title, ...]:
    """Large and lone lines; of a page `is_typed` without sizes, as in Word files, the first line too."""
    found: list[Title] = []
    large_before = False
    for number, (row, text) in enumerate(zip(rows, texts, strict=True)):
        box = Box.around(line.box for line in row)
        scale = max(line.box.height for line in row) / usual if usual else 1.0
        large = scale >= _LARGE
        sealed = all(line.under_seal for line in row)
        worded = _SUBJECT.match(text) is not None and box.y0 < 0.5
        lone = (_is_lone(row, box) or (is_typed and number == 0)) and not _SENTENCE.search(text)
        if not 2 <= len(text) <= _TITLE_LENGTH or not (large or worded or lone):
            large_before = False
            continue
        title = Title(text, scale, box.center[1], sealed)
        if large and large_before:  # 高新技术企业 / 证书: one title on two lines
            last = found[-1]
            whole = last.text + text
            found.append(Title(whole, min(last.scale, scale), title.y, last.sealed or sealed))
        found.append(title)
        large_before = large
    return tuple(found)


def _is_lone(row: tuple[TextLine, ...], box: Box) -> bool:
    """Whether a row stands by itself in the middle of the upper half, like a heading."""
    centred = abs(box.center[0] - 0.5) < 0.08 and box.width < 0.6
    return len(row) <= 6 and centred and box.y0 < 0.5
