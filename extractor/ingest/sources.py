"""What ingest hands on: a submission with its pages, where each page lies, and what it looks like."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.page import ElectronicSeal, TextLine
from models.submission import FileKind, SourceFile
from models.trace import PageLook, Trace


@dataclass(frozen=True)
class PageSource:
    """One page and the file on disk that holds it; can be pickled.

    `file` is the name inside the submission and `page` counts from 1 within it. `path` is a real file
    and `frame` the position of the page in that file, from 0: a picture inside a DOCX is a page of the
    DOCX, but lies in a file of its own. `digest` (64 hex digits) identifies the content of the page.
    """

    file: str
    page: int
    path: Path
    kind: FileKind
    digest: str
    frame: int = 0

    @property
    def is_native(self) -> bool:
        """Whether the page has no picture and is read by `load_native_pages`."""
        return self.kind in (FileKind.docx, FileKind.xlsx)


@dataclass(frozen=True)
class Submission:
    """All that was handed in, in reading order.

    `files` holds refused files too; `inputs` maps every name, archives included, to its SHA-256.
    """

    files: tuple[SourceFile, ...]
    pages: tuple[PageSource, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PageImage:
    """A page as a viewer displays it.

    `pixels`: H x W x 3, uint8, RGB, with /Rotate or EXIF orientation applied and with annotations,
    form fields and signature appearances drawn. `dpi`: resolution of `pixels`, None when unknown.
    `text_lines`: the text layer in fractions of the displayed page, () when there is none; a line that
    does not run from left to right there has no `char_spans`. `text_turns`: clockwise quarter turns
    that bring most of the text layer upright; `upright_text_lines` is the layer after these turns.
    `has_full_page_image`: pictures cover nearly the whole page, so that the text layer may be somebody
    else's OCR; `text_is_drawn`: the text layer is (mostly) visible ink, not hidden under a picture.
    `is_damaged`: something on the page is broken, and what is shown is not all of it.
    `electronic_seals`, `traces`: what a PDF declares and how it is built, boxes in fractions of the
    displayed page; `look`: how its picture was made, None where that cannot be told.
    """

    pixels: NDArray[np.uint8]
    dpi: float | None
    text_lines: tuple[TextLine, ...] = ()
    has_full_page_image: bool = False
    text_turns: int = 0
    upright_text_lines: tuple[TextLine, ...] = ()
    text_is_drawn: bool = False
    electronic_seals: tuple[ElectronicSeal, ...] = ()
    is_damaged: bool = False
    traces: tuple[Trace, ...] = ()
    look: PageLook | None = None


def page_digest(file_sha256: str, frame: int) -> str:
    """SHA-256 (hex) that identifies frame `frame` (from 0) of the file with the given SHA-256."""
    return hashlib.sha256(f"{file_sha256}:{frame}".encode()).hexdigest()
