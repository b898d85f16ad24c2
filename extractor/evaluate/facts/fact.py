"""What every kind of fact answers: whether a page was read as it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from models.page import PageText


class Seen(NamedTuple):
    """What was read where a fact speaks: whether that is right, the reading for people, and any doubt."""

    right: bool
    read: str | None = None
    flagged: bool = False


class Fact(Protocol):
    """One fact about one file; `page` counts from 1."""

    page: int

    @property
    def key(self) -> str:
        """What the fact is about, for people who look at a miss."""
        ...

    @property
    def expected(self) -> str:
        """What is right, for people who look at a miss."""
        ...

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Compare the fact with the pages of its file as read."""
        ...
