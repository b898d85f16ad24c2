"""Packages on the forms of Hubei and Sichuan, read without recognition: what is planted is found, nothing else fails."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.classify import label_pages
from extractor.extract.record import extract_record
from extractor.ingest import ingest_paths, load_native_pages
from extractor.report.blank_form import render_filled_docx, render_filled_xlsx
from extractor.report.form_layout import form_blocks
from extractor.segment import split_documents
from extractor.settings import Settings
from extractor.tabulate.fill import fill_table, form_record
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from golden_docs.maker.company import Company, found_company
from golden_docs.maker.compose import compose_package
from golden_docs.maker.document import Style
from golden_docs.maker.forms.cases import FORM_CASES, FormCase
from golden_docs.maker.forms.sheets import draw_form
from golden_docs.maker.forms.write import answers_in, declared_in, paper_of
from golden_docs.maker.text_level import read_paper
from models.catalogue import load_catalogue
from models.finding import Finding, Outcome, Severity
from models.kinds.printed import fold_text
from models.page import PageText
from models.table import StandardTable

CATALOGUE = load_catalogue()
STYLE = Style(dpi=36, tick="glyph")
IDS = [f"{case.programme}/{case.name}" for case in FORM_CASES]


def pages_of(case: FormCase, company: Company, folder: Path) -> Iterator[PageText]:
    """Word and Excel forms as they are read from their files, drawn pages as a perfect reader reads them."""
    for file in case.files:
        filled = [(CATALOGUE.table(key), text) for key, text in answers_in(case, company, file)]
        if file.name.endswith(".pdf"):
            drawn = [
                paper
                for table, text in filled
                for paper in draw_form(form_blocks(table, text), STYLE, random.Random(1))
            ]
            yield from (read_paper(p, file=file.name, page=n) for n, p in enumerate(drawn, 1))
            continue
        render = render_filled_docx if file.name.endswith(".docx") else render_filled_xlsx
        path = folder / file.name
        path.write_bytes(render(filled))
        submission, _ = ingest_paths([path], scratch=folder / "scratch", settings=Settings())
        yield from load_native_pages(submission.pages[0])
    package = compose_package(company)
    for name, entries in case.papers.items():
        number = 0
        for key in entries:
            paper = paper_of(case, package, key)
            drawn = list(paper.draw(STYLE, random.Random(f"{case.name}-{key}")))
            for sheet in case.pages.get(key, range(len(drawn))):
                number += 1
                yield read_paper(drawn[sheet], file=name, page=number)


Verified = tuple[tuple[Finding, ...], tuple[StandardTable, ...]]


@pytest.fixture(scope="module", params=FORM_CASES, ids=IDS)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A case with its findings and tables."""
    case: FormCase = request.param
    return Package(case, *verified(case, tmp_path_factory.mktemp("package")))


class Package(NamedTuple):
    """A case as it was verified."""

    case: FormCase
    findings: tuple[Finding, ...]
    tables: tuple[StandardTable, ...]


def verified(case: FormCase, folder: Path) -> Verified:
    """Findings and tables of a package."""
    (folder / "scratch").mkdir()
    company = found_company(case.spec)
    pages = tuple(pages_of(case, company, folder))
    documents = split_documents(pages, label_pages(pages, CATALOGUE), catalogue=CATALOGUE)
    records = tuple(extract_record(item, pages, CATALOGUE)[0] for item in documents)
    programme = CATALOGUE.programme(case.programme)
    spec = CATALOGUE.table_of(programme)
    form = form_record(records, table=spec.id, document_type=spec.document_type)
    more = [
        fill_table(table, record)
        for table in CATALOGUE.more_forms(programme)
        if (record := form_record(records, table=table.id, document_type=table.document_type))
    ]
    checked = run_rules(
        Case(
            programme=programme,
            catalogue=CATALOGUE,
            reference_date=date.fromisoformat(case.reference_date),
            documents=documents,
            records=records,
            tables=(fill_table(spec, form, more=records), *more),
            pages=pages,
        )
    )
    return checked.findings, checked.tables


def is_planted(finding: Finding, case: FormCase) -> bool:
    """Whether a finding is about one of the changes of the case."""
    about = (finding.family.value, finding.indicator, finding.period)
    paper = (finding.family.value, finding.document_type)
    return about in {(c.family, c.place.key, c.place.period) for c in case.changes} or (
        paper in {(item.family, item.document_type) for item in case.wrong}
    )


def test_what_is_planted_is_found_and_nothing_else_fails(package: Package) -> None:
    case, findings = package.case, package.findings
    told = [f for f in findings if f.outcome in (Outcome.failed, Outcome.review)]
    found = {(f.family.value, f.indicator, f.period) for f in told}
    assert {(c.family, c.place.key, c.place.period) for c in case.changes} <= found
    papers = {(f.family.value, f.document_type) for f in told}
    assert {(item.family, item.document_type) for item in case.wrong} <= papers
    alarms = [
        f"{f.rule} {f.message}"
        for f in told
        if f.outcome is Outcome.failed
        and f.severity is not Severity.info
        and f.follows_from is None
        and not is_planted(f, case)
    ]
    assert alarms == []


def test_what_the_forms_declare_is_read(package: Package) -> None:
    case, tables = package.case, package.tables
    rows = {(r.indicator, r.period or ""): r for t in reversed(tables) for r in t.rows}
    drawn = any(file.name.endswith(".pdf") for file in case.files)
    wrong = []
    for key, periods in declared_in(case, found_company(case.spec)).items():
        for period, text in periods.items():
            row = rows.get((key, period))
            ticks = row is not None and row.kind in ("choice", "multi_choice", "bool")
            read = row.declared.value if row is not None and row.declared else None
            if not (drawn and ticks) and fold_text(read or "") != fold_text(
                text
            ):  # boxes need pictures
                wrong.append((key, period, text, read))
    assert wrong == []
