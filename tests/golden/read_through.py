"""Generated packages read from their drawn pages: a perfect reader, then the whole line behind recognition."""

from __future__ import annotations

import random
from collections.abc import Iterable

from extractor.ingest import Submission
from extractor.papers import understand_pages
from extractor.tabulate.fill import fill_table, form_record
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from golden_docs.maker.cases import PROGRAMME, REFERENCE_DATE
from golden_docs.maker.compose import Entry, Package
from golden_docs.maker.document import Style
from golden_docs.maker.text_level import Degree, damage_page, read_form
from models.page import PageText
from tests.golden.generated import Judged, catalogue, package_of

FILE = "申报材料.pdf"


def style_of(seed: int) -> Style:
    """A look drawn at random, with ticks that a reader of text sees."""
    rng = random.Random(f"style-{seed}")
    return Style(
        dpi=36,
        tick="glyph",
        statement_side_by_side=rng.random() < 0.5,
        statement_line_numbers=rng.random() < 0.5,
        iso_layout=rng.randrange(2),
        equity_statement=rng.random() < 0.5,
    )


def drawn(entry: Entry, seed: int) -> tuple[PageText, ...]:
    """The pages of one paper as a perfect reader reads them."""
    papers = entry.document.draw(style_of(seed), random.Random(f"{seed}-{entry.name}"))
    return tuple(read_form(paper, file=FILE, page=1) for paper in papers)


def pages_of(package: Package, seed: int, degree: Degree) -> tuple[PageText, ...]:
    """The pages of a package in the order they are bound, as read from scans of a degree of damage."""
    bound = [page for entry in package.entries for page in drawn(entry, seed)]
    numbered = (page.model_copy(update={"page": n}) for n, page in enumerate(bound, start=1))
    return tuple(damage_page(page, degree, f"{seed}-{page.page}-{degree}") for page in numbered)


def judge_read(seed: int, names: Iterable[str] = (), degree: Degree = "light") -> Judged:
    """Plant, draw, read, classify, segment, extract, check."""
    package, planted = package_of(seed, names)
    pages = pages_of(package, seed, degree)
    read = understand_pages(Submission((), ()), pages, issues=(), catalogue=catalogue())
    programme = catalogue().programme(PROGRAMME)
    spec = catalogue().table_of(programme)
    form = form_record(read.records, table=spec.id, document_type=spec.document_type)
    case = Case(
        programme=programme,
        catalogue=catalogue(),
        reference_date=REFERENCE_DATE,
        documents=read.documents,
        records=read.records,
        tables=(fill_table(spec, form, more=read.records),),
        pages=pages,
        issues=read.issues,
    )
    return Judged(seed, planted, run_rules(case).findings)
