"""Several certificates copied onto one sheet become pages of their own, each with its own frame.

In: a page as read. Out: the same page, or one page per certificate, row by row. Precision comes first:
a certificate wrongly cut loses more than two that are left together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from statistics import median

from extractor.ocr.two_up import cut_page
from models.geometry import Box
from models.issue import Issue, IssueCode
from models.kinds.printed import fold_text, without_blanks
from models.page import PageText, TextLine, TextSource

_TITLE = re.compile(  # no sentence: 特授予…证书, 特发此证书
    r"^(?!.*(?:授予|颁发|颁给|发给|发此)).{0,18}(?:证书|执照|(?:登记|注册|许可|荣誉|合格)证|奖状|证明书?|通知书)$"
)
_NAMED = re.compile(rf"(?i){_TITLE.pattern}|^certificate(?:of[a-z]+)?$")  # of what is told, not cut
_LARGE = 1.5  # times the usual height of a line
_LARGER = 1.25  # the same of its like, where a slant makes the long lines of a page higher
_USUAL = 1.0  # the same of one that is told of, not cut
_ALIKE = 0.3  # share by which the heights of two titles may differ
_BESIDE = 0.25  # of the width: titles of neighbours stand at least so far apart
_BELOW = 0.2  # of the height: the same downwards
_LEAST_GAP = 0.008  # of the sheet: white that parts two certificates
_MOST = 9  # certificates on a sheet
_FEWEST_LINES = 4
_NUMBER = re.compile(r"[0-9]{4,}")


def split_certificates(page: PageText) -> tuple[PageText, ...]:
    """Return the certificates that a sheet holds, or the page itself where it is one.

    Each part has a large title of its own (证书, 执照 …), some lines and a number or date; the titles
    form rows and columns, and what parts them crosses neither text nor rules.
    """
    areas = find_certificates(page)
    if not areas:
        return (page,)
    return tuple(cut_page(page, area, number=number) for number, area in enumerate(areas, 1))


def find_certificates(page: PageText) -> tuple[Box, ...]:
    """Return the areas of the certificates on a sheet in fractions of it, row by row; none for one page."""
    if page.source is TextSource.native or page.half is not None or page.tables:
        return ()
    titles = _titles(page.lines)
    largest = max((title.box.height for title in titles), default=0.0)
    alike = [title for title in titles if title.box.height >= (1 - _ALIKE) * largest]
    # One paper may carry a smaller title besides its own.
    return _areas(page, titles) or _areas(page, alike)


def find_uncut(pages: Sequence[PageText]) -> Iterator[Issue]:
    """Say which pages carry titles far apart, though sheets of several certificates are cut by now.

    To say so a smaller title is enough than to cut.
    """
    for page in pages:
        titles = _titles(page.lines, least=_USUAL, named=_NAMED)
        apart = next((pair for pair in combinations(titles, 2) if _stand_apart(*pair)), None)
        if apart is None:
            continue
        names = "”“".join(title.text for title in apart)
        yield Issue(
            code=IssueCode.several_papers,
            file=page.file,
            page=page.page,
            message=f"第 {page.page} 页上有“{names}”，可能印有多份证书，未能分开，只按一份识别；请对照原件，必要时分页重新扫描。",
        )


def _stand_apart(one: TextLine, other: TextLine) -> bool:
    """Whether two titles may be those of neighbours on a sheet."""
    (x0, y0), (x1, y1) = one.box.center, other.box.center
    return abs(x1 - x0) >= _BESIDE or abs(y1 - y0) >= _BELOW


def _areas(page: PageText, titles: Sequence[TextLine]) -> tuple[Box, ...]:
    """The areas of the certificates with these titles; none where they do not part the sheet well."""
    if not 2 <= len(titles) <= _MOST:
        return ()
    columns = _clusters([title.box.center[0] for title in titles], _BESIDE)
    rows = _clusters([title.box.center[1] for title in titles], _BELOW)
    if len(columns) * len(rows) != len(titles):
        return ()
    # Neighbours meet half way between their titles; below each other all have their title as far
    # from their upper edge as the first one has it from that of the sheet.
    across = _cuts(
        [(line.box.x0, line.box.x1) for line in page.lines],
        columns,
        expected=[(left + right) / 2 for left, right in pairwise(columns)],
    )
    down = _cuts(
        [(line.box.y0, line.box.y1) for line in page.lines],
        rows,
        expected=[row - rows[0] for row in rows[1:]],
    )
    if across is None or down is None:
        return ()
    areas = tuple(
        Box(x0, y0, x1, y1) for (y0, y1), (x0, x1) in product(pairwise(down), pairwise(across))
    )
    if any(_crossed(page, area) for area in areas):
        return ()
    return areas if all(_is_certificate(page, titles, area) for area in areas) else ()


def _titles(
    lines: Sequence[TextLine], *, least: float = _LARGER, named: re.Pattern[str] = _TITLE
) -> list[TextLine]:
    """The lines that name a certificate, `least` usual heights high; none where not one of them is truly large."""
    if not lines:
        return []
    usual = median(line.box.height for line in lines)
    found = [
        line
        for line in lines
        if line.box.height >= least * usual
        and not line.under_seal
        and named.match(without_blanks(fold_text(line.text)))
    ]
    return found if any(line.box.height >= _LARGE * usual for line in found) else []


def _clusters(values: Sequence[float], apart: float) -> list[float]:
    """The middles of groups of values; values nearer than `apart` belong together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] < apart:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _cuts(
    spans: Sequence[tuple[float, float]], middles: Sequence[float], *, expected: Sequence[float]
) -> list[float] | None:
    """0, one cut before each further title where nothing printed is touched, nearest to `expected`, 1."""
    cuts = [0.0]
    for (left, right), wanted in zip(pairwise(middles), expected, strict=True):
        gaps: list[tuple[float, float]] = []
        reached = left
        for start, end in sorted(spans):
            if start - reached > _LEAST_GAP and reached < right:
                gaps.append((reached, min(start, right)))
            reached = max(reached, end)
        if not gaps:
            return None
        gap = min(gaps, key=lambda gap: max(gap[0] - wanted, wanted - gap[1], 0.0))
        cuts.append(min(max(wanted, gap[0] + _LEAST_GAP / 2), gap[1] - _LEAST_GAP / 2))
    return [*cuts, 1.0]


def _crossed(page: PageText, area: Box) -> bool:
    """Whether a rule runs out of an area into its neighbour."""
    for rule in page.rulings:
        inside = [area.holds(point) for point in ((rule.x0, rule.y0), (rule.x1, rule.y1))]
        if inside[0] != inside[1]:
            return True
    return False


def _is_certificate(page: PageText, titles: Sequence[TextLine], area: Box) -> bool:
    own = [line for line in page.lines if area.holds(line.box.center)]
    numbered = any(_NUMBER.search(without_blanks(fold_text(line.text))) for line in own)
    titled = sum(area.holds(title.box.center) for title in titles) == 1
    return titled and numbered and len(own) >= _FEWEST_LINES
