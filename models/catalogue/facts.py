"""The facts that conditions need and a form does not print, added to a programme's standard table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import Section, TableField, TableSpec
from models.catalogue.spec_tree import AllOf, AnyOf, AtLeast, ByBand, Leaf, Node, branches

FACTS = "common-facts"
"""The table of all facts that conditions read; its years are relative to the base year."""

BESIDE = {
    "enterprise_size_class": ("employees", "operating_revenue", "total_assets", "industry_code_2"),
    "years_in_operation": ("registration_date",),
    "registered_place": ("uscc",),
    "registered_city": ("uscc",),
}
"""What a fact is worked out from, where no formula of the table says so."""


def leaves(node: Node) -> Iterator[Leaf]:
    """Every comparison of a tree, from left to right; that which chooses a band stands before the bands."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, ByBand):
        yield Leaf(indicator=node.by_band.indicator, period=node.by_band.period, present=True)
        for band in node.by_band.bands:
            yield from leaves(band.then)
    elif isinstance(node, AllOf | AnyOf | AtLeast):
        for branch in branches(node):
            yield from leaves(branch)


def joined_table(tables: Sequence[TableSpec]) -> TableSpec:
    """The first table with the sections of the others behind its own, each with its paper.

    A field that an earlier form has too is left out: its other occurrences are compared with the
    first. Repeated rows of the other forms are left out as well.
    """
    first, *others = tables
    known = {field.key for field in first.fields}
    more: list[Section] = []
    for other in others:
        for section in other.sections:
            fields = tuple(field for field in section.fields if field.key not in known)
            if fields and not section.row_names:
                update = {"document_type": other.document_type, "form": other.id, "fields": fields}
                more.append(section.model_copy(update=update))
            known |= {field.key for field in fields}
    own = (section.model_copy(update={"form": first.id}) for section in first.sections)
    return first.with_sections((*own, *more)) if others else first


def with_known_evidence(own: TableSpec, facts: TableSpec | None) -> TableSpec:
    """The table with what proves each indicator, where the form's own entry does not say it.

    Where the form asks in another way (a text instead of a list) the papers only support the answer.
    """
    if facts is None or own.id == facts.id:
        return own
    sections = []
    for section in own.sections:
        fields = section.fields
        if not section.row_names:
            fields = tuple(_evidenced(field, facts.field(field.key)) for field in fields)
        sections.append(section.model_copy(update={"fields": fields}))
    return own.with_sections(tuple(sections))


def _evidenced(field: TableField, fact: TableField | None) -> TableField:
    if fact is None or field.evidence or field.option_proofs or field.formula or not field.printed:
        return field
    if field.kind == fact.kind:
        return field.model_copy(update={"evidence": fact.evidence, "formula": fact.formula})
    papers = (item.model_copy(update={"how": "support", "field": None}) for item in fact.evidence)
    return field.model_copy(update={"evidence": tuple(papers)})


def table_with_facts(own: TableSpec, facts: TableSpec | None, programme: Programme) -> TableSpec:
    """The table with one more section: the facts that the programme needs and the form lacks.

    The table of facts itself is cut down to what the programme needs.
    """
    if facts is None:
        return own
    known = frozenset() if own.id == facts.id else frozenset(f.key for f in own.fields)
    inputs = (key for f in own.fields if f.formula for key in f.formula.of)
    asked = _asked_for(programme) if own.id == facts.id else (*_asked_for(programme), *inputs)
    wanted = _closed(asked, facts, own) - known
    fields = tuple(_dated(f, programme) for f in facts.fields if f.key in wanted)
    if not fields and own.id != facts.id:
        return own
    section = Section(key="facts", title_zh=facts.title_zh, filled_by="computed", fields=fields)
    kept = () if own.id == facts.id else own.sections
    return own.with_sections((*kept, section))


def _asked_for(programme: Programme) -> Iterator[str]:
    """Every key that conditions and requests for evidence read."""
    for condition in programme.conditions:
        if condition.indicator:
            yield condition.indicator
        for tree in (*condition.trees, *((condition.when,) if condition.when else ())):
            for leaf in leaves(tree):
                yield from leaf.keys
    for required in programme.required_evidence:
        for claim in required.if_claimed:
            yield claim.field


def _closed(keys: Iterable[str], facts: TableSpec, own: TableSpec) -> frozenset[str]:
    """The keys and all that they are worked out from."""
    found: set[str] = set()
    todo = list(keys)
    while todo:
        key = todo.pop()
        if key in found:
            continue
        found.add(key)
        field = own.field(key) or facts.field(key)
        todo.extend(BESIDE.get(key, ()))
        todo.extend(field.formula.of if field and field.formula else ())
    return frozenset(found)


def _dated(field: TableField, programme: Programme) -> TableField:
    """The field with the calendar years of the programme."""
    years = tuple(programme.year(period) or period for period in field.periods)
    return field.model_copy(update={"periods": years})
