"""What golden packages and single documents say is right, read from their truth files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.errors import InputCode, InputError
from models.base import Frozen

TRUTH = ".truth.json"
NO_PERIOD = ""


class FieldTruth(Frozen):
    """The right value of a field; None means that it is not on the document.

    `scope` is that of a statement ("consolidated", "parent"), None where it does not matter.
    """

    key: str
    period: str
    value: str | None
    scope: str | None = None


class DocumentTruth(Frozen):
    """A document as it is: its type (None: divider, blank), pages (file, page), fields."""

    type: str | None
    pages: tuple[tuple[str, int], ...] = ()
    fields: tuple[FieldTruth, ...] = ()


class Planted(Frozen):
    """A planted discrepancy; no indicator means that it is about a document type."""

    family: str
    indicator: str | None = None
    period: str | None = None
    document_type: str | None = None
    why: str = ""


class PackageTruth(Frozen):
    """The truth of a whole package."""

    programme: str
    reference_date: str
    documents: tuple[DocumentTruth, ...]
    declared: tuple[FieldTruth, ...]
    discrepancies: tuple[Planted, ...]


def read_package_truth(path: Path) -> PackageTruth:
    """Read truth.json of a package; raises InputError when it has not the agreed shape."""
    data = load_truth(path)
    try:
        return PackageTruth(
            programme=data["programme"],
            reference_date=data["reference_date"],
            documents=tuple(_document(item) for item in data["documents"]),
            declared=fields_of(data["declared"]),
            discrepancies=tuple(_planted(item) for item in data["discrepancies"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise misshapen(path) from error


def read_document_truth(path: Path, labels: Mapping[str, Any]) -> DocumentTruth | None:
    """Read the truth of a single document; None when its type is not told, or it is a scan of a degree.

    `labels` (from a labels.json) gives the type of a folder and the field key of a printed label.
    """
    data = load_truth(path)
    kind = data.get("type") or _type_by_folder(path, data, labels)
    if kind is None or "degree" in data:
        return None
    keys: Mapping[str, str] = labels.get("labels", {}).get(kind, {})
    known = data["fields"]
    if keys:
        known = {keys[label]: value for label, value in known.items() if label in keys}
    return DocumentTruth(type=kind, fields=fields_of(known))


def find_labels(folder: Path) -> Mapping[str, Any]:
    """Read labels.json in a folder or the one above it; empty when there is none."""
    for place in (folder, folder.parent):
        if (place / "labels.json").is_file():
            return load_truth(place / "labels.json")
    return {}


def document_of(truth: Path) -> Path | None:
    """Return the document a truth file stands beside: `name.truth.json` for `name` or `name.*`."""
    stem = truth.name.removesuffix(TRUTH)
    if (truth.parent / stem).is_file():
        return truth.parent / stem
    beside = [p for p in sorted(truth.parent.glob(f"{stem}.*")) if not p.name.endswith(".json")]
    return beside[0] if beside else None


def _type_by_folder(path: Path, data: Mapping[str, Any], labels: Mapping[str, Any]) -> str | None:
    """The type a labels.json gives to the folder: "plain_type" or "type (词 with 短语: other_type)"."""
    folders: Mapping[str, str] = labels.get("folders", {})
    stated = folders.get(path.parent.name)
    if stated is None:
        return None
    plain, _, rest = stated.partition(" (")
    phrase, _, special = rest.rstrip(")").partition(": ")
    phrase = phrase.rpartition(" with ")[2]
    return special if phrase and phrase in str(data.get("doc_type", "")) else plain


def _document(data: Mapping[str, Any]) -> DocumentTruth:
    pages = tuple((page["file"], int(page["page"])) for page in data["pages"])
    return DocumentTruth(type=data["type"], pages=pages, fields=fields_of(data.get("fields", {})))


def fields_of(data: Mapping[str, Any]) -> tuple[FieldTruth, ...]:
    """The fields of a mapping of keys to values, or to values by period."""
    truths = []
    for key, value in data.items():
        by_period = value if isinstance(value, dict) else {NO_PERIOD: value}
        for period, right in by_period.items():
            truths.append(FieldTruth(key=key, period=period, value=_text(right)))
    return tuple(truths)


def _planted(data: Mapping[str, Any]) -> Planted:
    known = {name: data.get(name) for name in Planted.model_fields}
    return Planted(**{name: value for name, value in known.items() if value is not None})


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return ";".join(str(part) for part in value)
    return str(value)


def load_truth(path: Path) -> dict[str, Any]:
    """Read a truth file as it is; raises InputError when it is no JSON object."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            InputCode.UNREADABLE, f"标准答案文件 {path.name} 无法读取。", file=path.name
        ) from error
    if not isinstance(data, dict):
        raise misshapen(path)
    return data


def misshapen(path: Path) -> InputError:
    """Return the error for a truth file that has not the agreed shape."""
    message = f"标准答案文件 {path.name} 的格式不对，请对照 golden_docs/README.md 修改。"
    return InputError(InputCode.UNREADABLE, message, file=path.name)
