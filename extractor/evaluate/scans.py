"""Scoring scanned documents of one degree of damage: page types, fields by type, and where papers end.

In: documents with truth and pages as read. Out: a confusion matrix of page types, fields by type, and
how well a stream of all of them in random order falls into its papers.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from extractor.classify import label_pages
from extractor.evaluate.confusion import NO_TYPE, Confusion, PageType, confused
from extractor.evaluate.recorded import RecordedDocument
from extractor.evaluate.score import Tally, score_document
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from models.base import Frozen
from models.catalogue import Catalogue
from models.field import DocumentRecord
from models.page import PageLabel, PageText
from models.submission import PageRef

STREAMS = 2  # random orders that are tried
_TWICE = 10  # one of so many documents is handed in twice


class Split(Frozen):
    """Papers of streams: how many there are, were found, and were found with type and exact pages."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    missed: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when there is nothing to find."""
        both = self.wanted + self.found
        return 2 * self.right / both if both else 1.0

    def plus(self, other: Split) -> Split:
        """Both together."""
        return Split(
            wanted=self.wanted + other.wanted,
            found=self.found + other.found,
            right=self.right + other.right,
            missed=self.missed + other.missed,
        )


class ScanScore(Frozen):
    """The scores of all scans of one degree of damage.

    `misnamed` names every document of which a page was read as another type or none.
    """

    degree: str
    documents: int
    confusion: Confusion
    fields: dict[str, Tally]
    split: Split
    misnamed: tuple[str, ...] = ()


class _Labelled(Frozen):
    """A document with the labels of its pages, which do not depend on where it lies in a stream."""

    document: RecordedDocument
    labels: tuple[PageLabel, ...]

    @property
    def where(self) -> str:
        return f"{self.document.type or NO_TYPE}/{self.document.name}"


def score_scans(
    degree: str, documents: Sequence[RecordedDocument], *, catalogue: Catalogue
) -> ScanScore:
    """Classify, split and extract every document by itself, then all of them as streams."""
    labelled = [
        _Labelled(document=item, labels=label_pages(item.pages, catalogue)) for item in documents
    ]
    fields: dict[str, Tally] = {}
    types: list[tuple[PageType, ...]] = []
    misnamed: list[str] = []
    for item in labelled:
        seen, tally = _score_alone(item, catalogue)
        types.append(seen)
        misnamed += [f"{item.where}：读作 {page.read}" for page in seen if page.read != page.right]
        if item.document.fields:
            kind = str(item.document.type)
            fields[kind] = fields.get(kind, Tally()).plus(tally)
    split = Split()
    for number in range(STREAMS):
        split = split.plus(_score_stream(labelled, f"{degree}-{number}", catalogue))
    return ScanScore(
        degree=degree,
        documents=len(documents),
        confusion=confused(types),
        fields=dict(sorted(fields.items())),
        split=split,
        misnamed=tuple(misnamed),
    )


def _score_alone(item: _Labelled, catalogue: Catalogue) -> tuple[tuple[PageType, ...], Tally]:
    """The types of its pages and its fields, read without neighbours."""
    pages, truth = item.document.pages, item.document.truth
    records: list[DocumentRecord] = []
    seen: list[PageType] = []
    for document in split_documents(pages, item.labels, catalogue=catalogue):
        own = catalogue.is_of_type(document.type, truth.type)
        kind = (truth.type if own else document.type) or NO_TYPE
        seen += [PageType(right=truth.type or NO_TYPE, read=kind) for _ in document.pages]
        if own and document.type is not None:
            records.append(extract_record(document, pages, catalogue)[0])
    return tuple(seen), score_document(
        truth, _whole(records), where=item.where, catalogue=catalogue
    )


def _whole(records: Sequence[DocumentRecord]) -> DocumentRecord | None:
    if not records:
        return None
    fields = tuple(field for record in records for field in record.fields)
    return records[0].model_copy(update={"fields": fields})


def _score_stream(items: Sequence[_Labelled], seed: str, catalogue: Catalogue) -> Split:
    """All documents in random order, some handed in twice, as one scan that has to fall into them."""
    rng = random.Random(seed)
    order = [*items, *rng.sample(items, len(items) // _TWICE)]
    rng.shuffle(order)
    pages: list[PageText] = []
    labels: list[PageLabel] = []
    wanted: set[tuple[str | None, tuple[PageRef, ...]]] = set()
    names: dict[tuple[PageRef, ...], str] = {}
    for item in order:
        own = [_renamed(page, len(pages) + n) for n, page in enumerate(item.document.pages, 1)]
        pages += own
        labels += [
            label.model_copy(update={"file": page.file, "page": page.page})
            for label, page in zip(item.labels, own, strict=True)
        ]
        refs = tuple(page.ref for page in own)
        names[refs] = item.where
        if item.document.type is not None:
            wanted.add((item.document.type, refs))
    documents = split_documents(pages, labels, catalogue=catalogue)
    found = {(item.type, item.pages) for item in documents if item.type is not None}
    missed = sorted(names[refs] for _, refs in wanted - found)
    return Split(
        wanted=len(wanted), found=len(found), right=len(wanted & found), missed=tuple(missed)
    )


def _renamed(page: PageText, number: int) -> PageText:
    return page.model_copy(update={"file": "scan.pdf", "page": number, "half": None})


def added_fields(score: ScanScore) -> Tally:
    """Return the fields of all types together."""
    total = Tally()
    for tally in score.fields.values():
        total = total.plus(tally)
    return total


def shares_of(matrix: Confusion) -> tuple[int, int, int]:
    """Return the pages read right, as none, and as a wrong type (a page that is no paper read as one too)."""
    right = sum(row.get(kind, 0) for kind, row in matrix.items())
    unknown = sum(row.get(NO_TYPE, 0) for kind, row in matrix.items() if kind != NO_TYPE)
    total = sum(number for row in matrix.values() for number in row.values())
    return right, unknown, total - right - unknown


def group_by_degree(
    groups: Iterable[tuple[str, Sequence[RecordedDocument]]],
) -> dict[str, list[RecordedDocument]]:
    """Return all documents by degree, in the order light, medium, heavy."""
    found: dict[str, list[RecordedDocument]] = {}
    for degree, documents in groups:
        found.setdefault(degree, []).extend(documents)
    return {degree: found[degree] for degree in ("light", "medium", "heavy") if degree in found}
