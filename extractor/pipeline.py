"""The straight line from files to a report; it reads like the picture in ARCHITECTURE.md."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from extractor.classify.label import label_pages
from extractor.extract.record import extract_record
from extractor.ingest import Submission, ingest_paths, load_page
from extractor.ocr.engine import Pixels
from extractor.ocr.engines import engine_info
from extractor.reading import Progress, read_submission
from extractor.report.as_html import render_html
from extractor.report.as_json import render_report
from extractor.report.as_xlsx import render_xlsx
from extractor.report.crops import cut_crops
from extractor.segment.split import split_documents
from extractor.settings import Settings
from extractor.tabulate.applicant import applicant_of
from extractor.tabulate.fill import fill_table
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.document import Document
from models.field import DocumentRecord
from models.issue import Issue, IssueCode
from models.page import PageText
from models.run import (
    Applicant,
    Report,
    Run,
    RunStatus,
    placed_electronic_seals,
    placed_seals,
)

DIVIDER_CHARACTERS = 30  # a page with less text carries no evidence: a divider, a blank


class Read(NamedTuple):
    """A submission as read: its pages, documents and records, and what could not be read."""

    submission: Submission
    pages: tuple[PageText, ...]
    documents: tuple[Document, ...]
    records: tuple[DocumentRecord, ...]
    issues: tuple[Issue, ...]
    newly_read: int


def read_paths(
    paths: Sequence[Path],
    *,
    scratch: Path,
    settings: Settings,
    catalogue: Catalogue,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Read:
    """files -> ingest -> ocr -> classify -> segment -> extract."""
    submission, refused = ingest_paths(paths, scratch=scratch, settings=settings)
    pages, unsure, newly_read = read_submission(
        submission, settings=settings, use_cache=use_cache, progress=progress
    )
    labels = label_pages(pages, catalogue)
    documents = split_documents(pages, labels, catalogue=catalogue)
    records, missed = extract_records(documents, pages, catalogue)
    return Read(submission, pages, documents, records, (*refused, *unsure, *missed), newly_read)


def extract_records(
    documents: Sequence[Document], pages: Sequence[PageText], catalogue: Catalogue
) -> tuple[tuple[DocumentRecord, ...], tuple[Issue, ...]]:
    """Read the fields of every document of a known type."""
    records: list[DocumentRecord] = []
    issues: list[Issue] = []
    for document in documents:
        if document.type is None:
            issues.extend(_unknown_pages(document, pages))
            continue
        record, missed = extract_record(document, pages, catalogue)
        records.append(record)
        issues.extend(missed)
    return tuple(records), tuple(issues)


def verify_read(
    read: Read,
    *,
    programme: Programme,
    reference_date: datetime.date,
    settings: Settings,
    catalogue: Catalogue,
) -> Report:
    """Verify what was read: records -> tabulate -> verify -> report."""
    form = next((record for record in read.records if record.type == "application_form"), None)
    table = fill_table(catalogue.table_of(programme), form)
    case = Case(
        programme=programme,
        catalogue=catalogue,
        reference_date=reference_date,
        documents=read.documents,
        records=read.records,
        tables=(table,),
        pages=read.pages,
        issues=read.issues,
    )
    findings, tables = run_rules(case)
    report = report_reading(read, settings=settings, catalogue=catalogue)
    return report.model_copy(
        update={
            "run": report.run.model_copy(
                update={"programme": programme.id, "reference_date": reference_date.isoformat()}
            ),
            "applicant": applicant_of(table, read.records),
            "tables": tables,
            "findings": findings,
        }
    )


def report_reading(read: Read, *, settings: Settings, catalogue: Catalogue) -> Report:
    """Return the report of a reading alone: documents, fields and issues, no findings."""
    refused = any(file.refused is not None for file in read.submission.files)
    unread = any(issue.code is IssueCode.page_unreadable for issue in read.issues)
    run = Run(
        code_version=version("heyan"),
        catalogue_sha256=catalogue.sha256,
        engine=engine_info(settings.ocr_engine, model_dir=settings.model_dir),
        programme=None,
        reference_date=None,
        status=RunStatus.partial if refused or unread else RunStatus.complete,
        inputs=dict(sorted(read.submission.inputs.items())),
    )
    return Report(
        run=run,
        applicant=Applicant(),
        files=read.submission.files,
        documents=read.documents,
        fields=tuple(field for record in read.records for field in record.fields),
        issues=read.issues,
        seals=placed_seals(read.pages),
        electronic_seals=placed_electronic_seals(read.pages),
    )


def render_all(
    report: Report, read: Read, *, settings: Settings, catalogue: Catalogue
) -> dict[str, bytes]:
    """Return the files of a report by name: JSON, HTML and XLSX."""
    sources = {(source.file, source.page): source for source in read.submission.pages}
    frames = {(page.file, page.page): page.frame for page in read.pages}

    def load(file: str, page: int) -> Pixels | None:
        source = sources.get((file, page))
        if source is None or source.is_native:
            return None
        return load_page(source, settings=settings).pixels

    crops = cut_crops(report, load=load, frames=frames)
    return {
        "report.json": render_report(report),
        "report.html": render_html(report, crops=crops, catalogue=catalogue),
        "report.xlsx": render_xlsx(report, crops=crops, catalogue=catalogue),
    }


def _unknown_pages(document: Document, pages: Sequence[PageText]) -> tuple[Issue, ...]:
    """One issue for a run of pages of no known type; blank pages and dividers are none."""
    texts = {(page.file, page.page): page for page in pages}
    written = [ref for ref in document.pages if _has_text(texts[(ref.file, ref.page)])]
    if not written:
        return ()
    numbers = "、".join(str(ref.page) for ref in written)
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
