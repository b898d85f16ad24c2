"""Counting what was right: fields per document type, declared values, planted discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.evaluate.compare import same_value
from extractor.evaluate.confusion import PageType, page_types
from extractor.evaluate.planted import false_alarms, split_found, unexplained_traces
from extractor.evaluate.truth import NO_PERIOD, DocumentTruth, FieldTruth, PackageTruth, Planted
from models.base import Frozen
from models.catalogue.catalogue import Catalogue
from models.document import Document
from models.field import DocumentRecord, Field, FieldStatus
from models.finding import Family, Finding, Outcome
from models.run import Report
from models.table import StandardTable


class Miss(Frozen):
    """One value that was not read right. `read` is None when nothing was read."""

    where: str
    key: str
    period: str
    right: str | None
    read: str | None
    flagged: bool  # whether the wrong reading was marked as doubtful


class Tally(Frozen):
    """So many right of so many, and every miss."""

    right: int = 0
    total: int = 0
    misses: tuple[Miss, ...] = ()

    def plus(self, other: Tally) -> Tally:
        """Both tallies together."""
        return Tally(
            right=self.right + other.right,
            total=self.total + other.total,
            misses=self.misses + other.misses,
        )


class PackageScore(Frozen):
    """How one package was verified."""

    name: str
    planted: int
    found: tuple[Planted, ...]
    missed: tuple[Planted, ...]
    false_alarms: tuple[Finding, ...]
    traces: tuple[Finding, ...]  # signs of editing where nothing was edited
    reviews: int  # findings that a person must decide, signs of editing left out
    declared: Tally
    indicators: dict[str, Tally]  # declared values by indicator
    families: dict[str, Tally]  # planted discrepancies by family of the check
    documents: Tally  # documents with the right type and pages
    pages: Tally  # compared values that stand on the right page
    fields: dict[str, Tally]  # by document type
    page_types: tuple[PageType, ...] = ()


def score_document(
    truth: DocumentTruth, record: DocumentRecord | None, *, where: str, catalogue: Catalogue
) -> Tally:
    """Compare every field of the truth with what was read from the document."""
    tally = Tally()
    for field in truth.fields:
        tally = tally.plus(_score_field(field, record, truth, where=where, catalogue=catalogue))
    return tally


def score_package(
    truth: PackageTruth,
    report: Report,
    records: Sequence[DocumentRecord],
    *,
    name: str,
    catalogue: Catalogue,
) -> PackageScore:
    """Compare a report with the truth of its package."""
    found, missed = split_found(truth.discrepancies, report.findings)
    by_type: dict[str, Tally] = {}
    for document in truth.documents:
        if document.type is not None and document.fields:
            record = record_of(document, report.documents, records)
            tally = score_document(document, record, where=name, catalogue=catalogue)
            by_type[document.type] = by_type.get(document.type, Tally()).plus(tally)
    indicators = score_indicators(truth.declared, report.tables, where=name)
    return PackageScore(
        name=name,
        planted=len(truth.discrepancies),
        found=found,
        missed=missed,
        false_alarms=false_alarms(truth.discrepancies, report.findings),
        traces=unexplained_traces(truth.discrepancies, report.findings),
        reviews=sum(
            finding.outcome is Outcome.review and finding.family is not Family.tamper
            for finding in report.findings
        ),
        declared=added(indicators.values()),
        indicators=indicators,
        families=_by_family(found, missed),
        documents=_score_documents(truth, report.documents, where=name),
        pages=_score_pages(truth, report, where=name),
        fields=by_type,
        page_types=page_types(truth, report.documents),
    )


def score_indicators(
    truths: Sequence[FieldTruth], tables: Sequence[StandardTable], *, where: str
) -> dict[str, Tally]:
    """Compare declared values with the rows of the standard tables, by indicator."""
    whole = [row for table in reversed(tables) for row in table.rows]  # the first form counts
    rows = {(row.indicator, row.period or NO_PERIOD): row for row in whole}
    tallies: dict[str, Tally] = {}
    for truth in truths:
        row = rows.get((truth.key, truth.period))
        declared = row.declared if row and row.declared_status == FieldStatus.found else None
        right = _agrees(
            truth.value, declared.value if declared else None, kind=row.kind if row else "text"
        )
        tally = _counted(
            truth,
            declared.value if declared else None,
            right=right,
            where=where,
            flagged=bool(declared and declared.doubts),
        )
        tallies[truth.key] = tallies.get(truth.key, Tally()).plus(tally)
    return tallies


def added(tallies: Iterable[Tally]) -> Tally:
    """Return all tallies together."""
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


def _by_family(found: Sequence[Planted], missed: Sequence[Planted]) -> dict[str, Tally]:
    families = sorted({planted.family for planted in (*found, *missed)})
    return {
        family: Tally(
            right=sum(planted.family == family for planted in found),
            total=sum(planted.family == family for planted in (*found, *missed)),
        )
        for family in families
    }


def _score_field(
    truth: FieldTruth,
    record: DocumentRecord | None,
    document: DocumentTruth,
    *,
    where: str,
    catalogue: Catalogue,
) -> Tally:
    kind = kind_of(truth, document, catalogue=catalogue)
    fields = found_fields(truth, record)
    values = [field.value for field in fields if field.value is not None]
    right = any(_agrees(truth.value, value, kind=kind) for value in values) or (
        truth.value is None and not values
    )
    flagged = any(field.reading and field.reading.doubts for field in fields)
    read = values[0] if values else None
    return _counted(truth, read, right=right, where=where, flagged=bool(flagged))


def found_fields(truth: FieldTruth, record: DocumentRecord | None) -> tuple[Field, ...]:
    """The fields of a record that were found where a true field is: its key, period and row."""
    return tuple(
        field
        for field in (record.fields if record else ())
        if field.key == truth.key
        and (truth.period == NO_PERIOD or field.period == truth.period)
        and (truth.scope is None or field.scope in (truth.scope, None))
        and field.status is FieldStatus.found
    )


def kind_of(truth: FieldTruth, document: DocumentTruth, *, catalogue: Catalogue) -> str:
    """The kind of a field: what the catalogue says, amounts for cells of statements, else text."""
    spec = catalogue.field_spec(document.type or "", truth.key)
    return spec.kind if spec else ("money" if "." in truth.key else "text")


def _agrees(right: str | None, read: str | None, *, kind: str) -> bool:
    if right is None or read is None:
        return right is None and read is None
    return same_value(right, read, kind=kind)


def _counted(
    truth: FieldTruth, read: str | None, *, right: bool, where: str, flagged: bool
) -> Tally:
    if right:
        return Tally(right=1, total=1)
    miss = Miss(
        where=where,
        key=truth.key,
        period=truth.period,
        right=truth.value,
        read=read,
        flagged=flagged,
    )
    return Tally(right=0, total=1, misses=(miss,))


def record_of(
    truth: DocumentTruth, documents: Sequence[Document], records: Sequence[DocumentRecord]
) -> DocumentRecord | None:
    """Return the record of the document of the right type that shares most pages with the truth."""
    pages = set(truth.pages)
    shared = Counter(
        {
            document.id: len(pages & {(page.file, page.page) for page in document.pages})
            for document in documents
            if document.type == truth.type
        }
    )
    best = shared.most_common(1)
    if not best or best[0][1] == 0:
        return None
    return next((record for record in records if record.document == best[0][0]), None)


def _score_documents(truth: PackageTruth, documents: Sequence[Document], *, where: str) -> Tally:
    read = {
        tuple((page.file, page.page) for page in document.pages): document.type
        for document in documents
    }
    tally = Tally()
    for document in truth.documents:
        if document.type is None:
            continue
        seen = read.get(document.pages)
        page = f"{document.pages[0][0]}:{document.pages[0][1]}"
        field = FieldTruth(key=f"document {page}", period=NO_PERIOD, value=document.type)
        right = seen == document.type
        tally = tally.plus(_counted(field, seen, right=right, where=where, flagged=False))
    return tally


def _score_pages(truth: PackageTruth, report: Report, *, where: str) -> Tally:
    """Whether each compared evidence value stands on a page of a document of its type."""
    pages = {page: document.type for document in truth.documents for page in document.pages}
    tally = Tally()
    for table in report.tables:
        for row in table.rows:
            for evidence in row.evidence:
                place = evidence.value.place
                if place is None:  # what has no place stands on no page
                    continue
                seen = pages.get((place.file, place.page))
                field = FieldTruth(
                    key=row.indicator, period=row.period or NO_PERIOD, value=evidence.document_type
                )
                right = seen == evidence.document_type
                tally = tally.plus(_counted(field, seen, right=right, where=where, flagged=False))
    return tally
