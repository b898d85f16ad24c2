"""Checks every cross reference of the catalogue and resolves the inheritance of programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.catalogue.catalogue import Catalogue
from models.catalogue.source import Source, ValuePath
from models.catalogue.spec_documents import DocumentType
from models.catalogue.spec_programmes import (
    AllOf,
    AnyOf,
    AtLeast,
    ByBand,
    Condition,
    Leaf,
    Node,
    Programme,
)
from models.catalogue.spec_tables import TableField, TableSpec
from models.catalogue.suggest import suggestion

Sources = dict[tuple[str, str], Source]


def inherit_programmes(
    programmes: dict[str, Programme], sources: Sources
) -> tuple[dict[str, Programme], list[str]]:
    """Give every programme what its base says; returns the whole programmes and the problems."""
    whole: dict[str, Programme] = {}
    problems: list[str] = []

    def resolve(key: str, trail: tuple[str, ...]) -> Programme:
        if key in whole:
            return whole[key]
        own = programmes[key]
        where = sources["programmes", key].where(("base",))
        if own.base is not None and own.base not in programmes:
            known = suggestion(own.base, programmes)
            problems.append(f"{where}: unknown base programme {own.base!r}{known}")
        elif own.base in (*trail, key):
            problems.append(f"{where}: programmes inherit in a circle: {' > '.join((*trail, key))}")
        elif own.base is not None:
            own = _merged(resolve(own.base, (*trail, key)), own)
        whole[key] = own
        return own

    for key in programmes:
        resolve(key, ())
    return dict(sorted(whole.items())), problems


def _merged(base: Programme, own: Programme) -> Programme:
    """The base's rules, minus the removed ones, replaced by those of the same id, plus the own ones."""
    conditions: dict[str, Condition] = {
        item.id: item for item in base.conditions if item.id not in own.removed
    }
    conditions.update({item.id: item for item in own.conditions})
    return own.model_copy(
        update={
            "conditions": tuple(conditions.values()),
            "required_evidence": own.required_evidence or base.required_evidence,
            "review_sheet": own.review_sheet or base.review_sheet,
            "declaration_phrases": own.declaration_phrases or base.declaration_phrases,
            "check_clauses": {**base.check_clauses, **own.check_clauses},
        }
    )


