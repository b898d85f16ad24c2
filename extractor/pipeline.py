"""The straight line from files to a report; it reads like the picture in ARCHITECTURE.md."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from extractor.correct.decide import settle_findings
from extractor.correct.pages import PageIndex
from extractor.ingest import Opener, ingest_paths, load_page, open_here
from extractor.lists import read_lists
from extractor.ocr.engine import Pixels
from extractor.ocr.engines import engine_info
from extractor.papers import Read, digested_files, understand_pages
from extractor.reading import Progress, read_submission
from extractor.report.as_docx import render_docx
from extractor.report.as_html import render_html
from extractor.report.as_json import render_report
from extractor.report.as_xlsx import render_xlsx
from extractor.report.crops import cut_crops
from extractor.report.filled_tables import render_tables_docx, render_tables_xlsx
from extractor.report.notice import render_notice
from extractor.settings import Settings
from extractor.tabulate.applicant import applicant_of
from extractor.tabulate.fill import fill_table, form_record
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.correction import Corrections, decisions, standing
from models.issue import IssueCode
from models.run import (
    Applicant,
    Report,
    Run,
    RunStatus,
    placed_electronic_seals,
    placed_seals,
)


def read_paths(
    paths: Sequence[Path],
    *,
    scratch: Path,
    settings: Settings,
    catalogue: Catalogue,
    use_cache: bool = True,
    progress: Progress | None = None,
    opener: Opener = open_here,
) -> Read:
    """files -> ingest -> ocr -> classify -> segment -> extract."""
    submission, refused = ingest_paths(paths, scratch=scratch, settings=settings, opener=opener)
    pages, unsure, newly_read = read_submission(
        submission, settings=settings, use_cache=use_cache, progress=progress
    )
    read = understand_pages(submission, pages, issues=(*refused, *unsure), catalogue=catalogue)
    return read._replace(newly_read=newly_read)


def verify_read(
    read: Read,
    *,
    programme: Programme,
    reference_date: datetime.date,
    settings: Settings,
    catalogue: Catalogue,
) -> Report:
    """Verify what was read: records -> tabulate -> verify -> report."""
    spec = catalogue.table_of(programme)
    form = form_record(read.records, table=spec.id, document_type=spec.document_type)
    table = fill_table(spec, form, more=read.records)
    others = tuple(
        fill_table(other, record)
        for other in catalogue.more_forms(programme)
        if (record := form_record(read.records, table=other.id, document_type=other.document_type))
    )
    case = Case(
        programme=programme,
        catalogue=catalogue,
        reference_date=reference_date,
        documents=read.documents,
        records=read.records,
        tables=(table, *others),
        pages=read.pages,
        issues=read.issues,
        lists=read_lists(settings.lists_dir, catalogue),
        files=read.submission.files,
    )
    checked, tables = run_rules(case)
    report = report_reading(read, settings=settings, catalogue=catalogue)
    findings, outdated = settle_findings(
        checked,
        decisions(standing(read.corrections)),
        index=PageIndex(report.files),
        needs_second_person=read.corrections.needs_second_person,
    )
    return report.model_copy(
        update={
            "run": report.run.model_copy(
                update={"programme": programme.id, "reference_date": reference_date.isoformat()}
            ),
            "applicant": applicant_of(table, read.records),
            "tables": tables,
            "findings": findings,
            "issues": (*report.issues, *outdated),
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
        corrections=_digest(read.corrections),
    )
    return Report(
        run=run,
        applicant=Applicant(),
        files=digested_files(read.submission),
        documents=read.documents,
        fields=tuple(field for record in read.records for field in record.fields),
        issues=read.issues,
        seals=placed_seals(read.pages),
        electronic_seals=placed_electronic_seals(read.pages),
    )


def render_all(
    report: Report, read: Read, *, settings: Settings, catalogue: Catalogue
) -> dict[str, bytes]:
    """Return the files of a report by name: JSON, HTML, XLSX, DOCX, the draft of a notice, the filled forms."""
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
        "report.docx": render_docx(report, crops=crops, catalogue=catalogue),
        "notice.docx": render_notice(report, catalogue=catalogue),
        "tables.docx": render_tables_docx(report, catalogue=catalogue),
        "tables.xlsx": render_tables_xlsx(report, catalogue=catalogue),
    }


def _digest(corrections: Corrections) -> str | None:
    if not corrections.entries:
        return None
    return hashlib.sha256(corrections.model_dump_json().encode()).hexdigest()
