"""truth.json of a package and of a single document, as CONTRACT §3 asks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from golden_docs.maker.cases import PROGRAMME, REFERENCE_DATE, Case
from golden_docs.maker.compose import Entry
from golden_docs.maker.documents.form import ApplicationForm
from golden_docs.maker.plant import Discrepancy


@dataclass(frozen=True)
class Place:
    """Where a drawn page ended up: file, 1-based page, and the facts it carries."""

    file: str
    page: int
    tags: frozenset[str]


Places = Mapping[str, Sequence[Place]]


def _discrepancy(found: Discrepancy, places: Places) -> dict[str, object]:
    out: dict[str, object] = {
        "family": found.family,
        "indicator": found.indicator,
        "period": found.period,
        "document_type": found.document_type,
        "why": found.why,
    }
    sheets = places.get(found.entry or "", ())
    spot = next((p for p in sheets if found.tag in p.tags), sheets[0] if sheets else None)
    if spot:
        out |= {"file": spot.file, "page": spot.page}
    return out


def package_truth(
    case: Case, entries: Iterable[Entry], places: Places, found: Iterable[Discrepancy]
) -> dict[str, object]:
    """The truth of a package."""
    documents: list[dict[str, object]] = []
    declared: Mapping[str, Mapping[str, str | None]] = {}
    for entry in entries:
        if isinstance(entry.document, ApplicationForm):
            declared = entry.document.declared
        documents.append(
            {
                "type": entry.document.type,
                "pages": [{"file": p.file, "page": p.page} for p in places[entry.name]],
                "fields": entry.document.fields(),
            }
        )
    return {
        "programme": PROGRAMME,
        "reference_date": REFERENCE_DATE.isoformat(),
        "provenance": f"synthetic: drawn by golden_docs.maker, case {case.name}, seed {case.spec.seed}; company, persons and numbers are invented",
        "documents": documents,
        "declared": declared,
        "discrepancies": [_discrepancy(d, places) for d in found],
    }


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write JSON in UTF-8 with a final newline."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
