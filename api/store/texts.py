"""The read text of pages for searching, kept while it is in use: of a reading only what a search needs."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from api.store.blobs import BlobStore
from models.geometry import Box, Frame

KEPT = 2000  # pages


class FoundLine(NamedTuple):
    """One line with its box on the page as displayed."""

    text: str
    box: Box
    confidence: float


class _Folded(NamedTuple):
    """The lines of a page without blanks, commas and case, beside the lines themselves."""

    frame: Frame
    lines: Sequence[tuple[str, _Line]]


class _Line(BaseModel):
    text: str
    box: Box
    confidence: float


class _Text(BaseModel):
    frame: Frame
    lines: list[_Line]


class _Reading(BaseModel):
    """A kept reading without what a search does not need: much quicker to load than the whole."""

    text: _Text


def fold_text(text: str) -> str:
    """Return a text as it is compared in a search."""
    return "".join(text.split()).replace(",", "").replace("，", "").casefold()


class TextShelf:
    """The lines of pages by the blob of their reading, the least recently used ones put away."""

    def __init__(self, store: BlobStore) -> None:
        self._store = store
        self._kept: OrderedDict[str, _Folded] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, blob: str, words: str) -> Iterator[FoundLine]:
        """Yield the lines of a page that hold folded words, in reading order."""
        frame, lines = self._take(blob)
        for folded, line in lines:
            if words in folded:
                yield FoundLine(line.text, frame.to_displayed(line.box), line.confidence)

    def read(self, blob: str) -> tuple[int, Sequence[FoundLine]]:
        """Return the quarter turns that bring a page upright, and all its lines in reading order."""
        return self._take(blob).frame.quarter_turns, tuple(self.find(blob, ""))

    def _take(self, blob: str) -> _Folded:
        with self._lock:
            if blob in self._kept:
                self._kept.move_to_end(blob)
                return self._kept[blob]
        text = _Reading.model_validate_json(self._store.get(blob)).text
        page = _Folded(text.frame, [(fold_text(line.text), line) for line in text.lines])
        with self._lock:
            self._kept[blob] = page
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return page
