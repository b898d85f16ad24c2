"""Checks every cross reference of document types and tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from models.catalogue.facts import FACTS
from models.catalogue.source import Source, ValuePath
from models.catalogue.spec import Indicator
from models.catalogue.spec_documents import DocumentType, FieldSpec
from models.catalogue.spec_tables import TableField, TableSpec
from models.catalogue.suggest import suggestion

Sources = dict[tuple[str, str], Source]


@dataclass(frozen=True)
class Known:
    """What names may point to."""

    indicators: Mapping[str, Indicator]
    document_types: Mapping[str, DocumentType]
    tables: Mapping[str, TableSpec]
    lists: Collection[str]


def check_references(known: Known, sources: Sources) -> list[str]:
    """Every name that points nowhere, as `file:line: …` lines."""
    problems: list[str] = []
    for key, document_type in known.document_types.items():
        report = Report(sources["document_types", key], problems)
        _check_document_type(document_type, known, report)
    for key, table in known.tables.items():
        _check_table(table, known, Report(sources["tables", key], problems))
    return problems


class Report:
    """Collects problems of one file."""

    def __init__(self, source: Source, problems: list[str]) -> None:
        self.source, self.problems = source, problems

    def add(self, path: ValuePath, text: str) -> None:
        self.problems.append(f"{self.source.where(path)}: {text}")

    def unknown(self, path: ValuePath, what: str, name: str | None, known: Iterable[str]) -> None:
        """Report a name that is not among the known ones."""
        names = list(known)
        if name is not None and name not in names:
            self.add(path, f"unknown {what} {name!r}{suggestion(name, names)}")

    def repeated(self, path: ValuePath, what: str, names: Iterable[str]) -> None:
        """Report names that stand twice."""
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                self.add((*path, index), f"{what} {name!r} stands twice")
            seen.add(name)


def _check_document_type(item: DocumentType, known: Known, report: Report) -> None:
    fields = [field.key for field in item.fields]
    parts = [part.key for part in item.recognition.parts]
    report.repeated(("fields",), "field", fields)
    report.repeated(("recognition", "parts"), "part", parts)
    for index, field in enumerate(item.fields):
        report.unknown(("fields", index, "part"), "part", field.part, parts)
        _check_field(field, fields, ("fields", index), report)
    _check_expressions(_signs_of(item), ("recognition",), report)
    for name in (*item.recognition.adopts, *item.recognition.encloses):
        report.unknown(("recognition",), "document type", name, known.document_types)
    for index, proof in enumerate(item.proves):
        path: ValuePath = ("proves", index)
        report.unknown(path, "indicator", proof.indicator, known.indicators)
        report.unknown(path, "field", proof.field, fields)
        for match in proof.where:
            report.unknown(path, "field", match.field, fields)
        if proof.how == "value" and proof.field is None:
            report.add(path, f"a proof of {proof.indicator} by value needs a field")
    report.unknown(("holder",), "field", item.holder, fields)
    report.unknown(("kind_of",), "document type", item.kind_of, known.document_types)
    for name in item.identity:
        report.unknown(("identity",), "field", name, fields)
    if validity := item.validity:
        dates = (validity.valid_from, validity.valid_until, validity.valid_for)
        for date in (*dates, *(term.start for term in validity.terms)):
            report.unknown(("validity",), "field", date, fields)


def _check_field(
    field: FieldSpec, fields: Collection[str], path: ValuePath, report: Report
) -> None:
    for name in field.level_of:
        report.unknown((*path, "level_of"), "field", name, fields)
    for words in field.words:
        report.unknown((*path, "words"), "option", words.option, field.options)
    _check_expressions(_expressions_of(field), path, report)


def _expressions_of(field: FieldSpec) -> tuple[str, ...]:
    said = (pattern for words in field.words for pattern in words.patterns)
    return (*field.patterns, *field.sentences, *said)


def _signs_of(item: DocumentType) -> tuple[str, ...]:
    known = item.recognition
    of_parts = (sign for part in known.parts for sign in part.signs)
    return tuple(
        sign.phrase for sign in (*known.signs, *known.continuation, *of_parts) if sign.pattern
    )


def _check_expressions(expressions: Iterable[str], path: ValuePath, report: Report) -> None:
    for expression in expressions:
        try:
            re.compile(expression)
        except re.error as error:
            report.add(path, f"no regular expression: {expression!r} ({error})")


def _check_table(table: TableSpec, known: Known, report: Report) -> None:
    report.unknown(("document_type",), "document type", table.document_type, known.document_types)
    keys = [field.key for field in table.fields]
    report.repeated(("sections",), "field", keys)
    facts = known.tables.get(FACTS)
    keys += [field.key for field in facts.fields] if facts else []
    for s, section in enumerate(table.sections):
        for f, field in enumerate(section.fields):
            at: tuple[ValuePath, Report] = (("sections", s, "fields", f), report)
            _check_table_field(field, keys, known, at)
            _check_option_proofs(field, known, at)


def _check_table_field(
    field: TableField, keys: list[str], known: Known, at: tuple[ValuePath, Report]
) -> None:
    path, report = at
    if field.kind in {"choice", "multi_choice"} and not field.options:
        report.add(path, f"the choice {field.key} has no options")
    if field.required_if:
        report.unknown((*path, "required_if"), "field", field.required_if.field, keys)
    for name in field.formula.of if field.formula else ():
        report.unknown((*path, "formula"), "field", name, keys)
    for index, source in enumerate(field.evidence):
        here: ValuePath = (*path, "evidence", index)
        paper = known.document_types.get(source.document_type)
        report.unknown(here, "document type", source.document_type, known.document_types)
        if paper is None:
            continue
        report.unknown(here, "field", source.field, [item.key for item in paper.fields])
        for match in source.where:
            report.unknown(here, "field", match.field, [item.key for item in paper.fields])
        if source.field is None and source.how == "value":
            report.add(here, "evidence by value needs a field")


def _check_option_proofs(field: TableField, known: Known, at: tuple[ValuePath, Report]) -> None:
    path, report = at
    for index, proof in enumerate(field.option_proofs):
        here: ValuePath = (*path, "option_proofs", index)
        report.unknown(here, "option", proof.option, field.options)
        report.unknown(here, "document type", proof.document_type, known.document_types)
        paper = known.document_types.get(proof.document_type)
        names = [item.key for item in paper.fields] if paper else []
        for match in proof.where if paper else ():
            report.unknown(here, "field", match.field, names)
