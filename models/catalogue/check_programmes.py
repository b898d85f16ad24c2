"""Resolves the inheritance of a programme and checks every name in it."""

from __future__ import annotations

from collections.abc import Iterator

from models.catalogue.checks import Known, Report
from models.catalogue.facts import FACTS, leaves
from models.catalogue.source import ValuePath
from models.catalogue.spec_programmes import Condition, Group, Programme, UnlistedEvidence
from models.catalogue.spec_tree import AllOf, AnyOf, AtLeast, ByBand, Leaf, Node, OnList, branches


def merge_programme(base: Programme, own: Programme) -> Programme:
    """The base's rules, minus the removed ones, replaced by those of the same id, plus the own ones."""
    conditions: dict[str, Condition] = {
        item.id: item for item in base.conditions if item.id not in own.removed
    }
    conditions.update({item.id: item for item in own.conditions})
    groups: dict[str, Group] = {item.id: item for item in (*base.groups, *own.groups)}
    used = {item.group for item in conditions.values()}
    return own.model_copy(
        update={
            "conditions": tuple(conditions.values()),
            "groups": tuple(item for item in groups.values() if item.id in used),
            "required_evidence": own.required_evidence or base.required_evidence,
            "unlisted_evidence": own.unlisted_evidence or _inherited(base, own),
            "review_sheet": own.review_sheet or base.review_sheet,
            "declaration_phrases": own.declaration_phrases or base.declaration_phrases,
            "form_titles": own.form_titles or base.form_titles,
            "office_tables": own.office_tables or base.office_tables,
            "limits": own.limits or base.limits,
            "sanctions": own.sanctions or base.sanctions,
            "check_clauses": {**base.check_clauses, **own.check_clauses},
        }
    )


def _inherited(base: Programme, own: Programme) -> UnlistedEvidence | None:
    """What the base says about its list of papers; nothing where the programme has a list of its own."""
    return None if own.required_evidence else base.unlisted_evidence


def check_programme(programme: Programme, known: Known, report: Report) -> None:
    """Report every name that points nowhere, and conditions that say too little or too much."""
    report.unknown(("table",), "table", programme.table, known.tables)
    for name in programme.more_tables:
        report.unknown(("more_tables",), "table", name, known.tables)
    for name in programme.office_tables:
        report.unknown(("office_tables",), "table", name, known.tables)
    names = {*known.indicators}
    for key in (programme.table, *programme.more_tables, FACTS):
        names |= {field.key for field in known.tables[key].fields} if key in known.tables else set()
    ids = [item.id for item in programme.conditions]
    report.repeated(("conditions",), "condition", ids)
    groups = [item.id for item in programme.groups]
    report.repeated(("groups",), "group", groups)
    for index, condition in enumerate(programme.conditions):
        path: ValuePath = ("conditions", index)
        _check_condition(condition, names, path, report)
        report.unknown(path, "group", condition.group, groups)
        if (condition.kind == "option") != (condition.group is not None):
            report.add(path, f"{condition.id}: options stand in a group, and only they")
        for name in condition.relaxes:
            report.unknown(path, "condition", name, [*ids, *groups])
        for tree in (*condition.trees, *((condition.when,) if condition.when else ())):
            for item in _lists(tree):
                report.unknown(path, "list", item, known.lists)
    _check_rest(programme, names, known, report)


def _check_rest(programme: Programme, names: set[str], known: Known, report: Report) -> None:
    for index, required in enumerate(programme.required_evidence):
        path: ValuePath = ("required_evidence", index)
        for name in required.any_of:
            report.unknown(path, "document type", name, known.document_types)
        for claim in required.if_claimed:
            report.unknown((*path, "if_claimed"), "field", claim.field, names)
    ids = [item.id for item in programme.conditions]
    for index, item in enumerate(programme.review_sheet):
        for name in item.conditions:
            report.unknown(("review_sheet", index), "condition", name, ids)


def _check_condition(
    condition: Condition, names: set[str], path: ValuePath, report: Report
) -> None:
    trees = [*condition.trees, *((condition.when,) if condition.when else ())]
    asks = condition.enquiry is not None or bool(trees)
    if asks == (condition.unchecked_zh is not None):
        report.add(path, f"the condition {condition.id} is checked, or says why it is not")
    if condition.test is not None and condition.readings:
        report.add(path, f"the condition {condition.id} has both a test and readings")
    report.unknown(path, "indicator", condition.indicator, names)
    for tree in trees:
        for leaf in leaves(tree):
            _check_leaf(leaf, names, (path, condition.id), report)


def _check_leaf(leaf: Leaf, names: set[str], at: tuple[ValuePath, str], report: Report) -> None:
    path, condition = at
    for name in leaf.keys:
        report.unknown(path, "indicator", name, names)
    if bool(leaf.indicator) == bool(leaf.sum_of):
        report.add(path, f"a leaf of {condition} needs either an indicator or sum_of")
    if len(leaf.comparators) != 1:
        report.add(path, f"a leaf of {condition} needs exactly one comparator")
    if (leaf.measure in ("value", "count")) == bool(leaf.periods):
        report.add(path, f"a leaf of {condition}: several periods need a measure, and only they")


def _lists(node: Node) -> Iterator[str]:
    """Every list that a tree looks something up in."""
    if isinstance(node, OnList):
        yield node.on_list
    elif isinstance(node, AllOf | AnyOf | AtLeast):
        for branch in branches(node):
            yield from _lists(branch)
    elif isinstance(node, ByBand):
        for band in node.by_band.bands:
            yield from _lists(band.then)
