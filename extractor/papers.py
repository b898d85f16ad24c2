"""From page texts to papers with their fields, and what people correct in them.

In: page texts, catalogue, corrections. Out: a reading of the submission; all of it is pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.classify.label import label_pages
from extractor.correct.pages import PageIndex, PageKey
from extractor.correct.papers import PartOf, correct_documents
from extractor.correct.readings import (
    correct_pages,
    correct_records,
    locate_readings,
    usable_readings,
)
from extractor.extract.record import extract_record
from extractor.ingest import Submission
from extractor.ocr.several import find_uncut
from extractor.segment.split import split_documents
from extractor.segment.stream import read_stream
from models.catalogue.catalogue import Catalogue
from models.correction import Corrections, latest_readings, page_runs, standing
from models.document import Document
from models.field import DocumentRecord
from models.issue import Issue, IssueCode
from models.page import PageText
from models.submission import PageRef, SourceFile

NO_CORRECTIONS = Corrections()
DIVIDER_CHARACTERS = 30  # a page with less text carries no evidence: a divider, a blank


class Paper(NamedTuple):
    """One document, its record (None for pages of no known type), and what was wrong with reading it."""

    document: Document
    record: DocumentRecord | None
    issues: tuple[Issue, ...]


class Read(NamedTuple):
    """A submission as read: its pages, papers, and what could not be read.

    `pages` and `papers` are as corrected by people; `left_over` tells which corrections did not apply,
    `stream` what the pages say of each other (twice, listed but not there) and of what they hold.
    """

    submission: Submission
    pages: tuple[PageText, ...]
    papers: tuple[Paper, ...]
    reading_issues: tuple[Issue, ...]
    newly_read: int = 0
    corrections: Corrections = NO_CORRECTIONS
    left_over: tuple[Issue, ...] = ()
    stream: tuple[Issue, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents in order."""
        return tuple(paper.document for paper in self.papers)

    @property
    def records(self) -> tuple[DocumentRecord, ...]:
        """The records of all documents of a known type."""
        return tuple(paper.record for paper in self.papers if paper.record is not None)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything that could not be read or applied."""
        missed = tuple(issue for paper in self.papers for issue in paper.issues)
        return (*self.reading_issues, *missed, *self.stream, *self.left_over)


def understand_pages(
    submission: Submission,
    pages: tuple[PageText, ...],
    *,
    issues: Sequence[Issue],
    catalogue: Catalogue,
) -> Read:
    """classify -> segment -> extract: a pure function of page texts and catalogue.

    `issues` are those of ingest and reading.
    """
    labels = label_pages(pages, catalogue)
    documents = split_documents(pages, labels, catalogue=catalogue)
    papers = tuple(_extract(document, pages, catalogue) for document in documents)
    stream = (*read_stream(pages, documents, catalogue=catalogue), *find_uncut(pages))
    return Read(submission, pages, papers, tuple(issues), stream=stream)


def correct_read(read: Read, corrections: Corrections, *, catalogue: Catalogue) -> Read:
    """Apply what people entered to a reading without corrections; only papers it touches are read anew.

    A pure function; a correction whose source has changed is not applied and told in `left_over`.
    """
    entries = standing(corrections)
    index = PageIndex(digested_files(read.submission))
    sheets: dict[PageKey, tuple[PageText, ...]] = {}
    for page in read.pages:
        sheets[page.file, page.page] = (*sheets.get((page.file, page.page), ()), page)
    located, stale = locate_readings(latest_readings(entries), sheets, index)
    documents, unplaced = correct_documents(
        read.documents, page_runs(entries), index=index, part_of=_part_of(read.pages, catalogue)
    )
    usable, homeless = usable_readings(located, documents=documents, catalogue=catalogue)
    forms = catalogue.form_types
    on_form = {
        (ref.file, ref.page) for paper in documents if paper.type in forms for ref in paper.pages
    }
    # The cells of a form do not hang together: only the answers change, the form is not read anew.
    apart = [item for item in usable if item.page not in on_form]
    pages = correct_pages(read.pages, apart)
    changed = {item.page for item in apart}
    known = {_pages_of(paper.document): paper for paper in read.papers}
    papers = []
    for document in documents:
        old = known.get(_pages_of(document))
        keep = old is not None and changed.isdisjoint((r.file, r.page) for r in document.pages)
        papers.append(
            _renamed(old, document) if old and keep else _extract(document, pages, catalogue)
        )
    records = correct_records(
        [paper.record for paper in papers if paper.record is not None],
        usable,
        documents=documents,
        catalogue=catalogue,
    )
    by_document = {record.document: record for record in records}
    return read._replace(
        pages=pages,
        papers=tuple(p._replace(record=by_document.get(p.document.id)) for p in papers),
        corrections=corrections,
        left_over=(*stale, *unplaced, *homeless),
        stream=read_stream(pages, documents, catalogue=catalogue),
    )


def digested_files(submission: Submission) -> tuple[SourceFile, ...]:
    """Return the source files with the digests of their pages."""
    digests: dict[str, list[str]] = {}
    for source in submission.pages:
        digests.setdefault(source.file, []).append(source.digest)
    return tuple(
        file.model_copy(update={"digests": tuple(digests.get(file.name, ()))})
        for file in submission.files
    )


def _extract(document: Document, pages: Sequence[PageText], catalogue: Catalogue) -> Paper:
    """Read the fields of a document of a known type."""
    if document.type is None:
        return Paper(document, None, _unknown_pages(document, pages))
    return Paper(document, *extract_record(document, pages, catalogue))


def _pages_of(document: Document) -> tuple[str | None, tuple[PageRef, ...], tuple[str | None, ...]]:
    """What the fields of a document depend on beside its page texts."""
    return document.type, document.pages, document.parts


def _renamed(paper: Paper, document: Document) -> Paper:
    """A paper under the number it has after others were cut or joined."""
    if paper.record is None or paper.document.id == document.id:
        return paper._replace(document=document)
    fields = tuple(f.model_copy(update={"document": document.id}) for f in paper.record.fields)
    record = paper.record.model_copy(update={"document": document.id, "fields": fields})
    return paper._replace(document=document, record=record)


def _part_of(pages: Sequence[PageText], catalogue: Catalogue) -> PartOf:
    """How to find the part of a type that a page looks like when the type is given."""
    texts = {page.ref: page for page in pages}

    def part_of(ref: PageRef, document_type: str) -> str | None:
        known = catalogue.document_types.get(document_type)
        only = {document_type: known} if known else {}
        (label,) = label_pages([texts[ref]], replace(catalogue, document_types=only))
        return label.part if label.type == document_type else None

    return part_of


def _unknown_pages(document: Document, pages: Sequence[PageText]) -> tuple[Issue, ...]:
    """One issue for a run of pages of no known type; blank pages and dividers are none."""
    texts = {page.ref: page for page in pages}
    written = [ref for ref in document.pages if _has_text(texts[ref])]
    if not written:
        return ()
    numbers = "、".join(dict.fromkeys(str(ref.page) for ref in written))
    return (
        Issue(
            code=IssueCode.unknown_page,
            file=written[0].file,
            page=written[0].page,
            message=f"第 {numbers} 页未能识别为已知的文件类型，页上内容没有参与核验。",
        ),
    )


def _has_text(page: PageText) -> bool:
    return sum(len(line.text) for line in page.lines) >= DIVIDER_CHARACTERS
