"""Facts about traces of editing: where one is, and that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.evaluate.facts.fact import Seen
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
