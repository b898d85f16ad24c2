"""The clean papers under a programme with a target table, its initial values as the evidence has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.tabulate.fill import fill_table
from extractor.verify.case import Case
from models.field import DocumentRecord, Field, FieldStatus
from tests.unit.verify.builders import make_case
from tests.unit.verify.makers import Maker
from tests.unit.verify.papers import catalogue, read_value

PROGRAMME = "tj-key1-ent"
TARGETS = {
    ("target.main_business_revenue_ratio", "initial"): "95.00",
    ("target.main_business_revenue_ratio", "year1"): "95.50",
    ("target.main_business_revenue_ratio", "year2"): "96.00",
    ("target.invention_patents_valid", "initial"): "2",
    ("target.invention_patents_valid", "year1"): "3",
    ("target.invention_patents_valid", "year2"): "4",
}
"""What the table declares; the papers show main revenue of 190 among 200 million and two inventions."""


def target_case(
    changes: Mapping[tuple[str, str], str] | None = None, *, has_table: bool = True
) -> Case:
    """The case, with some cells of the target table changed, or without the table."""
    clean = make_case()
    programme = catalogue().programme(PROGRAMME)
    spec = catalogue().table_of(programme)
    fields = []
    for (key, period), text in {**TARGETS, **(changes or {})}.items():
        known = spec.field(key)
        assert known is not None
        value = read_value(known.kind, text, unit=known.unit, page=2)
        fields.append(
            Field(
                document="目标表",
                key=key,
                title_zh=known.label,
                period=period,
                status=FieldStatus.found,
                reading=value,
            )
        )
    form = DocumentRecord(document="目标表", type="target_form", fields=tuple(fields))
    more = (form,) if has_table else ()
    table = fill_table(spec, None, more=more)
    records = (*more, *clean.records)
    return replace(clean, programme=programme, tables=(table,), records=records)


def targets(key: str, period: str, text: str) -> Maker:
    """A maker of the case with one cell changed."""
    return lambda: target_case({(key, period): text})


def no_targets() -> Case:
    """The case without its target table."""
    return target_case(has_table=False)
