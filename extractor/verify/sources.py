"""Which pages inside one paper were made another way than all its other pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from models.page import PageText
from models.trace import PageLook

FEWEST = 4
"""Pages of a paper from which one can be the odd one."""
USUAL = 0.7
"""Share of the pages that must be made alike."""
LEAST_DIFFERENCES = 2
"""A scanner that chooses by itself changes one thing; another source changes more."""
MOST_ODD = 0.2
"""Share of the pages that may be odd: a page that was exchanged stands alone."""
_COLOURS = {"grey": "灰度", "colour": "彩色", "bilevel": "黑白二值"}


def odd_pages(pages: Sequence[PageText]) -> Iterator[tuple[PageText, list[str]]]:
    """Pages that differ from the usual look in two ways or more, and the differences in Chinese.

    What stands at the front or the back of a paper was often scanned apart: covers, licences of the
    auditor, annexes. So only pages between usual ones are told.
    """
    seen = [(page, page.look) for page in pages if page.look is not None]
    if len(seen) < FEWEST:
        return
    kinds = Counter(_key(look) for _, look in seen)
    usual, count = kinds.most_common(1)[0]
    if count < USUAL * len(seen):
        return
    model = next(look for _, look in seen if _key(look) == usual)
    told = [(page, _differences(look, model)) for page, look in seen]
    odd = [at for at, (_, said) in enumerate(told) if len(said) >= LEAST_DIFFERENCES]
    like = [at for at, (_, look) in enumerate(seen) if _key(look) == usual]
    if len(odd) <= MOST_ODD * len(seen):
        yield from (told[at] for at in odd if like[0] < at < like[-1])


def _key(look: PageLook) -> tuple[object, ...]:
    return (_size(look), _dpi(look), look.colours, look.coding, look.tables)


def _differences(look: PageLook, usual: PageLook) -> list[str]:
    said = []
    if _size(look) != _size(usual) and look.size and usual.size:
        said.append(f"纸张 {_paper(look.size)}，其他页 {_paper(usual.size)}")
    if (look.colours, look.coding) != (usual.colours, usual.coding):
        # A scanner that tells colour from black and white chooses compression and resolution with it.
        ours = (_colour(look), look.coding or "非图像", _shown_dpi(look))
        theirs = (_colour(usual), usual.coding or "非图像", _shown_dpi(usual))
        return [*said, f"{'、'.join(ours)}，其他页 {'、'.join(theirs)}"]
    if _dpi(look) != _dpi(usual):
        said.append(f"分辨率 {_shown_dpi(look)}，其他页 {_shown_dpi(usual)}")
    if look.tables != usual.tables:
        said.append("JPEG 压缩参数与其他页不同")
    return said


def _size(look: PageLook) -> tuple[int, int] | None:
    """The paper's size, coarse enough for two scans of one format, lying or standing."""
    if look.size is None:
        return None
    short, long = sorted(round(side / 20) for side in look.size)
    return short, long


def _dpi(look: PageLook) -> int | None:
    return round(look.dpi[0] / 10) if look.dpi else None


def _paper(size: tuple[int, int]) -> str:
    return f"{round(size[0] / 72 * 25.4)}×{round(size[1] / 72 * 25.4)} 毫米"


def _shown_dpi(look: PageLook) -> str:
    return f"{look.dpi[0]} dpi" if look.dpi else "无（非扫描）"


def _colour(look: PageLook) -> str:
    return _COLOURS.get(look.colours or "", "无图像")
