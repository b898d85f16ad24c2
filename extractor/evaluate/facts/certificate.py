"""One of several certificates on a sheet: cut out, known for what it is, read, its values in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from extractor.classify import label_pages
from extractor.evaluate.facts.fact import Seen
from extractor.evaluate.score import score_document
from extractor.evaluate.truth import DocumentTruth, fields_of
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from models.base import Frozen
from models.catalogue import load_catalogue
from models.field import DocumentRecord
from models.geometry import Box
from models.page import PageText


class CertificateFact(Frozen):
    """A paper of a type with these fields that stands in a part of the sheet (fractions of it as displayed)."""

    kind: Literal["certificate"] = "certificate"
    page: int = 1
    type: str
    fields: dict[str, str | Mapping[str, str] | None]
    box: Box

    @property
    def key(self) -> str:
        """What the fact is called in a list of misses."""
        return f"certificate {self.type}"

    @property
    def expected(self) -> str:
        """Its type and fields."""
        return f"{self.type} {self.fields}"

    def check(self, pages: Sequence[PageText]) -> Seen:
        """Right when one paper of the sheet lies in the part, is of the type and has all its fields."""
        catalogue = load_catalogue()
        own = [page for page in pages if page.page == self.page]
        papers = split_documents(own, label_pages(own, catalogue), catalogue=catalogue)
        truth = DocumentTruth(type=self.type, fields=fields_of(self.fields))
        read: list[str] = []
        for paper in papers:
            record, _ = extract_record(paper, own, catalogue)
            if not self._holds(record):
                continue
            tally = score_document(truth, record, where="", catalogue=catalogue)
            if paper.type == self.type and tally.right == tally.total:
                return Seen(right=True)
            read.append(f"{paper.type} {[(miss.key, miss.read) for miss in tally.misses]}")
        return Seen(right=False, read="; ".join(read) or f"{len(papers)} papers, none there")

    def _holds(self, record: DocumentRecord) -> bool:
        """Whether everything that was read stands in the part."""
        places = [
            field.reading.place.box
            for field in record.fields
            if field.reading is not None and field.reading.place is not None
        ]
        return bool(places) and all(self.box.holds(box.center) for box in places)
