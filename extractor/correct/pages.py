"""Knows the pages of a submission again: by file and number, or by content in another file."""

from __future__ import annotations

from collections.abc import Sequence

from models.correction import PageMark
from models.submission import SourceFile

PageKey = tuple[str, int]
"""File name and page number from 1."""


class PageIndex:
    """The pages of a submission by what they are; files must state the digests of their pages."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        """Take the source files in reading order."""
        self._marks: dict[PageKey, PageMark] = {}
        self._by_number: dict[tuple[str, int], list[PageKey]] = {}
        self._by_digest: dict[str, list[PageKey]] = {}
        for file in files:
            for page, digest in enumerate(file.digests, start=1):
                key = (file.name, page)
                self._marks[key] = PageMark(file_sha256=file.sha256, page=page, digest=digest)
                self._by_number.setdefault((file.sha256, page), []).append(key)
                self._by_digest.setdefault(digest, []).append(key)

    def mark(self, file: str, page: int) -> PageMark | None:
        """Return what a page is known by, None for a page that is not there."""
        return self._marks.get((file, page))

    def digest(self, file: str, page: int) -> str:
        """Return the digest of a page, empty for one that is not there."""
        mark = self.mark(file, page)
        return mark.digest if mark else ""

    def find(self, mark: PageMark) -> tuple[PageKey, ...]:
        """Return every page that is this one; the same page handed in twice is found twice."""
        own = self._by_number.get((mark.file_sha256, mark.page), [])
        return tuple(dict.fromkeys([*own, *self._by_digest.get(mark.digest, [])]))
