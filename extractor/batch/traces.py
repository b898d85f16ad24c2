"""What in a report should be nobody else's: numbers of certificates, reports, contracts; phones, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractor.batch.sentences import sentences_of
from models.batch import Trace, TraceKind
from models.catalogue import Catalogue
from models.field import Field, FieldStatus, Value
from models.run import Report
from models.table import Row


class _Source(NamedTuple):
    kind: TraceKind
    field: str


SOURCES: Mapping[str, _Source] = {
    "patent_certificate": _Source(TraceKind.patent, "patent_number"),
    "software_copyright_cert": _Source(TraceKind.software_copyright, "registration_number"),
    "ic_layout_cert": _Source(TraceKind.certificate, "registration_number"),
    "trademark_cert": _Source(TraceKind.certificate, "registration_number"),
    "high_tech_cert": _Source(TraceKind.certificate, "certificate_number"),
    "management_system_cert": _Source(TraceKind.certificate, "certificate_number"),
    "product_cert": _Source(TraceKind.certificate, "certificate_number"),
    "honor_cert": _Source(TraceKind.certificate, "certificate_number"),
    "audit_report": _Source(TraceKind.audit_report, "report_number"),
    "supply_contract": _Source(TraceKind.contract, "contract_number"),
    "purchase_contract": _Source(TraceKind.contract, "contract_number"),
    "service_contract_proof": _Source(TraceKind.contract, "contract_number"),
    "project_contract": _Source(TraceKind.contract, "contract_number"),
}
"""Document type -> the field that tells the paper from every other one."""
ISSUERS = {"audit_report": "audit_firm"}
"""Whose numbering a number belongs to, where every issuer counts for itself."""
PHONES = frozenset(
    {"legal_representative_phone", "legal_representative_mobile", "contact_phone", "contact_mobile"}
)
ADDRESSES = frozenset({"business_address", "registered_address"})
LEAST = {TraceKind.phone: 7, TraceKind.address: 8}
"""Fewest characters of a comparable form; anything shorter is no number of its own."""
LEAST_CODE = 6


def traces_of(report: Report, catalogue: Catalogue) -> tuple[Trace, ...]:
    """Return what a report holds that should be nobody else's, in the order of the papers."""
    return (*_of_documents(report, catalogue), *_of_form(report, catalogue))


def comparable(text: str) -> str:
    """Return the form in which two prints of a number or address are compared: letters and digits alone."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in folded if char.isalnum())


def _of_documents(report: Report, catalogue: Catalogue) -> Iterator[Trace]:
    fields: dict[tuple[str, str], Field] = {}
    for field in report.fields:
        fields.setdefault((field.document, field.key), field)
    for document in report.documents:
        source = SOURCES.get(document.type or "")
        if source is None or document.type is None:
            continue
        spec = catalogue.document_types.get(document.type)
        value = _found(fields.get((document.id, source.field)))
        issuer = _found(fields.get((document.id, ISSUERS.get(document.type, ""))))
        holder = _found(fields.get((document.id, spec.holder or ""))) if spec else None
        trace = _trace(
            source.kind,
            value,
            document=document.id,
            document_type=document.type,
            issuer=issuer.value if issuer else "",
        )
        if trace is not None:
            yield trace.model_copy(update={"holder": holder.value if holder else None})


def _of_form(report: Report, catalogue: Catalogue) -> Iterator[Trace]:
    """Phones and addresses, as the form declares them; each once."""
    types = {table.document_type for table in catalogue.tables.values()}
    form = next((d for d in report.documents if d.type in types), None)
    seen: set[tuple[TraceKind, str]] = set()
    for row in (row for table in report.tables for row in table.rows):
        if form is not None and form.type is not None:
            yield from _of_words(row, form.id, form.type, report.applicant.applicant_name)
        kind = _kind_of(row)
        if (
            kind is None
            or form is None
            or form.type is None
            or row.declared_status != FieldStatus.found.value
        ):
            continue
        trace = _trace(kind, row.declared, document=form.id, document_type=form.type)
        if trace is not None and (kind, trace.key) not in seen:
            seen.add((kind, trace.key))
            yield trace


def _of_words(row: Row, form: str, form_type: str, applicant: str | None) -> Iterator[Trace]:
    """What the applicant says in whole sentences, wherever the form lets it."""
    value = row.declared
    if value is None or value.place is None or row.declared_status != FieldStatus.found.value:
        return
    for sentence in sentences_of(value.value, applicant_name=applicant):
        yield Trace(
            kind=TraceKind.paragraph,
            key=sentence.key,
            raw=sentence.raw,
            document=form,
            document_type=form_type,
            place=value.place,
            confidence=round(value.confidence, 4),
            doubts=value.doubts,
        )


def _kind_of(row: Row) -> TraceKind | None:
    if row.indicator in PHONES:
        return TraceKind.phone
    return TraceKind.address if row.indicator in ADDRESSES else None


def _found(field: Field | None) -> Value | None:
    """The value that was read; an empty one is none."""
    if field is None or field.status is not FieldStatus.found or field.reading is None:
        return None
    return field.reading if field.reading.value else None


def _trace(
    kind: TraceKind, value: Value | None, *, document: str, document_type: str, issuer: str = ""
) -> Trace | None:
    """A trace, where the value has a place and is long enough to be somebody's own."""
    if value is None or value.place is None:
        return None
    key = comparable(value.value)
    if len(key) < LEAST.get(kind, LEAST_CODE) or not re.search(r"\d", key):
        return None
    return Trace(
        kind=kind,
        key="|".join(filter(None, (_numbering(kind, document_type), comparable(issuer), key))),
        raw=value.raw or value.value,
        document=document,
        document_type=document_type,
        place=value.place,
        confidence=round(value.confidence, 4),
        doubts=value.doubts,
    )


def _numbering(kind: TraceKind, document_type: str) -> str:
    """Certificates of different types count for themselves; contracts are filed under several types."""
    return document_type if kind is TraceKind.certificate else ""