def leaves(node: Node) -> Iterator[Leaf]:
    """Every leaf of a tree, from left to right; the leaves of a band stand below it."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, ByBand):
        yield Leaf(indicator=node.by_band.indicator, period=node.by_band.period, present=True)
        for band in node.by_band.bands:
            yield from leaves(band.then)
    else:
        for branch in branches(node):
            yield from leaves(branch)


def branches(node: AllOf | AnyOf | AtLeast) -> tuple[Node, ...]:
    """The branches of an inner node."""
    if isinstance(node, AllOf):
        return node.all
    return node.any if isinstance(node, AnyOf) else node.at_least.of


def check_references(catalogue: Catalogue, sources: Sources) -> list[str]:
    """Every name that points nowhere, as `file:line: …` lines."""
    problems: list[str] = []
    for key, document_type in catalogue.document_types.items():
        report = _Report(sources["document_types", key], problems)
        _check_document_type(document_type, catalogue, report)
    for key, table in catalogue.tables.items():
        _check_table(table, catalogue, _Report(sources["tables", key], problems))
    for key, programme in catalogue.programmes.items():
        _check_programme(programme, catalogue, _Report(sources["programmes", key], problems))
    return problems


class _Report:
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


def _check_document_type(item: DocumentType, catalogue: Catalogue, report: _Report) -> None:
    fields = [field.key for field in item.fields]
    parts = [part.key for part in item.recognition.parts]
    report.repeated(("fields",), "field", fields)
    report.repeated(("recognition", "parts"), "part", parts)
    for index, field in enumerate(item.fields):
        report.unknown(("fields", index, "part"), "part", field.part, parts)
    for index, proof in enumerate(item.proves):
        path: ValuePath = ("proves", index)
        report.unknown(path, "indicator", proof.indicator, catalogue.indicators)
        report.unknown(path, "field", proof.field, fields)
        for match in proof.where:
            report.unknown(path, "field", match.field, fields)
        if proof.how == "value" and proof.field is None:
            report.add(path, f"a proof of {proof.indicator} by value needs a field")
    report.unknown(("holder",), "field", item.holder, fields)
    for name in item.identity:
        report.unknown(("identity",), "field", name, fields)
    if validity := item.validity:
        dates = (validity.valid_from, validity.valid_until, validity.valid_for)
        for date in (*dates, *(term.start for term in validity.terms)):
            report.unknown(("validity",), "field", date, fields)


def _check_table(table: TableSpec, catalogue: Catalogue, report: _Report) -> None:
    report.unknown(
        ("document_type",), "document type", table.document_type, catalogue.document_types
    )
    keys = [field.key for field in table.fields]
    report.repeated(("sections",), "field", keys)
    for s, section in enumerate(table.sections):
        for f, field in enumerate(section.fields):
            at: tuple[ValuePath, _Report] = (("sections", s, "fields", f), report)
            _check_table_field(field, keys, catalogue, at)
            _check_option_proofs(field, catalogue, at)


def _check_table_field(
    field: TableField, keys: list[str], catalogue: Catalogue, at: tuple[ValuePath, _Report]
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
        known = catalogue.document_types.get(source.document_type)
        report.unknown(here, "document type", source.document_type, catalogue.document_types)
        if known is None:
            continue
        report.unknown(here, "field", source.field, [item.key for item in known.fields])
        for match in source.where:
            report.unknown(here, "field", match.field, [item.key for item in known.fields])
        if source.field is None and source.how == "value":
            report.add(here, "evidence by value needs a field")


def _check_option_proofs(
    field: TableField, catalogue: Catalogue, at: tuple[ValuePath, _Report]
) -> None:
    path, report = at
    for index, proof in enumerate(field.option_proofs):
        here: ValuePath = (*path, "option_proofs", index)
        report.unknown(here, "option", proof.option, field.options)
        report.unknown(here, "document type", proof.document_type, catalogue.document_types)
        known = catalogue.document_types.get(proof.document_type)
        names = [item.key for item in known.fields] if known else []
        for match in proof.where if known else ():
            report.unknown(here, "field", match.field, names)


def _check_programme(programme: Programme, catalogue: Catalogue, report: _Report) -> None:
    report.unknown(("table",), "table", programme.table, catalogue.tables)
    table = catalogue.tables.get(programme.table)
    names = (
        {*catalogue.indicators, *(field.key for field in table.fields if table)}
        if table
        else {*catalogue.indicators}
    )
    report.repeated(("conditions",), "condition", [item.id for item in programme.conditions])
    for index, condition in enumerate(programme.conditions):
        _check_condition(condition, names, ("conditions", index), report)
    for index, required in enumerate(programme.required_evidence):
        for name in required.any_of:
            report.unknown(
                ("required_evidence", index), "document type", name, catalogue.document_types
            )
        for claim in required.if_claimed:
            report.unknown(("required_evidence", index, "if_claimed"), "field", claim.field, names)
    ids = [item.id for item in programme.conditions]
    for index, item in enumerate(programme.review_sheet):
        for name in item.conditions:
            report.unknown(("review_sheet", index), "condition", name, ids)


def _check_condition(
    condition: Condition, names: set[str], path: ValuePath, report: _Report
) -> None:
    trees = [tree for tree in (condition.when, condition.test) if tree is not None]
    trees += [reading.test for reading in condition.readings]
    if not trees and condition.enquiry is None:
        report.add(path, f"the condition {condition.id} tests nothing and asks nobody")
    if condition.test is not None and condition.readings:
        report.add(path, f"the condition {condition.id} has both a test and readings")
    report.unknown(path, "indicator", condition.indicator, names)
    for tree in trees:
        for leaf in leaves(tree):
            _check_leaf(leaf, names, (path, condition.id), report)


def _check_leaf(leaf: Leaf, names: set[str], at: tuple[ValuePath, str], report: _Report) -> None:
    path, condition = at
    for name in leaf.keys:
        report.unknown(path, "indicator", name, names)
    if bool(leaf.indicator) == bool(leaf.sum_of):
        report.add(path, f"a leaf of {condition} needs either an indicator or sum_of")
    if len(leaf.comparators) != 1:
        report.add(path, f"a leaf of {condition} needs exactly one comparator")
    if (leaf.measure == "value") == bool(leaf.periods):
        report.add(path, f"a leaf of {condition}: several periods need a measure, and only they")
