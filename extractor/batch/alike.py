"""Pages that look the same: image hashes that hardly differ, and the same numbers on both pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from models.batch import PagePrint

FURTHEST = 48
"""Most of the 968 bits that may differ where numbers on the pages agree.

Measured on 140 drawn pages: a page saved again, paler or with a name painted over differs by up to 52
(half of them by at most 14), two different pages by at least 63.
"""
FURTHEST_BARE = 8
"""Most bits that may differ on pages without numbers, where nothing else speaks for the match."""
LEAST_SHARED = 0.5
"""Least share of the numbers on both pages that must stand on each of them."""
BANDS = FURTHEST_BARE + 1


def alike_pages(prints: Sequence[PagePrint]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions (smaller first) whose pages look the same, in order, each once."""
    bits = [int(page.bits, 16) for page in prints]
    pairs = {*_sharing_codes(prints), *_sharing_bands(prints)}
    for left, right in sorted(pairs):
        has_codes = bool(prints[left].codes or prints[right].codes)
        distance = (bits[left] ^ bits[right]).bit_count()
        if distance <= (FURTHEST if has_codes else FURTHEST_BARE) and (
            not has_codes or _shared(prints[left], prints[right]) >= LEAST_SHARED
        ):
            yield left, right


def _shared(left: PagePrint, right: PagePrint) -> float:
    """Numbers on both pages as a share of those on either (Jaccard)."""
    one, other = set(left.codes), set(right.codes)
    return len(one & other) / len(one | other)


def _sharing_codes(prints: Sequence[PagePrint]) -> Iterator[tuple[int, int]]:
    """Pairs that share one of their rarest numbers.

    Prefix filtering (Chaudhuri, Ganti, Kaushik: A primitive operator for similarity joins, 2006): sets
    that share at least half of their union share one of the rarer halves of each, in one fixed order.
    """
    often = Counter(code for page in prints for code in page.codes)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for position, page in enumerate(prints):
        rarest = sorted(page.codes, key=lambda code: (often[code], code))
        for code in rarest[: len(rarest) // 2 + 1]:
            holders[code].append(position)
    for positions in holders.values():
        yield from combinations(positions, 2)


def _sharing_bands(prints: Sequence[PagePrint]) -> Iterator[tuple[int, int]]:
    """Pairs of pages without numbers of which one ninth of the bits is equal, as it must be within reach."""
    holders: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for position, page in enumerate(prints):
        width = -(-len(page.bits) // BANDS)
        for band in range(BANDS) if not page.codes else ():
            holders[band, page.bits[band * width : (band + 1) * width]].append(position)
    for positions in holders.values():
        yield from combinations(positions, 2)
