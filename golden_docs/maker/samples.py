"""The single documents with truth: one page each, from companies that no package uses."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from golden_docs.maker.cases import CLEAN_01, DISCREPANT_01, DISCREPANT_02
from golden_docs.maker.company import CompanySpec, found_company
from golden_docs.maker.compose import Package, compose_package
from golden_docs.maker.document import Document, FieldValue, Style
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.documents.management import SystemCertificate
from golden_docs.maker.paper import Paper
from golden_docs.maker.scan import make_look, scan_page, to_jpeg
from golden_docs.maker.truth import write_json

_HEAD = ("audited_entity", "fiscal_year")
_PARTS = ("balance_sheet", "income_statement", "cash_flow_statement")


@dataclass(frozen=True)
class Sample:
    """One page of one document of a company, and how it was taken."""

    name: str
    company: str
    entry: str
    sheet: int = 0
    photo: bool = False
    quality: int = 60


def _spec(base: CompanySpec, seed: int, region: int, trade: int, licence: date) -> CompanySpec:
    return replace(base, seed=seed, region=region, trade=trade, licence_issued=licence)


_COMPANIES: dict[str, tuple[CompanySpec, Style]] = {
    "a": (_spec(CLEAN_01.spec, 611, 1, 0, date(2020, 9, 15)), CLEAN_01.style),
    "b": (_spec(DISCREPANT_01.spec, 622, 2, 1, date(2016, 3, 25)), DISCREPANT_01.style),
    "c": (
        _spec(DISCREPANT_02.spec, 633, 0, 2, date(2019, 12, 2)),
        replace(DISCREPANT_02.style, body="song", head="hei", statement_rules="full"),
    ),
}
SAMPLES = (
    Sample("landscape-2020", "a", "licence"),
    Sample("portrait-2016", "b", "licence"),
    Sample("landscape-2019-photo", "c", "licence", photo=True),
    Sample("invention-old", "a", "patent_1"),
    Sample("invention-new", "b", "patent_2"),
    Sample("utility-old", "c", "patent_4"),
    Sample("utility-new", "c", "patent_5"),
    Sample("design", "b", "patent_8", photo=True),
    Sample("notice", "a", "acceptance"),
    Sample("program-1", "a", "software_1"),
    Sample("program-2", "c", "software_2", photo=True),
    Sample("iso9001", "a", "iso_9001"),
    Sample("iso14001", "b", "iso_14001"),
    Sample("iso45001", "c", "iso_45001", photo=True),
    Sample("gaoxin-1", "a", "high_tech"),
    Sample("gaoxin-2", "b", "high_tech", photo=True),
    Sample("provincial-1", "b", "title"),
    Sample("provincial-2", "c", "title"),
    Sample("tech-centre", "a", "tech_centre"),
    Sample("mark-1", "b", "trademark"),
    Sample("mark-2", "c", "trademark"),
    Sample("association-1", "a", "market_share"),
    Sample("association-2", "c", "market_share"),
    Sample("balance-sheet-wide", "a", "audit_2020", 3, quality=40),
    Sample("income-statement", "b", "audit_2020", 5),
    Sample("cash-flow-statement", "c", "audit_2020", 5, quality=52),
)


def write_samples(folder: Path) -> None:
    """Write every sample as `<type>/<name>.jpg` with its truth beside it."""
    packages = {name: _package(spec) for name, (spec, _) in _COMPANIES.items()}
    for sample in SAMPLES:
        document = packages[sample.company].get(sample.entry)
        style = _COMPANIES[sample.company][1]
        seed = f"sample-{sample.name}"
        paper = document.draw(style, random.Random(seed))[sample.sheet]
        look = make_look(random.Random(seed), quality=sample.quality)
        look = replace(look, photo=sample.photo, skew=look.skew / 2 if sample.photo else look.skew)
        target = folder / str(document.type)
        target.mkdir(parents=True, exist_ok=True)
        raster = scan_page(paper.image, look, seed)
        (target / f"{sample.name}.jpg").write_bytes(to_jpeg(raster, look.quality))
        truth = {"type": document.type, "fields": sample_fields(document, set(paper.tags))}
        write_json(target / f"{sample.name}.truth.json", truth)


def drawn_package_papers(
    offset: int,
) -> Iterator[tuple[str, Document, dict[str, FieldValue], list[Paper]]]:
    """Statements, and two sheets of the form, of companies of other seeds: name, document, fields, sheets.

    `offset` is added to the seeds of the companies; the sheets of a form carry no fields.
    """
    packages = {
        name: _package(replace(spec, seed=spec.seed + offset))
        for name, (spec, _) in _COMPANIES.items()
    }
    for sample in SAMPLES:
        if sample.entry == "audit_2020":
            document = packages[sample.company].get(sample.entry)
            style = _COMPANIES[sample.company][1]
            paper = document.draw(style, random.Random(sample.name))[sample.sheet]
            yield sample.name, document, sample_fields(document, set(paper.tags)), [paper]
    for name, (_, style) in _COMPANIES.items():
        form = packages[name].get("form")
        sheets = form.draw(style, random.Random(name))
        yield f"form-{name}", form, {}, [sheets[0], sheets[2]]


def _package(spec: CompanySpec) -> Package:
    package = compose_package(found_company(spec))
    other = package.get("iso_14001")
    if not isinstance(other, SystemCertificate):
        raise TypeError("iso_14001 is not a management system certificate")
    health = replace(other, scheme="45001", number=other.number.replace("E", "S"))
    entry = next(e for e in package.entries if e.name == "iso_14001")
    return package.insert(replace(entry, name="iso_45001", document=health), after="iso_14001")


def sample_fields(document: Document, tags: set[str]) -> dict[str, FieldValue]:
    """The truth of one page: all fields, or for a statement those of the sheet drawn."""
    fields = document.fields()
    if not isinstance(document, AuditReport):
        return fields
    parts = [part for part in _PARTS if part in tags]
    return {k: v for k, v in fields.items() if k in _HEAD or k.partition(".")[0] in parts}
