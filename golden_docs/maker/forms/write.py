"""Writes the packages on printed forms: files as they are handed in, and their truth."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from extractor.report.blank_form import render_filled_docx, render_filled_xlsx
from extractor.report.form_layout import form_blocks
from golden_docs.maker.company import Company, found_company
from golden_docs.maker.compose import Package, compose_package
from golden_docs.maker.document import Document, Style
from golden_docs.maker.forms.answers import Written
from golden_docs.maker.forms.cases import FORM_CASES, FormCase, FormFile, planted
from golden_docs.maker.forms.sheets import draw_form
from golden_docs.maker.paper import Paper
from golden_docs.maker.scan import ScannedPage, make_look, scan_paper, write_pdf
from golden_docs.maker.truth import write_json
from models.catalogue import load_catalogue
from models.catalogue.spec_tables import TableField

_UNITS = {"万元": Decimal(10_000), "万美元": Decimal(10_000)}
_STYLE = Style(tick="glyph", dpi=150, equity_statement=False)
DocumentEntry = dict[str, object]


def write_form_cases(root: Path) -> None:
    """Write every package below `root`, in the folder of its programme."""
    for case in FORM_CASES:
        write_form_case(case, root / case.programme / case.name)


def write_form_case(case: FormCase, folder: Path) -> None:
    """Write `input/` and `truth.json` of a case; the same case gives the same bytes."""
    target = folder / "input"
    target.mkdir(parents=True, exist_ok=True)
    company = found_company(case.spec)
    documents: list[DocumentEntry] = []
    for file in case.files:
        documents += _write_forms(case, company, file, target)
    package = compose_package(company)
    for name, entries in case.papers.items():
        documents += _write_papers(case, package, (name, entries), target)
    truth: Mapping[str, object] = {
        "programme": case.programme,
        "reference_date": case.reference_date,
        "provenance": (
            f"synthetic: drawn by golden_docs.maker, case {case.programme} {case.name}, "
            f"seed {case.spec.seed}; company, persons and numbers are invented"
        ),
        "documents": documents,
        "declared": declared_in(case, company),
        "discrepancies": [
            {
                "family": item.family,
                "indicator": item.indicator,
                "period": item.period,
                "document_type": item.document_type,
                "why": item.why,
            }
            for item in planted(case)
        ],
    }
    write_json(folder / "truth.json", truth)


def answers_in(case: FormCase, company: Company, file: FormFile) -> list[tuple[str, Written]]:
    """The forms of a file with what is written in them, the discrepancies planted."""
    filled = []
    for table, write in file.forms:
        written = write(company)
        written |= {c.place: c.text for c in case.changes if c.table == table}
        filled.append((table, written))
    return filled


def _write_forms(
    case: FormCase, company: Company, file: FormFile, target: Path
) -> list[DocumentEntry]:
    tables = load_catalogue().tables
    filled = [(tables[key], written) for key, written in answers_in(case, company, file)]
    path = target / file.name
    pages: list[ScannedPage] = []
    entries: list[DocumentEntry] = []
    for number, (table, written) in enumerate(filled, start=1):
        places = [{"file": file.name, "page": number}]
        if path.suffix == ".pdf":
            rng = random.Random(f"{case.spec.seed}-{table.id}")
            drawn = draw_form(form_blocks(table, written), _STYLE, rng)
            first = len(pages) + 1
            pages += [_scan(case, table.id, n, paper) for n, paper in enumerate(drawn)]
            places = [{"file": file.name, "page": page} for page in range(first, len(pages) + 1)]
        entries.append({"type": table.document_type, "pages": places, "fields": {}})
    if path.suffix == ".pdf":
        write_pdf(path, pages, title=path.stem)
    else:
        render = render_filled_docx if path.suffix == ".docx" else render_filled_xlsx
        path.write_bytes(render(filled))
    return entries


def _write_papers(
    case: FormCase, package: Package, paper: tuple[str, tuple[str, ...]], target: Path
) -> list[DocumentEntry]:
    name, wanted = paper
    pages: list[ScannedPage] = []
    entries: list[DocumentEntry] = []
    for key in wanted:
        document = paper_of(case, package, key)
        drawn = document.draw(_STYLE, random.Random(f"{case.spec.seed}-{key}-draw"))
        kept = [drawn[n] for n in case.pages.get(key, range(len(drawn)))]
        first = len(pages) + 1
        pages += [_scan(case, key, n, sheet) for n, sheet in enumerate(kept)]
        places = [{"file": name, "page": page} for page in range(first, len(pages) + 1)]
        fields = {} if key in case.pages else document.fields()
        entries.append({"type": document.type, "pages": places, "fields": fields})
    if name.endswith(".pdf"):
        write_pdf(target / name, pages, title=Path(name).stem)
    else:
        (target / name).write_bytes(pages[0].jpeg)
    return entries


def paper_of(case: FormCase, package: Package, name: str) -> Document:
    """A paper of the case: one of its own letters, else an entry of the composed package."""
    own = case.letters.get(name)
    return own(package.company) if own else package.get(name)


def _scan(case: FormCase, name: str, sheet: int, paper: Paper) -> ScannedPage:
    seed = f"{case.spec.seed}-{name}-{sheet}"
    return scan_paper(paper, make_look(random.Random(seed), quality=case.quality), seed)


def declared_in(case: FormCase, company: Company) -> dict[str, dict[str, str]]:
    """What the first form that asks for a value declares, by indicator and period."""
    declared: dict[str, dict[str, str]] = {}
    for file in case.files:
        for key, written in answers_in(case, company, file):
            fields = {field.key: field for field in load_catalogue().table(key).fields}
            for place, text in written.items():
                periods = declared.setdefault(place.key, {})
                periods.setdefault(place.period or "", canonical(fields[place.key], text))
    return declared


def canonical(field: TableField, text: str) -> str:
    """A written value as values are kept: amounts in 元, days in ISO form."""
    factor = _UNITS.get(field.unit or "")
    if field.kind == "money" and factor is not None:
        return format((Decimal(text) * factor).normalize(), "f")
    if field.kind == "day":
        year, rest = text.split("年")
        month, day = rest.rstrip("日").split("月")
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return text
