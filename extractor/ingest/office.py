"""DOCX and XLSX as files: checked, read, and the scans pasted into them taken out as pages of their own."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docx.opc.exceptions import OpcError
from lxml import etree  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException

from extractor.errors import InputCode
from extractor.ingest.archive import ZIP_ERRORS, check_container
from extractor.ingest.docx_reader import read_docx
from extractor.ingest.images import image_size
from extractor.ingest.names import natural_key
from extractor.ingest.refuse import refuse
from extractor.ingest.xlsx_reader import formulas_without_values, read_xlsx
from models.page import PageText
from models.submission import FileKind

MIN_PICTURE_SIDE = 300
MIN_PICTURE_PIXELS = 200_000
"""Smaller pictures inside an office document are logos and ornaments, not pasted papers."""

_VECTOR_SUFFIXES = {".emf", ".wmf", ".svg"}
_MEDIA_FOLDERS = ("word/media/", "xl/media/")
_MAX_OFFICE_BYTES = 500_000_000

OFFICE_ERRORS = (
    *ZIP_ERRORS,
    OpcError,
    InvalidFileException,
    etree.LxmlError,
    SyntaxError,  # xml.etree.ElementTree.ParseError is one
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
)
"""What python-docx and openpyxl raise on damaged files."""


@dataclass(frozen=True)
class Picture:
    """A picture pasted into an office document, copied to `path`; None when it is of no type that is read."""

    name: str
    path: Path | None
    sha256: str


@dataclass(frozen=True)
class OfficeFile:
    """What ingest needs to know: native pages, pasted pictures, and cells that hold no result."""

    native_pages: int
    pictures: tuple[Picture, ...]
    unsaved_formulas: tuple[str, ...]


def check_office(
    path: Path, *, file: str, kind: FileKind, scratch: Path, max_bytes: int
) -> OfficeFile:
    """Read the file once; raises InputError too_large or unreadable."""
    try:
        check_container(path, file=file, max_bytes=min(max_bytes, _MAX_OFFICE_BYTES))
        pages = read_native(path, file=file, kind=kind)
        formulas = formulas_without_values(path) if kind is FileKind.xlsx else ()
        pictures = _pictures(path, scratch=scratch)
    except OFFICE_ERRORS as error:
        raise refuse(InputCode.UNREADABLE, file, detail=repr(error)) from error
    is_blank = not any(page.lines for page in pages)
    native_pages = 0 if is_blank and pictures else len(pages)
    if is_blank and not pictures:
        raise refuse(InputCode.EMPTY, file)
    return OfficeFile(native_pages, pictures, formulas)


def read_native(path: Path, *, file: str, kind: FileKind) -> tuple[PageText, ...]:
    """The native pages of a DOCX or XLSX; raises InputError unreadable."""
    try:
        reader = read_docx if kind is FileKind.docx else read_xlsx
        return reader(path, file=file)
    except OFFICE_ERRORS as error:
        raise refuse(InputCode.UNREADABLE, file, detail=repr(error)) from error


def _pictures(path: Path, *, scratch: Path) -> tuple[Picture, ...]:
    """Pictures large enough to be papers, each once, in natural order of their names in the file."""
    found: dict[str, Picture] = {}
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(_MEDIA_FOLDERS)]
        for name in sorted(names, key=natural_key):
            suffix = PurePosixPath(name).suffix.lower()
            data = archive.read(name)
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in found or suffix in _VECTOR_SUFFIXES:
                continue
            scratch.mkdir(parents=True, exist_ok=True)
            target = scratch / f"{sha256}{suffix}"
            target.write_bytes(data)
            size = image_size(target)
            if size is None:
                found[sha256] = Picture(name, None, sha256)
            elif min(size) >= MIN_PICTURE_SIDE and size[0] * size[1] >= MIN_PICTURE_PIXELS:
                found[sha256] = Picture(name, target, sha256)
    return tuple(found.values())
