"""What a PDF says about its making: programs, days, and how many times it was saved on top of itself."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

import pymupdf

from models.trace import FileHistory

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10}) \d{1,5} obj\b")
_START = re.compile(rb"startxref\s+\d+\s+%%EOF")
_SIGNATURE = re.compile(rb"/ByteRange\s*\[")
_HEAD = 2048  # bytes in which a linearised file says so (ISO 32000-1, Annex F)
_MOST_CHARACTERS = 80


def read_history(path: Path, document: pymupdf.Document) -> FileHistory:
    """Return the history of a file; a later save appends objects behind the first end of file.

    A file written for fast web view has two cross-reference sections from the start, which counts as
    one save (ISO 32000-1, 7.5.6 and Annex F). Raises what PyMuPDF raises on damaged files.
    """
    stated = document.metadata or {}
    ends, newer, signed = _saves(path)
    return FileHistory(
        producer=_short(stated.get("producer")),
        creator=_short(stated.get("creator")),
        created=_moment(stated.get("creationDate")),
        modified=_moment(stated.get("modDate")),
        revisions=max(1, ends),
        changed_pages=_changed(document, newer) if newer else (),
        signed=signed,
    )


def _saves(path: Path) -> tuple[int, frozenset[int], bool]:
    """Number of saves, the objects that saves after the first one wrote, and whether it is signed."""
    if path.stat().st_size == 0:
        return 1, frozenset(), False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        ends = [match.end() for match in _START.finditer(data)]
        linearised = b"/Linearized" in data[:_HEAD]
        first = ends[1 if linearised else 0] if len(ends) > linearised else len(data)
        later = ends[2 if linearised else 1 :]
        newer = frozenset(int(match[1]) for match in _OBJECT.finditer(data, first))
        return 1 + len(later), newer if later else frozenset(), bool(_SIGNATURE.search(data))


def _changed(document: pymupdf.Document, newer: frozenset[int]) -> tuple[int, ...]:
    """Pages (from 1) whose instructions or pictures a later save wrote; annotations are not content."""
    changed = []
    for index in range(document.page_count):
        drawn = {*document[index].get_contents()}
        drawn |= {int(image[0]) for image in document.get_page_images(index)}
        if drawn & newer:
            changed.append(index + 1)
    return tuple(changed)


def _short(text: str | None) -> str:
    return " ".join((text or "").split())[:_MOST_CHARACTERS]


def _moment(text: str | None) -> str:
    """A date of a PDF (ISO 32000-1, 7.9.4) as YYYY-MM-DD HH:MM; empty when it is none."""
    match = re.match(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?", text or "")
    if match is None:
        return ""
    year, month, day, hour, minute = (part or "00" for part in match.groups())
    day_said = f"{year}-{month}-{day}" if match[3] else year
    return f"{day_said} {hour}:{minute}" if match[5] else day_said
