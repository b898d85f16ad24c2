"""Reads the fields of one document: dispatches to the form, the statements or the label reader."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.certificates import read_certificate
from extractor.extract.form.choose import KNOWN
from extractor.extract.form.read import read_application_form
from extractor.extract.narrative import read_claims, read_page_claims
from extractor.extract.statements.read import read_audit_report
from models.catalogue import Catalogue
from models.document import Document
from models.field import DocumentRecord, FieldStatus
from models.issue import Issue
from models.page import PageText

PROFILE = "enterprise_profile"
_WITH_STATEMENTS = frozenset({"audit_report", "financial_statements"})


def extract_record(
    document: Document, pages: Sequence[PageText], catalogue: Catalogue
) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    """The record of a document and what could not be read of it.

    `pages` may hold more pages than the document's; its own are picked by what its pages refer to.
    Every declared field comes back: found, unreadable, or absent when it is not printed. Documents of
    unknown type have no fields.
    """
    paper = catalogue.document_types.get(document.type or "")
    if paper is None:
        return DocumentRecord(document=document.id, type=document.type or "", fields=()), ()
    wanted = {ref: order for order, ref in enumerate(document.pages)}
    own = [page for page in pages if page.ref in wanted]
    own.sort(key=lambda page: wanted[page.ref])
    has_tables = any(table.document_type == paper.key for table in catalogue.tables.values())
    if has_tables and not paper.fields:
        # A form of the applicant is one of those that are printed; a list of contents need not be.
        least = 0.0 if paper.role == "claim" else KNOWN
        record, issues = read_application_form(document, own, catalogue, at_least=least)
        return _with_claims(record, catalogue), issues
    if paper.key in _WITH_STATEMENTS:
        return read_audit_report(document, own, catalogue)
    fields, issues = read_certificate(document, own, paper)
    claims = read_page_claims(own, catalogue) if paper.narrates else ()
    record = DocumentRecord(document=document.id, type=paper.key, fields=fields, claims=claims)
    if not has_tables:
        return record, issues
    form, more = read_application_form(document, own, catalogue, at_least=KNOWN)
    return _joined(record, form), (*issues, *more)


def _joined(record: DocumentRecord, form: DocumentRecord) -> DocumentRecord:
    """A paper that may be printed as a form: the fields of its type, then those of the form.

    Where both have a field, what stands in its place on the form counts, nothing as well.
    """
    if form.table is None:
        return record
    seen = (FieldStatus.found, FieldStatus.absent)
    read = {field.key for field in form.fields if field.status in seen}
    kept = tuple(field for field in record.fields if field.key not in read)
    own = {field.key for field in kept}
    more = tuple(field for field in form.fields if field.key not in own)
    return record.model_copy(update={"fields": (*kept, *more), "table": form.table})


def _with_claims(record: DocumentRecord, catalogue: Catalogue) -> DocumentRecord:
    """The record with the figures that its profile of the enterprise states."""
    profile = record.get(PROFILE)
    if profile is None or profile.reading is None or profile.value is None:
        return record
    return record.model_copy(update={"claims": read_claims(profile.reading, catalogue)})
