"""Facts about traces of editing: where one is, and that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
from extractor.verify.sources import odd_pages
from extractor.verify.twin_seals import twin_seals
from models.base import Frozen
from models.geometry import Box
from models.page import PageText
from models.trace import TraceKind

_TOUCHES = 0.2  # share of the edited place that the trace must cover


class TraceFact(Frozen):
    """A trace of a kind that covers a place, in fractions of the page as displayed."""

    kind: Literal["trace"] = "trace"
    page: int = 1
    trace: TraceKind
    box: Box

    @property
    def key(self) -> str:
        """What the fact is called in a list of misses."""
        return f"trace {self.trace.value}"

    @property
    def expected(self) -> str:
        """What is right."""
        return str(tuple(self.box))

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Whether such a trace lies there; a copied block may be either of its two places."""
        places = [
            page.frame.to_displayed(box)
            for page in pages
            for trace in page.traces
            if trace.kind is self.trace
            for box in (trace.box, trace.twin)
            if box is not None
        ]
        right = any(self.box.overlap(place) >= _TOUCHES for place in places)
        return Seen(right=right, read=str([tuple(place) for place in places]))


class NoTraceFact(Frozen):
    """Nothing was edited."""

    kind: Literal["no_trace"] = "no_trace"
    page: int = 1

    @property
    def key(self) -> str:
        """What the fact is called in a list of misses."""
        return "no trace"

    @property
    def expected(self) -> str:
        """What is right."""
        return ""

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Whether no trace is told of any page."""
        told = [trace.kind.value for page in pages for trace in page.traces]
        return Seen(right=not told, read=" ".join(told))


class TwinSealsFact(Frozen):
    """How many pairs of seals are one picture."""

    kind: Literal["twin_seals"] = "twin_seals"
    page: int = 1
    count: int

    @property
    def key(self) -> str:
        """What the fact is called in a list of misses."""
        return "twin seals"

    @property
    def expected(self) -> str:
        """What is right."""
        return str(self.count)

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Whether so many pairs are told."""
        count = len(list(twin_seals(pages)))
        return Seen(right=count == self.count, read=str(count))


class OddPagesFact(Frozen):
    """Which pages (from 1) of a paper come from another source than the others."""

    kind: Literal["odd_pages"] = "odd_pages"
    page: int = 1
    pages: tuple[int, ...]

    @property
    def key(self) -> str:
        """What the fact is called in a list of misses."""
        return "odd pages"

    @property
    def expected(self) -> str:
        """What is right."""
        return str(self.pages)

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Whether just these pages are told."""
        told = tuple(page.page for page, _ in odd_pages(pages))
        return Seen(right=told == self.pages, read=str(told))
