"""What the result of a submission rests on, as one hash: equal fingerprints need no second run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extractor
import models
from extractor.batch.entries import Entry
from extractor.ocr.engines import engine_info
from extractor.ocr.read import READING_VERSION
from extractor.settings import Settings

LIMITS = (
    "max_pages",
    "max_pixels",
    "max_file_bytes",
    "page_seconds",
    "file_seconds",
    "process_bytes",
)
"""The settings that decide what is read; the number of processes does not."""


def basis_of(
    settings: Settings, *, catalogue_sha256: str, programme: str, reference_date: str
) -> str:
    """Return the hash of what all submissions of a run share: program, engine, catalogue, limits, lists."""
    engine = engine_info(settings.ocr_engine, model_dir=settings.model_dir)
    parts = [version("heyan"), READING_VERSION, program_digest(), engine.model_dump_json()]
    parts += [catalogue_sha256, programme, reference_date]
    parts += [f"{name}={getattr(settings, name)}" for name in LIMITS]
    parts += _files_of(settings.lists_dir) if settings.lists_dir else []
    return _hash(parts)


def fingerprint_of(entry: Entry, *, basis: str) -> str:
    """Return the hash of a submission's files, their names and the basis of the run."""
    return _hash(
        [basis, entry.name, *(f"{name}\t{_file_hash(path)}" for name, path in entry.files)]
    )


@cache
def program_digest() -> str:
    """Return the hash of our own code and templates, so that a changed program works everything anew."""
    parts = []
    for package in (extractor, models):
        parts += _files_of(Path(next(iter(package.__path__))))
    return _hash(parts)


def _files_of(root: Path) -> list[str]:
    """Name and hash of every file below a folder, compiled code left out."""
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return [f"{path.relative_to(root)}\t{_file_hash(path)}" for path in sorted(files)]


def _file_hash(path: Path) -> str:
    """SHA-256 (hex); a word where the file cannot be read or is none, which ingest will refuse."""
    if not path.is_file():
        return "unreadable"
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
