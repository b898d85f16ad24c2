"""Builds small cases: one clean application, and changes of single values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.extract.narrative import read_claims
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from models.document import Document
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.finding import Finding
from models.geometry import Box, Place
from models.issue import Issue
from models.page import PageText
from models.submission import PageRef
from models.table import Row, StandardTable
from tests.unit.verify.clean import FORM, ON, PROGRAMME, TABLE
from tests.unit.verify.papers import catalogue, papers, read_value

FormChanges = Mapping[tuple[str, str | None], "str | Value | FieldStatus | None"]
"""Changed form fields by key and year: a text to read, a value, a status, or None for an empty field."""


def form_table(
    changes: FormChanges | None = None,
) -> StandardTable:
    """The clean form with some values changed, given a status, or (None) taken away."""
    spec = catalogue().table(TABLE)
    wanted: dict[tuple[str, str | None], str | Value | FieldStatus | None] = dict(FORM)
    wanted.update(changes or {})
    rows = []
    for field in spec.fields:
        for period in field.periods or (None,):
            if field.printed:
                given = wanted.get((field.key, period))
                status = given if isinstance(given, FieldStatus) else FieldStatus.found
                value = given if isinstance(given, Value) else None
                if isinstance(given, str) and not isinstance(given, FieldStatus):
                    value = read_value(field.kind, given, unit=field.unit, page=3)
                if value is None and status is FieldStatus.found:
                    status = FieldStatus.absent
                rows.append(
                    Row(
                        indicator=field.key,
                        title_zh=field.label,
                        period=period,
                        kind=field.kind,
                        declared=value,
                        declared_status=status.value,
                    )
                )
    return StandardTable(table=TABLE, title_zh=spec.title_zh, rows=tuple(rows))


def make_case(
    *,
    form: FormChanges | None = None,
    replace: Iterable[DocumentRecord] = (),
    add: Iterable[DocumentRecord] = (),
    remove: Iterable[str] = (),
    documents: Iterable[Document] = (),
    issues: Iterable[Issue] = (),
    pages: Iterable[PageText] = (),
    empty: Iterable[str] = (),
    has_form: bool = True,
) -> Case:
    """The clean case with changes; `empty` fields have a cell on the form with nothing in it."""
    found = papers()
    found.update({item.document: item for item in (*replace, *add)})
    kept = {key: item for key, item in found.items() if key not in set(remove)}
    blank = Value(value="", raw="", place=Place(file="申请书.pdf", page=4, box=Box(0, 0, 1, 1)))
    cells = [
        Field(document="申请书", key=key, title_zh=key, status=FieldStatus.absent, reading=blank)
        for key in empty
    ]
    table = form_table(form)
    profile = table.row("enterprise_profile")
    claim = DocumentRecord(
        document="申请书",
        type="application_form",
        table="cn-xjr3-application",
        fields=tuple(cells),
        claims=read_claims(profile.declared, catalogue()) if profile and profile.declared else (),
    )
    records = (*((claim,) if has_form else ()), *kept.values())
    spec = catalogue().programme(PROGRAMME)
    own = [
        Document(
            id=item.document,
            type=item.type,
            confidence=0.99,
            pages=(PageRef(file=f"{item.document}.pdf", page=1),),
        )
        for item in records
    ]
    return Case(
        programme=spec,
        catalogue=catalogue(),
        reference_date=ON,
        documents=(*own, *documents),
        records=records,
        tables=(table,) if has_form else (),
        issues=tuple(issues),
        pages=tuple(pages),
    )


def run(case: Case) -> tuple[Finding, ...]:
    return run_rules(case).findings


def find(
    findings: Iterable[Finding],
    rule: str,
    indicator: str | None = None,
    period: str | None = None,
    document_type: str | None = None,
) -> list[Finding]:
    """The findings of one rule about one subject."""
    return [
        f
        for f in findings
        if f.rule == rule
        and (indicator is None or f.indicator == indicator)
        and (period is None or f.period == period)
        and (document_type is None or f.document_type == document_type)
    ]


def bad(findings: Iterable[Finding]) -> list[tuple[str, str | None, str | None, str]]:
    """What the run calls a discrepancy of its own."""
    return [(f.rule, f.indicator, f.period, f.outcome.value) for f in findings if f.is_discrepancy]
