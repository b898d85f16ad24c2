"""What was handed in: source files and the pages they hold."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from models.base import Frozen
from models.trace import FileHistory


class FileKind(StrEnum):
    """What a source file is, decided by its content."""

    pdf = "pdf"
    docx = "docx"
    xlsx = "xlsx"
    image = "image"
    unknown = "unknown"


class Refusal(Frozen):
    """Why a file was not read: a stable code and a Chinese sentence."""

    code: str
    message: str


class SourceFile(Frozen):
    """One uploaded file; `name` is its path inside the submission, `pages` the number of pages read.

    `digests` identifies the content of each page, in order; `history` is what a PDF states.
    """

    name: str
    sha256: str
    pages: int
    kind: FileKind
    refused: Refusal | None = None
    digests: tuple[str, ...] = ()
    history: FileHistory | None = None


class PageRef(Frozen):
    """One page of a source file; pages count from 1.

    Of a sheet that holds two pages, `half` 1 is the left and 2 the right one; of one that holds several
    certificates it counts them row by row.
    """

    file: str
    page: int
    half: int | None = None


def page_ranges(pages: Iterable[int]) -> str:
    """Return page numbers as ranges, each once: 1-3、7."""
    ranges: list[list[int]] = []
    for page in sorted(set(pages)):
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return "、".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
