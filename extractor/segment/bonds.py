"""What ties a page without any sign of its own to the paper before it: running heads, page numbers, counting, running print.

In: the pages of a paper so far, and the next page. Out: whether something on that page says that it goes on with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from models.kinds.printed import fold_text, without_blanks
from models.kinds.uscc import is_valid
from models.page import PageText, TextLine

_MARGIN = 0.12  # share of the page, above and below, where heads, feet and page numbers stand
_HEAD = 0.25  # share of the page in which its first line may be a running head
_SAME_HEIGHT = 0.02  # shares of the page that a running head moves from page to page
_FULL = 0.8  # running print reaches down to here before it goes over to the next page
_SAME_PLACE = 0.05  # shares of the page between the places of two page numbers
_LEFT_OUT = 20  # pages at most that are left out of what is handed in of a paper
_LEAST_LINES = 6  # of running print
_SAME_PRINT = 0.15  # line heights of one print differ by less, relatively
_SAME_EDGE = 0.04  # left edges of one print, shares of the page
_PAGE_NUMBER = re.compile(
    r"^(?:第|P|-|—|·|~)*([0-9]{1,3})(?:页|-|—|·|~)*(?:[/,]?共?[0-9]{1,3}页?)?$", re.I
)
_COUNTED = re.compile(
    r"^(?:(第)?([一二三四五六七八九十]{1,3})(、|条|章|节)|\(([一二三四五六七八九十]{1,3})\)()|([0-9]{1,2})(、|\.(?![0-9])))"
)
_DIGITS = "一二三四五六七八九"
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]{4,}[A-Z0-9]")
_NO_PROOF = re.compile(
    r"^(GB|ISO|IEC|IATF|WWW|HTTP)|^\d{4}-\d\d?-\d\d?$|^[0-9.-]{0,5}$"
    r"|^0\d{2,3}-?\d{7,8}$|^1[3-9]\d{9}$"  # telephones stand on everything a company prints
)
_SIGNED = re.compile(r"20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$|[(]?(?:公章|盖章|签章|签字|签名)[)]?")

Point = tuple[float, float]


def is_bound(pages: Sequence[PageText], page: PageText) -> bool:
    """Whether a page shows that it goes on with the pages of one paper that lie before it.

    Any one is enough: the same running head or foot, a higher page number at the same place, the next
    number of a count of headings or clauses, a number that the paper carries, or print that runs on from
    a full page. A page number that is not higher says that another paper begins.
    """
    if _repeats_margin(pages[-1], page) or _counts_on(pages, page):
        return True
    here, before = _page_number(page), _page_number(pages[-1])
    if here is not None and before is not None and not _follows(before, here):
        return False
    return (
        (here is not None and before is not None)
        or _shares_number(pages, page)
        or _runs_on(pages[-1], page)
    )


def printed_numbers(page: PageText) -> frozenset[str]:
    """Numbers and codes on a page by which papers can be told apart."""
    found = (match[0] for line in _texts(page) for match in _NUMBER.finditer(line))
    return frozenset(
        item for item in found if not _NO_PROOF.search(item) and sum(map(str.isdigit, item)) >= 4
    )


def _texts(page: PageText) -> Iterator[str]:
    for line in page.lines:
        yield _folded(line)


def _folded(line: TextLine) -> str:
    return without_blanks(fold_text(line.text))


def _repeats_margin(last: PageText, page: PageText) -> bool:
    """Whether the first or the last line of both pages says the same at the same height."""
    for edge in (0, -1):
        left, right = _edge_line(last, edge), _edge_line(page, edge)
        if left is None or right is None or _PAGE_NUMBER.match(_folded(left)):
            continue
        level = abs(left.box.center[1] - right.box.center[1]) < _SAME_HEIGHT
        if level and len(_folded(left)) >= 2 and _folded(left) == _folded(right):
            return True
    return False


def _edge_line(page: PageText, edge: int) -> TextLine | None:
    """The first line within the upper, the last within the lower part of a page, where heads and feet stand."""
    lines = sorted(page.lines, key=lambda line: line.box.center[1])
    if not lines:
        return None
    middle = lines[edge].box.center[1]
    return lines[edge] if (middle < _HEAD if edge == 0 else middle > 1 - _MARGIN) else None


def _page_number(page: PageText) -> tuple[int, Point] | None:
    """The number printed in the margin above or below, and where it stands."""
    for line in page.lines:
        middle = line.box.center[1]
        match = _PAGE_NUMBER.match(_folded(line)) if not _MARGIN < middle < 1 - _MARGIN else None
        if match is not None:
            return int(match[1]), line.box.center
    return None


def _follows(before: tuple[int, Point], here: tuple[int, Point]) -> bool:
    """Whether a page number is that of a later page of the same paper, some of which may be left out."""
    near = all(abs(a - b) < _SAME_PLACE for a, b in zip(before[1], here[1], strict=True))
    return near and before[0] < here[0] <= before[0] + _LEFT_OUT


def _counts_on(pages: Sequence[PageText], page: PageText) -> bool:
    """Whether the first counted heading on a page is the next after the last of its kind before."""
    counted = next(_headings(page), None)
    if counted is None or counted[1] < 2:
        return False
    kind, number = counted
    last = [known for item in pages for style, known in _headings(item) if style == kind]
    return bool(last) and last[-1] + 1 == number


def _headings(page: PageText) -> Iterator[tuple[str, int]]:
    """Counted headings and clauses from top to bottom: how they are written, and the number."""
    for line in sorted(page.lines, key=lambda line: line.box.center[1]):
        match = _COUNTED.match(_folded(line))
        if match is None:
            continue
        if match[2]:
            yield f"{match[1] or ''}#{match[3]}", _value(match[2])
        elif match[4]:
            yield "(#)", _value(match[4])
        else:
            yield f"0{match[7]}", int(match[6])


def _value(numeral: str) -> int:
    """一 … 九十九 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.find(numeral) + 1 if len(numeral) == 1 else 0
    return 10 * (_DIGITS.find(tens) + 1 if tens else 1) + (_DIGITS.find(ones) + 1 if ones else 0)


def _shares_number(pages: Sequence[PageText], page: PageText) -> bool:
    """Whether a number of the paper stands on the page; the credit code of a company stands on many papers."""
    known = frozenset().union(*(printed_numbers(item) for item in pages))
    return any(not is_valid(number) for number in known & printed_numbers(page))


def _runs_on(last: PageText, page: PageText) -> bool:
    """Whether print of one size and edge fills the last page, unsigned, and goes on on this one."""
    if min(len(last.lines), len(page.lines)) < _LEAST_LINES or not _same_sheet(last, page):
        return False
    body = [line for line in last.lines if line.box.center[1] < 1 - _MARGIN / 2]
    end = max((line.box.y1 for line in body), default=0.0)
    if end < _FULL or any(
        _SIGNED.search(_folded(line)) for line in last.lines if line.box.y1 > end - 0.1
    ):
        return False
    heights = [median(line.box.height for line in item.lines) for item in (last, page)]
    edges = [min(line.box.x0 for line in item.lines) for item in (last, page)]
    same_print = abs(heights[0] - heights[1]) < _SAME_PRINT * max(heights)
    return same_print and abs(edges[0] - edges[1]) < _SAME_EDGE


def _same_sheet(left: PageText, right: PageText) -> bool:
    return (left.width > left.height) == (right.width > right.height)
