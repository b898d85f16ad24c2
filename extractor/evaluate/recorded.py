"""Readings kept beside their truth: scans too many to keep as pictures, read once, scored again and again.

A file `<name>.readings.json.gz` holds documents of one degree of damage: type, true fields, and pages
as they were read, with the version of the reading and a digest of every picture.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from extractor.errors import InputCode, InputError
from extractor.evaluate.truth import TRUTH, DocumentTruth, document_of, fields_of, load_truth
from models.base import Frozen
from models.page import PageText

READINGS = ".readings.json.gz"
Degree = Literal["light", "medium", "heavy"]
_PLACES = 4  # decimals of boxes and confidences that are kept: a tenth of a pixel of a scan


class RecordedDocument(Frozen):
    """One scanned document: what it is, what is printed on it, and its pages as they were read.

    `type` is None for what is no paper; `digests` are those of the pictures of its pages.
    """

    type: str | None
    name: str
    fields: dict[str, str | dict[str, str] | None]
    digests: tuple[str, ...]
    pages: tuple[PageText, ...]

    @property
    def truth(self) -> DocumentTruth:
        """What is right about it."""
        return DocumentTruth(type=self.type, fields=fields_of(self.fields))


class RecordedReadings(Frozen):
    """All scanned documents of one degree of damage, as one version of the reading read them."""

    degree: Degree
    reading_version: str
    documents: tuple[RecordedDocument, ...]


class Scan(Frozen):
    """A drawn scan to be read: its file, degree, type, name and true fields."""

    path: Path
    degree: Degree
    type: str | None
    name: str
    fields: dict[str, str | dict[str, str] | None]


def find_recorded(folder: Path) -> list[RecordedReadings]:
    """Return the recorded readings in or below a folder; raises InputError for a misshapen file."""
    return [read_recorded(path) for path in sorted(folder.rglob(f"*{READINGS}"))]


def read_recorded(path: Path) -> RecordedReadings:
    """Read one file of recorded readings; raises InputError when it has not the agreed shape."""
    try:
        return RecordedReadings.model_validate_json(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValidationError) as error:
        raise InputError(
            InputCode.UNREADABLE, f"识别记录文件 {path.name} 无法读取。", file=path.name
        ) from error


def write_recorded(path: Path, recorded: RecordedReadings) -> None:
    """Write recorded readings; equal readings give equal bytes."""
    data = rounded(recorded.model_dump(mode="json", exclude_defaults=True))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def find_scans(folder: Path) -> list[Scan]:
    """Return the drawn scans in or below a folder: documents whose truth names a degree of damage."""
    scans = []
    for path in sorted(folder.rglob(f"*{TRUTH}")):
        data, file = load_truth(path), document_of(path)
        if file is not None and is_scan(data):
            kind = data["type"]
            name = path.name.removesuffix(TRUTH)
            scans.append(
                Scan(path=file, degree=data["degree"], type=kind, name=name, fields=data["fields"])
            )
    return scans


def is_scan(truth: Mapping[str, Any]) -> bool:
    """Whether a truth file is that of a drawn scan."""
    return "degree" in truth and "fields" in truth


def record(scan: Scan, pages: Sequence[PageText], *, digests: Sequence[str]) -> RecordedDocument:
    """Return a scan with what was read from it, its pages named alike on every machine."""
    return RecordedDocument(
        type=scan.type,
        name=scan.name,
        fields=scan.fields,
        digests=tuple(digests),
        pages=tuple(page.model_copy(update={"file": scan.name}) for page in pages),
    )


def rounded(value: Any) -> Any:
    """Return the same JSON with fewer decimals."""
    if isinstance(value, float):
        return round(value, _PLACES)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value
