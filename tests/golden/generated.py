"""Generated packages judged without pictures: a seed, planted discrepancies, a reader; findings scored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.evaluate.planted import false_alarms, split_found
from extractor.evaluate.truth import Planted
from extractor.extract.narrative import read_claims
from extractor.tabulate.fill import fill_table
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from golden_docs.maker import plants  # noqa: F401  (registers the plants)
from golden_docs.maker.cases import PROGRAMME, REFERENCE_DATE
from golden_docs.maker.company import found_company
from golden_docs.maker.compose import Entry, Package, compose_package
from golden_docs.maker.plant import Discrepancy, plant_in_package, plant_in_spec
from golden_docs.maker.readings import CLEAR, Reader, documents_of, record_of
from golden_docs.maker.seeds import company_of
from models.catalogue import Catalogue, load_catalogue
from models.field import DocumentRecord
from models.finding import Finding, Outcome

PROFILE = "enterprise_profile"


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@dataclass(frozen=True)
class Judged:
    """What was planted into a package of a seed, and what was found."""

    seed: int
    planted: tuple[Discrepancy, ...]
    findings: tuple[Finding, ...]

    @property
    def truths(self) -> list[Planted]:
        return [
            Planted(
                family=d.family,
                indicator=d.indicator,
                period=d.period,
                document_type=d.document_type,
            )
            for d in self.planted
        ]

    @property
    def missed(self) -> tuple[Planted, ...]:
        return split_found(self.truths, self.findings)[1]

    @property
    def false_alarms(self) -> tuple[Finding, ...]:
        return false_alarms(self.truths, self.findings)

    def answers(self, planted: Discrepancy) -> list[Finding]:
        """The findings of the expected check about what was planted."""
        return [
            f
            for f in self.findings
            if f.rule == planted.check
            and f.outcome in (Outcome.failed, Outcome.review)
            and (f.indicator, f.period)
            in (
                (planted.indicator, planted.period),
                (f.indicator if planted.indicator is None else planted.indicator, planted.period),
            )
            and planted.document_type in (None, f.document_type)
        ]


@cache
def clean_package(seed: int) -> Package:
    return compose_package(company_of(seed))


@cache
def _clean_records(seed: int) -> dict[tuple[int, int], DocumentRecord]:
    """The records of the clean package's papers; a planted package shares most of them."""
    return {
        (id(entry.document), page): _with_claims(record_of(entry, page, catalogue()))
        for page, entry in enumerate(clean_package(seed).entries, start=1)
        if entry.document.type is not None
    }


def _read(entry: Entry, page: int, reader: Reader, seed: int) -> DocumentRecord:
    known = _clean_records(seed).get((id(entry.document), page)) if reader is CLEAR else None
    return known or _with_claims(record_of(entry, page, catalogue(), reader=reader))


def package_of(seed: int, names: Iterable[str] = ()) -> tuple[Package, tuple[Discrepancy, ...]]:
    """The package of a seed with some discrepancies planted."""
    wanted = tuple(names)
    company = company_of(seed)
    spec, found = plant_in_spec(company.spec, wanted)
    whole = clean_package(seed) if spec is company.spec else compose_package(found_company(spec))
    package, more = plant_in_package(whole, wanted)
    return package, (*found, *more)


def case_of(package: Package, reader: Reader = CLEAR) -> Case:
    """The case that the readings of a package make up."""
    records = tuple(
        _read(entry, page, reader, package.company.spec.seed)
        for page, entry in enumerate(package.entries, start=1)
        if entry.document.type is not None
    )
    programme = catalogue().programme(PROGRAMME)
    spec = catalogue().table_of(programme)
    form = next((record for record in records if record.type == spec.document_type), None)
    return Case(
        programme=programme,
        catalogue=catalogue(),
        reference_date=REFERENCE_DATE,
        documents=documents_of(package),
        records=records,
        tables=(fill_table(spec, form, more=records),),
    )


def judge(seed: int, names: Iterable[str] = (), reader: Reader = CLEAR) -> Judged:
    """Plant, read, check."""
    package, planted = package_of(seed, names)
    return Judged(seed, planted, run_rules(case_of(package, reader)).findings)


def _with_claims(record: DocumentRecord) -> DocumentRecord:
    """The form with what its profile claims in running text."""
    field = record.get(PROFILE)
    if record.type != "application_form" or field is None or not field.value or not field.reading:
        return record
    return record.model_copy(update={"claims": read_claims(field.reading, catalogue())})
